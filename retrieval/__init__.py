"""Passages become evidence: embedding, storing and searching them."""
