"""Which sentences of the evidence an extract quotes, and what is said beside them."""
