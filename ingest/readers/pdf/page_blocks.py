"""Pages of lines, extracted or recognised, as the blocks of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.documents import Block
from ingest.ocr.recognised import Box
from ingest.readers.line_joining import Spelling, joined, spelling_of
from ingest.readers.pdf.page_layout import Paragraph, paragraphs
from ingest.readers.pdf.page_lines import Line
from ingest.readers.pdf.page_tables import TableRow, table_rows
from ingest.readers.pdf.running_heads import without_running_heads
from ingest.readers.titles import sensible_title
from ingest.table_text import row_text
from retrieval.locators import Locator

Places = Mapping[tuple[int, int], tuple[Box, float]]  # page and start of a recognised line: box, confidence


def page_blocks(pages: Sequence[Sequence[Line]], places: Places) -> tuple[list[Block], str]:
    """The blocks of all pages in reading order, and the title that the first page displays, or "".

    Blocks of recognised lines have the box around those on their first page, and the least confidence.
    """
    spelling = spelling_of(line.text for page in pages for line in page)
    found = paragraphs(without_running_heads(pages))
    blocks = _blocks(found, spelling, places)
    return blocks, _display_title(found, blocks)


def _blocks(found: Sequence[Paragraph], spelling: Spelling, places: Places) -> list[Block]:
    blocks: list[Block] = []
    path: list[tuple[int, str]] = []
    rows = table_rows(found)
    for place, paragraph in enumerate(found):
        row = rows.get(place)
        text = _row_text(row, spelling) if row else _text(paragraph, spelling)
        if not text:
            continue
        if paragraph.rank is not None:
            path = [(rank, heading) for rank, heading in path if rank < paragraph.rank]
        headings = tuple(heading for _, heading in path)
        locator = _locator(paragraph, row, headings, places)
        blocks.append(Block(text, row.kind if row else paragraph.kind, locator, level=paragraph.rank))
        if paragraph.rank is not None:
            path.append((paragraph.rank, text))
    return blocks


def _row_text(row: TableRow, spelling: Spelling) -> str:
    return row_text(joined(cell.split("\n"), spelling) for cell in row.cells)


def _text(paragraph: Paragraph, spelling: Spelling) -> str:
    lines = paragraph.lines
    turned = [i for i, (before, line) in enumerate(pairwise(lines), start=1) if line.page != before.page]
    is_heading = paragraph.rank is not None  # it is named elsewhere, where a page break means nothing
    return joined([line.text for line in lines], spelling, page_starts=() if is_heading else turned)


def _locator(
    paragraph: Paragraph, row: TableRow | None, headings: tuple[str, ...], places: Places
) -> Locator:
    first, last = paragraph.lines[0], paragraph.lines[-1]
    end = max(line.end for line in paragraph.lines if line.page == first.page)
    boxes = [places[key] for line in paragraph.lines if (key := (line.page, line.start)) in places]
    on_first = [
        places[key][0]
        for line in paragraph.lines
        if line.page == first.page and (key := (line.page, line.start)) in places
    ]
    return Locator(
        page=first.page,
        end_page=last.page if last.page != first.page else None,
        chars=(first.start, end),
        table=row.table if row else None,
        row=row.number if row else None,
        note=paragraph.note,
        headings=headings,
        region=around(on_first) if on_first else None,
        confidence=round(min(confidence for _, confidence in boxes), 3) if boxes else None,
    )


def around(boxes: Sequence[Box]) -> Box:
    """The box around all of `boxes`."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def _display_title(found: Sequence[Paragraph], blocks: Sequence[Block]) -> str:
    """The largest heading of the first page, when it is clearly larger than the text."""
    sizes = [line.size for paragraph in found for line in paragraph.lines if paragraph.kind == "paragraph"]
    body = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
    large = [p for p in found if p.rank == 1 and p.lines[0].page == 1 and p.lines[0].size > 1.2 * body]
    if not large:
        return ""
    start = (1, large[0].lines[0].start)
    return next(
        (sensible_title(b.text) for b in blocks if (b.locator.page, (b.locator.chars or (0,))[0]) == start),
        "",
    )
