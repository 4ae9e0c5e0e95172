"""JSON exports of no known vocabulary: a list of objects is read as a table, its keys as the headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.documents import Document
from ingest.readers.json_source import Node, lines, load
from ingest.readers.table_records import RecordTable, Row
from ingest.records.mapping import mapping_for
from retrieval.errors import NoReader
from retrieval.locators import Locator

_LINES = (".jsonl", ".ndjson")


def documents(path: Path) -> Iterator[Document]:
    """One document for each object of a list, at the top of the file or under one of its keys, or a line.

    UnreadableDocument when there is no such list.
    """
    mapping = mapping_for(path)
    for number, (line, node) in enumerate(_objects(path), 1):
        cells = list(_cells(node, ""))
        if not cells:
            continue
        place = (line, line) if line else None
        row = Row(
            number, [text for _, text, _ in cells], [Locator(pointer=p, lines=place) for _, _, p in cells]
        )
        table = RecordTable([header for header, _, _ in cells], mapping, "json", " ".join(row.cells))
        yield from table.documents([row])


def _objects(path: Path) -> Iterator[tuple[int, Node]]:
    """The objects with the line that each stands on, 0 for a file that is one value."""
    if path.suffix.lower() in _LINES:
        yield from lines(path)
        return
    root = load(path)
    lists = [root, *(value for _, value in root.members())]
    records = next((each for each in lists if _is_list_of_objects(each)), None)
    if records is None:
        raise NoReader(
            f"{path.name}: this JSON is neither IIIF nor Linked Art, nor does it hold a list of records"
        )
    yield from ((0, each) for each in records.each())


def _is_list_of_objects(node: Node) -> bool:
    return isinstance(node.value, list) and any(isinstance(each, dict) for each in node.value)


def _cells(node: Node, above: str) -> Iterator[tuple[str, str, str]]:
    """Header, text and pointer of every value in an object; keys within keys are named with both."""
    for key, value in node.members():
        header = f"{above} {key}".strip()
        for each in value.each():
            if text := _text(each):
                yield header, text, each.pointer
            else:
                yield from _cells(each, header)


def _text(node: Node) -> str:
    """A value as a cell: yes and no too, which may say who is to read the record."""
    return str(node.value).lower() if isinstance(node.value, bool) else node.text
