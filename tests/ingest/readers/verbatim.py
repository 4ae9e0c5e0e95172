"""Whether what a reader calls a table row stands in the source."""

import re
import unicodedata

from ingest.documents import Document


def squashed(text: str) -> str:
    """The letters and digits of `text` alone, as small letters."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text).lower())


def rows_outside(source: str, document: Document) -> list[str]:
    """The rows and headers of tables whose letters do not follow each other in `source`."""
    whole = squashed(source)
    rows = [block.text for block in document.blocks if block.kind in ("table_row", "table_header")]
    assert rows, "there is no table"
    return [row for row in rows if squashed(row) not in whole]
