"""Years that a record states in a form for machines, or that can be read in only one way."""

from __future__ import annotations

import re
from collections.abc import Iterable

_YEAR = re.compile(r"(?<!\d)(-?\d{4})(?!\d)|(?<!\d)(\d{4})(?=\d{2}(?:\d{2})?(?!\d))|^(-?\d{1,3})$")
_CLEAR = re.compile(r"\D{0,2}(\d{4})(?:\s*[-–/]\s*(\d{4}))?\D{0,2}")


def years_between(dates: Iterable[str]) -> tuple[int, int] | None:
    """The first and last year in dates written for machines: `1938`, `1938-05`, `19380501`, `-0050`."""
    found = [match for date in dates for end in date.split("/") if (match := _YEAR.search(end.strip()))]
    years = [int(next(group for group in match.groups() if group)) for match in found]
    return (min(years), max(years)) if years else None


def clear_years(text: str) -> tuple[int, int] | None:
    """The years of a text that is a year or two and hardly anything else: `1954`, `© 2003`, `1934-1942`."""
    found = _CLEAR.fullmatch(" ".join(text.split()))
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first, last) if first <= last else None
