"""What a letter in plain text quotes of earlier ones: lines that begin with `>`, or more of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from ingest.documents import Block
from ingest.readers.text import titled_blocks

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_QUOTED = re.compile(r"[ \t]?(?:>[ \t]?)+")
_INTRODUCES = re.compile(r"[:：]\s*$")  # "On 4 March Bob Smith wrote:", "4 марта Иван написал:"
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its marks, how many of them there were, and where it begins behind them."""

    text: str
    depth: int
    start: int


def letter_blocks(text: str, name: str) -> list[Block]:
    """The paragraphs of a letter; one that is quoted begins with `>` and stands below who wrote it.

    Lines and characters of a place are those of `text`, the marks of what is quoted included.
    """
    blocks: list[Block] = []
    writers: list[str] = []  # of what is quoted, by depth
    number = 0
    for depth, run in groupby(_lines(text), key=lambda line: line.depth):
        lines = list(run)
        writers = writers[:depth]
        found = titled_blocks("".join(line.text for line in lines), name)[1]
        blocks += _placed(found, lines, number, tuple(filter(None, writers)))
        introduced = bool(found) and bool(_INTRODUCES.search(found[-1].text))
        writers += [""] * (depth - len(writers))
        writers.append(found[-1].text if introduced else "")
        number += len(lines)
    return blocks


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        line = match.group()
        if line:
            marks = _QUOTED.match(line)
            width = marks.end() if marks else 0
            depth = min(marks.group().count(">"), _DEEPEST) if marks else 0
            yield _Line(line[width:], depth, match.start() + width)


def _placed(
    blocks: Iterable[Block], lines: Sequence[_Line], before: int, writers: tuple[str, ...]
) -> Iterator[Block]:
    """The blocks of these lines where they stand in the letter, in which `before` lines come before them."""
    depth = lines[0].depth
    starts = [0, *accumulate(len(line.text) for line in lines)]
    for block in blocks:
        place = block.locator
        first, last = place.lines or (1, len(lines))
        begin, end = place.chars or (0, starts[-1])
        place = replace(
            place,
            lines=(first + before, last + before),
            chars=(
                lines[first - 1].start + begin - starts[first - 1],
                lines[last - 1].start + end - starts[last - 1],
            ),
            headings=(*writers, *place.headings) if depth else place.headings,
        )
        yield replace(block, text=f"{'>' * depth} {block.text}" if depth else block.text, locator=place)
