"""Conversations are kept, and a question that leans on one is made to stand alone."""
