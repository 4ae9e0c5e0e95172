"""Tables on a page found by where their words and rules stand, cells of several lines put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.page_segments import Row, Segment, rows_of
from ingest.readers.pdf.page_words import Edges, Grid, Word

Cell = tuple[Segment, ...]  # its lines
_ROOM = 3.5  # type sizes between the lines of one table
_NEXT_LINE = 1.6  # type sizes between the lines of one cell
_EVEN = 0.12  # of the usual distance between lines
_NARROW_GAPS = {3: 0.5, 4: 0.35}  # type sizes between columns when so many lines, or more, show the gap
_COLUMN_GAP = 0.4  # type sizes between columns at the least


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table: its rows of as many cells each, an empty one where nothing stands in a column."""

    box: Edges
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def is_plain(self) -> bool:
        """Whether each cell has one line, so that reading along the lines reads it rightly."""
        return all(len(cell) == 1 for row in self.rows for cell in row)


def ruled_table(grid: Grid, words: Sequence[Word]) -> PageTable | None:
    """The table that the rules of `grid` make of the words in it; None when hardly a cell is filled."""
    rows = []
    for places in grid.rows:
        cells = [tuple(_lines([w for w in words if within(w, place)])) if place else () for place in places]
        if any(cells):
            rows.append(tuple(cells))
    width = max(map(len, rows), default=0)
    filled = [[bool(row[i]) if i < len(row) else False for row in rows] for i in range(width)]
    if len(rows) < 2 or sum(map(any, filled)) < 2:
        return None
    kept = [i for i, column in enumerate(filled) if any(column)]
    return PageTable(grid.box, tuple(tuple(row[i] if i < len(row) else () for i in kept) for row in rows))


def within(word: Word, box: Edges) -> bool:
    """Whether the middle of a word is in the box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _lines(words: Sequence[Word]) -> list[Segment]:
    """The lines of a cell: wide gaps in them part nothing."""
    return [Segment(tuple(word for segment in row for word in segment.words)) for row in rows_of(words)]


def unruled_tables(rows: Sequence[Row], rules: Sequence[float]) -> list[tuple[list[Row], PageTable]]:
    """The tables among rows of text, each with the rows that it takes up."""
    found: list[tuple[list[Row], PageTable]] = []
    at = 0
    while at < len(rows):
        run = _run(rows[at:])
        table = _table(run, rules) if not _is_prose(run, rows) else None
        if table:
            found.append((run, table))
        at += max(len(run), 1)
    return found


def _run(rows: Sequence[Row]) -> list[Row]:
    """The rows from the first on that can be lines of one table."""
    run: list[Row] = []
    for row in rows:
        if len(row) < 2 and not (run and _goes_on(run, row[0])):
            break
        if run and row[0].top - run[-1][0].top > _ROOM * row[0].size:
            break
        columns = _columns([*run, row])
        if len(columns) < 2 or any(len(each) > len(columns) for each in run):
            break
        run.append(row)
    return run


def _goes_on(run: Sequence[Row], line: Segment) -> bool:
    """Whether a line that stands alone is the next line of a cell."""
    columns = _columns(run)
    drop = line.top - max(segment.top for segment in run[-1])
    for i, (left, right) in enumerate(columns):
        end = columns[i + 1][0] if i + 1 < len(columns) else max(right, left + 1.1 * (right - left))
        if line.x0 >= left - 2 and line.x1 < end:
            return i > 0 or drop <= _NEXT_LINE * line.size
    return False


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The stretches of the width that text stands in, with nothing in any row between them."""
    segments = sorted((s for row in rows for s in row), key=lambda segment: segment.x0)
    found: list[tuple[float, float]] = []
    for segment in segments:
        if found and segment.x0 - found[-1][1] < _COLUMN_GAP * segment.size:
            found[-1] = (found[-1][0], max(found[-1][1], segment.x1))
        else:
            found.append((segment.x0, segment.x1))
    return found


def _table(run: Sequence[Row], rules: Sequence[float]) -> PageTable | None:
    run, columns = _split(run)
    if len(run) < 2 or len(columns) < 2:
        return None
    lines = [_in_columns(row, columns) for row in run]
    drops = [low[0].top - high[0].top for high, low in pairwise(run)]
    begins = _beginnings(run, lines, drops, rules)
    rows: list[list[Cell]] = []
    for line, begin in zip(lines, begins, strict=True):
        if begin:
            rows.append(list(line))
        else:
            rows[-1] = [cell + more for cell, more in zip(rows[-1], line, strict=True)]
    if len(rows) < 2 or sum(sum(map(bool, row)) > 1 for row in rows) < 2:
        return None
    segments = [segment for row in run for segment in row]
    box = (
        min(segment.x0 for segment in segments),
        min(segment.top for segment in segments),
        max(segment.x1 for segment in segments),
        max(segment.bottom for segment in segments),
    )
    return PageTable(box, tuple(map(tuple, rows)))


def _split(run: Sequence[Row]) -> tuple[Sequence[Row], list[tuple[float, float]]]:
    """The rows with their segments parted also at narrow gaps that go through all of them; the columns."""
    narrow = _NARROW_GAPS.get(min(len(run), max(_NARROW_GAPS)))
    if narrow is None:
        return run, _columns(run)
    words = sorted((w for row in run for s in row for w in s.words), key=lambda word: word.x0)
    columns: list[tuple[float, float]] = []
    for word in words:
        if columns and word.x0 - columns[-1][1] < narrow * word.size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], word.x1))
        else:
            columns.append((word.x0, word.x1))
    parted = []
    for row in run:
        inside = [[w for s in row for w in s.words if left - 1 <= w.x0 <= right] for left, right in columns]
        parted.append([Segment(tuple(each)) for each in inside if each])
    return parted, columns


def _in_columns(row: Row, columns: Sequence[tuple[float, float]]) -> list[Cell]:
    return [tuple(s for s in row if left - 1 <= s.x0 <= right) for left, right in columns]


def _beginnings(
    run: Sequence[Row], lines: Sequence[Sequence[Cell]], drops: Sequence[float], rules: Sequence[float]
) -> list[bool]:
    """For each line whether a row of the table begins with it."""
    close = min(drops)
    near = [drop <= (1 + _EVEN) * close for drop in drops]
    whole = [all(line) for line in lines[1:]]
    uneven = max(drops) > 1.25 * close and close <= _NEXT_LINE * run[0][0].size
    uneven &= sum(w and n for w, n in zip(whole, near, strict=True)) < 0.3 * sum(near)
    begins = [True]
    for i, (before, row) in enumerate(pairwise(run)):
        ruled = any(before[0].bottom - 1 <= rule <= row[0].top + 1 for rule in rules)
        follows = not lines[i + 1][0] and drops[i] <= _NEXT_LINE * row[0].size
        partial = uneven and near[i] and not whole[i]
        begins.append(ruled or not (follows or partial))
    return begins


def _is_prose(run: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether the columns hold running text side by side: evenly spaced lines that fill them.

    Lines of `rows`, the text about the run, that go on in one of its columns belong to it.
    """
    prose = 0
    for left, right in _columns(run):
        within = [s for row in rows for s in row if left - 2 <= s.x0 and s.x1 <= right + 2]
        column = _going_on(within, run[0][0].top, run[-1][0].top)
        drops = [low.top - high.top for high, low in pairwise(column)]
        letters = median(len(s.text) for s in column) if column else 0
        if len(column) < 3 or letters < 20 or (len(column) == 3 and letters < 35):
            continue
        even = sum(abs(drop - median(drops)) <= _EVEN * median(drops) for drop in drops)
        full = sum(s.x1 - left > 0.8 * (right - left) for s in column)
        prose += even > 0.75 * len(drops) and full > 0.6 * len(column)
    return prose > 1


def _going_on(lines: Sequence[Segment], first: float, last: float) -> list[Segment]:
    """The lines about those from height `first` to `last` that follow each other closely, in one size."""
    inside = [line for line in lines if first - 0.5 * line.size <= line.top <= last + 0.5 * line.size]
    if not inside:
        return []
    column = list(inside)
    for line in sorted((x for x in lines if x.top < inside[0].top), key=lambda x: -x.top):
        if not _is_next(line, column[0]):
            break
        column.insert(0, line)
    for line in sorted((x for x in lines if x.top > inside[-1].top), key=lambda x: x.top):
        if not _is_next(column[-1], line):
            break
        column.append(line)
    return column


def _is_next(high: Segment, low: Segment) -> bool:
    return low.top - high.top <= _NEXT_LINE * low.size and abs(low.size - high.size) < 0.1 * low.size
