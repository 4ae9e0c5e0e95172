"""Word tables as rows that can be read alone: each value with the name of its column.

The cells' texts are verbatim; the names before them ("Column: ") and the "; " between are the only
addition. A cell merged over several rows is repeated in each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.readers.docx_package import attribute, child, is_on, local
from ingest.readers.docx_styles import is_bold
from ingest.readers.docx_text import NoteReference, paragraph_text

_LONGEST_NAME = 60
_WIDEST = 1_000  # columns; more are claimed only by damaged files
_CONTAINERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over columns `start` to `end` (half-open), with what stands in it."""

    start: int
    end: int
    text: str
    bold: bool
    continues: bool
    references: tuple[NoteReference, ...]
    nested: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, `number` counted from 1, merged cells filled in."""

    number: int
    cells: tuple[Cell, ...]
    header: bool

    @property
    def references(self) -> list[NoteReference]:
        """The notes its own cells point to."""
        return [each for cell in self.cells if not cell.continues for each in cell.references]

    @property
    def nested(self) -> list[Any]:
        """The tables inside its own cells."""
        return [each for cell in self.cells if not cell.continues for each in cell.nested]


def table_rows(table: Any) -> list[Row]:
    """The rows of a `w:tbl`."""
    rows: list[Row] = []
    above: dict[int, Cell] = {}
    for number, element in enumerate(_inside(table, "tr"), start=1):
        cells = _cells(element, above)
        above = {cell.start: cell for cell in cells}
        header = is_on(child(element, "trPr", "tblHeader"))
        rows.append(Row(number, tuple(cells), header))
    return rows


def row_texts(rows: Sequence[Row]) -> list[tuple[Row, str]]:
    """Each row with its text, column names before the values; header rows only when all are."""
    count = _header_rows(rows)
    if count and count == len(rows):
        count = 0
    names = _names(rows[:count])
    width = max((cell.end for row in rows for cell in row.cells), default=0)
    labelled = not count and width == 2 and _is_label_table(rows)
    found = []
    for row in rows[count:]:
        cells = [cell for cell in row.cells if cell.text]
        if labelled and len(cells) == 2 and cells[0].start == 0:
            label = cells[0].text.rstrip(" :：")
            text = f"{label}: {cells[1].text}"
        elif len(cells) == 1 and cells[0].end - cells[0].start >= width:
            text = cells[0].text
        else:
            text = "; ".join(_named(cell, names) for cell in cells)
        if text:
            found.append((row, text))
    return found


def _inside(element: Any, name: str) -> list[Any]:
    """The children of that name, also inside content controls and tracked insertions."""
    found = []
    for each in element:
        if local(each) == name:
            found.append(each)
        elif local(each) in _CONTAINERS:
            found += _inside(each, name)
    return found


def _cells(row: Any, above: dict[int, Cell]) -> list[Cell]:
    if child(row, "trPr", "del") is not None:
        return []
    column = _count(child(row, "trPr", "gridBefore"), 0)
    cells: list[Cell] = []
    for element in _inside(row, "tc"):
        end = min(column + _count(child(element, "tcPr", "gridSpan"), 1), _WIDEST)
        merge = child(element, "tcPr", "vMerge")
        if merge is not None and (attribute(merge, "val") or "continue") == "continue" and column in above:
            upper = above[column]
            cell = Cell(column, end, upper.text, upper.bold, True, (), ())
        else:
            cell = _cell(element, column, end)
        cells.append(cell)
        column = end
    return cells


def _count(element: Any, default: int) -> int:
    value = "" if element is None else attribute(element, "val") or ""
    return int(value) if value.isdigit() and len(value) < 5 else default


def _cell(element: Any, start: int, end: int) -> Cell:
    found = [(each, paragraph_text(each)) for each in _inside(element, "p")]
    inked = [(each, content) for each, content in found if content.text]
    boxes = [box for _, content in found for box in content.boxes]
    texts = [content.text for _, content in inked]
    texts += [paragraph_text(p).text for box in boxes for p in _inside(box, "p")]
    return Cell(
        start,
        end,
        "\n".join(filter(None, texts)),
        bool(inked) and all(is_bold(each) for each, _ in inked),
        False,
        tuple(reference for _, content in found for reference in content.references),
        tuple(_inside(element, "tbl")),
    )


def _header_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top name the columns."""
    marked = 0
    while marked < len(rows) and rows[marked].header:
        marked += 1
    if marked or len(rows) < 2:
        return marked
    first, below = rows[0].cells, rows[1:]
    names = [cell.text for cell in first if cell.text]
    if len(first) < 2 or len(names) < len(first) - 1 or len(set(names)) < len(names):
        return 0
    if any(len(name) > _LONGEST_NAME or not _is_wordy(name) for name in names):
        return 0
    if len(first) > 2:
        return 1
    bold = all(cell.bold for cell in first if cell.text)
    bold_below = all(cell.bold for row in below for cell in row.cells[:1])
    numbered_below = all(any(map(str.isdigit, row.cells[0].text)) for row in below if row.cells)
    return int((bold and not bold_below) or (numbered_below and not any(map(str.isdigit, names[0]))))


def _is_wordy(name: str) -> bool:
    """Whether a name of a column is a word or symbol and no figure."""
    return any(map(str.isalpha, name)) or not any(map(str.isdigit, name))


def _is_label_table(rows: Sequence[Row]) -> bool:
    labels = [row.cells[0].text for row in rows if row.cells]
    return all(len(label) <= _LONGEST_NAME for label in labels)


def _names(header: Sequence[Row]) -> dict[int, str]:
    """The name of each column: what stands above it in the header rows."""
    names: dict[int, list[str]] = {}
    for row in header:
        for cell in row.cells:
            for column in range(cell.start, cell.end):
                above = names.setdefault(column, [])
                text = " ".join(cell.text.split()).rstrip(" :：")
                if text and text not in above:
                    above.append(text)
    return {column: " / ".join(above) for column, above in names.items()}


def _named(cell: Cell, names: dict[int, str]) -> str:
    spanned = dict.fromkeys(names.get(column, "") for column in range(cell.start, cell.end))
    name = ", ".join(filter(None, spanned))
    return f"{name}: {cell.text}" if name else cell.text
