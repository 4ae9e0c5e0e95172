"""Dates of a day or a month: the year they fall in."""

import re
from collections.abc import Iterator

from retrieval.dates.spans import DateMention, YearSpan, mention

_ENGLISH_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_RUSSIAN_MONTH = (
    r"(?:январ[ьяюе]м?|феврал[ьяюе]м?|март[аеу]?|апрел[ьяюе]м?|ма[йяюе]м?|июн[ьяюе]м?|июл[ьяюе]м?|август[аеу]?|"
    r"сентябр[ьяюе]м?|октябр[ьяюе]м?|ноябр[ьяюе]м?|декабр[ьяюе]м?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
# What a number may not stand behind; Chinese has no space before one.
_APART = r"(?<![^\W\u3400-\u9fff])(?<![.,/-])"
_NOT_BEFORE = r"(?![^\W\u3400-\u9fff]|[-])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
# The mark of a note may follow a year: "September 14, 1796.28 In terms of".
_YEAR = r"(?P<year>[1-9]\d{2,3})(?!\w|,\d|\.\d(?!\d{0,2}\s+[A-ZА-ЯЁ])|[-–]\d{3,})"
_RUSSIAN_YEAR_WORD = r"(?:\s?(?:года?|году|гг?\.)(?!\w))?"

_FORMS = [
    re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for pattern in (
        # 12 March 1925, 12th of March, 1925, March 12–14, 1925, March 1925
        rf"(?<![\w.])(?:{_DAY}(?:st|nd|rd|th)?(?:\s?[-–—]\s?{_DAY}(?:st|nd|rd|th)?)?\s+(?:of\s+)?)?{_ENGLISH_MONTH}"
        rf"(?:\s+{_DAY}(?:st|nd|rd|th)?(?:\s?[-–—]\s?{_DAY})?)?,?\s+{_YEAR}",
        # 10 октября 1925 г., в марте 1925 года
        rf"(?<![\w.])(?:{_DAY}(?:[-–—]{_DAY})?(?:-?го)?\s+)?{_RUSSIAN_MONTH},?\s+{_YEAR}{_RUSSIAN_YEAR_WORD}",
    )
]
_NUMERIC = [
    re.compile(pattern)
    for pattern in (
        # 2025-03-01, 2025-03-01T12:00
        rf"{_APART}(?P<year>1\d{{3}}|20\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d[\d:.Z+]*)?{_NOT_BEFORE}(?!\.\d|/\d)",
        # 1925/3/1
        rf"{_APART}(?P<year>1\d{{3}}|20\d\d)/{_MONTH}/{_DAY}{_NOT_BEFORE}(?!/|\.\d)",
        # 01.03.1925, 1/3/1925
        rf"(?<![\w.,/-]){_DAY}(?P<mark>[./]){_MONTH}(?P=mark)(?P<year>1\d{{3}}|20\d\d)(?![\w/-]|[.,]\d)(?:\s?г(?:ода|оду|\.)(?!\w))?",
        r"(?<![\w.,/-])(?:0[1-9]|1[0-2])/(?:[12]\d|3[01])/(?P<year>1\d{3}|20\d\d)(?![\w/-]|[.,]\d)",
        # 14.X.1925
        rf"(?<![\w.,/-]){_DAY}\.(?:I{{1,3}}|I?V|VI{{1,3}}|I?X|XI{{1,2}})\.(?P<year>1\d{{3}}|20\d\d)(?![\w/-]|[.,]\d)",
        # 2025.03.01, with both zeros, as Chinese offices write; without them it is rather an object number
        rf"{_APART}(?P<year>1\d{{3}}|20\d\d)\.(?:0[1-9]|1[0-2])\.(?:0[1-9]|[12]\d|3[01]){_NOT_BEFORE}(?!/|[.,]\d)",
    )
]
_HAS_MONTH = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йяюе]|июн|июл|авг|сен|окт|ноя|дек",
    re.IGNORECASE,
)


def find_calendar_dates(text: str) -> Iterator[DateMention]:
    """The dates of days and months in `text`, each as the span of its year.

    Those of 年月日 are with the Chinese years.
    """
    patterns = [*_FORMS, *_NUMERIC] if _HAS_MONTH.search(text) else _NUMERIC
    for pattern in patterns:
        for found in pattern.finditer(text):
            year = int(found["year"])
            if year <= 2100:
                yield mention(found.start(), found.end(), YearSpan(year, year))
