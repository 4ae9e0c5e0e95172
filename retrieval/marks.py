"""What stands in a passage beside its words: object numbers and years, as both engines index them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from retrieval.dates import DateMention, YearSpan, find_dates
from retrieval.dates.year_terms import Years, held
from retrieval.object_numbers import (
    find_object_numbers,
    key_prefixes,
    key_without_register,
    may_be_a_date,
    number_keys,
)
from retrieval.vocabulary import Vocabulary

_LONGEST = 400  # years; a longer span says nothing of when


@dataclass(frozen=True, slots=True)
class Marks:
    """A passage's object numbers by key and as they are spelled, the prefixes of the keys, and its years."""

    numbers: tuple[str, ...] = ()
    number_prefixes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()


def marks_of(text: str, vocabulary: Vocabulary, *, stated: str = "", stated_years: str = "") -> Marks:
    """The marks of `text`, with the dynasties and reigns that the vocabulary knows.

    `stated` holds object numbers that the document gives as such, whatever their shape, between
    semicolons or on lines of their own; `stated_years` spans of years it gives, as `1738..1745` on lines.
    """
    found = find_object_numbers(text)
    given = {part.strip(): keys for part in re.split(r"[;；\n]", stated) if (keys := number_keys(part))}
    spellings = {*given, *(number.text for number in found)}
    numbers = {*chain.from_iterable(given.values()), *(number.key for number in found)}
    spans = [years for mention in dates_of(text, vocabulary) for years in telling(mention.spans)]
    spans += [
        (first, last)
        for first, last in (map(int, line.split("..")) for line in stated_years.split())
        if last - first <= _LONGEST
    ]
    numbers |= set(map(key_without_register, numbers))
    prefixes = {prefix for key in numbers for prefix in key_prefixes(key)}
    return Marks(
        numbers=tuple(sorted(numbers)),
        number_prefixes=tuple(sorted(prefixes - numbers)),
        years=tuple(held(spans)),
        spellings=tuple(sorted(spellings)),
    )


def dates_of(text: str, vocabulary: Vocabulary) -> list[DateMention]:
    """The dates of `text` without what is part of an object number: C.1877-1928 is of no year."""
    found = find_dates(text, vocabulary)
    if not found:
        return []
    numbers = [n for n in find_object_numbers(text) if not may_be_a_date(n.text)]
    return [date for date in found if not any(n.start <= date.start and date.end <= n.end for n in numbers)]


def telling(spans: Iterable[YearSpan]) -> list[Years]:
    """Those of the spans that are short enough to tell when."""
    return [(span.first, span.last) for span in spans if span.last - span.first <= _LONGEST]
