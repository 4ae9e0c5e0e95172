"""What can be read off a text without a model: its facts, its words and its stance."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from assistant.verification.clauses import clause_spans
from assistant.verification.dated import Dated, find_dated, implied_dates
from assistant.verification.days import Day, find_days
from assistant.verification.names import Name, find_names
from assistant.verification.numbers import Number, find_numbers
from assistant.verification.polarity import Stance, stance
from assistant.verification.verdict import Place
from retrieval.language.analysis import fold_han
from retrieval.language.function_words import content_words
from retrieval.language.scripts import with_wide_commas
from retrieval.language.sentences import script_language, sentence_spans
from retrieval.language.word_keys import Word
from retrieval.object_numbers import ObjectNumber, find_object_numbers
from retrieval.vocabulary import Mention, Vocabulary
from retrieval.vocabulary.terms import LANGUAGES

# Chinese goes on without a space behind a number, which hides where it ends.
_BEHIND_A_NUMBER = re.compile(r"(?<=[0-9A-Za-z])[号號的为為是和与與在](?![0-9])")

_DOT = re.compile("[·•・]")

# A line without a full stop; one with a label says something.
_HEADING = re.compile(r"[^:：]*[^\s.。!！?？;；:：…,，|]\s*")


class Reading:
    """A text with its facts, each with its place; `numbers` are those that are no dates or object numbers.

    `values` are those of all numbers, wherever they stand. `folded` is the text in small letters and
    simplified characters, place for place. Each is read when it is first asked for, and kept: of the
    passages of an answer most is never asked. Two threads that ask at once read the same twice.
    """

    def __init__(
        self, text: str, language: str, vocabulary: Vocabulary, wants_capital: Callable[[str], bool]
    ) -> None:
        self.text, self.language = text, language
        self._vocabulary, self._wants_capital = vocabulary, wants_capital

    @cached_property
    def folded(self) -> str:
        return fold_han(_lowered(self.text))

    @cached_property
    def sentences(self) -> tuple[Place, ...]:
        return tuple(sentence_spans(self.text, self.language)) or ((0, len(self.text)),)

    @cached_property
    def headings(self) -> frozenset[Place]:
        """The sentences that are lines of their own and say nothing but what the others are about."""
        if len(self.sentences) < 2:
            return frozenset()
        return frozenset(
            (a, b)
            for a, b in self.sentences
            if _HEADING.fullmatch(self.text, a, b) and self.text[:a].rstrip(" ")[-1:] in ("", "\n")
        )

    @cached_property
    def clauses(self) -> tuple[Place, ...]:
        return tuple(clause_spans(with_wide_commas(self.text), self.sentences))

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        return tuple(find_dated(self.text, self._vocabulary))

    @cached_property
    def implied(self) -> tuple[Dated, ...]:
        return tuple(implied_dates(self.text, list(self.dates)))

    @cached_property
    def days(self) -> tuple[Day, ...]:
        return tuple(find_days(with_wide_commas(self.text)))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        taken = [(date.start, date.end) for date in self.dates]
        taken += [(number.start, number.end) for number in self.object_numbers]
        taken += [(day.start, day.end) for day in self.days]
        return tuple(find_numbers(self.text, taken))

    @cached_property
    def values(self) -> frozenset[float]:
        return frozenset(value for number in find_numbers(self.text) for value in number.values)

    @cached_property
    def object_numbers(self) -> tuple[ObjectNumber, ...]:
        return tuple(find_object_numbers(_BEHIND_A_NUMBER.sub(" ", self.text)))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Names, without what a segmenter takes for one and is a number with its unit: 1240万卢布."""
        counted = [(n.start, n.end, n.unit) for n in find_numbers(self.text)]
        return tuple(
            name
            for name in find_names(self.text, self._wants_capital)
            if name.language != "zh"
            or not any(a <= name.start < b and unit is not None for a, b, unit in counted)
        )

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Terms, but for those within a foreign person's name in Chinese: 西安 in 吕西安·福雷尔."""
        dotted = [(n.start, n.end) for n in self.names if n.language == "zh" and _DOT.search(n.text)]
        return tuple(
            mention
            for mention in self._vocabulary.find(self.text)
            if not any(
                a <= mention.start and mention.end <= b and (a, b) != (mention.start, mention.end)
                for a, b in dotted
            )
        )

    @cached_property
    def words(self) -> tuple[Word, ...]:
        found = [word for code in LANGUAGES for word in content_words(self.text, code)]
        return tuple(sorted(found, key=lambda word: word.start))

    @cached_property
    def stance(self) -> Stance:
        return stance(self.text).outside([(n.start, n.end) for n in self.names if n.language == "zh"])

    @property
    def facts(self) -> list[Place]:
        """The places of its dates, days and numbers."""
        places = [(d.start, d.end) for d in self.dates] + [(d.start, d.end) for d in self.days]
        return places + [(n.start, n.end) for n in self.numbers]


def read(
    text: str,
    vocabulary: Vocabulary,
    language: str | None = None,
    *,
    wants_capital: Callable[[str], bool] = lambda _: False,
) -> Reading:
    """What is read off `text`; without a `language` its script decides. See `find_names`."""
    spoken = language if language in LANGUAGES else script_language(text)
    return Reading(text, spoken, vocabulary, wants_capital)


def _lowered(text: str) -> str:
    """Small letters, one for one."""
    lowered = text.lower().replace("ё", "е")
    return lowered if len(lowered) == len(text) else "".join(c.lower()[:1] or c for c in text)
