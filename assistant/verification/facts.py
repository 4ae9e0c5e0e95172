"""Exact grounding: dates, days, numbers, units and object numbers of a sentence that passages lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from assistant.verification.dated import Dated, years_on
from assistant.verification.days import Day
from assistant.verification.lasting import lasted
from assistant.verification.numbers import Number, counted, counts_things
from assistant.verification.periods import find_periods, names_length
from assistant.verification.reading import Reading
from assistant.verification.units import Unit, units_named
from assistant.verification.verdict import Problem
from retrieval.language.analysis import HAN
from retrieval.object_numbers import ObjectNumber, key_prefixes, number_key
from retrieval.vocabulary import Term

_DIGITS = re.compile(r"\d+")
_HOUR = Unit("second", 3600.0)
_WEEKEND = re.compile(r"\bweekends?\b|(?<!\w)по\s+выходным|в\s+выходные|周末|週末", re.IGNORECASE)
_AT_WEEKENDS = (5, 6)
_MARKED = re.compile(r"年|(?<!\w)(?:год|г\.)|BC|AD|до\s+н")  # what only years have beside them
# "Not later than 1450" dates a thing; "before 1450" may tell of the time before it was changed, unless the
# same word leads to it.
_NO_MORE = re.compile(r"\b(?:no|not)\b|(?<!\w)не(?!\w)|不|ante|post", re.IGNORECASE)
_LEADS = re.compile(rf"(?:[a-zа-яё]{{4,}}[ \u00a0]|[{HAN}]{{2}})$", re.IGNORECASE)
_AT = re.compile(r"(?:\b(?:at|by|from|until|till)|(?<!\w)[вкс])\s$", re.IGNORECASE)
_BOTH = 2  # ends of a range


def ungrounded_facts(sentence: Reading, passages: Sequence[Reading]) -> list[Problem]:
    """What the sentence says exactly and the passages do not, in no order.

    Of the passages nothing is read that the sentence does not have.
    """
    return [
        *(_object_numbers(sentence, passages) if sentence.object_numbers else ()),
        *(_dates(sentence, passages) if sentence.dates else ()),
        *(_days(sentence, passages) if sentence.days else ()),
        *(_numbers(sentence, passages) if sentence.numbers else ()),
        *(_counts(sentence, passages) if sentence.numbers else ()),
        *_periods(sentence, passages),
    ]


def _object_numbers(sentence: Reading, passages: Sequence[Reading]) -> Iterator[Problem]:
    grounded = grounded_numbers(sentence, passages)
    for number in sentence.object_numbers:
        if number not in grounded:
            reason = f"the object number {number.text} is not in the passage"
            yield Problem("object_number", number.start, number.end, reason)


def grounded_numbers(sentence: Reading, passages: Sequence[Reading]) -> list[ObjectNumber]:
    """The object numbers of the sentence that a passage has, whole or as the beginning of another."""
    known = {n.key for p in passages for n in p.object_numbers}
    known |= {prefix for key in known for prefix in key_prefixes(key)}
    return [
        number
        for number in sentence.object_numbers
        if number.key in known or any(number.text in p.text or _holds(p, number.key) for p in passages)
    ]


def _holds(passage: Reading, key: str) -> bool:
    """Whether a number stands in a passage where it was not taken for an object's."""
    return f".{key}." in f".{number_key(passage.text)}."


def _dates(sentence: Reading, passages: Sequence[Reading]) -> Iterator[Problem]:
    theirs = [d for p in passages for d in (*p.dates, *p.implied)]
    numbers = [(n, counts_things(p.text, n)) for p in passages for n in p.numbers]
    for date in sentence.dates:
        written = sentence.text[date.start : date.end]
        if _limited_otherwise(sentence, date, passages):
            yield Problem("date", date.start, date.end, f"the passage has the other side of {written}")
            continue
        if any(date.borne_out_by(other) for other in theirs):
            continue
        values = {
            v for n, is_count in numbers if not (is_count and _MARKED.search(written)) for v in n.values
        }
        values |= {year for other in theirs for year in other.years}
        if date.years and values >= set(date.years) and not _ends_otherwise(date, theirs):
            continue
        if date.named and _named_alike(sentence, date, passages):
            continue
        yield Problem("date", date.start, date.end, f"the date {written} is not in the passage")


def _limited_otherwise(sentence: Reading, date: Dated, passages: Sequence[Reading]) -> bool:
    """Whether the passages only have the other limit at the same year: not later than it, not earlier."""
    if any(date.spans == other.spans for p in passages for other in p.dates):
        return False
    plain = _NO_MORE.search(sentence.text, date.start, date.end)
    turned = [(p, other) for p in passages for other in p.dates if date.turns(other)]
    return any(
        (plain and _NO_MORE.search(p.text, other.start, other.end)) or _led_alike(sentence, date, p, other)
        for p, other in turned
    )


def _led_alike(sentence: Reading, mine: Dated, passage: Reading, theirs: Dated) -> bool:
    """Whether the same word stands before both dates: built before 1900, built after 1900."""
    led, other = (_LEADS.search(r.text, 0, d.start) for r, d in ((sentence, mine), (passage, theirs)))
    return bool(led and other and led.group().lower() == other.group().lower())


def _ends_otherwise(date: Dated, theirs: Sequence[Dated]) -> bool:
    """Whether a range of years begins or ends as another one of the passages does, and no more: 1842–2012."""
    ends = set(date.years)
    return len(ends) == _BOTH and any(
        len(set(other.years)) == _BOTH and len(ends & set(other.years)) == 1 for other in theirs
    )


def _named_alike(sentence: Reading, date: Dated, passages: Sequence[Reading]) -> bool:
    """Whether the passages name the same reign or dynasty, whatever part of it, and not only another part."""
    terms = _terms_of(sentence, date)
    dated = [other for p in passages for other in p.dates if other.named and terms & _terms_of(p, other)]
    if dated and not any(mine.overlaps(theirs) for d in dated for mine in date.spans for theirs in d.spans):
        return False  # the early Ming for the late
    written = sentence.folded[date.start : date.end]
    return any(written in p.folded or any(terms & set(m.terms) for m in p.mentions) for p in passages)


def _terms_of(reading: Reading, date: Dated) -> set[Term]:
    """The reigns and dynasties that a date is named by."""
    return {t for m in reading.mentions if m.start < date.end and date.start < m.end for t in m.terms}


def _days(sentence: Reading, passages: Sequence[Reading]) -> Iterator[Problem]:
    theirs = [d for p in passages for d in p.days]
    weekend = any(_WEEKEND.search(p.text) for p in passages)
    for day in sentence.days:
        if weekend and day.weekday in _AT_WEEKENDS:
            continue
        if not any(day.borne_out_by(other) for other in theirs) and not _is_said_hour(day, passages):
            written = sentence.text[day.start : day.end]
            yield Problem("date", day.start, day.end, f"{written} is not in the passage")


def _is_said_hour(day: Day, passages: Sequence[Reading]) -> bool:
    """Whether an hour of either half of the day stands in a passage alone: "on Wednesdays at three"."""
    if day.minute is None or day.minute % 60 or not day.loose:
        return False
    numbers = [(n, p.text) for p in passages for n in p.numbers if not n.unit]
    at = [
        n
        for n, text in numbers
        if _AT.search(text[: n.start]) or text[n.end : n.end + 1] in tuple("时時点點")
    ]
    return any(day.minute == 60 * value for n in at for value in n.values)


def _numbers(sentence: Reading, passages: Sequence[Reading]) -> Iterator[Problem]:
    years = {y for p in passages for d in p.dates for y in d.years}
    hours = {d.minute / 60 for p in passages for d in p.days if d.minute is not None}
    apart = list(years_on(sentence.text))
    numbered = {part for p in passages for n in p.object_numbers for part in _DIGITS.findall(n.text)}
    for number in sentence.numbers:
        theirs = [n for p in passages for n in p.numbers if _of_a_kind(number, n, sentence, p)]
        if not number.certain or _borne_out(number, theirs):
            continue
        if any(
            start <= number.start < end and _lies_between(abs(count), years) for start, end, count in apart
        ):
            continue
        if number.written in numbered or _is_hour(number, hours) or lasted(number, years, passages):
            continue
        written = sentence.text[number.start : number.end]
        alike = [n for n in theirs if number.same_value(n)]
        if alike and number.unit is None:
            continue
        if number.ordinal and any(value in p.values for p in passages for value in number.values):
            continue
        if any(n.unit is None for n in alike) and not _headed_otherwise(number, passages):
            continue
        if alike:
            yield Problem("unit", number.start, number.end, f"the passage gives {written} with another unit")
        elif not _may_be_year(number, years) and not _spelled_out(sentence, number, passages):
            yield Problem("number", number.start, number.end, f"the number {written} is not in the passage")


def _may_be_year(number: Number, years: Set[int]) -> bool:
    """Whether what was read as a number is one of the years that passages name."""
    return number.unit is None and any(value in years for value in number.values)


def _counts(sentence: Reading, passages: Sequence[Reading]) -> Iterator[Problem]:
    """The numbers that passages have, but not of what is counted: 九枚 where they have 兩枚 and 九時."""
    for number in sentence.numbers:
        if _counted_otherwise(sentence, number, passages):
            written = sentence.text[number.start : number.end]
            reason = f"the passage counts them otherwise than {written}"
            yield Problem("number", number.start, number.end, reason)


def _counted_otherwise(sentence: Reading, number: Number, passages: Sequence[Reading]) -> bool:
    """Whether the passages have this number, and another one of what it counts.

    Not where it is the sum of theirs, or stands before the same thing too.
    """
    what = counted(sentence.text, number)
    if not what or not any(number.same_value(n) for p in passages for n in p.numbers):
        return False
    theirs = [n for p in passages for n in p.numbers if counted(p.text, n) == what]
    if not theirs or any(number.same_value(n) or number.roughly(n) or n.roughly(number) for n in theirs):
        return False
    if any(n.more or n.less or n.about for n in (number, *theirs)):
        return False
    return sum(n.values[0] for n in theirs) not in number.values


def _is_hour(number: Number, hours: Set[float]) -> bool:
    """Whether the passages have a time of day at a number of hours: "twelve o'clock" of 十二時."""
    counts_hours = number.unit is None or number.unit == _HOUR
    return counts_hours and any(v in (h, h - 12) for v in number.values for h in hours)


def _lies_between(count: int, years: Set[int]) -> bool:
    """Whether two of the years are so many apart: "ten years later" in 1938 than in 1928."""
    return any(year + count in years for year in years)


def _periods(sentence: Reading, passages: Sequence[Reading]) -> Iterator[Problem]:
    """ "Every year" where the passages say "every month", and name no year at all."""
    for period in find_periods(sentence.text):
        if any(names_length(p.text, period.name) for p in passages):
            continue
        if any(other.name != period.name for p in passages for other in find_periods(p.text)):
            written = sentence.text[period.start : period.end]
            reason = f"the passage gives another length of time than {written}"
            yield Problem("unit", period.start, period.end, reason)


def _of_a_kind(number: Number, other: Number, sentence: Reading, passage: Reading) -> bool:
    """Whether a number may stand for another: in one language "the fifth" is not five."""
    return number.ordinal or not other.ordinal or sentence.language != passage.language


def _borne_out(number: Number, theirs: Sequence[Number]) -> bool:
    return any(
        number.same_quantity(n) or (number.same_value(n) and number.unit == n.unit) or number.roughly(n)
        for n in theirs
    )


def _headed_otherwise(number: Number, passages: Sequence[Reading]) -> bool:
    """Whether numbers without a unit stand below a heading that names another one of the kind."""
    named = {unit for p in passages for unit in units_named(p.text)}
    own = number.unit
    return own is not None and own not in named and any(own.rivals(unit) for unit in named)


def _spelled_out(sentence: Reading, number: Number, passages: Sequence[Reading]) -> bool:
    """Whether a number stands in a passage letter for letter, in a time or in a longer number's parts."""
    written = sentence.folded[number.start : number.end].strip()
    days = {d.day for p in passages for d in p.days} | {d.month for p in passages for d in p.days}
    if number.ordinal and any(value in days for value in number.values):
        return True
    if written.isdecimal() or len(written) <= 2:
        return False
    if written.isalpha() and written[0] < "\u3400":  # "ten" is no part of "written"
        return any(re.search(rf"(?<!\w){re.escape(written)}(?!\w)", p.folded) for p in passages)
    return any(written in p.folded for p in passages)
