"""Years of the Hijra, alone and beside the years of our era that they fall in: AH 1150, AH 1150/1737–38."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.dates import eras
from retrieval.dates.limits import qualified
from retrieval.dates.spans import DateMention, YearSpan, mention
from retrieval.dates.year_context import is_labelled

_BEFORE = r"(?-i:A\.\s?H\.|AH)|Hijri|(?:回|伊斯[兰蘭])[历曆]|(?:по\s)?хиджр[еы]"
# "1785 г. х., м." is oil on canvas.
_RUSSIAN_SHORT = r"(?-i:х)\.(?!\s?[,мкэ])"
_AFTER = (
    r"(?-i:A\.\s?H\.?|AH)(?!\w)|(?:of\s+the\s+)?(?:Hij|Heg)i?ra(?!\w)|Hijri(?!\w)"
    r"|(?:(?:г\.|год\w{0,2})\s)?(?:по\s)?хиджр\w*"
)
# What may stand right before and right behind a year of the Hijra, and makes it none of ours.
HIJRI_BEFORE = re.compile(rf"(?<!\w)(?:{_BEFORE})\s?$", re.IGNORECASE)
HIJRI_AFTER = re.compile(rf"\s?(?:{_AFTER})|(?<=г\.)\s?{_RUSSIAN_SHORT}", re.IGNORECASE)

_PAIR = re.compile(
    rf"""(?<![\w.,/–—+×$€£№\#=&?%@-])(?:(?P<before>{_BEFORE})\s?)?(?P<hijri>\d{{1,4}})(?:[-–—]\d{{1,4}})?
    (?:\s?(?P<after>{_AFTER}|г\.\s?{_RUSSIAN_SHORT}|(?-i:H\.?)))?\s?(?:/|\(=?|=)\s?
    (?P<ours>(?:{eras.AD}\s?)?(?P<first>\d{{3,4}})(?:[-–—/](?P<last>\d{{1,2}}|\d{{4}}))?(?![\w/]|[.,–-]\d)
    (?:\s?{eras.AFTER}|\s?гг?\.)?)""",
    re.IGNORECASE | re.VERBOSE,
)
_YEARS = re.compile(
    rf"""(?<![^\W\u3400-\u9fff])(?<![.,/–—+×$€£№\#=&?%@-])(?:(?P<before>{_BEFORE})\s?)?(?P<first>\d{{1,4}})
    (?:\s?[-–—]\s?(?P<last>\d{{1,4}}))?(?!\d|[.,–-]\d)(?(before)(?:\s?年)?|\s?(?:{_AFTER}|г\.\s?{_RUSSIAN_SHORT}))""",
    re.IGNORECASE | re.VERBOSE,
)
_LUNAR_YEAR, _EPOCH = 0.970224, 621.57  # solar years
_LATEST = 1520  # of the Hijra, in our 2096
_SOLAR_APART = (621, 622)  # years that the solar Hijri calendar of Iran is behind


@dataclass(frozen=True, slots=True)
class DoubleDate:
    """A date in two calendars at `start:end`, and the mention of its years of our era."""

    start: int
    end: int
    ours: DateMention


def find_double_dates(text: str) -> Iterator[DoubleDate]:
    """The dates of `text` that give a year of the Hijra and, behind a slash or in brackets, the same of ours.

    Without a word for the calendar the two numbers have to be the same year: 1150/1737, not 1736/1795.
    """
    for found in _PAIR.finditer(text):
        first = int(found["first"])
        marked = found["before"] or found["after"]
        same = _is_same_year(int(found["hijri"]), first)
        if not (marked or same) or (not marked and is_labelled(text, found.start(), found.end())):
            continue
        digits = found["last"] or found["first"]
        last = int(found["first"][: -len(digits)] + digits)
        years = YearSpan(first, max(first, last))
        yield DoubleDate(found.start(), found.end(), mention(found.start("ours"), found.end("ours"), years))


def find_hijri_years(text: str) -> Iterator[DateMention]:
    """The years and ranges of years of the Hijra that `text` names by a word, as years of ours.

    A year of the Hijra mostly falls into two of ours: AH 1150 began in May 1737 and ended in April 1738.
    """
    for found in _YEARS.finditer(text):
        first, digits = int(found["first"]), found["last"] or ""
        last = int(found["first"][: -len(digits)] + digits) if digits else first
        if 0 < first <= last <= _LATEST:
            yield qualified(text, found.start(), found.end(), years_of_ours(YearSpan(first, last)))


def years_of_ours(hijri: YearSpan) -> YearSpan:
    """The years of our era that a span of years of the Hijra falls into, within a few days at either end."""
    begins = hijri.first * _LUNAR_YEAR + _EPOCH
    ends = (hijri.last + 1) * _LUNAR_YEAR + _EPOCH
    return YearSpan(math.floor(begins), math.floor(ends - 1 / 365))


def _is_same_year(hijri: int, ours: int) -> bool:
    begins = hijri * _LUNAR_YEAR + _EPOCH
    return abs(ours - begins) < 2 or ours - hijri in _SOLAR_APART
