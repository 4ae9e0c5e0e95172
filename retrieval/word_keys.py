"""The form under which a word is looked up: the same for all its inflections, accents and scripts of Chinese.

Dictionaries are stored under these keys and questions are cut into them, so both must be made here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(f"[{HAN}]+")
_WORDS = {
    "en": re.compile(r"[a-zà-öø-ɏ]+(?:['’][a-z]+)?", re.IGNORECASE),
    "ru": re.compile(r"[а-яё\u0301]+", re.IGNORECASE),
}
_STEMMERS = {"en": "english", "ru": "russian"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word's place in a text and its key; in Chinese, a run of characters in simplified form."""

    start: int
    end: int
    key: str


def words(text: str, language: str) -> list[Word]:
    """The words of `text` that are written in the script of `language`, in order.

    For Chinese these are whole runs of characters, one key character for each of the text's.
    Numbers and words of other scripts are left out: they mean the same in every language.
    """
    if language == "zh":
        return [Word(m.start(), m.end(), simplified(m.group())) for m in _HAN_RUN.finditer(text)]
    return [Word(m.start(), m.end(), _stem(m.group(), language)) for m in _WORDS[language].finditer(text)]


def key(text: str, language: str) -> str:
    """The key of a word or expression: its words' keys, with spaces between them except in Chinese."""
    return ("" if language == "zh" else " ").join(word.key for word in words(text, language))


def simplified(text: str) -> str:
    """`text` with traditional characters as simplified ones, each in its own place."""
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(c if len(c) == 1 else old for old in text for c in (_converter().convert(old),))


def folded(text: str) -> str:
    """`text` in small letters without accents and with `е` for `ё`; `й` stays."""
    marks = unicodedata.normalize("NFD", text.casefold())
    kept = re.sub(r"(?<!и)[\u0300-\u036f]+", "", marks)
    return unicodedata.normalize("NFC", re.sub(r"(?<=и)(?!\u0306)[\u0300-\u036f]", "", kept))


def _stem(word: str, language: str) -> str:
    plain = folded(word).replace("’", "'")
    if language == "en":
        plain = plain.removesuffix("'s")
    stemmed: str = _stemmer(language).stemWord(plain)
    return stemmed


@cache
def _stemmer(language: str) -> Any:
    import Stemmer

    return Stemmer.Stemmer(_STEMMERS[language])


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
