"""What a PDF file states of itself: title, author, date, language."""

from __future__ import annotations

import re

from pypdf import PdfReader

from ingest.readers.titles import stated

_FILLED_IN = frozenset(("anonymous", "unspecified", "unknown", "untitled"))  # by programs


def stated_metadata(reader: PdfReader) -> dict[str, str]:
    """What the file says of itself; nothing where its information cannot be read."""
    try:
        info = reader.metadata
        if info is None:
            return {}
        raw_date = str(info.get("/CreationDate") or info.get("/ModDate") or "")
        names = ("title", "author", "subject", "keywords")
        values = {name: getattr(info, name) for name in names}
        known = stated(
            {name: str(value) for name, value in values.items() if isinstance(value, str) and value}
        )
    except Exception:  # a broken information dictionary is no reason to refuse the text
        return {}
    date = re.match(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?", raw_date)
    if date:
        known["date"] = "-".join(filter(None, date.groups()))
    return {key: value for key, value in known.items() if value.strip("()[] ").lower() not in _FILLED_IN}


def stated_language(reader: PdfReader) -> str:
    """The language that a PDF states, as an ISO 639-1 code; "" when it states none."""
    try:
        code = str(reader.root_object.get("/Lang") or "")
    except Exception:  # as for the metadata
        return ""
    found = re.match(r"([A-Za-z]{2})(?:[-_]|$)", code)
    return found.group(1).lower() if found else ""
