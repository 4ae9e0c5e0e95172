"""Numbers with a half, which three languages put behind the unit or into it.

Two and a half metres, a year and a half, half a kilogram; два с половиной метра, полгода; 两米半, 一个半小时,
一米五.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.verification.number_words import HAN_NUMERALS, chinese_value, spoken_numbers
from assistant.verification.units import Unit, unit_after


class Half(NamedTuple):
    """A number at `start:end`, which holds its `unit` where that stands within it."""

    start: int
    end: int
    value: float
    unit: Unit | None = None


_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_SCALES |= {"тысяч": 1e3, "миллион": 1e6, "миллиард": 1e9}
_EN_SCALE = r"(?:\s(?P<scale>hundred|thousand|million|billion))?(?!\w)"
_AND_A_HALF = re.compile(
    rf"(?<![\w-])(?P<whole>[a-z]+(?:-[a-z]+)?|\d+)[\s-]and[\s-](?:a|one)[\s-]half{_EN_SCALE}"
    r"|(?<!\w)(?P<whole_ru>[а-яё]+|\d+)\s+с\s+половиной(?:\s(?P<scale_ru>тысяч|миллион|миллиард)\w*)?(?!\w)",
    re.IGNORECASE,
)
_UNIT_AND_A_HALF = re.compile(
    r"(?<![\w-])(?:an?|one)\s(?=(?P<unit>[a-z]+)\sand\sa\shalf(?!\w))", re.IGNORECASE
)
_HALF_A = re.compile(r"(?<![\w-])half(?:[\s-]an?)?[\s-](?=[a-z])|(?<!\w)пол-?(?=[а-яё]{3})", re.IGNORECASE)
_HALF_OF_MANY = re.compile(
    r"(?<![\w-])half a (?P<en>dozen|million|billion)(?!\w)"
    r"|(?<!\w)пол(?P<ru>дюжины|миллиона|миллиарда|сотни|тысячи)(?!\w)",
    re.IGNORECASE,
)
_MANY = {"dozen": 12.0, "дюжины": 12.0, "сотни": 1e2, "тысячи": 1e3}
_MANY |= {"million": 1e6, "миллиона": 1e6, "billion": 1e9, "миллиарда": 1e9}
_HAN_NUMBER = re.compile(rf"(?<![\d.])\d+(?![\d.])|[{HAN_NUMERALS}]+")
_HAN_COUNTED_HALF = re.compile(r"[个個]半(?=小?[时時]|钟头|月|世[纪紀]|星期|礼拜)")
_HAN_TENTH = re.compile(rf"[米丈](?P<tenth>[一二三四五六七八九])(?![{HAN_NUMERALS}分厘釐寸\d])")
_HAN_HALF = re.compile("半(?![夜路途数數载載])")
_MONTH = Unit("month")


def numbers_with_halves(text: str) -> Iterator[Half]:
    """The numbers of `text` that a half belongs to, in no order."""
    for found in _AND_A_HALF.finditer(text):
        whole = _value(found["whole"] or found["whole_ru"])
        if whole is not None:
            scale = _SCALES.get((found["scale"] or found["scale_ru"] or "").lower(), 1.0)
            yield Half(found.start(), found.end(), (whole + 0.5) * scale)
    for found in _UNIT_AND_A_HALF.finditer(text):
        unit = unit_after(text, found.end())
        if unit and unit[1] == found.end("unit"):
            yield Half(found.start(), found.end("unit") + len(" and a half"), 1.5, unit[0])
    for found in _HALF_A.finditer(text):
        if unit := unit_after(text, found.end()):
            yield Half(found.start(), unit[1], 0.5, unit[0])
    for found in _HALF_OF_MANY.finditer(text):
        yield Half(*found.span(), 0.5 * _MANY[(found["en"] or found["ru"]).lower()])
    yield from _chinese(text)


def _value(written: str) -> float | None:
    """A whole number in figures or words; None for any other word."""
    if written.isdecimal():
        return float(written)
    return next((n.value for n in spoken_numbers(written) if (n.start, n.end) == (0, len(written))), None)


def _chinese(text: str) -> Iterator[Half]:
    for number in _HAN_NUMBER.finditer(text):
        whole = float(number.group()) if number.group().isdecimal() else chinese_value(number.group())
        if whole is None:
            continue
        start, end = number.span()
        if counted := _HAN_COUNTED_HALF.match(text, end):
            unit = _MONTH if text.startswith("月", counted.end()) else None
            yield Half(start, counted.end(), whole + 0.5, unit)
        elif tenth := _HAN_TENTH.match(text, end):
            unit_found = unit_after(text, end)
            parts = (chinese_value(tenth["tenth"]) or 0.0) / 10
            yield Half(start, tenth.end(), whole + parts, unit_found and unit_found[0])
        elif (unit_found := unit_after(text, end)) and _HAN_HALF.match(text, unit_found[1]):
            yield Half(start, unit_found[1] + 1, whole + 0.5, unit_found[0])
