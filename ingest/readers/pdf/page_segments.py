"""Words of a page put together: stretches without a wide gap, and rows of stretches side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.page_words import Edges, Word
from ingest.readers.raised_marks import set_behind, stands_raised

_GAP = 1.25  # type sizes; the spaces of justified lines are narrower
_OVERLAP = 0.5  # of the lower height: words of one row
_JOINED = 0.12  # type sizes; parts of a word that change their face are nearer


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line with no wide gap between them."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @property
    def main(self) -> Word:
        """The longest of the words of the largest size, which marks of notes are not."""
        return max(self.words, key=lambda word: (word.size, len(word.text)))

    @property
    def top(self) -> float:
        """The height of its upper edge."""
        return self.main.top

    @property
    def bottom(self) -> float:
        """The height of its lower edge."""
        return self.main.bottom

    @property
    def box(self) -> Edges:
        """Its left, upper, right and lower edge."""
        return self.x0, self.top, self.x1, self.bottom

    @property
    def size(self) -> float:
        """The size that it is set in."""
        return self.main.size

    @property
    def text(self) -> str:
        """Its words with a space between them, none between parts of one word but raised digits."""
        return "".join(spaced(self.words))


Row = list[Segment]


def spaced(words: Sequence[Word]) -> Iterable[str]:
    """The words, each but the first with the space before it, the marks of notes raised."""
    line = ""
    for before, word, behind in zip((None, *words), words, (*words[1:], None), strict=False):
        text = word.text
        if before is not None and word.x0 - before.x1 >= _JOINED * min(before.size, word.size):
            text = f" {text}"
        elif before is not None and _is_raised(word, before):
            text = set_behind(text, line, behind.text if behind else "")
        line += text
        yield text


def _is_raised(word: Word, before: Word) -> bool:
    return stands_raised(word.text, word.size, before.bottom - word.bottom, before.size)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The words in rows from top to bottom, the segments of a row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.top + each.bottom, each.x0)):
        near = [row for row in rows[-4:] if _overlap(max(row, key=lambda each: each.size), word)]
        if near:
            near[-1].append(word)
        else:
            rows.append([word])
    segmented = [_segments(sorted(row, key=lambda word: word.x0)) for row in rows]
    return sorted(segmented, key=lambda row: min(segment.top for segment in row))


def _overlap(one: Word, other: Word) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _OVERLAP * min(one.bottom - one.top, other.bottom - other.top)


def _segments(words: Sequence[Word]) -> Row:
    groups: list[list[Word]] = []
    end = 0.0
    for word in words:
        if groups and word.x0 - end <= _GAP * max(word.size, groups[-1][-1].size):
            groups[-1].append(word)
        else:
            groups.append([word])
        end = max(end, word.x1) if len(groups[-1]) > 1 else word.x1
    return [Segment(tuple(group)) for group in groups]
