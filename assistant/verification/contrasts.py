"""Opposites: a sentence that says sold where the passage says bought.

`contrasts.csv` holds pairs of opposites in three languages, their forms separated by `|`; in Russian a `*`
stands for any ending. Only pairs that texts about collections use are kept, and only where a word of one
side seldom means the other. What can be told from either side (who sells has a buyer) or means several things
is not `sure`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("contrasts.csv")
_WORD = re.compile(r"[a-zа-яё]{5,}", re.IGNORECASE)
_DENYING = re.compile("un|in|im|dis|non|не(?!котор|скольк|дел)")
_ENDING = re.compile("(?:[аяоеыи]й|ая|яя|[оеы]е|ую|юю|[ое]го|[ое]му|[ыи]ми?|[оеы]м|[ыи]х|[аяоыеи])$")
_SHORTEST = 5  # letters of a word that a syllable can deny
Sides = tuple[re.Pattern[str], re.Pattern[str]]


class Opposite(NamedTuple):
    """A word at `start:end` that says the opposite of what begins at `there` in the ground.

    `sure` is False where both may be said of one thing.
    """

    start: int
    end: int
    sure: bool
    there: int


def opposites(clause: str, ground: str, sentence: str = "") -> list[Opposite]:
    """The words of `clause` whose opposite `ground` has, while it does not have the word.

    Nor may the `sentence` that the clause is of have the opposite.
    """
    found = []
    for sides, sure in _contrasts():
        for own, other in (sides, sides[::-1]):
            mine, theirs = own.search(clause), other.search(ground)
            if mine and theirs and not other.search(sentence or clause) and not own.search(ground):
                found.append(Opposite(*mine.span(), sure, theirs.start()))
    return found + list(_unlike(clause, ground))


def _unlike(sentence: str, ground: str) -> Iterator[Opposite]:
    """Words of `sentence` that `ground` has with a syllable before them that denies, or without theirs."""
    plain, denied = _with_and_without(ground)
    for found in _WORD.finditer(sentence):
        word = found.group().lower()
        bare = _ending_off(word)
        if bare in plain:
            continue
        rests = [rest for rest in map(_ending_off, _rests(word)) if rest in plain and rest not in denied]
        if bare in denied or rests:
            there = denied[bare] if bare in denied else plain[rests[0]]
            yield Opposite(*found.span(), sure=True, there=there)


@lru_cache(maxsize=1024)
def _with_and_without(text: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Where a text has each of its words, and the rests of those that begin with a syllable that denies."""
    words = [(found.start(), found.group().lower()) for found in _WORD.finditer(text)]
    plain = {_ending_off(word): start for start, word in reversed(words)}
    return plain, {_ending_off(rest): start for start, word in reversed(words) for rest in _rests(word)}


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
