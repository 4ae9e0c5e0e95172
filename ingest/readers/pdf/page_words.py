"""Where words and rules stand on a PDF page, as pdfplumber tells: finer than pypdf, and slower."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber

from ingest.readers.pdf.page_lines import face_of, storable

# pdfminer tells of every oddity of a font; what matters is in the document's warnings.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())
logging.getLogger("pdfminer").setLevel(logging.ERROR)

Edges = tuple[float, float, float, float]  # left, top, right, bottom, in points from the upper left corner
_GAP = 0.25  # of the type size: what parts two words that no space parts
_MOST_WORDS, _MOST_EDGES = 5000, 20_000  # what has more is a map or a plan, no page of print
_FLAT = 2.0  # points; a rule is thinner
_LEAST_RULE = 60.0  # points; a shorter rule underlines a word


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or the part of one that is set in one face."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    family: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: for each row its cells in the order of the columns, None where one spans others."""

    box: Edges
    rows: tuple[tuple[Edges | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of `height` points: its words, its ruled tables, and the heights of horizontal rules."""

    height: float
    words: tuple[Word, ...]
    grids: tuple[Grid, ...] = ()
    rules: tuple[float, ...] = ()


class Sheets:
    """The pages of one file, which is opened when the first of them is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: Any = None

    def sheet(self, number: int) -> Sheet | None:
        """The page with that number; None when pdfplumber cannot read it or it has text that is turned."""
        try:
            if self._file is None:
                self._file = pdfplumber.open(self._path)
            page = self._file.pages[number - 1]
            try:
                return _sheet(page)
            finally:
                page.close()
        except Exception:  # a damaged page makes pdfminer raise almost anything
            return None

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            with suppress(Exception):  # it looks at every page once more, damaged ones too
                self._file.close()


def _sheet(page: Any) -> Sheet | None:
    found = page.extract_words(extra_attrs=["fontname", "size"], x_tolerance_ratio=_GAP)
    if len(found) > _MOST_WORDS or not all(word["upright"] for word in found):
        return None
    words = tuple(_word(word) for word in found)
    tables = page.find_tables() if len(page.edges) <= _MOST_EDGES else ()
    grids = (Grid(table.bbox, tuple(tuple(row.cells) for row in table.rows)) for table in tables)
    rules = {
        round(edge["top"], 1)
        for edge in page.edges
        if edge["bottom"] - edge["top"] < _FLAT and edge["x1"] - edge["x0"] > _LEAST_RULE
    }
    return Sheet(page.bbox[3], words, tuple(filter(_is_table, grids)), tuple(sorted(rules)))


def _word(word: dict[str, Any]) -> Word:
    bold, family = face_of(str(word["fontname"]))
    return Word(
        text=storable(word["text"]),
        x0=word["x0"],
        x1=word["x1"],
        top=word["top"],
        bottom=word["bottom"],
        size=round(word["size"], 1),
        bold=bold,
        family=family,
    )


def _is_table(grid: Grid) -> bool:
    return len(grid.rows) > 1 and max(len([c for c in row if c]) for row in grid.rows) > 1
