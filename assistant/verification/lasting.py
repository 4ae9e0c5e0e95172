"""Lengths of time that passages give by their ends: from 1935 to 1968 is more than three decades."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence, Set

from assistant.verification.numbers import Number
from assistant.verification.reading import Reading
from assistant.verification.units import Unit

_YEAR, _DAY = Unit("month", 12.0), Unit("day")
_SPARE = 0.2  # of a length that is not given exactly: 33 years are more than three decades
_HALF = 0.5
_LEAP_YEAR = 2000  # of which every day may be


def lasted(number: Number, years: Set[int], passages: Sequence[Reading]) -> bool:
    """Whether two `years` of the passages, or two days of one year, are as far apart as a number says.

    Not where the passages give any length of that kind themselves.
    """
    if number.unit is None or not number.certain:
        return False
    unit = next((u for u in (_YEAR, _DAY) if u.dimension == number.unit.dimension), None)
    if unit is None or number.unit.factor < unit.factor:
        return False
    theirs = [n for p in passages for n in p.numbers if n.unit and n.unit.dimension == unit.dimension]
    if any(n.certain and n.values != (_HALF,) for n in theirs):  # "every half year" is no length of anything
        return False
    length = number.values[0] * number.unit.factor / unit.factor
    if unit == _YEAR:
        return _is_length(number, length, {abs(a - b) for a in years for b in years if a != b})
    return len(years) == 1 and _is_length(number, length, set(_days_apart(passages)))


def _is_length(number: Number, length: float, apart: Iterable[int]) -> bool:
    spare = 1.0 if length % 1 else 0.0
    if number.more or number.less or number.about:
        spare = max(1.0, _SPARE * length)
    least = length - (0.0 if number.more else spare)
    most = length + (0.0 if number.less else spare)
    return any(least <= each <= most for each in apart)


def _days_apart(passages: Sequence[Reading]) -> Iterator[int]:
    """How many days lie between any two days that the passages name."""
    days = {(d.month, d.day) for p in passages for d in p.days if d.month and d.day}
    dates = sorted(datetime.date(_LEAP_YEAR, m, d) for m, d in days if _exists(m, d))
    yield from ((b - a).days for i, a in enumerate(dates) for b in dates[i + 1 :])


def _exists(month: int, day: int) -> bool:
    try:
        datetime.date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True
