"""The lines of a PDF page, each with its place in the page's text and on the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from pypdf import PageObject

from ingest.readers.pdf.limits import draws_many_forms
from ingest.readers.pdf.shown_texts import HiddenTexts, ShownTexts
from ingest.readers.raised_marks import bars_fraction, lowered, raised, set_behind, stands_raised

_LARGEST_DRAWING = 30_000_000  # bytes of drawing instructions; a page of dense text has some ten thousand
_LARGEST_SIMPLE = 2_000_000  # bytes; a page with more is a drawing with some words in it
_RULE = re.compile(rb"\s(?:re\s+(?!W)|l\s)")
_LEAST_RULES = 2
CELL = "\t"  # between the cells of a row whose columns are known
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_BOLD = re.compile(r"bold|black|heavy|demi|semib|[-,]bd\b|黑体|simhei|heiti", re.I)
_STYLE_OF_FAMILY = re.compile(r"[-,]?(bold|italic|oblique|regular|roman|medium|semi|light|book|mt|ps)+", re.I)
_NOTE_MARK = re.compile(r"\s*(\d{1,3}|[*†‡§])\s*")
# Ems that a character takes, near enough for any text face.
_NARROW, _WIDE = frozenset("iIlj|!'.,:;()[]ft/\\ ‘’-·"), frozenset("mwMW@%—…œæŒÆ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of `page`: `text` is that page's text from `start` to `end`, white space at its ends left out.

    `x` and `y` are where it begins, in points from the lower left corner; `right` is an estimate of
    where it ends. `cells` counts the pieces of a table row set side by side, 1 for running text; CELL
    stands between them where the columns are known, a line break where they are not.
    `note` is the raised mark that the line of a footnote begins with.
    """

    page: int
    start: int
    end: int
    text: str
    x: float
    y: float
    right: float
    size: float
    bold: bool
    family: str
    cells: int = 1
    note: str = ""


@dataclass(slots=True)
class Piece:
    """A run of text on a page and where it begins, in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    family: str


@dataclass(slots=True)
class _Collector:
    """What pypdf tells of a page's text, piece by piece in the order of the text.

    `_line` is the last piece of running text on the line that is being drawn, None where a line begins, and
    `_raised` a mark of a note behind it.
    """

    pieces: list[Piece] = field(default_factory=list)
    _line: Piece | None = None
    _raised: Piece | None = None

    def letters(self) -> str:
        """The text without white space."""
        return "".join("".join(piece.text for piece in self.pieces).split())

    def visit(self, text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if not text:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs((tm[2] * cm[1] + tm[3] * cm[3]) * size) or abs(size)
        bold, family = face_of(str(font.get("/BaseFont", "")) if font else "")
        piece = Piece(storable(text), x, y, height, bold, family)
        if self._line is not None and _is_raised(piece, self._line):
            behind = self.pieces[-1] is self._line
            piece.text = set_behind(piece.text, self._line.text) if behind else raised(piece.text)
            self._raised = piece
        elif piece.text.strip():
            if self._raised is not None and bars_fraction(piece.text):
                self._raised.text = lowered(self._raised.text)
            self._line, self._raised = piece, None
        if text.endswith("\n"):
            self._line = None
        self.pieces.append(piece)


def _is_raised(mark: Piece, main: Piece) -> bool:
    """Whether a piece is digits that are raised behind `main`.

    pypdf does not tell of text that an operator of its own raises: it is, where a digit comes before it.
    """
    rise = mark.y - main.y
    if main.text[-1:].isdigit():
        return stands_raised(mark.text, mark.size, rise, main.size, least=0)
    return stands_raised(mark.text, mark.size, rise, main.size)


@dataclass(frozen=True, slots=True)
class PageContent:
    """The text of a page as pypdf extracts it, and its lines in the same order.

    `ruled` tells whether rules or boxes are drawn on it; a page that is not `is_simple` is a drawing with
    some words in it. It `hides` letters that were left out.
    """

    text: str
    lines: list[Line]
    ruled: bool = False
    is_simple: bool = True
    hides: bool = False


@lru_cache(maxsize=256)
def face_of(name: str) -> tuple[bool, str]:
    """Whether the font of that name is bold, and the family it belongs to."""
    plain = name.lstrip("/").partition("+")[2] or name.lstrip("/")
    return bool(_BOLD.search(plain)), _STYLE_OF_FAMILY.sub("", plain).lower()


def page_content(page: PageObject, number: int, hidden: HiddenTexts | None = None) -> PageContent:
    """What stands on a page, without what is `hidden` on it.

    ValueError for a page whose drawing is so large that reading it would take minutes and gigabytes.
    """
    contents = page.get_contents()
    drawing = contents.get_data() if contents is not None else b""
    if len(drawing) > _LARGEST_DRAWING:
        raise ValueError("the drawing of this page is too large")
    collector = _Collector()
    counted = ShownTexts()
    page.extract_text(visitor_text=collector.visit, visitor_operand_before=counted.visit)
    hides = False
    if hidden:
        everything, collector = collector.letters(), _Collector()
        blanked = ShownTexts(hidden, by_number=counted.count == hidden.total)
        page.extract_text(visitor_text=collector.visit, visitor_operand_before=blanked.visit)
        hides = collector.letters() != everything  # spaces beneath the rules of a table hide nothing
    text = "".join(piece.text for piece in collector.pieces)
    lines = rows_joined(list(_lines(collector.pieces, number)), text)
    ruled = sum(1 for _ in islice(_RULE.finditer(drawing), _LEAST_RULES)) == _LEAST_RULES
    simple = len(drawing) <= _LARGEST_SIMPLE and not draws_many_forms(page)
    return PageContent(text, lines, ruled=ruled, is_simple=simple, hides=hides)


def text_width(text: str, size: float) -> float:
    """How wide `text` is in points when set in an ordinary face, within about a twentieth."""
    return size * sum(map(_ems, text))


def body_size(lines: Iterable[Line]) -> float:
    """The size that most of the text is set in; 0 when there is none."""
    letters: dict[float, int] = {}
    for line in lines:
        letters[line.size] = letters.get(line.size, 0) + len(line.text)
    return max(letters, key=lambda size: letters[size], default=0.0)


def _ems(character: str) -> float:
    if character in _NARROW:
        return 0.31
    if character in _WIDE:
        return 0.86
    if character > "\u2e80":
        return 1.0
    return 0.66 if character.isupper() else 0.53


def storable(text: str) -> str:
    """`text` with pairs of surrogates joined and what no text holds made visible or blank."""
    if _SURROGATES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub(" ", text)


def _lines(pieces: list[Piece], page: int) -> Iterator[Line]:
    start = end = 0
    parts: list[Piece] = []
    for piece in pieces:
        for i, text in enumerate(piece.text.split("\n")):
            if i:
                yield from lines_of(parts, page, start)
                start = end + 1
                parts = []
                end = start
            if text:
                y = piece.y if not i else piece.y - i * piece.size * 1.2
                parts.append(Piece(text, piece.x, y, piece.size, piece.bold, piece.family))
                end += len(text)
    yield from lines_of(parts, page, start)


def lines_of(parts: Sequence[Piece], page: int, start: int) -> Iterator[Line]:
    """The line that `parts` make, unless it is blank."""
    whole = "".join(part.text for part in parts)
    text = whole.strip()
    if not text:
        return
    inked = [part for part in parts if part.text.strip()]
    sizes: dict[float, int] = {}
    for part in inked:
        sizes[round(part.size, 1)] = sizes.get(round(part.size, 1), 0) + len(part.text.strip())
    size = max(sizes, key=lambda each: (sizes[each], each))
    main = next(part for part in inked if round(part.size, 1) == size)
    first, x = inked[0], min(part.x for part in inked)
    mark = _NOTE_MARK.fullmatch(first.text)
    raised = first.size < 0.8 * size or first.y - main.y > 0.2 * size
    begin = start + len(whole) - len(whole.lstrip())
    yield Line(
        page=page,
        start=begin,
        end=begin + len(text),
        text=text,
        x=x,
        y=main.y,
        right=x + text_width(text, size),
        size=size,
        bold=10 * sum(len(part.text.strip()) for part in inked if part.bold)
        >= 9 * len(text.replace(" ", "")),
        family=main.family,
        note=mark.group(1) if mark and raised and len(inked) > 1 else "",
    )


def rows_joined(lines: list[Line], text: str) -> list[Line]:
    """The lines, those standing side by side joined into one row of a table."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and abs(before.y - line.y) < 0.2 * line.size and line.x > before.x:
            joined[-1] = Line(
                page=line.page,
                start=before.start,
                end=line.end,
                text=text[before.start : line.end],
                x=before.x,
                y=before.y,
                right=line.right,
                size=before.size,
                bold=before.bold and line.bold,
                family=before.family,
                cells=before.cells + 1,
                note=before.note,
            )
        else:
            joined.append(line)
    return joined
