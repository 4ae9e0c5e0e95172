"""Tables and definition lists of a page, row by row."""

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.documents import BlockKind
from ingest.readers.html_tree import plain_text


def holds_data(table: Any) -> bool:
    """Whether a table sets values against each other, and not only a page's parts beside each other."""
    if any(each is not table for each in table.iter("table", "h1", "h2", "h3", "ul", "ol", "form")):
        return False
    widest = max((len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")), default=0)
    longest = max((len(plain_text(cell)) for cell in table.iter("td")), default=0)
    return widest > 1 and (longest <= 400 or next(table.iter("th"), None) is not None)


def definitions(element: Any) -> Iterator[tuple[Any, str, BlockKind]]:
    """ "Term: value" for each value; a term without one stands alone."""
    terms: list[Any] = []
    answered = False
    for child in element.iter("dt", "dd"):
        if child.tag == "dt":
            if answered:
                terms, answered = [], False
            terms.append(child)
        else:
            value = plain_text(child)
            yield (
                child,
                _labelled(" / ".join(filter(None, map(plain_text, terms))), value) if value else "",
                "table_row",
            )
            answered = True
    if not answered:
        for term in terms:
            yield term, plain_text(term), "paragraph"


def table_rows(table: Any) -> Iterator[tuple[Any, str, BlockKind]]:
    columns: list[str] = []
    spans: dict[int, tuple[int, str]] = {}
    for caption in table.iter("caption"):
        yield caption, plain_text(caption), "caption"
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        values = _spread(cells, spans)
        heads = [cell for cell in cells if cell.tag == "th"]
        if cells and len(heads) == len(cells) and len(cells) > 1:
            columns = values
        elif not columns and heads and len(heads) < len(cells):
            yield row, _pairs(cells), "table_row"
        else:
            yield row, labelled(columns, values), "table_row"


def _spread(cells: list[Any], spans: dict[int, tuple[int, str]]) -> list[str]:
    """The texts of a row by column; a cell that spans rows counts in each of them.

    `spans` holds, by column, how many more rows a cell from above reaches into and its text.
    """
    values: list[str] = []
    below: dict[int, tuple[int, str]] = {}
    waiting = iter(cells)
    while True:
        if len(values) in spans:
            left, text = spans.pop(len(values))
            left, across = left - 1, 1
        elif (cell := next(waiting, None)) is not None:
            left, text, across = _span(cell, "rowspan") - 1, plain_text(cell), _span(cell, "colspan")
        else:
            break
        for _ in range(across):
            if left > 0:
                below[len(values)] = (left, text)
            values.append(text)
            text = text if cells and cells[0].tag == "th" else ""
    spans.update(below)
    return values


def _span(cell: Any, name: str) -> int:
    number = cell.get(name, "1").strip()
    return min(max(int(number), 1), 100) if number.isdecimal() else 1


def _pairs(cells: list[Any]) -> str:
    """A row whose header cells label the cells after them."""
    pairs: list[str] = []
    label = ""
    for cell in cells:
        text = plain_text(cell)
        if cell.tag == "th":
            label = text
        elif text:
            pairs.append(_labelled(label, text))
            label = ""
    return "; ".join(pairs)


def labelled(columns: Sequence[str], values: Sequence[str]) -> str:
    """A table row as "Column: value; Column: value", without its empty cells."""
    pairs = [(columns[i] if i < len(columns) else "", value) for i, value in enumerate(values) if value]
    return "; ".join(_labelled(column, value) for column, value in pairs)


def _labelled(column: str, value: str) -> str:
    if not column:
        return value
    return f"{column} {value}" if column.endswith((":", "：")) else f"{column}: {value}"
