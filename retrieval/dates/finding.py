"""Finds every date in a text and settles which of overlapping readings holds."""

import re
from collections.abc import Iterable

from retrieval.dates.calendar_dates import find_calendar_dates
from retrieval.dates.centuries import find_centuries
from retrieval.dates.chinese_years import find_chinese_centuries, find_chinese_years
from retrieval.dates.decades import find_decades
from retrieval.dates.reigns import find_reigns
from retrieval.dates.spans import DateMention, YearSpan, mention
from retrieval.dates.years import find_years
from retrieval.language.places import Place, overlapping
from retrieval.language.scripts import with_wide_commas
from retrieval.vocabulary import Vocabulary

_DIGIT = re.compile(r"\d")
_DECADE = re.compile(
    r"\d0|год(?:ы|ах|ами|ов)|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies", re.IGNORECASE
)
_HAN_YEAR = re.compile(r"[年世前元]|(?:西历|西曆|公历|公曆)|\b(?:BC|AD)|B\.\s?C")
_CENTURY_WORD = re.compile(
    r"centur|cent\.|\bc\b|si[èe]cle|в\.|век|вв|стол|jahrh|jh|millenn|тыс|ст\.|\bв\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:)\S+", re.IGNORECASE)
# What stands between the two ends of a range whose ends are dates of their own.
_TO = re.compile(
    r"\s*(?:[-‐‑–—－~～]+|to(?:\s+the)?|until(?:\s+the)?|through(?:\s+the)?|до|по|至|到|г\.\s*[-–—])\s*",
    re.IGNORECASE,
)


def find_dates(text: str, vocabulary: Vocabulary | None = None) -> list[DateMention]:
    """The places in `text` that name a date, in order and apart, with the years that each may mean.

    Every language is looked for in every text. `vocabulary` names the dynasties, reigns and periods;
    without one it is the shipped vocabulary. What is understood is in docs/heritage-dates.md.
    """
    searched = _ADDRESS.sub(lambda address: "\x00" * len(address.group()), with_wide_commas(text))
    found = list(find_reigns(searched, vocabulary or Vocabulary.load()))
    if _DIGIT.search(searched):
        found += find_calendar_dates(searched)
        found += find_years(searched)
    if _DECADE.search(searched):
        found += find_decades(searched)
    if _CENTURY_WORD.search(searched):
        found += find_centuries(searched)
    if _HAN_YEAR.search(searched):
        found += find_chinese_centuries(searched)
        found += find_chinese_years(searched)
    return _joined(searched, _apart(found))


def _apart(found: Iterable[DateMention]) -> list[DateMention]:
    """Of mentions that overlap the longest, the more specific first."""
    kept: list[DateMention] = []  # in order
    places: list[Place] = []
    for candidate in sorted(found, key=lambda each: (each.start - each.end, _width(each), each.start)):
        if not (met := overlapping(places, candidate.start, candidate.end)):
            kept.insert(met.start, candidate)
            places.insert(met.start, (candidate.start, candidate.end))
    return kept


def _width(candidate: DateMention) -> int:
    return sum(span.last - span.first for span in candidate.spans)


def _joined(text: str, found: list[DateMention]) -> list[DateMention]:
    """The mentions with the two ends of a range made one: March 1735 to June 1738, 19世纪末20世纪初."""
    joined: list[DateMention] = []
    for each in found:
        if joined and (both := _range(text, joined[-1], each)):
            joined[-1] = both
        else:
            joined.append(each)
    return joined


def _range(text: str, first: DateMention, last: DateMention) -> DateMention | None:
    if len(first.spans) != 1 or len(last.spans) != 1 or first.spans[0].first > last.spans[0].first:
        return None
    between = text[first.end : last.start]
    touching = not between and text[last.end - 1] in "初末期叶葉中" and text[first.end - 1] in "初末期叶葉中"
    if not touching and not _TO.fullmatch(between):
        return None
    years = YearSpan(first.spans[0].first, max(first.spans[0].last, last.spans[0].last))
    return mention(first.start, last.end, years)
