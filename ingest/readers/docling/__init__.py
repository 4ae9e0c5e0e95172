"""PDF read by Docling, where it is installed and chosen: its layout models, our blocks and places."""

from ingest.readers.docling.reading import read

__all__ = ["read"]
