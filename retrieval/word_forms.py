"""Finds the forms that are written in words, with letters: Latin and Cyrillic.

Words are compared by a key without case, accents, apostrophes and inflection, and the keys of an
expression are joined without a space: "hand scroll", "hand-scroll" and "handscroll" are one form.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from retrieval.terms import Mention, Term

_HAN = "\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_APOSTROPHES = "'’‘ʼʻ`"
_LETTER = f"(?:[^\\W_{_HAN}]|[\u0300-\u036f])"
_WORD = re.compile(f"{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*")
_POSSESSIVE = re.compile(f"[{_APOSTROPHES}][sS]$")
_DROPPED = re.compile(f"[{_APOSTROPHES}\u0300-\u036f]")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_GAP = re.compile(r"(?P<full_stop>\.?)(?P<comma>,?)\s*[-‐‑–\u00ad]?\s*")
# A full stop this soon after a word's beginning marks an abbreviation: "St. Petersburg".
_ABBREVIATION = 3
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ё": "е"})
# The vowel that comes and goes: ларец, ларца; ковёр, ковра; кубок, кубка.
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[ео](?=[кнрлц]$)")
# Catalogues write "Cox, James" as well.
_INVERTED_KINDS = frozenset({"maker", "person"})

# Where a word stands, its key, and how it is written but for case.
Word = tuple[int, int, str, str]


class _Entry(NamedTuple):
    term: Term
    written: tuple[str, ...]
    needs_capital: bool


class WordForms:
    """The forms of some terms, ready to be found in a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self._longest = 1
        for term in terms:
            for form in {form for forms in term.forms.values() for form in forms}:
                self._add(term, form)

    def _add(self, term: Term, form: str) -> None:
        words = _words(form)
        if not words:
            return
        needs_capital = form in term.guarded and form[0].isupper()
        orders = [(words, "")]
        if term.kind in _INVERTED_KINDS and len(words) > 1:
            orders.append(([words[-1], *words[:-1]], ","))
        for order, comma in orders:
            key = order[0][2] + comma + "".join(word[2] for word in order[1:])
            entry = _Entry(term, tuple(word[3] for word in order), needs_capital)
            self._entries.setdefault(key, []).append(entry)
        self._longest = max(self._longest, len(words))

    def find(self, text: str) -> list[Mention]:
        """The mentions in `text`, in order: whole words, at each place the longest form."""
        words = _words(text)
        mentions: list[Mention] = []
        place = 0
        while place < len(words):
            terms, count = self._longest_at(text, words, place)
            if terms:
                mentions.append(Mention(words[place][0], words[place + count - 1][1], terms))
            place += count
        return mentions

    def _longest_at(self, text: str, words: list[Word], place: int) -> tuple[tuple[Term, ...], int]:
        """The terms of the longest form that begins with the word at `place`, and its count of words."""
        key, best = words[place][2], ((), 1)  # type: str, tuple[tuple[Term, ...], int]
        for count in range(1, self._longest + 1):
            if entries := self._entries.get(key):
                run = words[place : place + count]
                if terms := _meant(entries, run, capital=text[run[0][0]].isupper()):
                    best = terms, count
            if place + count >= len(words):
                break
            joint = _joint(text, words[place + count - 1], words[place + count])
            if joint is None:
                break
            key += joint + words[place + count][2]
        return best


def _meant(entries: list[_Entry], run: list[Word], *, capital: bool) -> tuple[Term, ...]:
    """The terms that a run of words names: those written most like it, of those with its key.

    So "Ch'in" is not "Chin", and "Цин" is not "Цинь", where both have the same key.
    """
    written = tuple(word[3] for word in run)
    splits = min(len(word) for word in written) > 1  # "hand scroll" may be handscroll, "i con" no icon
    likeness: dict[Term, int] = {}
    for entry in entries:
        if (capital or not entry.needs_capital) and (splits or len(entry.written) == len(run)):
            same = sum(one == other for one, other in zip(entry.written, written, strict=False))
            likeness[entry.term] = max(same, likeness.get(entry.term, 0))
    most = max(likeness.values(), default=0)
    return tuple(term for term, same in likeness.items() if same == most)


def _joint(text: str, word: Word, following: Word) -> str | None:
    """What joins two words into one expression: nothing, a comma, or None when they stand apart."""
    gap = _GAP.fullmatch(text, word[1], following[0])
    if not gap or (gap["full_stop"] and len(word[3]) > _ABBREVIATION):
        return None
    return gap["comma"]


def _words(text: str) -> list[Word]:
    """The words of `text`; the possessive 's is no part of a word."""
    words = []
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        words.append((match.start(), match.start() + len(word), word_key(word), _written(word)))
    return words


def _written(word: str) -> str:
    return _APOSTROPHE.sub("'", word.casefold())


@lru_cache(maxsize=50_000)
def word_key(word: str) -> str:
    """What is left of a word without case, accents, apostrophes and inflection; never empty."""
    folded = unicodedata.normalize("NFKC", word).casefold().translate(_LETTERS)
    if "а" <= folded[0] <= "я":
        return _FLEETING.sub("", _stemmers.russian.stemWord(_DROPPED.sub("", folded))) or word
    bare = _DROPPED.sub("", unicodedata.normalize("NFD", folded))
    return _singular(bare) or word


def _singular(word: str) -> str:
    """An English word without its plural ending, after the rules of Harman's S stemmer.

    D. Harman, How effective is suffixing?, JASIS 42 (1991); with the plurals in -ches, -shes, -sses
    and -xes besides. It shortens some singular words too, the same way in forms and in texts.
    """
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    return word if word.endswith(("us", "ss")) else word[:-1]


class _Stemmers(threading.local):
    """A stemmer for each thread, as Snowball's own is not safe for several."""

    def __init__(self) -> None:
        self.russian = Stemmer.Stemmer("russian")


_stemmers = _Stemmers()
