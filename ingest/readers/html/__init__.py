"""HTML: the text of a page, without the site around it and without what nobody sees."""

from ingest.readers.html.reading import read

__all__ = ["read"]
