"""What stands on a page beside its text and may interrupt a sentence: footnotes, and captions of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.readers.pdf.page_lines import Line

Place = tuple[int, int]  # page and start of a line
_NAMES = (
    r"F(?:ig(?:ure|s)?|IG(?:URE|S)?)|P(?:l(?:ate)?|L(?:ATE)?)|T(?:ab(?:le)?|AB(?:LE)?)|Ill(?:us)?|Abb|Tafel"
    r"|Р(?:ис(?:унок)?|ИС)|Илл?(?:юстрация)?|Т(?:абл(?:ица)?|АБЛ(?:ИЦА)?)|Фото|Схема|插图|圖版|图版|[图圖表]"
)
_NUMBER = r"[A-ZА-Я]?\s?(?:\d{1,3}|[IVXL]{1,6}|[一二三四五六七八九十]{1,3})(?:[.\-–]\d{1,3})*[a-zа-я]?"
_SIGN = r"\s?[.:—–|．：、]"
_CAPTION = re.compile(rf"(?:{_NAMES})\.?\s?{_NUMBER}(?P<end>{_SIGN}|\s{{2}}|\u3000|\s|$)")
_SENTENCE_END = re.compile(r"[.!?:;。！？：；][\"'”’»）)\]」』\d]*$")
_NOTE = re.compile(r"\d{1,3}[.)]?\s|[*†‡§]")
_SMALLER = 0.95  # than the text, as captions often are
_NEXT_LINE = 1.5  # type sizes between the lines of one caption, at the most
_MOST_LINES = 6  # of a caption in the size of the text
_APART = 1.35  # of the usual distance between lines: where a caption and what it does not belong to part


@dataclass(slots=True)
class Floats:
    """The lines of the text, and what was taken out of it.

    `notes` has the lines of the footnotes of each page. A caption stands with the place of the line of
    text before it; `parted` are the places of lines of text that such a gap comes before.
    """

    body: list[Line] = field(default_factory=list)
    notes: dict[int, list[Line]] = field(default_factory=dict)
    captions: list[tuple[Place | None, tuple[Line, ...]]] = field(default_factory=list)
    parted: set[Place] = field(default_factory=set)

    def captions_after(self, places: Sequence[Place | None]) -> list[tuple[Line, ...]]:
        """The captions that stand behind one of these lines, which are given out once."""
        wanted = set(places)
        found = [lines for place, lines in self.captions if place in wanted]
        self.captions = [each for each in self.captions if each[0] not in wanted]
        return found


@dataclass(frozen=True, slots=True)
class Body:
    """How text is set: its size, the distance of its lines, by what share sizes differ on purpose."""

    size: float
    leading: float
    tolerance: float


def without_floats(pages: Sequence[Sequence[Line]], text: Body) -> Floats:
    """The text of the pages without their footnotes and captions."""
    found = Floats()
    for page in pages:
        body: list[Line] = []
        notes: list[Line] = []
        for column in _columns(page):
            cut = _foot(column, text.size)
            body += column[:cut]
            notes += column[cut:]
        if not body:  # a page of notes is its text
            body, notes = list(page), []
        if notes:
            found.notes[notes[0].page] = notes
        _part_captions(body, found, text)
    return found


def _columns(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that go down the page."""
    run: list[Line] = []
    for line in page:
        if run and line.y > run[-1].y + line.size:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _foot(column: Sequence[Line], size: float) -> int:
    """Where the footnotes of a column begin among its lines, their number if it has none."""
    cut = len(column)
    while cut and column[cut - 1].size < 0.93 * size and column[cut - 1].cells == 1:
        cut -= 1
    while cut < len(column) and not opens_note(column[cut]):
        cut += 1
    return cut


def opens_note(line: Line) -> bool:
    """Whether a line begins as a footnote does."""
    return bool(line.note or _NOTE.match(line.text))


def _part_captions(lines: Sequence[Line], found: Floats, text: Body) -> None:
    at = 0
    while at < len(lines):
        end = _caption_end(lines, at, text)
        if end == at:
            found.body.append(lines[at])
            at += 1
            continue
        before = found.body[-1] if found.body else None
        found.captions.append(((before.page, before.start) if before else None, tuple(lines[at:end])))
        if end < len(lines):
            found.parted.add((lines[end].page, lines[end].start))
        at = end


def _caption_end(lines: Sequence[Line], at: int, text: Body) -> int:
    """Where the caption ends that begins at a line; `at` itself when none begins there."""
    first = lines[at]
    named = _CAPTION.match(first.text) if first.cells == 1 else None
    if not named:
        return at
    small = first.size < text.size * min(_SMALLER, 1 - text.tolerance)
    next_line = _NEXT_LINE * first.size if small else max(_NEXT_LINE * first.size, 1.1 * text.leading)
    end = at + 1
    for before, line in pairwise(lines[at:]):
        same = abs(line.size - first.size) < 0.05 * first.size and line.cells == 1
        if not same or not 0 < before.y - line.y <= next_line or _CAPTION.match(line.text):
            break
        end += 1
    return end if small or _stands_apart(lines, at, end, text, named) else at


def _stands_apart(lines: Sequence[Line], at: int, end: int, text: Body, named: re.Match[str]) -> bool:
    """Whether lines as large as the text are a caption: a sign behind the number, a gap or a table by it."""
    first, last = lines[at], lines[end - 1]
    if named["end"] == " " or end - at > _MOST_LINES:
        return False
    apart = _APART * text.leading
    above = lines[at - 1].y - first.y if at else apart + 1
    below = last.y - lines[end].y if end < len(lines) else 0.0
    names_table = end < len(lines) and lines[end].cells > 1
    if above > apart or (at and lines[at - 1].cells > 1):
        return True
    return (below > apart or names_table) and bool(_SENTENCE_END.search(lines[at - 1].text))
