"""Cells of a sheet that are merged with those below: what stands in the first is said of each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from openpyxl.utils import column_index_from_string

from ingest.readers.table_records import Row

_RANGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"
)
_CHUNK = 2**20  # bytes
_LONGEST_TAG = 200

Merged = Mapping[tuple[int, int], int]


def merged_below(sheet: Any) -> Merged:
    """The last row of each cell that is merged with those below it, by its row (from 1) and column (from 0).

    `sheet` is one that openpyxl streams; it tells nothing of merged cells, which stand behind all others.
    """
    found: dict[tuple[int, int], int] = {}
    before = b""
    with sheet._get_source() as source:
        while chunk := source.read(_CHUNK):
            text = before + chunk
            for match in _RANGE.finditer(text):
                column, first, last = match.groups()
                if int(last) > int(first):
                    found[int(first), column_index_from_string(column.decode()) - 1] = int(last)
            before = text[-_LONGEST_TAG:]
    return found


def filled(rows: Iterable[Row], merged: Merged) -> Iterator[Row]:
    """`rows` with what is merged into them, which keeps the place that it stands in."""
    reach: dict[int, tuple[int, Row]] = {}
    for row in rows:
        cells, places = list(row.cells), list(row.places)
        for column, (last, above) in list(reach.items()):
            if row.number > last:
                del reach[column]
            elif not "".join(cells[column : column + 1]).strip():
                gap = [replace(places[0], cells=None)] * (column + 1 - len(cells))
                cells += [""] * len(gap)
                places += gap
                cells[column], places[column] = above.cells[column], above.places[column]
        for column, cell in enumerate(row.cells):
            if cell.strip() and (last := merged.get((row.number, column), 0)):
                reach[column] = (last, row)
        yield replace(row, cells=cells, places=places)
