"""Tables of a PDF: which rows stand together, what their cells are, and which row names the columns.

A PDF knows no tables, only text set side by side. So a header is told by what sets it apart: it alone
is bold, or it alone has no number in a column of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import BlockKind
from ingest.readers.pdf.page_layout import Paragraph
from ingest.readers.pdf.page_lines import CELL

_LONGEST_NAME = 60  # characters of a column's name


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the document's table `table`, both counted from 1, with the text of each cell."""

    table: int
    number: int
    kind: BlockKind
    cells: tuple[str, ...]


def table_rows(found: Sequence[Paragraph]) -> dict[int, TableRow]:
    """The rows of tables by their place in `found`; a row that stands alone is no table."""
    rows: dict[int, TableRow] = {}
    for table, places in enumerate(_runs(found), start=1):
        cells = [_cells(found[place]) for place in places]
        bold = [found[place].lines[0].bold for place in places]
        header = cells[0] if _is_header(cells, bold) else None
        for number, (place, own) in enumerate(zip(places, cells, strict=True), start=1):
            kind: BlockKind = "table_header" if own == header else "table_row"
            rows[place] = TableRow(table, number, kind, own)
    return rows


def _runs(found: Sequence[Paragraph]) -> Iterator[list[int]]:
    """The places of rows that follow each other, past the footnotes of a page that ends among them."""
    run: list[int] = []
    for place, paragraph in enumerate(found):
        if paragraph.kind == "table_row":
            run.append(place)
        elif paragraph.kind != "footnote":
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _cells(row: Paragraph) -> tuple[str, ...]:
    if any(CELL in line.text for line in row.lines):  # arranged: an empty cell keeps its place
        return tuple(cell.strip() for line in row.lines for cell in line.text.split(CELL))
    return tuple(cell.strip() for line in row.lines for cell in line.text.split("\n") if cell.strip())


def _is_header(cells: Sequence[tuple[str, ...]], bold: Sequence[bool]) -> bool:
    """Whether the first of a table's rows names the columns of the others; it may come again."""
    first = cells[0]
    others = [row for row in cells if row != first]
    if not others or len(first) < max(map(len, others)) or not all(first[1:]):
        return False  # the first column, which names the rows, often has no name itself
    if any(len(name) > _LONGEST_NAME for name in first):
        return False
    if bold[0] and not all(is_bold for row, is_bold in zip(cells, bold, strict=True) if row != first):
        return True
    return not any(map(_has_digit, first)) and any(
        all(len(row) == len(first) and _has_digit(row[column]) for row in others)
        for column in range(len(first))
    )


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))
