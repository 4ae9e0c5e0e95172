"""MARC 21 and UNIMARC records of libraries, binary (ISO 2709) and as MARCXML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.documents import Block, Document, Field
from ingest.readers.marc.access import marc_access
from ingest.readers.marc.fields import MarcValues, values_of
from ingest.readers.marc.records import MarcRecord, binary_records, xml_records
from ingest.records.labels import label
from ingest.records.text import field_blocks
from retrieval.errors import UnreadableDocument

_LONG = 300  # characters of a value; a longer one is a text of its own, below the fields
_LONGEST_RIGHTS = 200


def documents(path: Path) -> Iterator[Document]:
    """The records of a binary file, one at a time; UnreadableDocument where it is damaged or holds none."""
    yield from _documents(path, binary_records(path), "marc")


def xml_documents(path: Path) -> Iterator[Document]:
    """The records of a MARCXML file, one at a time; UnreadableDocument where it is damaged or holds none."""
    yield from _documents(path, xml_records(path), "marcxml")


def _documents(path: Path, records: Iterable[MarcRecord], kind: str) -> Iterator[Document]:
    number = 0
    for record in records:
        number = record.number
        yield record_document(record, kind, fallback=f"{path.stem} {number}")
    if not number:
        raise UnreadableDocument(f"{path.name}: there is no MARC record in it")


def record_document(record: MarcRecord, kind: str, *, fallback: str) -> Document:
    """The document of one record; `fallback` is the title of a nameless one."""
    found = values_of(record)
    fields = tuple(value.field for value in found.values)
    access, warnings = marc_access(record)
    metadata = {**_metadata(fields), **access}
    return Document(
        title=found.title or metadata.get("object_number", "") or fallback,
        kind=kind,
        blocks=_blocks(found),
        language=found.language,
        metadata=metadata,
        warnings=(*record.warnings, *warnings),
        fields=fields,
        record=record.control("001").strip() or str(record.number),
    )


def _blocks(found: MarcValues) -> tuple[Block, ...]:
    short: list[Block] = []
    long: list[Block] = []
    for field in (value.field for value in found.values if not value.quiet):
        if len(field.value) <= _LONG:
            short += field_blocks([field], found.language)
            continue
        heading = field.label or label(field.name, found.language)
        long.append(Block(field.value, "paragraph", replace(field.locator, headings=(heading,))))
    return (*short, *long)


def _metadata(fields: Iterable[Field]) -> dict[str, str]:
    said: dict[str, str] = {}
    for field in fields:
        name = {"maker": "author", "object_number": "object_number", "date": "date"}.get(field.name)
        if field.name == "rights" and len(field.value) <= _LONGEST_RIGHTS:
            name = "rights"
        if name and name not in said:
            said[name] = field.value
    return said
