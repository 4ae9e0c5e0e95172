"""What a text is made of, in order: its facts and its content words, each of which can be missed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.verification.dated import Dated
from assistant.verification.days import Day
from assistant.verification.numbers import Number
from assistant.verification.reading import Reading
from retrieval.object_numbers import ObjectNumber

_UNIT = 2  # characters behind a number within which its unit begins
Fact = Dated | Day | Number | ObjectNumber


@dataclass(frozen=True, slots=True)
class Item:
    """A fact or a word at `start:end`; `key` is a word's, `weak` says that it may well be left unsaid."""

    start: int
    end: int
    key: str
    fact: Fact | None = None
    weak: bool = False

    @property
    def exact(self) -> bool:
        """Whether nothing but itself says it."""
        return self.fact is not None

    def same(self, other: Item) -> bool:
        """Whether `other`, an item of a passage, says the same."""
        own, its = self.fact, other.fact
        if own is None or its is None:
            return own is None and its is None and self.key == other.key
        if isinstance(own, Dated):
            return isinstance(its, Dated) and own.borne_out_by(its)
        if isinstance(own, Day):
            return isinstance(its, Day) and own.borne_out_by(its)
        if isinstance(own, Number):
            return isinstance(its, Number) and (own.same_quantity(its) or own.same_value(its))
        return isinstance(its, ObjectNumber) and own.key == its.key

    def alike(self, other: Item) -> bool:
        """Whether both are of a kind, so that they can be taken for each other."""
        return type(self.fact) is type(other.fact)


def _end_of(fact: Fact) -> int:
    """Where a fact ends, the unit behind a number included."""
    return fact.end + _UNIT if isinstance(fact, Number) and fact.unit else fact.end


@lru_cache(maxsize=1024)
def items_of(reading: Reading) -> list[Item]:
    """The items of a text in order."""
    facts: list[Fact] = [*reading.dates, *reading.days, *reading.object_numbers]
    facts += [n for n in reading.numbers if n.certain or n.unit]
    items = [Item(f.start, f.end, "", f) for f in facts]
    items += [
        Item(w.start, w.end, w.key, weak=w.end - w.start < 2 and w.key > "\u3400")
        for w in reading.words
        if not any(f.start < w.end and w.start < _end_of(f) for f in facts)
    ]
    return sorted(items, key=lambda item: item.start)
