"""Whether text stands side by side on a PDF page, told quickly for each page of a file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pypdfium2

from ingest.readers.pdf.pictures import PDFIUM

_GAP = 1.1  # of the height of the letters; narrower gaps are spaces
_RULED_GAP = 0.6  # where a rule may stand in it
_LEAST = 2  # such gaps; a single one is a date at the end of a line or a page number
_MOST = 5000  # stretches of text on a page; what has more is a map or a plan

Stretch = tuple[float, float, float, float]  # left, bottom, right, top in points


class PageGaps:
    """The gaps in the lines of the pages of one file, which is opened when the first is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: pypdfium2.PdfDocument | None = None

    def are_wide(self, number: int, *, ruled: bool = False) -> bool:
        """Whether lines of the page with that number have wide gaps; False when it cannot be told.

        On a `ruled` page narrower ones count.
        """
        with PDFIUM, suppress(pypdfium2.PdfiumError, IndexError, ValueError):
            self._file = self._file or pypdfium2.PdfDocument(self._path)
            page = self._file[number - 1]
            text = page.get_textpage()
            try:
                count = text.count_rects()
                stretches = [text.get_rect(i) for i in range(count)] if count <= _MOST else []
            finally:
                text.close()
                page.close()
            return wide_gaps(stretches, _RULED_GAP if ruled else _GAP) >= _LEAST
        return False

    def close(self) -> None:
        """Close the file."""
        with PDFIUM:
            if self._file is not None:
                self._file.close()


def wide_gaps(stretches: Sequence[Stretch], least: float) -> int:
    """How often two stretches of text stand beside each other, `least` of their height or more apart."""
    found = 0
    rows: list[list[Stretch]] = []
    for stretch in sorted(stretches, key=lambda each: -(each[1] + each[3])):
        if rows and _beside(rows[-1][0], stretch):
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    for row in rows:
        for left, right in pairwise(sorted(row)):
            found += right[0] - left[2] > least * max(left[3] - left[1], right[3] - right[1])
    return found


def _beside(one: Stretch, other: Stretch) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > 0.4 * min(one[3] - one[1], other[3] - other[1])
