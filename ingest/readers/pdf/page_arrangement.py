"""A page of a PDF put in the order it is read in: tables cell by cell, columns one after the other.

Programs draw tables and columns in any order, and pypdf extracts text as it is drawn. Where that goes
wrong the page is put together anew from its words, and its text with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Self

from ingest.ocr import RecognisedLine
from ingest.ocr.reading_order import rows_in_order
from ingest.readers.pdf.page_cells import PageTable, ruled_table, unruled_tables, within
from ingest.readers.pdf.page_gaps import PageGaps
from ingest.readers.pdf.page_lines import CELL, Line, PageContent, Piece, lines_of
from ingest.readers.pdf.page_segments import Row, Segment, rows_of, spaced
from ingest.readers.pdf.page_words import Edges, Sheet, Sheets

_SCALE = 2  # what the order of reading counts in, for each point
_CELL_GAP = 2.0  # type sizes; narrower gaps are spaces
_LEAST_PARTED = 3  # rows that columns run through


class Arranger:
    """Puts the pages of one file in the order they are read in, where pypdf does not."""

    def __init__(self, path: Path) -> None:
        self._gaps, self._sheets = PageGaps(path), Sheets(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._gaps.close()
        self._sheets.close()

    def __call__(self, content: PageContent, number: int) -> PageContent:
        """Page `number` in the order it is read in: `content` itself where that is right."""
        if not content.lines or not content.is_simple:
            return content
        if not self._gaps.are_wide(number, ruled=content.ruled):
            return content
        sheet = self._sheets.sheet(number)
        return (arranged(sheet, content, number) if sheet else None) or content


def arranged(sheet: Sheet, content: PageContent, number: int) -> PageContent | None:
    """Page `number` in the order it is read in; None where `content` has it in that order already."""
    tables = [table for grid in sheet.grids if (table := ruled_table(grid, sheet.words))]
    outside = [word for word in sheet.words if not any(within(word, table.box) for table in tables)]
    rows = rows_of(outside)
    loose = unruled_tables(rows, sheet.rules)
    needed = bool(tables) or any(_is_lost(table, content.lines) for _, table in loose)
    taken = {id(row) for run, _ in loose for row in run}
    rest = [row for row in rows if id(row) not in taken]
    ordered = _in_order([segment for row in rest for segment in row], [*tables, *(t for _, t in loose)])
    if not (needed or _reads_across(rest, ordered, content.text)):
        return None
    return _Page(number, sheet.height, _usual_family(content.lines)).of(ordered)


def _is_lost(table: PageTable, lines: Sequence[Line]) -> bool:
    """Whether the lines that pypdf gives are not the rows of a table, cell by cell."""
    given = {"".join(line.text.split()): line.cells for line in lines}
    rows = [["".join(s.text for s in cell) for cell in row if cell] for row in table.rows]
    return not table.is_plain or any(given.get("".join("".join(row).split())) != len(row) for row in rows)


def _in_order(segments: Sequence[Segment], tables: Sequence[PageTable]) -> list[list[Segment | PageTable]]:
    """Rows of what stands on the page, as they are read."""
    items: list[Segment | PageTable] = [*segments, *tables]
    marked = [RecognisedLine(getattr(each, "text", ""), _box(each.box), 1.0) for each in items]
    content = {id(line): each for line, each in zip(marked, items, strict=True)}
    return [[content[id(line)] for line in row] for row in rows_in_order(marked)]


def _box(edges: Edges) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(_SCALE * edge) for edge in edges)
    return left, top, max(right - left, 1), max(bottom - top, 1)


def _reads_across(rows: Sequence[Row], ordered: Sequence[Sequence[object]], text: str) -> bool:
    """Whether `text` goes on from column to column in several rows that are read apart."""
    together = {id(each): number for number, row in enumerate(ordered) for each in row}
    plain = "".join(text.split())
    parted = 0
    for row in rows:
        for left, right in pairwise(row):
            if together[id(left)] != together[id(right)]:
                parted += "".join((left.text + right.text).split()) in plain
    return parted >= _LEAST_PARTED


def _usual_family(lines: Sequence[Line]) -> tuple[frozenset[str], str]:
    """The families of type that pypdf names, and the commonest of them."""
    families = Counter[str]()
    for line in lines:
        families[line.family] += len(line.text)
    return frozenset(families), families.most_common(1)[0][0] if families else ""


@dataclass(slots=True)
class _Page:
    """A page that is being written: its text so far, and its lines."""

    number: int
    height: float
    families: tuple[frozenset[str], str]
    texts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    end: int = -1

    def of(self, ordered: Sequence[Sequence[Segment | PageTable]]) -> PageContent:
        """The page that holds these rows."""
        for row in ordered:
            segments = [each for each in row if isinstance(each, Segment)]
            if segments:
                self._write_line(list(_without_spaces(segments)))
            for table in row:
                if isinstance(table, PageTable):
                    for cells in table.rows:
                        self._write_row(cells)
        return PageContent("\n".join(self.texts), self.lines)

    def _write_line(self, row: Row) -> None:
        """A line of running text, or pieces side by side that belong to no table."""
        start = self.end + 1
        found: list[Line] = []
        for segment in row:
            parts = [self._piece(text, i, segment) for i, text in enumerate(spaced(segment.words))]
            at = self.end + 1
            self._add(segment.text)
            found += (replace(line, right=segment.x1) for line in lines_of(parts, self.number, at))
        if found:
            whole = "\n".join(self.texts[-len(row) :])
            first, last = found[0], found[-1]
            bold, shift = all(line.bold for line in found), first.start - start
            text = whole[shift : last.end - start]
            self.lines.append(
                replace(first, end=last.end, text=text, right=last.right, bold=bold, cells=len(found))
            )

    def _write_row(self, cells: Sequence[Sequence[Segment]]) -> None:
        """A row of a table, its cells parted by CELL and their lines by line breaks."""
        segments = [segment for cell in cells for segment in cell]
        text = CELL.join("\n".join(segment.text.replace(CELL, " ") for segment in cell) for cell in cells)
        start = self.end + 1
        self._add(text)
        main = max(segments, key=lambda segment: len(segment.text)).main
        words = [word for segment in segments for word in segment.words]
        self.lines.append(
            Line(
                page=self.number,
                start=start,
                end=start + len(text),
                text=text,
                x=min(segment.x0 for segment in segments),
                y=self.height - min(segment.bottom for segment in segments),
                right=max(segment.x1 for segment in segments),
                size=main.size,
                bold=all(word.bold for word in words),
                family=self._family(main.family),
                cells=max(len(cells), 2),
            )
        )

    def _piece(self, text: str, number: int, segment: Segment) -> Piece:
        word = segment.words[number]
        return Piece(
            text, word.x0, self.height - word.bottom, word.size, word.bold, self._family(word.family)
        )

    def _family(self, name: str) -> str:
        known, usual = self.families
        return name if name in known else usual

    def _add(self, text: str) -> None:
        self.texts.append(text)
        self.end += 1 + len(text)


def _without_spaces(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments of a row, those joined that only a wide space parts."""
    held: Segment | None = None
    for segment in segments:
        if held is None:
            held = segment
        elif segment.x0 - held.x1 < _CELL_GAP * max(held.size, segment.size):
            held = Segment((*held.words, *segment.words))
        else:
            yield held
            held = segment
    if held is not None:
        yield held
