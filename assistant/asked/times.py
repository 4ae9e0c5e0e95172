"""When what is asked about was: in 1920, in the 1930s. A sentence of other years tells of another time."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.dates.year_terms import Years
from retrieval.marks import dates_of, telling
from retrieval.vocabulary import Vocabulary

_LONGEST = 15  # years: a reign or a century asks for no time


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The spans of years that a question names, none where it names no such."""

    years: tuple[Years, ...]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, question: str, vocabulary: Vocabulary) -> AskedTime:
        """The time of `question`."""
        named = [years for date in dates_of(question, vocabulary) for years in telling(date.spans)]
        return cls(tuple(y for y in named if y[1] - y[0] <= _LONGEST), vocabulary)

    def is_another(self, sentence: str) -> bool:
        """Whether a sentence names years, and none of the time asked about."""
        if not self.years:
            return False
        named = [years for date in dates_of(sentence, self.vocabulary) for years in telling(date.spans)]
        return bool(named) and not any(
            a <= last and first <= b for a, b in named for first, last in self.years
        )
