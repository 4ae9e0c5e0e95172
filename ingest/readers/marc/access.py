"""Who may read a MARC record: its statements of access, and the notes that it calls private."""

from __future__ import annotations

import re

from ingest.readers.marc.coding import is_unimarc
from ingest.readers.marc.records import MarcField, MarcRecord
from ingest.records.access import Access, stated_access, stricter
from ingest.records.embargo import embargo_date, last_embargo

# Notes whose first indicator says whether they are private.
_PRIVATE = ("541", "542", "561", "583")
_SHOWN = 120


def marc_access(record: MarcRecord) -> tuple[dict[str, str], tuple[str, ...]]:
    """The access and embargo of a record as metadata, with warnings; the strictest of all that is said."""
    unimarc = is_unimarc(record)
    statements = record.tagged("371") if unimarc else record.tagged("506", "355")
    levels: list[Access] = []
    warnings: list[str] = []
    embargoes: list[str] = []
    for field in statements:
        level, understood, text = _level(field)
        levels.append(level)
        if not understood:
            warnings.append(f"access not understood, treated as restricted: {text[:_SHOWN]!r}")
        if field.tag == "506":
            embargoes += [each.value for each in field.subfields if each.code == "g"]
    private = (
        [] if is_unimarc(record) else [f.tag for f in record.tagged(*_PRIVATE) if f.indicators[0] == "0"]
    )
    if private:
        levels.append("internal")
        warnings.append(f"not for the public: the source marks {', '.join(private)} as private")
    until = last_embargo(embargoes)
    day = embargo_date(until)
    said = {"access": stricter(levels) if levels else "", "embargo": day.isoformat() if day else until}
    return {name: value for name, value in said.items() if value}, tuple(warnings)


def _level(field: MarcField) -> tuple[Access, bool, str]:
    """The access that a statement gives by its words and its first indicator (0 open, 1 restricted)."""
    codes = "a" if field.tag != "506" else "abcdf"
    text = " ".join(each.value for each in field.subfields if each.code in codes)
    level, understood = stated_access(text)
    if field.tag == "355":
        return stricter([level, "internal"]), understood, text
    if field.indicators[0] == "0" and field.tag == "506":
        return ("public", True, text) if not understood or not re.search(r"\w", text) else (level, True, text)
    if field.indicators[0] == "1" and level == "public":
        return "restricted", True, text
    return level, understood or field.indicators[0] == "1", text
