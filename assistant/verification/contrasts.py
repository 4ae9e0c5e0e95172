"""Opposites: a sentence that says sold where the passage says bought.

`contrasts.csv` holds pairs of opposites in three languages, their forms separated by `|`; in Russian a `*`
stands for any ending. Only pairs that texts about collections use are kept, and only where a word of one
side seldom means the other.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from assistant.verification.verdict import Place

_FILE = Path(__file__).with_name("contrasts.csv")
Sides = tuple[re.Pattern[str], re.Pattern[str]]


def opposites(sentence: str, ground: str) -> list[Place]:
    """The places in `sentence` with a word whose opposite `ground` has, while it does not have the word."""
    found = []
    for sides in _contrasts():
        for own, other in (sides, sides[::-1]):
            mine = own.search(sentence)
            if mine and not other.search(sentence) and not own.search(ground) and other.search(ground):
                found.append(mine.span())
    return found


@lru_cache(maxsize=1)
def _contrasts() -> Sequence[Sides]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (_side(row["en"], row["zh"], row["ru"]), _side(row["en_other"], row["zh_other"], row["ru_other"]))
        for row in rows
    ]


def _side(english: str, chinese: str, russian: str) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in english.split("|"))
    russian_words = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in russian.split("|"))
    return re.compile(rf"\b(?:{words})\b|{chinese}|(?<!\w)(?:{russian_words})(?!\w)", re.IGNORECASE)
