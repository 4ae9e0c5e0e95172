"""Lines of print made into running text: line breaks, broken words and ligatures undone, nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from retrieval.language.sentences import PAGE_BREAK

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"})
_SOFT, _HYPHENS = "\u00ad", "-\u2010\u00ad"
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_BROKEN = re.compile(r"([^\W\d_]+(?:[-\u2010'’][^\W\d_]+)*)[-\u2010]$")
_BEGINNING = re.compile(r"[^\W\d_]+(?:[-\u2010'’][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/\-?&=_#%+]$", re.I)
_UNSPACED = re.compile(
    "[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff]"
)
_CLOSED_DASH = re.compile(r"\S[—–/]$")
# Parts that stand behind or before a hyphen as words of their own, hardly ever as broken syllables.
_BEHIND = frozenset(
    ["like", "century", "shaped", "style", "sized", "coloured", "colored", "based", "либо", "нибудь", "таки"]
)
_BEFORE = frozenset(("self", "half"))


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one document spells: its words as they stand unbroken, and whether it breaks words at all."""

    words: frozenset[str]
    breaks_words: bool


def spelling_of(lines: Iterable[str]) -> Spelling:
    """The spelling that the lines of a document show where they don't break a word.

    A document whose line-end hyphens never split a word that it also writes in one, three or more of
    them, was set without hyphenation: the hyphens are its words' own.
    """
    words: set[str] = set()
    broken: list[tuple[str, str]] = []
    before: re.Match[str] | None = None
    for line in map(spelled_out, lines):
        found = [match.group().lower() for match in _BEGINNING.finditer(line)]
        if before and found:
            broken.append((before.group(1).lower(), found[0]))
            found = found[1:]
        before = _BROKEN.search(line)
        words.update(found[:-1] if before else found)
    closed = sum(left.rpartition("-")[2] + right in words for left, right in broken)
    return Spelling(frozenset(words), closed > 0 or len(broken) < 3)


def spelled_out(text: str) -> str:
    """`text` with ligature glyphs as letters, without soft hyphens but for one at its end."""
    text = text.translate(_LIGATURES)
    if _SOFT not in text:
        return text
    return text.replace(_SOFT, "") + (_SOFT if text.endswith(_SOFT) else "")


def joined(lines: Sequence[str], spelling: Spelling, *, page_starts: Collection[int] = ()) -> str:
    """The text that `lines` make: words closed, a space between lines but not between Chinese characters.

    A page break stands before the lines that `page_starts` counts from 0, also in a word that it parts.
    """
    parts: list[str] = []
    turned = False
    for number, raw in enumerate(lines):
        turned |= number in page_starts
        line = _SPACES.sub(" ", spelled_out(raw)).strip()
        if not line:
            continue
        last = parts[-1] if parts else ""
        if last and last[-1] in _HYPHENS and len(last) > 1 and last[-2] != " ":
            parts[-1] = _without_break(last, line, spelling)
        elif last and not (_meet_unspaced(last, line) or _CLOSED_DASH.search(last) or _ADDRESS.search(last)):
            parts.append(" ")
        if last and turned:
            parts.append(PAGE_BREAK)
        turned = False
        parts.append(line)
    return "".join(parts).rstrip(_SOFT)


def _meet_unspaced(last: str, line: str) -> bool:
    return bool(_UNSPACED.match(last[-1]) or _UNSPACED.match(line[0]))


def _without_break(last: str, line: str, spelling: Spelling) -> str:
    """`last` with the hyphen at its end dropped when it only broke a word."""
    if last.endswith(_SOFT):
        return last[:-1]
    broken, rest = _BROKEN.search(last), _BEGINNING.match(line)
    if not broken or not rest or _ADDRESS.search(last):
        return last
    left, right = broken.group(1), rest.group()
    hyphened, whole = f"{left}-{right}".lower(), f"{left}{right}".lower()
    if hyphened in spelling.words or right[0].isupper():
        return last
    if whole in spelling.words:
        return last[:-1]
    if not spelling.breaks_words or "-" in left or right in _BEHIND or left.lower() in _BEFORE:
        return last
    return last[:-1]
