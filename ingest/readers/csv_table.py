"""CSV and TSV exports: each row a record. Nothing is taken for a number, so no leading zero is lost."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ingest.documents import Document
from ingest.readers.encoding import Decoded, read_decoded
from ingest.readers.table_records import RecordTable, Row
from ingest.records.mapping import mapping_for
from retrieval.errors import UnreadableDocument
from retrieval.locators import Locator

_DELIMITERS = ",;\t|"
_SAMPLED = 50  # records the delimiter and the header are guessed from
_LONGEST_CELL = 10_000_000  # characters


@dataclass(frozen=True, slots=True)
class _Line:
    """A record of the file as it stands, with the lines it takes, both counted from 1."""

    number: int
    lines: tuple[int, int]
    cells: list[str]


def documents(path: Path) -> Iterator[Document]:
    """The rows of a table as documents, in order; the first row that is as wide as the table is its header.

    UnreadableDocument when the file is no text, or no table.
    """
    decoded = read_decoded(path)
    try:
        yield from _documents(path, decoded)
    except csv.Error as error:
        raise UnreadableDocument(f"{path.name}: it cannot be read as a table: {error}") from error


def column_name(number: int) -> str:
    """The letters of a column, counted from 0, as spreadsheets show them: A, B, … Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _documents(path: Path, decoded: Decoded) -> Iterator[Document]:
    delimiter = guessed_delimiter(decoded.text)
    lines = _lines(decoded.text, delimiter)
    first = list(islice(lines, _SAMPLED))
    header = _header(first)
    if header is None:
        raise UnreadableDocument(f"{path.name}: there is no table in it")
    sample = " ".join(" ".join(line.cells) for line in first[header:])[:4000]
    headers = [" ".join(cell.split()) for cell in first[header].cells]
    table = RecordTable(headers, mapping_for(path), "csv", sample)
    rest = (line for part in (first[header + 1 :], lines) for line in part)
    found = False
    for document in table.documents(_row(line) for line in rest):
        found = True
        yield document
    if not found:
        raise UnreadableDocument(f"{path.name}: there are no rows below its header")


def guessed_delimiter(text: str) -> str:
    """What parts the cells of a table: the sign that makes most of its rows equally wide."""
    sample = text[:200_000]

    def width(delimiter: str) -> tuple[float, int]:
        try:
            rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLED))
        except csv.Error:
            return 0.0, 0
        counts = Counter(len(row) for row in rows if row)
        common, times = counts.most_common(1)[0] if counts else (1, 0)
        return (times / max(sum(counts.values()), 1) * (common > 1), common)

    return max(_DELIMITERS, key=width)


def _lines(text: str, delimiter: str) -> Iterator[_Line]:
    csv.field_size_limit(_LONGEST_CELL)
    raw: list[str] = []  # of the record that is being read
    reader = csv.reader(_kept(io.StringIO(text, newline=""), raw), delimiter=delimiter)
    before = width = number = 0
    for cells in reader:
        torn = _torn(raw, delimiter, width)
        for line, row in enumerate(torn, before + 1):
            number += 1
            yield _Line(number, (line, line), row)
        if not torn:
            number += 1
            yield _Line(number, (before + 1, reader.line_num), cells)
        before, width = reader.line_num, len(cells)
        raw.clear()


def _kept(lines: Iterable[str], raw: list[str]) -> Iterator[str]:
    for line in lines:
        raw.append(line)
        yield line


def _torn(raw: list[str], delimiter: str, width: int) -> list[list[str]]:
    """The rows of the last record, where it is several that a quotation mark which nothing closes has joined.

    They are as wide as the row above them; nothing for a record that is whole, or cut short.
    """
    if len(raw) < 2 or _is_closed(raw, delimiter):
        return []
    rows = list(csv.reader(raw, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return rows if 2 * sum(len(row) == width for row in rows) > len(rows) else []


def _is_closed(raw: list[str], delimiter: str) -> bool:
    """Whether the lines end outside quotation marks: a line behind them would be a record of its own."""
    return len(list(csv.reader([*raw, "end"], delimiter=delimiter))) > 1


def _header(lines: list[_Line]) -> int | None:
    """The position of the first row that is as wide as most and has no empty cell before its last."""
    widths = Counter(len(line.cells) for line in lines if len(line.cells) > 1)
    if not widths:
        single = [n for n, line in enumerate(lines) if any(cell.strip() for cell in line.cells)]
        return single[0] if single else None
    width = widths.most_common(1)[0][0]
    for n, line in enumerate(lines):
        if len(line.cells) >= width and sum(bool(cell.strip()) for cell in line.cells) > width / 2:
            return n
    return None


def _row(line: _Line) -> Row:
    places = [
        Locator(cells=f"{column_name(n)}{line.number}", lines=line.lines) for n in range(len(line.cells))
    ]
    return Row(line.number, line.cells, places)
