"""TEI: descriptions of manuscripts and edited texts."""

from ingest.readers.tei.reading import documents, documents_of

__all__ = ["documents", "documents_of"]
