"""One module a format, each with `read(path) -> Document`; `read` here chooses among them by content."""

from ingest.readers.choice import SUFFIXES, read
from ingest.readers.encoding import Decoded, decode

__all__ = ["SUFFIXES", "Decoded", "decode", "read"]
