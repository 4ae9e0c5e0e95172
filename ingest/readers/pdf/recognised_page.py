"""A recognised picture as a page of text, with lines as the layout of PDFs takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.ocr.reading_order import rows_in_order
from ingest.ocr.recognised import Box, RecognisedLine, Recognition
from ingest.readers.pdf.page_lines import Line, rows_joined

_CLOSE = 1.2  # line heights between pieces of one line; farther apart they are cells of a table
_SAME_SIZE = 0.35  # of the usual height: boxes are higher or lower by the letters and notes' marks in them
_OF_BOX = 0.75  # what a type size is of the height of a line's box


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The text of a page, its lines, and for the start of each line its box in pixels and its confidence."""

    text: str
    lines: tuple[Line, ...]
    places: dict[int, tuple[Box, float]]
    width: int
    height: int
    unread: int = 0


def recognised_page(found: Recognition, number: int, *, usual: float = 0.0) -> RecognisedPage:
    """Page `number` of what was recognised; places are in pixels, `y` from the lower edge.

    `usual` is the height of a line in the document, where that is known: type sizes are told by it.
    """
    rows = rows_in_order(found.lines)
    vertical = bool(rows) and all(line.is_vertical or len(line.text) == 1 for row in rows for line in row)
    usual = usual or line_height([found])
    pieces: list[str] = []
    lines: list[Line] = []
    places: dict[int, tuple[Box, float]] = {}
    end = -1
    for row in rows:
        top, bottom = min(line.box[1] for line in row), max(line.box[1] + line.box[3] for line in row)
        baseline = round(
            found.height - (top + bottom) / 2 - usual / 2
        )  # boxes end below the letters that hang
        for text, box, confidence in _pieces(row):
            start, end = end + 1, end + 1 + len(text)
            pieces.append(text)
            places[start] = (found.place(box), confidence)
            if vertical:  # columns are to the layout what lines are, on a page that is turned
                turned = (box[1], box[0], box[3], box[2])
                lines.append(_line(number, start, text, turned, box[0], usual))
            else:
                lines.append(_line(number, start, text, box, baseline, usual))
    whole = "\n".join(pieces)
    return RecognisedPage(
        whole, tuple(rows_joined(lines, whole)), places, found.width, found.height, found.unread
    )


def line_height(pages: Sequence[Recognition]) -> float:
    """The usual height of a line in pixels; 0 when there are none."""
    heights = [min(line.box[2], line.box[3]) for page in pages for line in page.lines]
    return float(median(heights)) if heights else 0.0


def _pieces(row: Sequence[RecognisedLine]) -> list[tuple[str, Box, float]]:
    """The texts of a row, those that stand close together as one."""
    found: list[tuple[str, Box, float]] = []
    for line in row:
        if found:
            text, box, confidence = found[-1]
            if line.box[0] - (box[0] + box[2]) < _CLOSE * line.box[3]:
                found[-1] = (f"{text} {line.text}", _around(box, line.box), min(confidence, line.confidence))
                continue
        found.append((line.text, line.box, line.confidence))
    return found


def _around(one: Box, other: Box) -> Box:
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right, bottom = max(one[0] + one[2], other[0] + other[2]), max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, bottom - top


def _line(page: int, start: int, text: str, box: Box, baseline: int, usual: float) -> Line:
    height = min(box[2], box[3])
    share = height / usual if usual else 1.0
    share = 1.0 if abs(share - 1) <= _SAME_SIZE else max(round(share * 4), 1) / 4
    return Line(
        page=page,
        start=start,
        end=start + len(text),
        text=text,
        x=float(box[0]),
        y=float(baseline),
        right=float(box[0] + box[2]),
        size=round((usual or 1.0) * share * _OF_BOX, 2),
        bold=False,
        family="",
    )
