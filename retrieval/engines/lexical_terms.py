"""What the lexical engine is given and asked: a passage's terms by field, a question's alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.marks import Marks

SHARED = ""  # the language of what reads the same in all: years, numbers, foreign names
WORDS, PAIRS = "words", "pairs"
SPELLINGS, NUMBERS, NUMBER_PREFIXES = "spellings", "numbers", "number_prefixes"
YEARS, FACETS = "years", "facets"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a passage: its terms in order, its marks, and its document's values to filter on."""

    passage_id: str
    words: Sequence[str]
    marks: Marks = field(default_factory=Marks)
    facets: Mapping[str, str] = field(default_factory=dict)
    pairs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a part of a question may be written: terms of a field, all of them or any.

    A term of `PAIRS` is two words that follow each other, see `pair_term`.
    """

    terms: tuple[str, ...]
    weight: float = 1.0
    field: str = WORDS
    every: bool = True


Group = tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An alternative of a question: its weight beside its group's rarity, and what each of its terms that
    the index holds can add to a score.
    """

    alternative: Alternative
    weight: float
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Match:
    """The passages found with their scores, and the most that any passage could have reached."""

    scores: dict[str, float]
    most: float


def most(weighed: Mapping[str, Sequence[Sequence[Weighed]]]) -> float:
    """The most that a passage in one language can reach, words that follow each other not counted."""
    masses = {
        language: sum(
            max(0.0 if w.alternative.field == PAIRS else sum(w.terms.values()) for w in group)
            for group in groups
        )
        for language, groups in weighed.items()
    }
    return masses.pop(SHARED, 0.0) + max(masses.values(), default=0.0)


def pair_term(first: str, second: str) -> str:
    """The term of two words that follow each other."""
    return f"{first}_{second}"


def facet_term(facet: str, value: str) -> str:
    """The term of a document's value that a search may filter on."""
    return f"{facet}:{value}"
