"""One module a format, each giving the documents in a file; `documents_in` chooses among them by content."""

from ingest.readers.choice import documents_in, read
from ingest.readers.encoding import Decoded, decode
from ingest.readers.kinds import SUFFIXES, kind_of
from ingest.readers.options import ReadOptions

__all__ = ["SUFFIXES", "Decoded", "ReadOptions", "decode", "documents_in", "kind_of", "read"]
