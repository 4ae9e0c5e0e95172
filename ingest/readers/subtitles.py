"""WebVTT and SubRip: what is said in a recording, by whom and when, in stretches that end with a sentence."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from ingest.documents import Block, Document
from ingest.readers.encoding import read_decoded
from ingest.readers.text import join_lines
from ingest.readers.titles import sensible_title, title_of
from retrieval.errors import UnreadableDocument
from retrieval.locators import Locator

_HEADER = re.compile(r"WEBVTT\b[ \t]*(?:[-–—:][ \t]*)?([^\r\n]*)")
_TAGS = re.compile(r"</?[A-Za-z][^>]*>|<\d[\d:.]*>|\{\\[^}]*\}")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»）)」』\]]*$")
_SPEAKER = re.compile(
    r"(?:[-–>]{1,2}\s*)?([^\W\d_][^:：<>]{0,38}?)\s*[:：]\s+(?=\S)|([^\W\d_]{2,12})：(?=\S)"
)
_LONGEST = 90.0  # seconds that one stretch may take, and the pause that ends one
_PAUSE = 8.0
_LEAST_ROLLED = 4  # cues of captions that roll
_LEAST_TURNS = 2  # how often a name must stand before a colon to be taken for a speaker's


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    speaker: str
    text: str


def read(path: Path) -> Document:
    """What is said, cue after cue of one speaker joined until a sentence ends, with its seconds.

    UnreadableDocument when the file holds no cue.
    """
    decoded = read_decoded(path)
    kind = "vtt" if decoded.text.lstrip().startswith("WEBVTT") else "srt"
    try:
        captions = webvtt.from_buffer(io.StringIO(decoded.text.lstrip()), format=kind)
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise UnreadableDocument(f"{path.name}: it cannot be read as {kind.upper()}: {error}") from error
    cues = _named(list(_cues(captions)))
    if not cues:
        raise UnreadableDocument(f"{path.name}: there is no cue in it")
    notes = [Block(" ".join(note.split()), "paragraph", Locator()) for note in captions.header_comments]
    header = _HEADER.match(decoded.text.lstrip())
    title = title_of(path, [sensible_title(header.group(1)) if header else ""])
    blocks = (*notes, *(_block(stretch) for stretch in _stretches(cues)))
    return Document(title, kind, blocks, metadata={"encoding": decoded.encoding}, warnings=decoded.warnings)


def cue_text(raw: str) -> str:
    """The words of a cue, its lines joined."""
    return join_lines(cue_lines(raw))


def cue_lines(raw: str) -> list[str]:
    """The lines of a cue that say anything, without its tags and with entities resolved."""
    lines = (html.unescape(_TAGS.sub("", line)).strip() for line in raw.splitlines())
    return [line for line in lines if line]


def seconds_of(clock: str) -> float:
    """Seconds of a time like `01:02:03.450`, `02:03,45` or `2:03`."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _cues(captions: webvtt.WebVTT) -> Iterator[_Cue]:
    said = [cue_lines(caption.raw_text) for caption in captions.captions]
    for caption, lines in zip(captions.captions, _unrolled(said), strict=True):
        start, end = seconds_of(caption.start), seconds_of(caption.end)
        if lines:
            yield _Cue(start, max(start, end), caption.voice or "", join_lines(lines))


def _unrolled(cues: list[list[str]]) -> list[list[str]]:
    """The lines of each cue that are new in it: captions that roll begin with what stood there before."""
    again = [0, *(_repeated(before, lines) for before, lines in pairwise(cues))]
    if 2 * sum(map(bool, again)) < len(cues) or len(cues) < _LEAST_ROLLED:
        return cues
    return [lines[count:] for lines, count in zip(cues, again, strict=True)]


def _repeated(before: list[str], lines: list[str]) -> int:
    """How many lines the cue begins with that the one before it ends with."""
    most = min(len(before), len(lines))
    return next((count for count in range(most, 0, -1) if before[-count:] == lines[:count]), 0)


def _named(cues: list[_Cue]) -> list[_Cue]:
    """The cues with the speakers that stand before a colon in their text, where no tag names them."""
    found = [None if cue.speaker else _SPEAKER.match(cue.text) for cue in cues]
    names = [(match.group(1) or match.group(2)).strip() if match else "" for match in found]
    speakers = {name for name in names if names.count(name) >= _LEAST_TURNS}
    return [
        _Cue(cue.start, cue.end, name, cue.text[match.end() :]) if match and name in speakers else cue
        for cue, name, match in zip(cues, names, found, strict=True)
    ]


def _stretches(cues: Iterable[_Cue]) -> Iterator[list[_Cue]]:
    held: list[_Cue] = []
    for cue in cues:
        if held and (
            cue.speaker not in ("", held[0].speaker)
            or _SENTENCE_END.search(held[-1].text)
            or cue.start - held[-1].end > _PAUSE
            or cue.end - held[0].start > _LONGEST
        ):
            yield held
            held = []
        held.append(cue)
    if held:
        yield held


def _block(cues: list[_Cue]) -> Block:
    speaker = cues[0].speaker
    said = join_lines([cue.text for cue in cues])
    place = Locator(seconds=(cues[0].start, max(cue.end for cue in cues)), speaker=speaker or None)
    return Block(f"{speaker}: {said}" if speaker else said, "cue", place)
