"""Running heads and feet: lines that the pages of a document repeat at their edges."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.pdf.page_lines import Line, body_size

_EDGE_LINES = 3
_SAME_HEIGHT = 6.0  # points
_NUMBER = re.compile(r"(?<![\w.:/-])\d{1,5}(?![\w/-]|[.:]\d)")
# What stands before a number that counts things and not pages.
_COUNTED = re.compile(
    r"(?::|#|№|号|號|\b(?:nos?|nr|inv|cat|catalogue|obj|object|item|record|lot|plate|pl|fig|figure|room|case"
    r"|рис|илл|кат|инв|лот|зал|витрина|table|табл)\.?)\s*$"
)
_ROMAN = re.compile(r"(?<!\w)[ivxlc]+(?!\w)", re.I)
_BARE_NUMBER = re.compile(
    r"[\W_]*(?:p\.|page|s\.|seite|стр\.?|с\.|第)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:页|頁)?"
    r"(?:\s*(?:/|of|из|von)\s*\d{1,4})?[\W_]*",
    re.I,
)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without its running heads and feet and its page numbers.

    A line is one when the same words, or the same words about a number that grows with the pages,
    stand apart from the text and at the same height near the edge of at least three pages; two are
    enough with such a number, or in a document of up to four.
    """
    body = body_size(line for page in pages for line in page)
    edges = [_edges(page, body) for page in pages]
    places = _Places(len(pages))
    for edge in edges:
        for line in edge:
            places.add(line)
    kept = [
        [line for line in page if line not in running]
        for page, running in zip(pages, (set(filter(places.repeats, edge)) for edge in edges), strict=True)
    ]
    return kept if any(kept) else [list(page) for page in pages]  # a form of which only copies are filed


def _edges(page: Sequence[Line], body: float) -> list[Line]:
    """The lines near an edge of the page that are apart from the text: by a gap, by size, or as numbers."""
    lines = sorted(page, key=lambda line: -line.y)
    gaps = [upper.y - lower.y for upper, lower in pairwise(lines)]
    wide = 1.3 * max(sorted(gaps)[len(gaps) // 2], 1.2 * body) if len(gaps) > 2 else 2.5 * body
    found = _set_apart(lines, gaps, wide, body) + _set_apart(lines[::-1], gaps[::-1], wide, body)
    return [line for line in found if line.size <= 1.05 * body]


def _set_apart(lines: Sequence[Line], gaps: Sequence[float], wide: float, body: float) -> list[Line]:
    """Those of the outermost lines, counted from one edge, that cannot be the beginning of the text."""
    cut = max((i + 1 for i, gap in enumerate(gaps[:_EDGE_LINES]) if gap > wide), default=0)
    return [
        line
        for i, line in enumerate(lines[:_EDGE_LINES])
        if i < cut or line.size < 0.95 * body or _BARE_NUMBER.fullmatch(line.text)
    ]


class _Places:
    """Where on the pages every wording stands that was found near an edge."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._found: dict[str, list[tuple[float, int]]] = defaultdict(list)

    def add(self, line: Line) -> None:
        for key in _keys(line):
            self._found[key].append((line.y, line.page))

    def repeats(self, line: Line) -> bool:
        """Whether enough other pages have this line at this height."""
        bare = bool(_BARE_NUMBER.fullmatch(line.text))
        if bare and self._pages <= 2 and str(line.page) in line.text:
            return True
        plainly = 2 if self._pages <= 4 else 3
        return any(
            len({page for y, page in self._found[key] if abs(y - line.y) <= _SAME_HEIGHT})
            >= (2 if "<" in key else plainly)
            for key in _keys(line)
        )


def _keys(line: Line) -> Iterator[str]:
    """The text itself, and the text with one of its numbers given as its distance from the page's."""
    plain = re.sub(r"\s+", " ", line.text).casefold().replace("<", " ")
    bare = bool(_BARE_NUMBER.fullmatch(plain))
    if not bare:
        yield plain
    for found in _NUMBER.finditer(plain):
        if not _COUNTED.search(plain[: found.start()]):
            yield f"{plain[: found.start()]}<{int(found.group()) - line.page}>{plain[found.end() :]}"
    for found in _ROMAN.finditer(plain):
        if bare or found.start() == 0 or found.end() == len(plain):
            yield f"{plain[: found.start()]}<{_roman(found.group()) - line.page}r>{plain[found.end() :]}"


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral.lower()]
    return sum(
        -value if any(later > value for later in values[i + 1 :]) else value for i, value in enumerate(values)
    )
