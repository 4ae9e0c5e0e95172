"""The names in a sentence: capitals where a script has them, and what a segmenter takes for names in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from retrieval.language.analysis import HAN, fold_accents, fold_han, stem
from retrieval.language.function_words import FUNCTION_WORDS
from retrieval.language.word_keys import key

if TYPE_CHECKING:
    import rjieba

_CASED = re.compile(rf"[^\W\d_{HAN}]+(?:[’'][^\W\d_{HAN}]+)*")
_OPENS = re.compile(r"(?:^|[.!?…:;«“\"(—–|/\n]|\d\.)\s*[«“\"'(]*$")
_ROMAN = re.compile(r"[IVXLC]+")
# Words that take a capital without being anybody's name.
_NO_NAMES = frozenset(
    "mr mrs ms dr st saint sir lord lady king queen prince princess duke duchess count countess emperor empress tsar "
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday i am pm ad bc ce bce no nos fig vol cat inv the a an "
    "english french russian chinese german dutch italian japanese european western eastern northern southern asian "
    "north south east west century dynasty museum palace hall gate garden temple gallery house collection state "
    "г гг в вв ил рис см ул д пр им св".split()
)
# A segmenter's marks of persons, places, institutions and other proper names.
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz"})


@dataclass(frozen=True, slots=True)
class Name:
    """A word of a name at `start:end`; `sure` is False where the capital or the segmenter may mislead."""

    start: int
    end: int
    text: str
    language: str  # the script it is in: en for Latin, ru for Cyrillic, zh
    sure: bool = True


def find_names(text: str) -> list[Name]:
    """The words of names in `text`, in order."""
    return sorted([*_cased(text), *_han(text)], key=lambda n: n.start)


def same_word(one: str, other: str, *, russian: bool) -> bool:
    """Whether two words of one script are the same name, in any case of the declension."""
    one, other = (fold_accents(w).removesuffix("'s").replace("'", "") for w in (one, other))
    if one == other or stem(one) == stem(other):
        return True
    if not russian:
        return one.rstrip("s") == other.rstrip("s") and len(one) > 3
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longest = max(len(one), len(other))
    return shared >= 3 and shared >= longest - 4 and max(len(one) - shared, len(other) - shared) <= 3


def _cased(text: str) -> list[Name]:
    words = list(_CASED.finditer(text))
    names = []
    for i, word in enumerate(words):
        written = word.group()
        if not written[0].isupper() or _ROMAN.fullmatch(written) or len(written) < 2:
            continue
        folded = fold_accents(written).removesuffix("'s")
        language = "ru" if re.match("[а-яё]", folded) else "en"
        if folded in _NO_NAMES or key(written, language) in FUNCTION_WORDS[language]:
            continue
        after = words[i + 1] if i + 1 < len(words) else None
        followed = bool(
            after and after.group()[0].isupper() and text[word.end() : after.start()] in (" ", "-", ". ")
        )
        opens = bool(_OPENS.search(text[: word.start()]))
        # Russian writes only the first word of an institution's name with a capital.
        names.append(Name(word.start(), word.end(), written, language, sure=not opens or (followed and language == "en")))
    return names


def _han(text: str) -> list[Name]:
    found = []
    for run in re.finditer(f"[{HAN}·•・]+", text):
        at = run.start()
        for word, tag in _tagged(fold_han(run.group())):
            if tag in _NAME_TAGS and (len(word) > 1):
                found.append(Name(at, at + len(word), text[at : at + len(word)], "zh", sure=tag in ("nr", "nrt", "nrfg", "ns")))
            at += len(word)
    return found


@lru_cache(maxsize=4096)
def _tagged(run: str) -> Sequence[tuple[str, str]]:
    return list(_segmenter().tag(run))


@lru_cache(maxsize=1)
def _segmenter() -> rjieba.Jieba:
    import rjieba

    return rjieba.Jieba()
