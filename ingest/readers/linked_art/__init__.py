"""Linked Art: JSON-LD records of objects and people."""

from ingest.readers.linked_art.reading import documents

__all__ = ["documents"]
