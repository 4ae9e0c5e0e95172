"""Finds the forms that are written in words, with letters: Latin and Cyrillic.

Words are compared by a key without case, accents, apostrophes and inflection, and the keys of an
expression are joined without a space: "hand scroll", "hand-scroll" and "handscroll" are one form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from retrieval.vocabulary.inflection import inflection_key, shared_letters
from retrieval.vocabulary.terms import Mention, Term

_HAN = "\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_APOSTROPHES = "'’‘ʼʻ`"
_LETTERS = f"[^\\W_{_HAN}]+"
_MARKS = "[\u0300-\u036f]+"  # accents apart from their letters
_WORD = re.compile(f"{_LETTERS}(?:{_MARKS}(?:{_LETTERS})?|[{_APOSTROPHES}]{_LETTERS})*")
_POSSESSIVE = re.compile(f"[{_APOSTROPHES}][sS]$")
_GAP = re.compile(f"(?:[{_APOSTROPHES}][sS]?)?(?P<full_stop>\\.?)(?P<comma>,?)\\s*(?:[-‐‑–&\u00ad]|№)?\\s*")
# A full stop this soon after a word's beginning marks an abbreviation: "St. Petersburg".
_ABBREVIATION = 3
# Catalogues write "Cox, James" as well.
_INVERTED_KINDS = frozenset({"maker", "person"})

# How many letters of a key are enough to tell that no form begins so.
_BEGINNING = 5

# Where a word stands, and its key.
Word = tuple[int, int, str]


class _Entry(NamedTuple):
    term: Term
    form: str
    size: int
    inverted: bool
    needs_capital: bool


class WordForms:
    """The forms of some terms, ready to be found in a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self._longest = 1
        has_han = re.compile(f"[{_HAN}]").search
        for term in terms:
            for form in dict.fromkeys(chain.from_iterable(term.forms.values())):
                if form.isascii() or not has_han(form):
                    self._add(term, form)
        self._beginnings = {key[:_BEGINNING] for key in self._entries}

    def _add(self, term: Term, form: str) -> None:
        keys = [inflection_key(word) for word in _form_words(form)]
        if not keys:
            return
        needs_capital = form in term.guarded and form[0].isupper()
        entry = _Entry(term, form, len(keys), False, needs_capital)
        self._entries.setdefault("".join(keys), []).append(entry)
        if term.kind in _INVERTED_KINDS and len(keys) > 1:
            inverted = f"{keys[-1]},{''.join(keys[:-1])}"
            self._entries.setdefault(inverted, []).append(entry._replace(inverted=True))
        self._longest = max(self._longest, len(keys))

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
        key = words[place][2]
        best: tuple[tuple[Term, ...], int] = (), 1
        for count in range(1, self._longest + 1):
            if entries := self._entries.get(key):
                run = words[place : place + count]
                if terms := _meant(entries, [text[start:end] for start, end, _ in run]):
                    best = terms, count
            begins = len(key) < _BEGINNING or key[:_BEGINNING] in self._beginnings
            if not begins or place + count >= len(words):
                break
            joint = _joint(text, words[place + count - 1], words[place + count])
            if joint is None:
                break
            key += joint + words[place + count][2]
        return best


def _meant(entries: list[_Entry], words: list[str]) -> tuple[Term, ...]:
    """The terms that `words` name: of those with their key, the ones that are written most like them.

    So "Ch'in" is not "Chin", and "Цин" is not "Цинь".
    """
    capital = words[0][0].isupper()
    splits = min(map(len, words)) > 1  # "hand scroll" may be handscroll, "i con" is no icon
    likeness: dict[Term, int] = {}
    for entry in entries:
        if entry.needs_capital and not capital:
            continue
        apart = 0 if splits else None
        like = _likeness(entry, words) if entry.size == len(words) else apart
        if like is not None:
            likeness[entry.term] = max(like, likeness.get(entry.term, 0))
    most = max(likeness.values(), default=0)
    return tuple(term for term, like in likeness.items() if like == most)


def _likeness(entry: _Entry, words: list[str]) -> int | None:
    """How many letters the words share with the form; None when one cannot be a case of its word."""
    forms = _form_words(entry.form)
    if entry.inverted:
        forms = [forms[-1], *forms[:-1]]
    shared = [shared_letters(form, word) for form, word in zip(forms, words, strict=True)]
    if entry.needs_capital and 1 in shared:
        return None  # a plural: "Hans" is a name and no dynasty
    return None if None in shared else sum(filter(None, shared))


def _joint(text: str, word: Word, following: Word) -> str | None:
    """What joins two words into one expression: nothing, a comma, or None when they stand apart."""
    if text[word[1] : following[0]] in (" ", "-"):
        return ""
    gap = _GAP.fullmatch(text, word[1], following[0])
    if not gap or (gap["full_stop"] and word[1] - word[0] > _ABBREVIATION):
        return None
    return gap["comma"]


def _form_words(form: str) -> list[str]:
    return [form] if form.isalpha() else [_POSSESSIVE.sub("", word) for word in _WORD.findall(form)]


def _words(text: str) -> list[Word]:
    """The words of `text`; the possessive 's is no part of a word."""
    words = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[-1] in "sS":
            word = _POSSESSIVE.sub("", word)
        words.append((match.start(), match.start() + len(word), inflection_key(word)))
    return words
