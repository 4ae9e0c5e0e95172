"""LIDO, the museums' format for harvesting: each `lido` element is a record and becomes a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from ingest.documents import Block, Document, Field, FieldName
from ingest.readers.lido.admin import add_administration, rights_metadata
from ingest.readers.lido.events import add_events
from ingest.readers.lido.object import add_object
from ingest.readers.lido.record import Entry, LidoRecord, each
from ingest.readers.xml_source import Element, stream, text_of
from ingest.records.labels import label
from ingest.records.text import field_blocks
from retrieval.errors import UnreadableDocument

_ORDER = {name: n for n, name in enumerate(get_args(FieldName))}
_LONG = 300  # characters of a description; a longer one is a text of its own, below the fields
_OURS = frozenset({"alternate", "work", "record", "image", "work holder", "record holder", "image holder"})


def documents(path: Path) -> Iterator[Document]:
    """The records of a LIDO file, one at a time; UnreadableDocument when it holds none."""
    count = 0
    for count, found in enumerate(stream(path, {"lido"}), 1):  # noqa: B007 (the count is asked for below)
        document = record_document(found.element, found.xpath, fallback=f"{path.stem} {found.position}")
        yield replace(document, warnings=found.warnings)
    if not count:
        raise UnreadableDocument(f"{path.name}: there is no LIDO record in it")


def record_document(element: Element, xpath: str, *, fallback: str) -> Document:
    """The document of one `lido` element that stands at `xpath`; `fallback` is the title of a nameless one.

    A record told in several languages is one document: each part is read out in its own language, and
    the first is the record's.
    """
    record = LidoRecord(element, xpath)
    described = list(each(element, "descriptiveMetadata"))
    main = record.language_of(described[0]) if described else ""
    for number in [*each(element, "lidoRecID"), *each(element, "objectPublishedID")]:
        record.add("identifier", record.words(number), read_out=False)
    for part in described:
        record.language = record.language_of(part) or main
        add_object(record, part)
        add_events(record, part)
    for part in each(element, "administrativeMetadata"):
        record.language = record.language_of(part) or main
        add_administration(record, part)
    record.language = main
    record.rest()
    metadata = _metadata(record)
    return Document(
        title=_title(record, main) or metadata.get("object_number", "") or fallback,
        kind="lido",
        blocks=_blocks(record.entries, main),
        language=main,
        metadata=metadata,
        fields=tuple(entry.field for entry in record.entries),
        record=_name(element) or metadata.get("object_number", "") or xpath,
    )


def _blocks(entries: Sequence[Entry], main: str) -> tuple[Block, ...]:
    """What is read out, language by language in the order of fields, long descriptions last.

    What is told in a second language stands under its title in that language, apart from the first.
    """
    blocks: list[Block] = []
    for language in dict.fromkeys(entry.language for entry in entries):
        told = [entry for entry in entries if entry.read_out and entry.language == language]
        titles = [entry.field.value for entry in told if entry.field.name == "title" and language != main]
        headings = tuple(titles[:1])
        long = [e for e in told if e.field.name == "description" and len(e.field.value) > _LONG]
        for entry in sorted(told, key=lambda e: _ORDER[e.field.name]):
            if entry not in long:
                blocks += field_blocks([_shown(entry.field)], language, headings)
        blocks += [_text_block(entry, headings) for entry in long]
    return tuple(blocks)


def _shown(field: Field) -> Field:
    """The field as it is read out: a role in words of our own stands in its label already."""
    return replace(field, role="") if field.role in _OURS else field


def _text_block(entry: Entry, headings: tuple[str, ...]) -> Block:
    path = (*headings, entry.field.label or label("description", entry.language))
    return Block(entry.field.value, "paragraph", replace(entry.field.locator, headings=path))


def _title(record: LidoRecord, language: str) -> str:
    """The preferred title in the record's language, else the first; its type where it has no title."""
    titles = [entry.field for entry in record.entries if entry.field.name == "title"]
    titles.sort(key=lambda field: (field.language not in (language, ""), field.role == "alternate"))
    if titles:
        return titles[0].value
    return next((entry.field.value for entry in record.entries if entry.field.name == "type"), "")


def _name(element: Element) -> str:
    """The record's own number."""
    for path in (("lidoRecID",), ("administrativeMetadata", "recordWrap", "recordID")):
        for number in each(element, *path):
            if text := text_of(number):
                return text
    return ""


def _metadata(record: LidoRecord) -> dict[str, str]:
    fields = [entry.field for entry in reversed(record.entries)]
    said: dict[str, str] = {
        f.name: f.value for f in fields if f.name in ("object_number", "collection", "date")
    }
    return {**said, **rights_metadata(record)}
