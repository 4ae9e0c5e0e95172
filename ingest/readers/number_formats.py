"""What a spreadsheet shows of a number or a day: `KM 00042`, `20000.00 €`, `1985` for a first of January."""

from __future__ import annotations

import re
from datetime import date, datetime, time

# What stands in a format beside the digits: "text", \\x, [$€-407], [Red], _x for a gap, *x for a filling.
_BESIDE = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|([#0?.,%]+(?:[eE][+-]0+)?|@|General)|(.)', re.S
)
_ZEROS, _DECIMALS = re.compile(r"0+"), re.compile(r"[#,]*0\.(0+)%?")
_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def shown_number(value: float, number_format: str) -> str:
    """A number in its format: leading zeros, decimals, per cent, and the signs and words set around it.

    Thousands stay ungrouped. A format with several places for digits shows nothing but the number.
    """
    before, digits, behind = _parts(number_format)
    sign = "-" if value < 0 and before else ""
    return f"{sign}{before}{_digits(abs(value) if sign else value, digits)}{behind}"


def shown_day(value: datetime | date, number_format: str) -> str:
    """A day as `2024-05-01`, with its time where it has one.

    The first of a month, or of a year, is that month or year where no more is shown: nobody said a day.
    """
    letters = set(_LETTERS.sub("", number_format.split(";")[0]).lower())
    if "y" in letters and not letters & {"d", "h"} and value.day == 1:
        if "m" in letters:
            return f"{value:%Y-%m}"
        if value.month == 1:
            return str(value.year)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat()


def _parts(number_format: str) -> tuple[str, str, str]:
    """What a format sets before the digits, how it sets them, and what behind them."""
    before, digits, behind = "", "", ""
    for found in _BESIDE.finditer(number_format.split(";")[0]):
        quoted, escaped, currency, place, sign = found.groups()
        if place:
            if digits:
                return "", "General", ""
            digits = place
        elif text := quoted or escaped or currency or sign or "":
            before, behind = (before, behind + text) if digits else (before + text, behind)
    return before.lstrip(), digits or "General", behind.rstrip()


def _digits(value: float, digits: str) -> str:
    whole = float(value).is_integer()
    if whole and _ZEROS.fullmatch(digits):
        return f"{int(value):0{len(digits)}d}"
    if digits.endswith("%"):
        return f"{value * 100:g}%"
    if decimals := _DECIMALS.fullmatch(digits):
        return f"{value:.{len(decimals.group(1))}f}"
    return str(int(value)) if whole and abs(value) < 1e15 else f"{value:.15g}"
