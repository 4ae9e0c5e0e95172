"""Word tables as rows: which ones name the columns, and the verbatim text of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.documents import BlockKind
from ingest.readers.docx.package import attribute, child, is_on, local
from ingest.readers.docx.styles import is_bold
from ingest.readers.docx.text import NoteReference, paragraph_text
from ingest.table_text import pair_text, repeated, row_text

_LONGEST_NAME = 60
_WIDEST = 1_000  # columns; more are claimed only by damaged files
_CONTAINERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over columns `start` to `end` (half-open), with what stands in it.

    One that `continues` the cell above has the text of that, if it is no prose.
    """

    start: int
    end: int
    text: str
    bold: bool
    continues: bool
    references: tuple[NoteReference, ...]
    nested: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, `number` counted from 1, a cell for each column it has."""

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


def row_texts(rows: Sequence[Row]) -> list[tuple[Row, BlockKind, str]]:
    """Each row that is not empty with its kind and text; a table of header rows only has plain rows."""
    headers = _header_rows(rows)
    if headers == len(rows):
        headers = 0
    width = max((cell.end for row in rows for cell in row.cells), default=0)
    labelled = not headers and width == 2 and _is_label_table(rows)
    columns = sorted({cell.start for row in rows for cell in row.cells})
    found: list[tuple[Row, BlockKind, str]] = []
    for i, row in enumerate(rows):
        if not any(cell.text for cell in row.cells if not cell.continues):
            continue
        texts = _by_column(row, columns, header=i < headers)
        pair = labelled and len(texts) == 2 and all(texts)
        if text := pair_text(*texts) if pair else row_text(texts):
            found.append((row, "table_header" if i < headers else "table_row", text))
    return found


def _by_column(row: Row, columns: Sequence[int], *, header: bool) -> list[str]:
    """The texts of a row, one for each column of the grid in which some row begins a cell.

    In a header a cell that continues the one above says nothing new.
    """
    starts: dict[int, list[str]] = {column: [] for column in columns}
    for cell in row.cells:
        starts[cell.start].append("" if header and cell.continues else cell.text)
    return ["\n".join(texts) for texts in starts.values()]


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
            cell = Cell(column, end, repeated(above[column].text), above[column].bold, True, (), ())
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
    keys = [cell.text for row in below for cell in row.cells[:1] if not cell.continues]
    numbered_below = all(any(map(str.isdigit, key)) for key in keys)
    return int((bold and not bold_below) or (numbered_below and not any(map(str.isdigit, names[0]))))


def _is_wordy(name: str) -> bool:
    """Whether a name of a column is a word or symbol and no figure."""
    return any(map(str.isalpha, name)) or not any(map(str.isdigit, name))


def _is_label_table(rows: Sequence[Row]) -> bool:
    labels = [row.cells[0].text for row in rows if row.cells]
    return all(len(label) <= _LONGEST_NAME for label in labels)
