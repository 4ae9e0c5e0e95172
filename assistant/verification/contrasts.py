"""Opposites: a sentence that says sold where the passage says bought.

`contrasts.csv` holds pairs of opposites in three languages, their forms separated by `|`; in Russian a `*`
stands for any ending. Only pairs that texts about collections use are kept, and only where a word of one
side seldom means the other. What can be told from either side (who sells has a buyer) or means several things
is not `sure`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.verification.verdict import Place

_FILE = Path(__file__).with_name("contrasts.csv")
_WORD = re.compile(r"[a-zа-яё]{5,}", re.IGNORECASE)
_DENYING = re.compile("un|in|im|dis|non|не(?!котор|скольк|дел)")
_ENDING = re.compile("(?:[аяоеыи]й|ая|яя|[оеы]е|ую|юю|[ое]го|[ое]му|[ыи]ми?|[оеы]м|[ыи]х|[аяоыеи])$")
_SHORTEST = 5  # letters of a word that a syllable can deny
Sides = tuple[re.Pattern[str], re.Pattern[str]]


class Opposite(NamedTuple):
    """A word at `start:end` that says the opposite; `sure` is False where both may be said of one thing."""

    start: int
    end: int
    sure: bool


def opposites(clause: str, ground: str, sentence: str = "") -> list[Opposite]:
    """The words of `clause` whose opposite `ground` has, while it does not have the word.

    Nor may the `sentence` that the clause is of have the opposite.
    """
    found = []
    for sides, sure in _contrasts():
        for own, other in (sides, sides[::-1]):
            mine = own.search(clause)
            if (
                mine
                and not other.search(sentence or clause)
                and not own.search(ground)
                and other.search(ground)
            ):
                found.append(Opposite(*mine.span(), sure))
    return found + [Opposite(*place, sure=True) for place in _unlike(clause, ground)]


def _unlike(sentence: str, ground: str) -> Iterator[Place]:
    """Words of `sentence` that `ground` has with a syllable before them that denies, or without theirs."""
    plain, denied = _with_and_without(ground)
    for found in _WORD.finditer(sentence):
        word = found.group().lower()
        bare = _ending_off(word)
        if bare in plain:
            continue
        if bare in denied or any(
            rest in plain and rest not in denied for rest in map(_ending_off, _rests(word))
        ):
            yield found.span()


@lru_cache(maxsize=1024)
def _with_and_without(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, and what is left of those that begin with a syllable that denies."""
    words = {w.lower() for w in _WORD.findall(text)}
    return frozenset(map(_ending_off, words)), frozenset(_ending_off(r) for w in words for r in _rests(w))


def _rests(word: str) -> list[str]:
    """What is left of a word without a syllable that denies."""
    found = _DENYING.match(word)
    rest = word[found.end() :] if found else ""
    return [rest] if len(rest) >= _SHORTEST else []


def _ending_off(word: str) -> str:
    """A Russian word without the ending of its case."""
    return _ENDING.sub("", word) if word[:1] >= "а" else word


@lru_cache(maxsize=1)
def _contrasts() -> Sequence[tuple[Sides, bool]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (
            (
                _side(row["en"], row["zh"], row["ru"]),
                _side(row["en_other"], row["zh_other"], row["ru_other"]),
            ),
            bool(row["sure"]),
        )
        for row in rows
    ]


def _side(english: str, chinese: str, russian: str) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in english.split("|"))
    russian_words = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in russian.split("|"))
    return re.compile(rf"\b(?:{words})\b|{chinese}|(?<!\w)(?:{russian_words})(?!\w)", re.IGNORECASE)
