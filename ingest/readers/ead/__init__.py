"""EAD 2002 and EAD3: finding aids, as a whole and component by component."""

from ingest.readers.ead.reading import documents, first_text

__all__ = ["documents", "first_text"]
