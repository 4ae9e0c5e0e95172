"""Language models: which there are, what they are told, and what of their drafts is kept."""
