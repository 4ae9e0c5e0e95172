"""What can be read off a text without a model: its facts, its words and its stance."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.verification.clauses import clause_spans
from assistant.verification.dated import Dated, find_dated, implied_dates
from assistant.verification.days import Day, find_days
from assistant.verification.names import Name, find_names
from assistant.verification.numbers import Number, find_numbers
from assistant.verification.polarity import Stance, stance
from assistant.verification.verdict import Place
from retrieval.language.analysis import fold_han
from retrieval.language.function_words import content_words
from retrieval.language.sentences import script_language, sentence_spans
from retrieval.language.word_keys import Word
from retrieval.object_numbers import ObjectNumber, find_object_numbers
from retrieval.vocabulary import Mention, Vocabulary
from retrieval.vocabulary.terms import LANGUAGES

# Chinese goes on without a space behind a number, which hides where it ends.
_BEHIND_A_NUMBER = re.compile(r"(?<=[0-9A-Za-z])[号號的为為是和与與在](?![0-9])")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its facts, each with its place; `numbers` are those that are no dates or object numbers.

    `values` are those of all numbers, wherever they stand.
    `folded` is the text in small letters and simplified characters, place for place.
    """

    text: str
    language: str
    folded: str
    sentences: tuple[Place, ...]
    clauses: tuple[Place, ...]
    dates: tuple[Dated, ...]
    implied: tuple[Dated, ...]
    days: tuple[Day, ...]
    numbers: tuple[Number, ...]
    values: frozenset[float]
    object_numbers: tuple[ObjectNumber, ...]
    names: tuple[Name, ...]
    mentions: tuple[Mention, ...]
    words: tuple[Word, ...]
    stance: Stance


def read(
    text: str,
    vocabulary: Vocabulary,
    language: str | None = None,
    *,
    wants_capital: Callable[[str], bool] = lambda _: False,
) -> Reading:
    """Everything read off `text`; without a `language` its script decides. See `find_names`."""
    spoken = language if language in LANGUAGES else script_language(text)
    dates = find_dated(text, vocabulary)
    objects = find_object_numbers(_BEHIND_A_NUMBER.sub(" ", text))
    days = find_days(text)
    taken = [(p.start, p.end) for p in (*dates, *objects, *days)]
    sentences = tuple(sentence_spans(text, spoken)) or ((0, len(text)),)
    words = [w for code in LANGUAGES for w in content_words(text, code)]
    return Reading(
        text,
        spoken,
        fold_han(_lowered(text)),
        sentences,
        tuple(clause_spans(text, sentences)),
        tuple(dates),
        tuple(implied_dates(text, dates)),
        tuple(days),
        tuple(find_numbers(text, taken)),
        frozenset(value for number in find_numbers(text) for value in number.values),
        tuple(objects),
        tuple(find_names(text, wants_capital)),
        tuple(vocabulary.find(text)),
        tuple(sorted(words, key=lambda w: w.start)),
        stance(text),
    )


def _lowered(text: str) -> str:
    """Small letters, one for one."""
    lowered = text.lower().replace("ё", "е")
    return lowered if len(lowered) == len(text) else "".join(c.lower()[:1] or c for c in text)
