"""Lines of a whole PDF made into paragraphs, also across columns and pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from ingest.documents import BlockKind
from ingest.readers.pdf.page_floats import Body, Place, opens_note, without_floats
from ingest.readers.pdf.page_lines import Line, body_size, text_width

_BULLET = re.compile(r"[•◦▪▫‣●○■□➢✓∙·]\s*\S|[–—-]\s+\S")
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")
_SENTENCE_END = re.compile(r"[.!?:;…。！？：；][\"'”’»）)\]」』\d]*$")
_ABBREVIATION = re.compile(
    r"\b(?:nos?|pp?|figs?|cat|inv|vols?|pl|ca|cf|dr|mr|mrs|st|ed|eds|ser|т|с|рис|табл|инв|см|г)\.$", re.I
)
_FIELD = re.compile(r"[\w-]{2,30}:\s")
_HEADING_END = re.compile(r"[.,;。，；]$")
_LONGEST_HEADING = 200
_LINES_OF_MEASURE = 5  # by which a page tells how wide its column is; one with fewer has the document's


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. `rank` is the depth of a heading; `note` the mark of a footnote."""

    lines: tuple[Line, ...]
    kind: BlockKind
    rank: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a document is set: what a line has to differ from to begin something new."""

    size: float
    bold: bool
    family: str
    leadings: dict[float, float]
    measures: dict[tuple[int, int, float], float]  # by page, 0 for all, then by column
    indented: bool
    tolerance: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of all pages in reading order; footnotes follow the paragraph their page ends with.

    Captions follow the paragraph that they interrupt.
    """
    setting = _setting([line for page in pages for line in page])
    floats = without_floats(pages, _body(setting))
    notes = floats.notes
    found = [_caption(lines) for lines in floats.captions_after([None])]
    groups = list(_groups(floats.body, setting, floats.parted))
    ranks = _heading_ranks(groups, setting)
    for group in groups:
        first_page, last_page = group[0].page, group[-1].page
        for page_number in [p for p in notes if p < first_page]:
            found += _notes(notes.pop(page_number))
        found.append(_paragraph(group, setting, ranks))
        found += map(_caption, floats.captions_after([(line.page, line.start) for line in group]))
        for page_number in [p for p in notes if p < last_page]:
            found += _notes(notes.pop(page_number))
    for lines in notes.values():
        found += _notes(lines)
    return found


def body_of(pages: Sequence[Sequence[Line]]) -> Body:
    """How the text of the pages is set."""
    return _body(_setting([line for page in pages for line in page]))


def _body(setting: _Setting) -> Body:
    leading = setting.leadings.get(setting.size, 1.2 * setting.size)
    return Body(setting.size, leading, setting.tolerance)


def _caption(lines: Sequence[Line]) -> Paragraph:
    return Paragraph(tuple(lines), "caption")


def _setting(lines: Sequence[Line]) -> _Setting:
    size = body_size(lines)
    faces = Counter[tuple[bool, str]]()
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    rights: dict[tuple[int, int, float], list[float]] = defaultdict(list)
    for line in lines:
        if line.cells == 1:
            rights[0, *_column(line)].append(line.right - line.x)
            rights[line.page, *_column(line)].append(line.right - line.x)
        if line.size == size:
            faces[line.bold, line.family] += len(line.text)
    deeper = 0
    for before, line in pairwise(lines):
        if before.page == line.page and before.size == line.size and before.y > line.y:
            gaps[line.size][round(before.y - line.y, 1)] += 1
            deeper += line.size == size and 0.8 * size < line.x - before.x < 5 * size
    (bold, family), _ = faces.most_common(1)[0] if faces else ((False, ""), 0)
    return _Setting(
        size=size,
        bold=bold,
        family=family,
        leadings={each: _usual_gap(found, each) for each, found in gaps.items()},
        measures={
            key: sorted(found)[len(found) * 9 // 10]
            for key, found in rights.items()
            if not key[0] or len(found) >= _LINES_OF_MEASURE
        },
        indented=100 * deeper > len(lines),
        tolerance=_tolerance(lines, size),
    )


def _tolerance(lines: Sequence[Line], size: float) -> float:
    """The share by which sizes differ on purpose: sizes guessed by text recognition wander."""
    regular = sum(len(line.text) for line in lines if line.size == size)
    return 0.03 if 2 * regular > sum(len(line.text) for line in lines) else 0.15


def _usual_gap(gaps: Counter[float], size: float) -> float:
    """The commonest distance between lines, the smaller of two that are nearly as common."""
    plausible = {gap: n for gap, n in gaps.items() if gap > 0.7 * size} or gaps
    most = max(plausible.values())
    return min(gap for gap, n in plausible.items() if 2 * n >= most)


def _column(line: Line) -> tuple[int, float]:
    """Lines of one size that begin near the same height of the measure share a column."""
    return round(line.x / 90), line.size


def _notes(lines: Sequence[Line]) -> Iterator[Paragraph]:
    group: list[Line] = []
    for line in lines:
        if group and opens_note(line) and (line.note or _ends_sentence(group[-1])):
            yield _note(group)
            group = []
        group.append(line)
    if group:
        yield _note(group)


def _note(group: Sequence[Line]) -> Paragraph:
    found = re.match(r"\d{1,3}|[*†‡§]", group[0].text)
    return Paragraph(tuple(group), "footnote", note=group[0].note or (found.group() if found else None))


def _groups(lines: Sequence[Line], setting: _Setting, parted: Set[Place]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and _begins_paragraph(group, line, setting, parted=(line.page, line.start) in parted):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins_paragraph(group: Sequence[Line], line: Line, setting: _Setting, *, parted: bool) -> bool:
    """Whether a line begins a paragraph; something else stands before one that is `parted`."""
    before = group[-1]
    if before.cells > 1 or line.cells > 1 or line.note or _BULLET.match(line.text):
        return True
    if abs(before.size - line.size) > setting.tolerance * setting.size:
        return True
    ended, room = _ends_sentence(before), _room(before, line, setting)
    if ended and _NUMBERED.match(line.text):
        return True
    if before.bold != line.bold and (ended or room > 0.1):
        return True
    if _FIELD.match(line.text) and _FIELD.match(group[0].text):
        return True
    drop = before.y - line.y
    if parted or before.page != line.page or drop < -0.5 * line.size:
        return _begins_after_break(before, line, setting)
    if drop > 1.2 * setting.leadings.get(line.size, drop):
        return True
    apart = ended or room > 0.4 or not line.text[0].islower() or _FIELD.match(line.text)
    if room > 0.1 and apart and not (line.text[0].islower() and _breaks_word(before)):
        return True
    deeper = line.x - before.x
    if deeper > 0.8 * line.size:
        return len(group) > 1 or ended
    return deeper < -0.8 * line.size and len(group) > 1


def _begins_after_break(before: Line, line: Line, setting: _Setting) -> bool:
    """Whether the first line of a column or page begins a paragraph of its own."""
    room = _room(before, line, setting)
    if line.text[0].islower():
        return room > 0.1 and bool(_FIELD.match(line.text)) and not _breaks_word(before)
    if room > 0.1:
        return True
    if _is_display(before, setting) or _is_display(line, setting):
        return True
    return _ends_sentence(before) and not (setting.indented and line.x < before.x + 0.8 * line.size)


def _room(before: Line, line: Line, setting: _Setting) -> float:
    """The share of the measure that stayed free although the next line's first word could have filled it."""
    column = _column(before)
    usual = setting.measures.get((before.page, *column)) or setting.measures.get((0, *column), 0.0)
    measure = max(usual, before.right - before.x, 1.0)
    word = line.text.split(maxsplit=1)[0] if line.text[0] < "\u2e80" else line.text[0]
    return 1 - (before.right - before.x + text_width(f" {word}", line.size)) / measure


def _breaks_word(line: Line) -> bool:
    return len(line.text) > 1 and line.text[-1] in "-\u2010\u00ad" and line.text[-2].isalpha()


def _ends_sentence(line: Line) -> bool:
    return bool(_SENTENCE_END.search(line.text)) and not _ABBREVIATION.search(line.text)


def _is_display(line: Line, setting: _Setting) -> bool:
    """Whether a line is set apart from the body by its size, weight or face."""
    if line.size < 0.9 * setting.size:
        return False
    larger = line.size > (1 + setting.tolerance) * setting.size
    return larger or (line.bold and not setting.bold) or bool(line.family and line.family != setting.family)


def _style(line: Line) -> tuple[float, bool, str]:
    return line.size, line.bold, line.family


def _heading_ranks(groups: Sequence[list[Line]], setting: _Setting) -> dict[tuple[float, bool, str], int]:
    """The depth of each style of heading: larger before smaller, then in order of appearance."""
    styles = list(dict.fromkeys(_style(group[0]) for group in groups if _looks_like_heading(group, setting)))
    return {style: rank for rank, style in enumerate(sorted(styles, key=lambda s: -s[0]), start=1)}


def _looks_like_heading(group: Sequence[Line], setting: _Setting) -> bool:
    text = " ".join(line.text for line in group)
    return (
        all(_is_display(line, setting) and line.cells == 1 for line in group)
        and len(group) <= 4
        and len(text) <= _LONGEST_HEADING
        and any(character.isalpha() for character in text)
        and not _HEADING_END.search(text)
    )


def _paragraph(
    group: Sequence[Line], setting: _Setting, ranks: dict[tuple[float, bool, str], int]
) -> Paragraph:
    first = group[0]
    if _looks_like_heading(group, setting):
        return Paragraph(tuple(group), "heading", rank=min(ranks[_style(first)], 6))
    if first.cells > 1:
        return Paragraph(tuple(group), "table_row")
    if first.note:
        return Paragraph(tuple(group), "footnote", note=first.note)
    return Paragraph(tuple(group), "list_item" if _BULLET.match(first.text) else "paragraph")
