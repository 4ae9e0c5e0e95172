"""Excel workbooks: a sheet of records gives a document a row, any other sheet is one document of rows."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from itertools import chain, islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest.documents import Block, BlockKind, Document
from ingest.readers.archive_limits import check_archive
from ingest.readers.csv_table import column_name
from ingest.readers.merged_cells import Merged, filled, merged_below
from ingest.readers.number_formats import shown_day, shown_number
from ingest.readers.table_records import RecordTable, Row
from ingest.records.mapping import RecordMapping, is_record_header, mapping_for
from ingest.table_text import repeated, row_text
from retrieval.errors import UnreadableDocument
from retrieval.locators import Locator

# What openpyxl raises over a workbook that is not whole, and zipfile and zlib below it.
_DAMAGE = (
    ArithmeticError, AttributeError, EOFError, IndexError, InvalidFileException, KeyError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_SAMPLED = 30
_MOST_PLAIN_ROWS = 20_000  # of a sheet that is one document
_LONGEST = 2**20  # rows that a workbook can have
_WIDEST = 500  # columns


def documents(path: Path) -> Iterator[Document]:
    """The records of each sheet in turn, as the cells show them; a sheet that holds none is one document.

    Hidden sheets are read too, with a warning. UnreadableDocument when it is no workbook, or a trap.
    """
    check_archive(path)
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out, and nobody reads
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except _DAMAGE as error:
            raise UnreadableDocument(f"{path.name}: it cannot be read as a workbook: {error}") from error
        try:
            yield from _in_book(path, book)
        except UnreadableDocument as error:
            raise UnreadableDocument(f"{path.name}: {error}") from error
        except _DAMAGE as error:
            raise UnreadableDocument(f"{path.name}: the workbook is damaged: {error}") from error
        finally:
            book.close()


def _in_book(path: Path, book: Any) -> Iterator[Document]:
    mapping = mapping_for(path)
    several = len(book.worksheets) > 1
    found = False
    for sheet in book.worksheets:
        hidden = sheet.sheet_state != "visible"
        for document in _in_sheet(sheet, mapping):
            found = True
            if several and document.record != sheet.title:
                document = replace(document, record=f"{sheet.title}/{document.record}")
            if hidden:
                warning = f"the sheet {sheet.title!r} is hidden in the workbook"
                document = replace(document, warnings=(*document.warnings, warning))
            yield document
    if not found:
        raise UnreadableDocument("there is nothing in its sheets")


def _in_sheet(sheet: Any, mapping: RecordMapping) -> Iterator[Document]:
    rows = _rows(sheet)
    first = list(islice(rows, _SAMPLED))
    header = _header(first, mapping)
    merged = merged_below(sheet)
    if header is None:
        yield from _plain_sheet(sheet.title, chain(first, rows), merged)
        return
    sample = " ".join(" ".join(row.cells) for row in first[header:])[:4000]
    headers = [" ".join(cell.split()) for cell in first[header].cells]
    table = RecordTable(headers, mapping, "xlsx", sample)
    yield from table.documents(filled(chain(first[header + 1 :], rows), merged))


def _header(rows: Sequence[Row], mapping: RecordMapping) -> int | None:
    for n, row in enumerate(rows):
        headers = [" ".join(cell.split()) for cell in row.cells]
        if is_record_header(headers) or any(header in mapping.columns for header in headers):
            return n
    return None


def _plain_sheet(title: str, rows: Iterator[Row], merged: Merged) -> Iterator[Document]:
    """A sheet as one document: its rows, the first being their header where all its cells are words."""
    first = list(islice(rows, 1))
    header = [
        row for row in first if len([c for c in row.cells if c]) > 1 and not re.search(r"\d", _text(row))
    ]
    below = filled(rows if header else chain(first, rows), merged)
    parts: tuple[tuple[BlockKind, Iterable[Row]], ...] = (
        ("table_header", header),
        ("table_row", islice(below, _MOST_PLAIN_ROWS)),
    )
    blocks = [
        Block(text, kind, Locator(sheet=title, cells=_range(row), table=1, row=row.number))
        for kind, part in parts
        for row in part
        if (text := _text(row))
    ]
    if blocks:
        left = next(below, None) is not None
        warned = (f"only the first {_MOST_PLAIN_ROWS} rows of the sheet were read",) if left else ()
        yield Document(title, "xlsx", tuple(blocks), warnings=warned, record=title)


def _text(row: Row) -> str:
    """The cells of a row, without prose that stands in one merged with those of other rows."""
    return row_text(
        " ".join((cell if place.cells == f"{column_name(n)}{row.number}" else repeated(cell)).split())
        for n, (cell, place) in enumerate(zip(row.cells, row.places, strict=True))
    )


def _range(row: Row) -> str:
    """From the first cell of a row to the last, from the row in which a merged one begins."""
    there = [n for n, cell in enumerate(row.cells) if cell.strip()]
    top = min(int(re.sub(r"\D", "", row.places[n].cells or "")) for n in there)
    first, last = f"{column_name(there[0])}{top}", f"{column_name(there[-1])}{row.number}"
    return first if first == last else f"{first}:{last}"


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong, and rows beyond it would be lost
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > _LONGEST:  # openpyxl fills the gap to a row of any number with empty ones
            raise UnreadableDocument(f"its sheet {sheet.title!r} has a row beyond {_LONGEST}")
        texts = [shown(cell.value, getattr(cell, "number_format", "General")) for cell in cells[:_WIDEST]]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            places = [
                Locator(sheet=sheet.title, cells=f"{column_name(n)}{number}") for n in range(len(texts))
            ]
            yield Row(number, texts, places)


def shown(value: Any, number_format: str) -> str:
    """A cell's value as the sheet shows it: `00042` for 42 in the format `00000`, a day as `2024-05-01`."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case date():
            return shown_day(value, number_format or "")
        case time():
            return value.isoformat()
        case int() | float():
            return shown_number(value, number_format or "General")
    return str(value)
