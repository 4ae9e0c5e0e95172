"""The form under which a word is looked up: one for all its inflections, accents and scripts of Chinese.

Dictionaries are stored under these keys and questions are cut into them, so both are made here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.language.analysis import HAN, fold_han, stem

_WORDS = {
    "zh": re.compile(f"[{HAN}]+"),
    "en": re.compile(r"[a-zà-öø-ɏ\u0300-\u036f]+(?:['’][a-z]+)?", re.IGNORECASE),
    "ru": re.compile(r"[а-яё\u0300-\u036f]+", re.IGNORECASE),
}


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
    reduced = fold_han if language == "zh" else stem
    return [Word(m.start(), m.end(), reduced(m.group())) for m in _WORDS[language].finditer(text)]


def key(text: str, language: str) -> str:
    """The key of a word or expression: its words' keys, with spaces between them except in Chinese."""
    return ("" if language == "zh" else " ").join(word.key for word in words(text, language))
