"""A DoclingDocument as our blocks: headings with their depth, table rows, captions, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.documents import Block, BlockKind
from ingest.readers.docling.items import Box, Exported, Item, Json
from ingest.readers.outline import Outline
from ingest.readers.pdf.page_blocks import around
from ingest.table_text import row_text
from retrieval.locators import Locator

_KINDS: dict[str, BlockKind] = {"list_item": "list_item", "caption": "caption", "footnote": "footnote"}
_TABLES = frozenset({"table", "document_index"})


def blocks_of(exported: Exported) -> list[Block]:
    """The blocks in reading order. Regions are in the pixels that pages are drawn with.

    Running heads and feet are left out; a text that goes on over a page has a form feed there.
    """
    outline, tables = Outline(), 0
    blocks: list[Block] = []
    for item in exported.items():
        if item.label in _TABLES:
            rows = list(_table(exported, item.values, tables + 1, outline.above("")))
            tables += bool(rows)
            blocks += rows
        elif text := _text(item.values):
            level = _level(item)
            place = _place(exported, item.values, outline.above(" ".join(text.split()), level))
            kind: BlockKind = "heading" if level else _KINDS.get(item.label, "paragraph")
            blocks.append(Block(" ".join(text.split()) if level else text, kind, place, level))
    return blocks


def _level(item: Item) -> int | None:
    """The depth of a heading; a title stands above all."""
    if item.label == "title":
        return 1
    return int(item.values.get("level") or 1) + 1 if item.label == "section_header" else None


def _text(values: Json) -> str:
    """The text as Docling has it, with a form feed where a page ends, if it says exactly where."""
    text = str(values.get("text") or "")
    spans = [(place["page_no"], place["charspan"]) for place in values.get("prov", ())]
    starts = [
        int(span[0])
        for (before, _), (page, span) in pairwise(spans)
        if page != before and 0 < span[0] < len(text) and text[span[0] - 1] == " "
    ]
    for start in sorted(starts, reverse=True):
        text = f"{text[: start - 1]}\f{text[start:]}"
    return text.strip()


def _place(exported: Exported, values: Json, headings: tuple[str, ...]) -> Locator:
    places = values.get("prov") or ()
    if not places:
        return Locator(headings=headings)
    page, last = places[0]["page_no"], places[-1]["page_no"]
    boxes = [exported.box(page, place["bbox"]) for place in places if place["page_no"] == page]
    return Locator(
        page=page,
        end_page=last if last != page else None,
        headings=headings,
        region=_around(boxes),
    )


def _around(boxes: Sequence[Box | None]) -> Box | None:
    known = [box for box in boxes if box]
    return around(known) if known else None


def _table(exported: Exported, values: Json, table: int, headings: tuple[str, ...]) -> Iterator[Block]:
    """The rows of a table; a cell that spans several stands in the first of them."""
    rows: dict[int, list[Json]] = {}
    for cell in values.get("data", {}).get("table_cells", ()):
        rows.setdefault(int(cell["start_row_offset_idx"]), []).append(cell)
    whole = _place(exported, values, headings)
    for number, cells in sorted(rows.items()):
        by_column = {int(cell["start_col_offset_idx"]): " ".join(cell["text"].split()) for cell in cells}
        text = row_text(by_column.get(column, "") for column in range(max(by_column) + 1))
        boxes = [exported.box(whole.page, cell["bbox"]) for cell in cells if whole.page and cell.get("bbox")]
        place = Locator(
            page=whole.page,
            table=table,
            row=number + 1,
            headings=headings,
            region=_around(boxes) or whole.region,
        )
        named = all(cell.get("column_header") for cell in cells if cell["text"].strip())
        if text:
            yield Block(text, "table_header" if named else "table_row", place)
