"""PDF: the text of its pages in the order it is read, recognised where there is none."""

from ingest.readers.pdf.reading import page_texts, read

__all__ = ["page_texts", "read"]
