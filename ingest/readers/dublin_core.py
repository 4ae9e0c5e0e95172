"""Dublin Core, simple and qualified: its elements as the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest.documents import Document, Field, FieldName
from ingest.languages import detect_language
from ingest.readers.xml_paths import XML_NAMESPACE, steps
from ingest.readers.xml_source import Element, local_name, parse, root_name, stream, text_of, xpath_of
from ingest.records.access import stated_access
from ingest.records.draft import RecordDraft
from ingest.records.element_words import word_for
from ingest.records.embargo import last_embargo
from ingest.records.language_codes import language_code
from ingest.records.use_statements import is_about_use
from retrieval.errors import UnreadableDocument
from retrieval.locators import Locator

_RECORDS = ("dc", "qualifieddc", "record")
_FIELDS: dict[str, FieldName] = {
    "title": "title", "alternative": "title", "creator": "maker", "contributor": "maker", "date": "date",
    "created": "date", "issued": "date", "temporal": "date", "dateCopyrighted": "date", "type": "type",
    "format": "material", "medium": "material", "extent": "extent", "coverage": "place", "spatial": "place",
    "subject": "subject", "description": "description", "abstract": "description",
    "tableOfContents": "description", "identifier": "identifier", "source": "related",
    "relation": "related", "bibliographicCitation": "bibliography", "rights": "rights",
    "rightsHolder": "rights", "license": "license", "accessRights": "access", "provenance": "provenance",
    "language": "language", "isPartOf": "related", "hasPart": "related", "isVersionOf": "related",
    "hasVersion": "related", "isFormatOf": "related", "hasFormat": "related", "isReferencedBy": "related",
    "references": "related", "isReplacedBy": "related", "replaces": "related", "requires": "related",
    "isRequiredBy": "related", "conformsTo": "related",
}  # fmt: skip
# These go by the name of their field alone; the others by their own, spelled out.
_UNLABELLED = frozenset(
    """title creator date type medium extent coverage spatial subject description identifier relation rights
    license accessRights provenance language bibliographicCitation""".split()  # noqa: SIM905
)
_ADDRESS = re.compile(r"(?:https?|urn|doi|hdl|info|ark|oai|uuid|isbn|issn)[:.]|10\.\d{4,}/", re.IGNORECASE)
_MIME = re.compile(r"(?:image|text|application|audio|video|model)/[\w.+-]+", re.IGNORECASE)
_MEASURED = re.compile(
    r"\d\s*(?:mm|cm|dm|m|in|ft|inches|см|мм|м|厘米|公分|毫米)\b|\d\s*[x×х]\s*\d", re.IGNORECASE
)
_ISO_DATE = re.compile(r"(-?\d{4})(?:-\d\d){0,2}(?:T[\d:.Z+-]*)?(?:/(-?\d{4})(?:-\d\d){0,2})?")
_DAY = re.compile(r"(?<!\d)\d{4}(?:-\d\d){0,2}(?!\d)")
_EMBARGO_END = re.compile(r"info:eu-repo/date/embargoEnd/(\S+)", re.IGNORECASE)
# How repositories say of a work who may open it: in words, and in the URIs of two vocabularies.
_ACCESS_TERMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:restricted|closed|embargoed|metadata.only) ?access\b|"
            r"/(?:restricted|closed|embargoed)Access|access_right/c_(?:16ec|14cb|f1cf)",
            re.IGNORECASE,
        ),
        "restricted",
    ),
    (re.compile(r"^\W*open ?access\W*$|/openAccess|access_right/c_abf2", re.IGNORECASE), "open"),
)


def documents(path: Path) -> Iterator[Document]:
    """The one record of a file as its document, or several records one by one.

    UnreadableDocument when no element of it says anything.
    """
    found = False
    root = root_name(path)
    if root is None or root[1] not in _RECORDS:
        for record in stream(path, _RECORDS):
            name = f"{path.stem} {record.position}"
            for document in documents_of(record.element, record.xpath, fallback=name):
                found = True
                yield replace(document, warnings=(*record.warnings, *document.warnings))
    if found:
        return
    source = parse(path)
    for document in documents_of(source.root, xpath_of(source.root), fallback=path.stem):
        if not document.blocks:
            raise UnreadableDocument(f"{path.name}: there is no record in it")
        yield replace(document, record="", warnings=(*source.warnings, *document.warnings))


def documents_of(element: Element, path: str, *, fallback: str) -> Iterator[Document]:
    """The document of one element that holds a record at `path`, which may stand in another format."""
    stated = language_code(element.get(f"{XML_NAMESPACE}lang", ""))
    record = RecordDraft(stated or detect_language(text_of(element)))
    add_dublin_core(record, element, path)
    name = record.first("object_number", "identifier")
    yield record.document("dublin-core", fallback=fallback, record=name or fallback)


def add_dublin_core(record: RecordDraft, element: Element, path: str) -> None:
    """Take the elements within `element` into the record; those it does not know become notes."""
    for child, _, place in steps(element, path):
        add_dublin_core_element(record, child, place)


def add_dublin_core_element(record: RecordDraft, element: Element, path: str) -> None:
    """Take one element into the record, or all within it where it only holds others."""
    if len(element) and not (element.text or "").strip():
        add_dublin_core(record, element, path)
    else:
        _add(record, element, local_name(element), path)


def _add(record: RecordDraft, element: Element, name: str, path: str) -> None:
    said = _field(record, element, name, path)
    if until := _EMBARGO_END.search(said.value):
        record.add(Field("embargo", until.group(1), Locator(xpath=path)))
        return
    if said.name == "material" and _MIME.fullmatch(said.value):
        record.add(replace(said, name="note", label=word_for(name, record.language)), shown=False)
        return
    if said.name == "identifier" and not _ADDRESS.match(said.value) and not record.first("object_number"):
        said = replace(said, name="object_number")
    if said.name == "extent" and _MEASURED.search(said.value):
        said = replace(said, name="dimension")
    record.add(said)
    if said.name in ("access", "rights") and said.value:
        _add_access(record, said)


def _field(record: RecordDraft, element: Element, name: str, path: str) -> Field:
    known = _FIELDS.get(name)
    role = name if name in ("contributor", "alternative") else ""
    label = "" if role or name in _UNLABELLED else word_for(name, record.language)
    language = language_code(element.get(f"{XML_NAMESPACE}lang", ""))
    value = text_of(element)
    years = _years(value) if known == "date" else None
    return Field(known or "note", value, Locator(xpath=path), label, language, role, years)


def _years(value: str) -> tuple[int, int] | None:
    """The span of a date that is written as ISO 8601 has it."""
    found = _ISO_DATE.fullmatch(value)
    if not found:
        return None
    years = [int(year) for year in found.groups() if year]
    return min(years), max(years)


def _add_access(record: RecordDraft, said: Field) -> None:
    """Who may read, where the statement is one on access; what it says of copying is not asked."""
    term = next((term for pattern, term in _ACCESS_TERMS if pattern.search(said.value)), "")
    if not term and said.name == "rights" and is_about_use(said.value):
        return
    level, understood = stated_access(term or said.value)
    if said.name == "rights" and not term and (level == "public" or not understood):
        return
    if not understood:
        record.warnings.append(f"unknown access {said.value[:80]!r}: it counts as restricted")
    record.access.append(level)
    until = last_embargo(_DAY.findall(said.value))
    if until and "embargo" in said.value.lower():
        record.add(Field("embargo", until, said.locator), shown=False)
