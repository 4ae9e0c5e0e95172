"""Turns text into the terms that lexical search compares, each language in its own way.

Chinese is folded to simplified characters, cut into words, and given its character pairs beside them, so that
a name no dictionary knows is still found. Latin and Cyrillic words lose case, accents and endings.
Nothing here is ever shown: terms are for matching only.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import opencc
    import rjieba
    import Stemmer

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:['’][^\W\d_{HAN}]+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)$")
# Nouns whose -сь the stemmer takes for a verb's: надпись would not meet надписи.
_ENDS_LIKE_A_VERB = re.compile("[а-яе]*пись|ось|лось|рысь|высь")
_ELISION = re.compile(r"^(?:l|d|L|D)['’](?=\w)")
_PAIR = "二"  # marks a pair of characters, so that it is not taken for a word of two


@dataclass(frozen=True, slots=True)
class Term:
    """A term and the half-open range of the text that it stands for; `pair` says it is no word."""

    text: str
    start: int
    end: int
    pair: bool = False


def terms(text: str) -> list[Term]:
    """The terms of a text in any mixture of languages, in order; of Chinese the words, then the pairs."""
    return [term for run in _RUN.finditer(text) for term in _terms_of(run.group(), run.start())]


def _terms_of(run: str, at: int) -> Iterator[Term]:
    if re.match(f"[{HAN}]", run):
        yield from _chinese(run, at)
        return
    word = stem(run)
    if word:
        yield Term(word, at, at + len(run))


def _chinese(run: str, at: int) -> Iterator[Term]:
    simplified = fold_han(run)
    start = 0
    for word in _tools().words(simplified):
        yield Term(word, at + start, at + start + len(word))
        start += len(word)
    for i in range(len(simplified) - 1):
        yield Term(_PAIR + simplified[i : i + 2], at + i, at + i + 2, pair=True)


def tagged_words(text: str) -> list[tuple[str, str]]:
    """The words of Chinese text as written, each with its part of speech: jieba's tags, n… for nouns."""
    return _tools().tagged(text)


def fold_han(text: str) -> str:
    """`text` in simplified characters, one for one."""
    folded = _tools().simplified(text)
    # A phrase that has another length in the other script would move everything behind it.
    return folded if len(folded) == len(text) else "".join(_one(c) for c in text)


def _one(character: str) -> str:
    folded = _tools().simplified(character)
    return folded if len(folded) == 1 else character


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A Latin or Cyrillic word, or a number, without case, accents and endings."""
    word = _ELISION.sub("", _POSSESSIVE.sub("", word))
    word = fold_accents(word)
    if _ENDS_LIKE_A_VERB.fullmatch(word):
        word = f"{word[:-1]}и"
    return _tools().stem(word, russian=any("\u0400" <= c <= "\u04ff" for c in word))


def fold_accents(word: str) -> str:
    """`word` in lower case and without accents; the letter й stays, since it is not an accented и."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFD", folded.replace("й", "\ue000"))
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return bare.replace("\ue000", "й").replace("’", "'")


class _Tools:
    """The segmenter, the converter and the stemmers; the last are not safe in two threads at once."""

    def __init__(self) -> None:
        import opencc
        import rjieba
        import Stemmer

        self._lock = threading.Lock()
        self._segmenter: rjieba.Jieba = rjieba.Jieba()
        self._converter: opencc.OpenCC = opencc.OpenCC("t2s")
        self._english: Stemmer.Stemmer = Stemmer.Stemmer("english")
        self._russian: Stemmer.Stemmer = Stemmer.Stemmer("russian")

    def words(self, simplified: str) -> list[str]:
        return list(self._segmenter.cut(simplified))

    def tagged(self, text: str) -> list[tuple[str, str]]:
        return list(self._segmenter.tag(text))

    def simplified(self, text: str) -> str:
        return str(self._converter.convert(text))

    def stem(self, word: str, *, russian: bool) -> str:
        with self._lock:
            return str((self._russian if russian else self._english).stemWord(word))


@lru_cache(maxsize=1)
def _tools() -> _Tools:
    return _Tools()
