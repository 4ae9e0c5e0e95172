"""What a MARC record says in codes: which format it is, its languages, the years of its date."""

from __future__ import annotations

from ingest.readers.marc.records import MarcRecord
from ingest.records.language_codes import language_code

# Kinds of date: in MARC 21 (008/06) and in UNIMARC (100$a, position 8).
_ONE_YEAR = {False: "eprst", True: "dehij"}
_SPAN = {False: "dikmqu", True: "bfg"}
_LONGEST_SPAN = 400  # years; a longer one says nothing of when


def is_unimarc(record: MarcRecord) -> bool:
    """Whether a record is UNIMARC (or RUSMARC, CNMARC) rather than MARC 21, by where its title stands."""
    return bool(record.tagged("200")) and not record.tagged("245")


def is_authority(record: MarcRecord) -> bool:
    """Whether a record of MARC 21 is about a name or a term, and no work."""
    return record.leader[6:7] == "z" and not is_unimarc(record)


def language_of_work(record: MarcRecord) -> str:
    """The language of what is described, an ISO 639-1 code or ""."""
    if is_unimarc(record):
        return _language(record, "101", "a")
    return language_code(record.control("008")[35:38]) or _language(record, "041", "a")


def language_of_description(record: MarcRecord) -> str:
    """The language that the record is written in, an ISO 639-1 code or ""."""
    if is_unimarc(record):
        return language_code(next((f.first("a") for f in record.tagged("100")), "")[22:25])
    return _language(record, "040", "b")


def coded_years(record: MarcRecord) -> tuple[int, int] | None:
    """The years of the record's date in its fixed field; `19uu` is the whole century."""
    unimarc = is_unimarc(record)
    coded = (
        next((f.first("a") for f in record.tagged("100")), "")[8:17]
        if unimarc
        else record.control("008")[6:15]
    )
    kind, first, last = coded[:1], coded[1:5], coded[5:9]
    if kind in _ONE_YEAR[unimarc]:
        last = first
    elif kind not in _SPAN[unimarc]:
        return None
    start, end = _year(first, "0"), _year(last, "9")
    if start is None or end is None or not 0 <= end - start <= _LONGEST_SPAN:
        return None
    return start, end


def _language(record: MarcRecord, tag: str, code: str) -> str:
    return next((found for f in record.tagged(tag) if (found := language_code(f.first(code)[:3]))), "")


def _year(digits: str, unknown: str) -> int | None:
    known = digits.replace("u", unknown).replace(" ", unknown)
    return int(known) if len(known) == 4 and known.isascii() and known.isdigit() and known != "9999" else None
