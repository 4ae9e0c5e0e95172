"""Tables and definition lists of a page, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.documents import BlockKind
from ingest.readers.html.tree import plain_text
from ingest.table_text import pair_text, repeated, row_text


@dataclass(frozen=True, slots=True)
class Row:
    """The text of a row, of a caption or of a term with its values, and the elements it stands in."""

    text: str
    kind: BlockKind
    elements: tuple[Any, ...]
    number: int | None = None


def holds_data(table: Any) -> bool:
    """Whether a table sets values against each other, and not only a page's parts beside each other."""
    if any(each is not table for each in table.iter("table", "h1", "h2", "h3", "ul", "ol", "form")):
        return False
    widest = max((len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")), default=0)
    longest = max((len(plain_text(cell)) for cell in table.iter("td")), default=0)
    return widest > 1 and (longest <= 400 or next(table.iter("th"), None) is not None)


def definition_rows(definitions: Any) -> Iterator[Row]:
    """A row "Term: value" for each entry of a `dl`, several values with " | " between them."""
    for number, (terms, values) in enumerate(_entries(definitions), 1):
        label = " / ".join(filter(None, map(plain_text, terms)))
        value = row_text(filter(None, map(plain_text, values)))
        kind: BlockKind = "table_row" if values else "paragraph"
        yield Row(pair_text(label, value), kind, (*terms, *values), number)


def _entries(definitions: Any) -> Iterator[tuple[list[Any], list[Any]]]:
    terms: list[Any] = []
    values: list[Any] = []
    for child in definitions.iter("dt", "dd"):
        if next(child.iterancestors("dl", "dt", "dd")) is not definitions:
            continue  # its text is part of the term or value that holds it
        if child.tag == "dt" and values:
            yield terms, values
            terms, values = [], []
        (terms if child.tag == "dt" else values).append(child)
    if values:
        yield terms, values
    else:
        yield from (([term], []) for term in terms)


def table_rows(table: Any) -> Iterator[Row]:
    """The captions of a `table` and its rows, numbered from 1; a row of names only is a header."""
    for caption in table.iter("caption"):
        yield Row(plain_text(caption), "caption", (caption,))
    reach: dict[int, _Reach] = {}
    for number, row in enumerate(table.iter("tr"), 1):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        columns = _by_column(row, cells, reach)
        named = [cell.tag == "th" or row.getparent().tag == "thead" for cell in cells]
        header = len(cells) > 1 and all(named)
        if header:
            columns = [each if each.row is row else replace(each, text="") for each in columns]
        texts = [each.text for each in columns]
        pair = len(texts) == len(cells) == 2 and named == [True, False]
        text = pair_text(*texts) if pair else row_text(texts)
        rows = tuple(dict.fromkeys([*(each.row for each in columns if each.text), row]))
        if not any(each.text for each in columns if each.row is row):
            text = ""
        yield Row(text, "table_header" if header else "table_row", rows, number)


@dataclass(frozen=True, slots=True)
class _Reach:
    """What stands in a column of a row: the text, the row it is written in, how many more it reaches into."""

    text: str
    row: Any
    below: int


def _by_column(row: Any, cells: list[Any], reach: dict[int, _Reach]) -> list[_Reach]:
    """What stands in each column of a row, "" where a cell only reaches to from the left.

    `reach` holds, by column, the cells from above that reach into this row.
    """
    columns: list[_Reach] = []
    below: dict[int, _Reach] = {}
    waiting = iter(cells)
    while True:
        column = len(columns)
        if column in reach:
            above = reach.pop(column)
            width, found = 1, replace(above, below=above.below - 1)
        elif (cell := next(waiting, None)) is not None:
            width = _span(cell, "colspan")
            found = _Reach(plain_text(cell), row, _span(cell, "rowspan") - 1)
        else:
            break
        several = [found, *[replace(found, text="")] * (width - 1)]
        if found.below > 0:
            again = [replace(each, text=repeated(each.text)) for each in several]
            below.update(zip(range(column, column + width), again, strict=True))
        columns += several
    reach.update(below)
    return columns


def _span(cell: Any, name: str) -> int:
    number = cell.get(name, "1").strip()
    return min(max(int(number), 1), 100) if number.isdecimal() else 1
