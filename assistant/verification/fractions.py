"""Shares as parts of a whole: two-thirds, one in ten, 1/3 of; две трети, одна десятая; 三分之二, 一成."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.verification.number_words import EN_VALUES, HAN_DIGITS, Spoken, chinese_value, russian_word

_HAN_FRACTION = re.compile(
    "(?P<parts>(?!百)[〇零一二三四五六七八九十百千万]+)分之(?P<count>[〇零一二三四五六七八九十百]+)"
)
_EN_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_EN_FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<count>two|three|four|five|seven|nine)[\s-](?P<many>(?:third|quarter|fifth|sixth|eighth|tenth)s)"
    r"|one[\s-](?P<half>half)"
    r"|(?:one|a)[\s-](?P<one>third|quarter|fifth|tenth)(?=\s+of\b|\s*(?:[.,;:!?)]|$))"
    r"|(?:scarcely|hardly|barely|nearly|almost|about|roughly|only|over|than|by) a "
    r"(?P<about>third|quarter|fifth|tenth))(?!\w)",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    r"(?<![\w-])one (?:in|out of) (?P<parts>two|three|four|five|six|seven|eight|nine|ten)(?!\w)",
    re.IGNORECASE,
)
# 1/3 of, 1/3的: elsewhere it may be a date, a share of a set, or part of a number.
_WRITTEN_FRACTION = re.compile(
    r"(?<![^\W\u3400-\u9fff])(?<![./,-])(?P<count>[1-9])/(?P<parts>[2-9]|10)"
    r"(?=\s+of\b|的|\s+[а-яё]{3})"
)
_HAN_TENTHS = re.compile("(?P<count>[一二三四五六七八九])成(?=[的多以左，。；、）]|$)")
_RU_TENTHS = re.compile(
    r"(?<!\w)(?P<count>одн(?:а|ой|у)|две|двух|три|тр[её]х|четыре|четыр[её]х|семь|девять)\s+"
    r"(?P<part>пят|шест|седьм|восьм|девят|десят)(?:ая|ой|ую|ых|ыми)(?!\w)",
    re.IGNORECASE,
)
_RU_PARTS = {"пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10}
# Not a quarter of a century, of an hour, or of the century just named.
_RU_QUARTER = re.compile(
    r"(?<!\w)(?<!-[яйю]\s)(?<!(?:ая|ой|ую|ья|ей|яя|ью)\s)(?<![IV\d]\s)четверт(?:ь|и|ью)(?=\s+[а-яё])(?!\s+(?:век|столети|час|год|фунт))",
    re.IGNORECASE,
)
_RU_FRACTION = re.compile(
    r"(?<!\w)(?:(?P<count>одн[ауой]{1,2}|две|двух|двумя|три|тр[её]х|тремя)\s+)?"
    r"(?:(?P<third>треть|трети|третей|третями)|(?P<quarter>(?<=три )четверти|(?<=тр[её]х )четвертей))(?!\w)",
    re.IGNORECASE,
)


def spoken_fractions(text: str) -> Iterator[Spoken]:
    """Every share in words or as 1/3 in `text`, in no order, whatever the language."""
    yield from _english(text)
    yield from _russian(text)
    yield from _chinese(text)
    for found in _WRITTEN_FRACTION.finditer(text):
        yield Spoken(*found.span(), int(found["count"]) / int(found["parts"]))


def _english(text: str) -> Iterator[Spoken]:
    for found in _EN_FRACTION.finditer(text):
        parts = _EN_PARTS[
            (found["many"] or found["one"] or found["half"] or found["about"]).lower().rstrip("s")
        ]
        counted = EN_VALUES[found["count"].lower()] if found["count"] else 1
        yield Spoken(*found.span(), counted / parts)
    for found in _ONE_IN.finditer(text):
        yield Spoken(*found.span(), 1 / EN_VALUES[found["parts"].lower()])


def _russian(text: str) -> Iterator[Spoken]:
    for found in _RU_FRACTION.finditer(text):
        read = russian_word((found["count"] or "").lower())
        yield Spoken(*found.span(), (read[0] if read else 1) / (3 if found["third"] else 4))
    for found in _RU_TENTHS.finditer(text):
        read = russian_word(found["count"].lower())
        yield Spoken(*found.span(), (read[0] if read else 1) / _RU_PARTS[found["part"].lower()])
    for found in _RU_QUARTER.finditer(text):
        yield Spoken(*found.span(), 0.25)


def _chinese(text: str) -> Iterator[Spoken]:
    for found in _HAN_FRACTION.finditer(text):
        whole, some = chinese_value(found["parts"]), chinese_value(found["count"])
        if whole and some:
            yield Spoken(*found.span(), some / whole)
    for found in _HAN_TENTHS.finditer(text):
        yield Spoken(*found.span(), HAN_DIGITS[found["count"]] / 10)
