"""Who may read what a TEI file holds, and under which licence, as its `availability` says."""

from __future__ import annotations

import re

from ingest.readers.tei.fields import attribute_field, field_of
from ingest.readers.tei.text import attribute, text_in
from ingest.readers.xml_paths import steps
from ingest.readers.xml_source import Element, xpath_of
from ingest.records.access import Access, stated_access
from ingest.records.draft import RecordDraft
from ingest.records.embargo import embargo_date
from ingest.records.use_statements import is_about_use

_STATUS: dict[str, Access] = {"free": "public", "restricted": "restricted"}
_UNTIL = re.compile(r"\buntil\b|embargo|\bbis\b|jusqu|Sperrfrist|\bдо\b|至|直到", re.IGNORECASE)


def add_availability(record: RecordDraft, element: Element, path: str, *, of_object: bool) -> None:
    """What one `availability` says; `of_object` when it speaks of the manuscript rather than the file.

    Its status decides, and an unknown one closes. Without a status the words on the manuscript do; words
    on the file close it when they clearly say so and are not about copying.
    """
    status = attribute(element, "status")
    if status:
        _add_status(record, element)
    statements = [(child, place) for child, name, place in steps(element, path) if name != "licence"]
    for found in ((child, place) for child, name, place in steps(element, path) if name == "licence"):
        licence = field_of("license", found)
        record.add(licence if licence.value else attribute_field("license", found, "target"))
    if not statements and text_in(element) and not len(element):
        statements = [(element, path)]
    for found in statements:
        about_use = not of_object and is_about_use(text_in(found[0]))
        record.add(field_of("rights" if about_use else "access", found))
        if not about_use:
            _add_embargo(record, *found)
            if not status:
                _add_stated(record, text_in(found[0]), of_object=of_object)
    if status and not statements:
        record.add(attribute_field("access", (element, path), "status"))


def _add_status(record: RecordDraft, element: Element) -> None:
    status = attribute(element, "status").lower()
    level = _STATUS.get(status)
    if level is None:
        level = "restricted"
        record.warnings.append(f"availability status={status!r} tells no access: it counts as restricted")
    record.access.append(level)


def _add_stated(record: RecordDraft, statement: str, *, of_object: bool) -> None:
    level, understood = stated_access(statement)
    if not of_object and (level == "public" or not understood):
        return
    if not understood:
        record.warnings.append(f"unknown access {statement[:80]!r}: it counts as restricted")
    record.access.append(level)


def _add_embargo(record: RecordDraft, element: Element, path: str) -> None:
    """The days until which the text is closed that a `date` gives."""
    if not _UNTIL.search(text_in(element)):
        return
    for date in element.iter("{*}date"):
        for name in ("when", "to", "notBefore", "notAfter"):
            if embargo_date(attribute(date, name)):
                place = xpath_of(date, within=element, base=path)
                record.add(attribute_field("embargo", (date, place), name), shown=False)
