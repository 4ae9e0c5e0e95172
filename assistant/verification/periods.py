"""Lengths of time that are named without a number: every month, an hour earlier, раз в год, 每周."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class _Words(NamedTuple):
    """Regular expressions for a length of time: its words, adverbs that say "every", and how Russian
    words of it begin where it is only named.
    """

    english: str
    chinese: str
    russian: str
    adverbs: str
    stem: str


_LENGTHS = {
    "minute": _Words("minute", "[个個]?分[钟鐘]", "минут[ауы]?", "", "минут"),
    "hour": _Words("hour", "[个個]?(?:小[时時]|钟头)", "час(?:а|у)?", "hourly|ежечасн\\w+", "час"),
    "day": _Words("day", "天|日", "день|дня|сутки", "daily|ежедневн\\w+", "день"),
    "week": _Words(
        "week",
        "[个個]?(?:周|週|星期|礼拜)(?![一二三四五六日天末])",
        "недел[яюие]",
        "weekly|еженедельн\\w+",
        "недел",
    ),
    "half a month": _Words(
        "(?:half[- ]month|fortnight|two weeks)",
        "(?:半[个個]?月|[两兩][个個]?(?:周|週|星期))",
        "(?:полмесяца|две недели)",
        "fortnightly|twice a month|дважды в месяц",
        "(?:полмесяц|две недел|двух недел)",
    ),
    "month": _Words("month", "[个個]?月", "месяц(?:а|у|е)?", "monthly|ежемесячн\\w+", "месяц"),
    "half a year": _Words(
        "(?:half[- ]year|six months)",
        "(?:半年|六[个個]月)",
        "(?:полгода|полугодие|шесть месяцев)",
        "twice a year|half-yearly|biannual(?:ly)?|semi-?annual(?:ly)?|(?:дважды|два раза) в год",
        "(?:полгод|полугод|шест[ьи] месяц)",
    ),
    "year": _Words("year", "年", "год(?:а|у)?", "yearly|annual(?:ly)?|ежегодн\\w+", "год"),
    "century": _Words("century", "[个個]?世[纪紀]", "век(?:а|у)?|столети[ея]", "", "век"),
}
_ENGLISH = (
    r"\b(?:every|each|per|once\s+an?|an?(?=\s\w+\s(?:earlier|later|before|after|in\s+advance)))\s+(?:{})\b"
)
_CHINESE = r"(?:每一?|(?:提前|提早|推[迟遲]|延[迟遲])一)(?:{})"
_RUSSIAN = r"(?<!\w)(?:кажд\w+|раз\s+в|(?:за|на)(?=\s\w+\s(?:до|раньше|позже|позднее)))\s+(?:{})(?!\w)"
_PATTERNS = {
    name: re.compile(
        "|".join(
            [
                _ENGLISH.format(words.english),
                _CHINESE.format(words.chinese),
                _RUSSIAN.format(words.russian),
                *([rf"(?<!\w)(?:{words.adverbs})(?!\w)"] if words.adverbs else []),
            ]
        ),
        re.IGNORECASE,
    )
    for name, words in _LENGTHS.items()
}
# What stands before a year, month or day that dates something.
_NO_DATE = {
    "year": r"(?<!\d{4})(?<!\d{4}\s)(?<!\d{4}-м\s)(?<![〇○零一二三四五六七八九]{4})(?<!元)",
    "month": r"(?<![\d一二三四五六七八九十])",
    "day": r"(?<![\d一二三四五六七八九十])(?<!生)(?<!节)",
}
_NAMED = {
    name: re.compile(
        rf"{_NO_DATE.get(name, '')}(?:\b{words.english}s?\b|{words.chinese}|(?<!\w){words.stem}\w*)",
        re.IGNORECASE,
    )
    for name, words in _LENGTHS.items()
}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time at `start:end`."""

    name: str
    start: int
    end: int


def find_periods(text: str) -> list[Period]:
    """The lengths of time that `text` names without a number, in order."""
    return sorted(_found(text), key=lambda period: period.start)


def names_length(text: str, name: str) -> bool:
    """Whether a text has the word for a length of time, but to date something."""
    return bool(_NAMED[name].search(text) or _PATTERNS[name].search(text))


def _found(text: str) -> Iterator[Period]:
    for name, pattern in _PATTERNS.items():
        yield from (Period(name, *found.span()) for found in pattern.finditer(text))
