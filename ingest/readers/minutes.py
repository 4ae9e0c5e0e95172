"""Minutes and transcripts in plain text: the turns of named speakers, with their lines and times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.documents import Block, Document
from ingest.readers.encoding import read_decoded
from ingest.readers.subtitles import seconds_of
from ingest.readers.text import join_lines
from ingest.readers.titles import sensible_title, title_of
from retrieval.locators import Locator

_CLOCK = r"[\[(（]?(?P<{0}>\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?)[\])）]?"
_NAME = r"(?P<name>[^\W\d_][^:：\[\]()（）|]{0,38}?)"
# `[00:01:02] Anna: …`, `Anna (00:01:02): …`, and a line of a name and a time above what is said.
_TURN = re.compile(
    rf"\s*(?:{_CLOCK.format('before')}\s*[-–—]?\s*)?(?:[-–—*]\s*)?{_NAME}(?:\s*{_CLOCK.format('after')})?\s*[:：]\s*(?P<said>.*)"
)
_ABOVE = re.compile(rf"\s*{_NAME}\s+{_CLOCK.format('after')}\s*")
_LEAST_TURNS, _LEAST_SHARE = 4, 0.5
_MOST_WORDS = 5
_FIRST_CLOCK = 5 * 60  # seconds; a talk that begins later gives the time of day, not of the recording


@dataclass(frozen=True, slots=True)
class _Turn:
    speaker: str
    clock: str
    first: int
    lines: tuple[str, ...]


def is_minutes(text: str) -> bool:
    """Whether most lines of a text are turns of at least two speakers, some of whom speak again."""
    lines = [line for line in text.splitlines() if line.strip()]
    turns = [match for line in lines if (match := _turn(line))]
    speakers = Counter(match["name"].strip() for match in turns)
    again = sum(count for count in speakers.values() if count > 1)
    above = sum(match.re is _ABOVE for match in turns)
    spoken = max(len(lines) - above, 1)
    return (
        len(turns) >= _LEAST_TURNS
        and again >= max(_LEAST_TURNS, len(turns) // 2)
        and (len(speakers) > 1 and len(turns) >= _LEAST_SHARE * spoken)
    )


def read(path: Path) -> Document:
    """The turns of each speaker as cues; what stands before the first is read as paragraphs."""
    decoded = read_decoded(path)
    lines = decoded.text.splitlines()
    counts = Counter(match["name"].strip() for line in lines if (match := _turn(line)))
    speakers = {name for name, count in counts.items() if count > 1}
    turns = list(_turns(lines, speakers))
    timed = _times(turns)
    blocks = [_block(turn, seconds) for turn, seconds in zip(turns, timed, strict=True)]
    opening = next((sensible_title(line) for line in lines if line.strip()), "")
    titled = turns and not turns[0].speaker
    title = title_of(path, [opening if titled and len(opening) <= 100 else ""])
    metadata = {"encoding": decoded.encoding}
    return Document(title, "transcript", tuple(blocks), metadata=metadata, warnings=decoded.warnings)


def _turn(line: str) -> re.Match[str] | None:
    match = _ABOVE.fullmatch(line) or _TURN.fullmatch(line)
    if not match or len(match["name"].split()) > _MOST_WORDS:
        return None
    return match if match["name"][0].isupper() or not match["name"][0].islower() else None


def _turns(lines: list[str], speakers: set[str]) -> Iterator[_Turn]:
    """Runs of lines by one speaker; blank lines part the paragraphs of what nobody is named for."""
    held = _Turn("", "", 1, ())
    for number, line in enumerate(lines, 1):
        match = _turn(line)
        if match and match["name"].strip() in speakers:
            if held.lines:
                yield held
            clock = match["after"] or (match["before"] if match.re is _TURN else "")
            held = _Turn(match["name"].strip(), clock or "", number, (line,))
        elif line.strip():
            held = replace(held, lines=(*held.lines, line)) if held.lines else _Turn("", "", number, (line,))
        elif held.lines and not held.speaker:
            yield held
            held = _Turn("", "", number + 1, ())
        elif held.lines:
            held = replace(held, lines=(*held.lines, ""))
    if held.lines:
        yield held


def _times(turns: list[_Turn]) -> list[tuple[float, float] | None]:
    """The seconds from each turn to the next; None for all where the times are those of the day."""
    starts = [seconds_of(turn.clock) if turn.clock else None for turn in turns]
    known = [start for start in starts if start is not None]
    if not known or known[0] > _FIRST_CLOCK or known != sorted(known):
        return [None] * len(turns)
    spans: list[tuple[float, float] | None] = []
    for position, start in enumerate(starts):
        following = next((s for s in starts[position + 1 :] if s is not None), start)
        spans.append((start, following or start) if start is not None else None)
    return spans


def _block(turn: _Turn, seconds: tuple[float, float] | None) -> Block:
    lines = turn.lines
    while not lines[-1].strip():
        lines = lines[:-1]
    place = Locator(
        lines=(turn.first, turn.first + len(lines) - 1), speaker=turn.speaker or None, seconds=seconds
    )
    text = join_lines([line.strip() for line in lines if line.strip()])
    return Block(text, "cue" if turn.speaker else "paragraph", place)
