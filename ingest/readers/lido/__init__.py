"""LIDO 1.0 and 1.1: catalogue records of museum objects, one document each."""

from ingest.readers.lido.reading import documents, record_document

__all__ = ["documents", "record_document"]
