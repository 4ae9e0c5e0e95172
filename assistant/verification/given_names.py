"""Names that are said otherwise in every language: James is Иаков and 雅各, Venus 维纳斯.

Sound does not tell them, and a dictionary has few. `given_names.csv` holds what saints, rulers, gods and
their namesakes are called; within one script its forms are other names, as Jacques is no James.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from retrieval.language.analysis import fold_accents, fold_han, stem

_FILE = Path(__file__).with_name("given_names.csv")
_SHORTEST_HAN = 2  # characters


def given_names(word: str, language: str) -> frozenset[int]:
    """The names of the table that a word of `language` (en, ru, zh) may be a form of, in any case of it."""
    words, _ = _table()
    if language == "zh":
        return frozenset().union(
            *(words.get(("zh", part), frozenset()) for part in re.split("[·•・]", fold_han(word)))
        )
    return words.get((language, _folded(word)), frozenset())


def given_names_in_han(text: str) -> frozenset[int]:
    """The names of the table that a Chinese text has a form of."""
    _, pattern = _table()
    return frozenset().union(*(given_names(found, "zh") for found in pattern.findall(fold_han(text))))


def _folded(word: str) -> str:
    return stem(fold_accents(word).removesuffix("'s").removesuffix("’s"))


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[tuple[str, str], frozenset[int]], re.Pattern[str]]:
    words: dict[tuple[str, str], frozenset[int]] = defaultdict(frozenset)
    with _FILE.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            for language, forms in row.items():
                for form in forms.split("|"):
                    if language != "zh":
                        for written in (form, f"{form}а"):  # the stem of Иаков is another than Иакова's
                            words[language, _folded(written)] |= {number}
                    elif len(form) >= _SHORTEST_HAN:
                        words[language, fold_han(form)] |= {number}
    han = sorted((form for language, form in words if language == "zh"), key=len, reverse=True)
    return dict(words), re.compile("|".join(map(re.escape, han)))
