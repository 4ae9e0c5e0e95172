"""MODS, the description that METS files and repositories carry: its elements as the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.documents import Field, FieldName
from ingest.readers.xml_paths import XML_NAMESPACE, named, steps
from ingest.readers.xml_source import Element, text_of
from ingest.records.access import stated_access
from ingest.records.draft import RecordDraft
from ingest.records.element_words import word_for
from ingest.records.language_codes import language_code
from ingest.records.use_statements import is_about_use
from retrieval.locators import Locator

_XLINK = "{http://www.w3.org/1999/xlink}"
_YEAR = re.compile(r"-?\d{4}(?!\d)")
_DATES = ("dateIssued", "dateCreated", "dateCaptured", "copyrightDate", "dateValid", "dateOther")
# What an element that holds one text says; those not named become notes under their own name.
_FIELDS: dict[str, FieldName] = {
    "typeOfResource": "type", "genre": "type", "abstract": "description", "tableOfContents": "description",
    "identifier": "identifier", "publisher": "note", "extent": "extent", "form": "material",
    "physicalLocation": "location", "shelfLocator": "object_number", "placeTerm": "place",
    "languageTerm": "language", "edition": "note", "note": "note",
}  # fmt: skip
_SUBJECTS = frozenset(
    ("topic", "geographic", "temporal", "titleInfo", "name", "genre", "hierarchicalGeographic")
)
_OF_USE = re.compile(r"use|reprod|licen|rights|copy", re.IGNORECASE)
_LEFT_OUT = frozenset(("recordInfo", "extension"))


def add_mods(record: RecordDraft, element: Element, path: str) -> None:
    """Take a `mods` element into the record."""
    for child, name, place in steps(element, path):
        if name == "mods":
            add_mods(record, child, place)
        elif name not in _LEFT_OUT:
            _add(record, child, name, place)


def _add(record: RecordDraft, element: Element, name: str, path: str) -> None:
    reader = _READERS.get(name)
    if reader is not None:
        reader(record, element, path)
    elif name in _DATES:
        record.add(_dated(record, element, name, path))
    elif len(element):
        for child, inner, place in steps(element, path):
            _add(record, child, inner, place)
    elif not (name == "languageTerm" and element.get("type") == "code" and len(element.getparent()) > 1):
        known = _FIELDS.get(name)
        label = "" if known and known != "note" else word_for(name, record.language)
        said = replace(_field(known or "note", element, path), label=label, role=element.get("type", ""))
        record.add(said)


def _add_title(record: RecordDraft, element: Element, path: str) -> None:
    record.add(replace(_joined(element, path, "title", " "), role=element.get("type", "")))


def _field(name: FieldName, element: Element, path: str) -> Field:
    language = language_code(element.get("lang") or element.get(f"{XML_NAMESPACE}lang") or "")
    return Field(name, text_of(element), Locator(xpath=path), "", language)


def _joined(element: Element, path: str, name: FieldName, between: str) -> Field:
    """The texts of an element's children, codes left out."""
    return replace(_field(name, element, path), value=between.join(_texts(element, path)))


def _texts(element: Element, path: str) -> Iterator[str]:
    for child, name, _ in steps(element, path):
        if name != "role" and child.get("type") != "code" and (text := text_of(child)):
            yield text


def _add_name(record: RecordDraft, element: Element, path: str) -> None:
    """A person or a body, with what it did."""
    terms = [
        (term.get("type", ""), text_of(term))
        for role, there in named(element, path, "role")
        for term, _ in named(role, there, "roleTerm")
    ]
    told = [text for kind, text in terms if kind != "code"] or [text for _, text in terms]
    shown = [part for part, _ in named(element, path, "displayForm") if text_of(part)]
    said = _joined(element, path, "maker", ", ")
    if shown:
        said = replace(said, value=text_of(shown[0]))
    record.add(replace(said, role=", ".join(filter(None, told))))


def _add_subject(record: RecordDraft, element: Element, path: str) -> None:
    said = _joined(element, path, "subject", " – ") if len(element) else _field("subject", element, path)
    record.add(said)


def _add_condition(record: RecordDraft, element: Element, path: str) -> None:
    """Who may read it, where it says so; else what may be done with it."""
    kind = element.get("type", "").lower()
    if _OF_USE.search(kind) or is_about_use(text_of(element)):
        href = element.get(f"{_XLINK}href", "").strip()
        record.add(_field("rights", element, path))
        if href:
            record.add(Field("license", href, Locator(xpath=f"{path}/@*[local-name()='href']")))
        return
    record.add(_field("access", element, path))
    level, understood = stated_access(text_of(element))
    record.access.append(level)
    if not understood:
        record.warnings.append(f"unknown access {text_of(element)[:80]!r}: it counts as restricted")


def _add_related(record: RecordDraft, element: Element, path: str) -> None:
    """What it is part of, or comes from, in one line."""
    kind = element.get("type", "")
    is_collection = kind == "host" and all(name == "titleInfo" for _, name, _ in steps(element, path))
    said = _joined(element, path, "collection" if is_collection else "related", ", ")
    record.add(replace(said, role=kind))


def _dated(record: RecordDraft, element: Element, name: str, path: str) -> Field:
    text = text_of(element)
    years = [int(year) for year in _YEAR.findall(text)] if element.get("encoding") else []
    span = (min(years), max(years)) if years else None
    label = "" if name in ("dateIssued", "dateCreated") else word_for(name, record.language)
    return replace(_field("date", element, path), label=label, years=span)


_READERS = {
    "titleInfo": _add_title,
    "name": _add_name,
    "subject": _add_subject,
    "classification": _add_subject,
    "accessCondition": _add_condition,
    "relatedItem": _add_related,
}
