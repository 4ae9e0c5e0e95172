"""Carries a question's words into another language: dictionaries, names, and the index's own words."""

from retrieval.bridge.synonym_groups import Bridge, SynonymGroup

__all__ = ["Bridge", "SynonymGroup"]
