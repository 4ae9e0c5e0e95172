"""DOCX: what stands on the pages of a Word document, without what nobody sees."""

from ingest.readers.docx.reading import read

__all__ = ["read"]
