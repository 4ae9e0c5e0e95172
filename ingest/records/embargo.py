"""Until when a record is closed, from dates as sources write them; what is not plainly a date never ends."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

_UNTIL = re.compile(
    r"(?:[^\W\d]+ ){0,3}(?:(?:until|till|bis(?: zum)?|до) |jusqu['’](?:au|en|à) )|[^\W\d]{0,8}[至到]",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r" ?[/–—至到] ?| (?:-|to|until|bis|до|по) |(?<=^\d{4})-(?=\d{4}$)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(\d{4})"
    r"(?:-(\d{1,2})(?:-(\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?"  # ISO 8601
    r"|(\d\d)(\d\d)"  # 20310501
    r"|年(?:(\d{1,2})月(?:(\d{1,2})日)?)?止?| ?(?:г|года?))?"
)
_MARKS = " .。"


def embargo_date(text: str) -> date | None:
    """The last day of an embargo, from a date or a span of dates, with a word like "until" before it.

    Dates are ISO 8601, `20310501`, 年月日, or in figures and month names, of which the year is taken. The
    last day is that of the month, the year or the span. None where anything else is said: "30 years from
    1995" names no day.
    """
    stated = _UNTIL.sub("", " ".join(text.split()), count=1).strip(_MARKS)
    days = [_last_day(stated)]
    if days == [None]:
        days = [_last_day(part) for part in _BETWEEN.split(stated)]
    known = [day for day in days if day]
    return max(known) if len(known) == len(days) else None


def last_embargo(stated: Iterable[str]) -> str:
    """Of several embargoes as they are stated the one that ends last, "" when there is none."""
    return max(
        filter(None, map(str.strip, stated)), key=lambda text: embargo_date(text) or date.max, default=""
    )


def under_embargo(until: str, today: date) -> bool:
    """Whether an embargo until that date still holds; one whose date is not understood does."""
    if not until.strip():
        return False
    last = embargo_date(until)
    return last is None or today <= last


def _last_day(text: str) -> date | None:
    text = text.strip(_MARKS)
    found = _DATE.fullmatch(text)
    if not found:
        from retrieval.dates.calendar_dates import find_calendar_dates  # whose patterns take long to compile

        whole = (m for m in find_calendar_dates(text) if (m.start, m.end) == (0, len(text)))
        mention = next(whole, None)
        return date(mention.spans[0].last, 12, 31) if mention else None
    year, month, day = ([int(part) for part in found.groups() if part] + [0, 0])[:3]
    try:
        return date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
