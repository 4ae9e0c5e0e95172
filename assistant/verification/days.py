"""Days, months and times of day, which a span of years does not tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.verification.number_words import HAN_NUMERALS, chinese_value
from retrieval.dates import numerals

_EN_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_RU_MONTHS = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
_EN = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_RU = (
    r"(?:январ[ьяюе]м?|феврал[ьяюе]м?|март[аеу]?|апрел[ьяюе]м?|ма[йяюе]м?|июн[ьяюе]м?|июл[ьяюе]м?|август[аеу]?|"
    r"сентябр[ьяюе]м?|октябр[ьяюе]м?|ноябр[ьяюе]м?|декабр[ьяюе]м?)(?![а-яё])"
)
# "May it go by air?", "May visitors take photographs?"
_MAY_AS_A_VERB = re.compile(r"(?:^|[.!?;:]\s)May(?= [a-z])|May(?= (?:I|we|you|he|she|it|they|one|there)\b)")
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_HAN = f"[{HAN_NUMERALS}\\d]"
_APART = r"(?<![^\W\u3400-\u9fff])(?<![.,/-])"  # Chinese has no space before a number
_DAYS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.])(?P<day>{_DAY})(?:st|nd|rd|th)?(?:\s?[-–—]\s?{_DAY})?\s+(?:of\s+)?(?P<en>{_EN})",
        rf"\b(?P<en>{_EN})\s+(?P<day>{_DAY})(?:st|nd|rd|th)?(?!\w|:)",
        rf"\b(?P<en>(?!(?:may|march|mar|jan|jun|sept?)\b){_EN})|\b(?-i:(?P<en_name>March|May))\b",
        rf"(?<![\w.])(?:(?P<day>{_DAY})(?:-?го)?\s+)?(?P<ru>{_RU})",
        rf"(?P<month>{_HAN}{{1,3}})\s?月(?:份|\s?(?P<day>{_HAN}{{1,3}})\s?[日号號])?",
        rf"{_APART}\d{{4}}[-/.](?P<month>0\d|1[0-2]|[1-9])[-/.](?P<day>{_DAY})(?![^\W\u3400-\u9fff]|[/-])",
        rf"{_APART}(?P<day>{_DAY})[./](?P<month>0\d|1[0-2]|[1-9])[./]\d{{4}}(?![^\W\u3400-\u9fff]|[/-])",
        rf"\b(?P<ordinal>{numerals.ENGLISH_ORDINAL})\s+(?:of\s+)?(?P<en>{_EN})",
        rf"\b(?P<en>{_EN})\s+(?:the\s+)?(?P<ordinal>{numerals.ENGLISH_ORDINAL})(?!\w|\s+centur)",
        rf"(?<!\w)(?P<ordinal>{numerals.RUSSIAN_ORDINAL_WORD})\s+(?P<ru>{_RU})",
    )
]
_HOURS_OF_DAY = ["one", "two", "three", "four", "five", "six"]
_HOURS_OF_DAY += ["seven", "eight", "nine", "ten", "eleven", "twelve"]
_HOURS = "|".join(_HOURS_OF_DAY)
# In the nominative and the genitive; "в час дня" is one.
_RU_HOURS = (
    *(r"час|одного", r"дв(?:а|ух)", r"тр(?:и|[её]х)", r"четыр(?:е|[её]х)", r"пят[ьи]"),
    *(
        r"шест[ьи]",
        r"сем[ьи]",
        r"вос(?:емь|ьми)",
        r"девят[ьи]",
        r"десят[ьи]",
        r"одиннадцат[ьи]",
        r"двенадцат[ьи]",
    ),
)
_RU_HOUR = "|".join(_RU_HOURS)
_RU_HALF_OF_DAY = r"(?P<half>утра|вечера|дня|ночи)"
_TIMES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d:])(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?:\s?(?P<half>[ap]\.?m\b\.?))(?!\d)",
        r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?!\d)",
        r"(?<![\d:.])(?P<hour>1[0-2]|\d)\s?(?P<half>[ap]\.?m\b\.?)",
        rf"(?P<half>上午|早上|下午|晚上|晚|中午|凌晨)?(?P<hour>{_HAN}{{1,3}})[点點時时](?![钟間间])(?:(?P<minute>{_HAN}{{1,3}})分?|(?P<thirty>半))?(?=整|到|至|[^\w]|前|后|後|开|開|关|關|闭|閉|$)",
        r"(?<!\w)(?P<hour>[01]?\d|2[0-3])\s+час(?:ов|а)?\s+(?P<half>утра|вечера|дня|ночи)",
        r"(?<=\b(?:с|в|к)\s)(?P<hour>[01]?\d|2[0-4])(?=\s+(?:до|по)\s+\d{1,2}\s+час(?:ов|а)?(?!\w))",
        r"(?<=\b(?:до|по)\s)(?P<hour>[01]?\d|2[0-4])\s+час(?:ов|а)?(?!\w)",
        r"(?<=\b(?:в|к)\s)(?P<hour>[01]?\d|2[0-4])\s+час(?:ов|а)(?!\w)",
        r"(?<!\d)(?P<hour>\d{1,2})\s?(?:分钟?|分鐘|minutes?(?:\s+and)?|минут\w*(?:\s+и)?)\s?(?P<minute>[0-5]?\d)\s?(?:秒|sec|сек)",
        rf"\bhalf[\s-]past\s(?P<past>{_HOURS}|1[0-2]|\d)(?:\s+in\s+the\s+(?P<half>morning|afternoon|evening))?\b",
        rf"\b(?P<at>{_HOURS}|1[0-2]|\d)(?:\s+o['’]?clock)?\s+in\s+the\s+(?P<half>morning|afternoon|evening)\b",
        rf"\b(?P<at>{_HOURS}|1[0-2]|\d)\s+o['’]?clock\b",
        r"(?<=\b[вкс]\s)(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?!\d|\.\d|\s*(?:м|см|кг|г|руб|млн|тыс)\b)",
        rf"(?<!\w)(?:(?P<ru_hour>{_RU_HOUR})\s+час(?:а|ов)\s+|(?<=\b[вкс]\s)(?P<ru_short>{_RU_HOUR})\s+){_RU_HALF_OF_DAY}(?!\w)",
        rf"(?<!\w)половин[аеуы]\s+(?P<half_to>{numerals.RUSSIAN_ORDINAL_WORD})(?:\s+{_RU_HALF_OF_DAY}|(?=\s*(?:[.,;:!?)]|$)))",
        r"(?<!\w)(?P<noon>noon|midday|полдень|полдня)(?!\w)|(?P<noon_han>正午)",
    )
]
_EN_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_RU_WEEKDAYS = ["понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень"]
_WEEKDAYS = re.compile(
    r"\b(?P<en>mon|tues|wednes|thurs|fri|satur|sun)(?:day)s?\b|"
    r"(?<![а-яё])(?P<ru>понедельник(?:а|у|ом|е|и|ам|ов)?|вторник(?:а|у|ом|е|и|ам|ов)?|сред(?:а|у|ы|е|ам|ой)|четверг(?:а|у|ом|е|и|ам|ов)?|"
    r"пятниц(?:а|у|ы|е|ам|ей)?|суббот(?:а|у|ы|е|ам|ой)?|воскресень(?:е|я|ю|ям|ем))(?![а-яё])|"
    r"(?:星期|礼拜|禮拜|周|週)(?P<han>[一二三四五六日天])(?!年)",
    re.IGNORECASE,
)
_HALF_A_DAY = 720  # minutes
_AFTERNOON = re.compile(r"p|afternoon|evening|下午|晚|вечера|дня", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A month, or a day of it, named at `start:end`; or with `minute` a time, in minutes from midnight.

    `loose` says that it may be of the morning or the afternoon.
    """

    start: int
    end: int
    month: int | None = None
    day: int | None = None
    minute: int | None = None
    weekday: int | None = None
    loose: bool = False

    def borne_out_by(self, other: Day) -> bool:
        """Whether `other` says as much or more: 12 May bears out May."""
        if self.weekday is not None:
            return self.weekday == other.weekday
        if self.minute is not None:
            if other.minute is None:
                return False
            apart = abs(self.minute - other.minute)
            return apart == 0 or ((self.loose or other.loose) and apart == _HALF_A_DAY)
        return self.month == other.month and self.day in (None, other.day)


def find_days(text: str) -> list[Day]:
    """The days, months and times that `text` names, in order."""
    found = sorted([*_days(text), *_times(text), *_weekdays(text)], key=lambda d: (d.start, -d.end))
    kept: list[Day] = []
    for day in found:
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def _days(text: str) -> Iterator[Day]:
    for pattern in _DAYS:
        for found in pattern.finditer(text):
            groups = found.groupdict()
            month = _month(groups)
            day = numerals.ordinal(groups["ordinal"]) if groups.get("ordinal") else _number(groups.get("day"))
            if found.groupdict().get("en_name") and _is_verb(text, found.start()):
                continue
            if month and 1 <= month <= 12 and (day is None or 1 <= day <= 31):
                yield Day(found.start(), found.end(), month, day)


def _is_verb(text: str, start: int) -> bool:
    return bool(_MAY_AS_A_VERB.match(text, start) or _MAY_AS_A_VERB.match(text, max(start - 2, 0)))


def _weekdays(text: str) -> Iterator[Day]:
    for found in _WEEKDAYS.finditer(text):
        if name := found["en"]:
            day = next(i for i, full in enumerate(_EN_WEEKDAYS) if full.startswith(name.lower()))
        elif name := found["ru"]:
            day = next(i for i, stem in enumerate(_RU_WEEKDAYS) if name.lower().startswith(stem))
        else:
            day = min("一二三四五六日天".index(found["han"]), 6)
        yield Day(found.start(), found.end(), weekday=day)


def _times(text: str) -> Iterator[Day]:
    for pattern in _TIMES:
        for found in pattern.finditer(text):
            groups = found.groupdict()
            if found.group() in ("一时", "一時"):  # for a while, all at once
                continue
            if groups.get("noon") or groups.get("noon_han"):
                yield Day(found.start(), found.end(), minute=720)
                continue
            half = groups.get("half") or ""
            hour, minute = _hour(groups), _number(groups.get("minute")) or 0
            if hour is None or hour > 24 or minute > 59:
                continue
            loose = any(groups.get(name) for name in ("past", "at", "half_to")) and not half
            if half and hour < 12 and _AFTERNOON.match(half):
                hour += 12
            if any(groups.get(name) for name in ("thirty", "past")):
                minute = 30
            if groups.get("half_to"):
                minute = -30
            yield Day(found.start(), found.end(), minute=60 * hour + minute, loose=loose)


def _hour(groups: dict[str, str | None]) -> int | None:
    """The hour that a time names, in figures or in words."""
    if written := groups.get("past") or groups.get("at"):
        return int(written) if written.isdecimal() else _HOURS_OF_DAY.index(written.lower()) + 1
    if written := groups.get("ru_hour") or groups.get("ru_short"):
        return next(i for i, hour in enumerate(_RU_HOURS, 1) if re.fullmatch(hour, written, re.IGNORECASE))
    if written := groups.get("half_to"):
        hour = numerals.ordinal(written)
        return hour if hour and hour <= 12 else None
    return _number(groups.get("hour"))


def _month(groups: dict[str, str | None]) -> int | None:
    if name := groups.get("en") or groups.get("en_name"):
        return _EN_MONTHS.index(name.lower()[:3]) + 1
    if name := groups.get("ru"):
        return next(
            i
            for i, stem in enumerate(_RU_MONTHS, start=1)
            if name.lower().startswith(stem) and not (stem == "ма" and name.lower().startswith("мар"))
        )
    return _number(groups.get("month"))


def _number(written: str | None) -> int | None:
    if not written:
        return None
    if written.isdecimal():
        return int(written)
    value = chinese_value(written) if all(c in HAN_NUMERALS for c in written) else None
    return None if value is None else int(value)
