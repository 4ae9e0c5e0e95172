"""The form under which a word is looked up: one for all its inflections, accents and scripts of Chinese.

Texts are compared by the stems of their words. Dictionaries are stored under lemmas and asked for them, since
stems part what belongs together (сын, сыновья; goose, geese) and join what does not (лев, левый).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language.analysis import HAN, fold_accents, fold_han, stem
from retrieval.language.lemmas import is_listed, lemmas

_WORDS = {
    "zh": re.compile(f"[{HAN}]+"),
    "en": re.compile(r"[a-zà-öø-ɏ\u0300-\u036f]+(?:['’][a-z]+)?", re.IGNORECASE),
    "ru": re.compile(r"[а-яё\u0300-\u036f]+", re.IGNORECASE),
}

_MOST_IN_EXPRESSIONS = 2


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


def dictionary_key(text: str, language: str) -> str:
    """The key under which a dictionary keeps `text`, a word or expression as it is listed."""
    if language == "zh":
        return key(text, language)
    return " ".join(_listed_key(text[w.start : w.end], language) for w in words(text, language))


def dictionary_keys(expression: Sequence[str], language: str) -> tuple[str, ...]:
    """The keys under which a dictionary may keep the words of `expression`, the likeliest first.

    A form of several words has the keys of all, in an expression of its two likeliest.
    """
    if language == "zh":
        return (fold_han("".join(expression)),)
    most = None if len(expression) == 1 else _MOST_IN_EXPRESSIONS
    readings = [_lemma_keys(word, language)[:most] for word in expression]
    return tuple(" ".join(keys) for keys in itertools.product(*readings) if keys)


def _listed_key(word: str, language: str) -> str:
    """What is listed is the word itself where it can be (белок), and not a form of another (белка)."""
    keys = _lemma_keys(word, language)
    own = fold_accents(word) if language == "ru" else stem(word)
    return own if own in keys else keys[0]


def _lemma_keys(word: str, language: str) -> tuple[str, ...]:
    """A Russian word that no analysis knows keeps its stem, or its forms would not meet."""
    if language == "ru" and is_listed(word):
        return tuple(dict.fromkeys(fold_accents(lemma) for lemma in lemmas(word, language)))
    return tuple(dict.fromkeys(stem(lemma) for lemma in lemmas(word, language)))
