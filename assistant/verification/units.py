"""Units of measure in three languages: which are the same, and which can be turned into another exactly.

A unit is a dimension and a factor to the dimension's base. Currencies, and lengths of time that have no
fixed length in another, are dimensions of their own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit of `dimension`; a value times `factor` is in the dimension's base unit."""

    dimension: str
    factor: float = 1.0

    def rivals(self, other: Unit) -> bool:
        """Whether both measure the same kind of thing, so that one may stand wrongly for the other."""
        if self.dimension in _CURRENCIES:
            return other.dimension in _CURRENCIES and other != self
        return self.dimension == other.dimension and other != self


_CURRENCIES = frozenset(
    {
        "euro",
        "dollar",
        "hk dollar",
        "pound",
        "rouble",
        "kopek",
        "yuan",
        "yen",
        "franc",
        "livre",
        "mark",
        "liang",
        "peso",
        "florin",
        "thaler",
        "ducat",
        "rupee",
        "lira",
        "shilling",
        "penny",
        "guinea",
        "krone",
        "wen",
        "silver dollar",
    }
)


_SPANS = frozenset({Unit("month", 120.0), Unit("month", 1200.0)})

# Patterns are whole words where they are written in letters. "м", "г" and "m" count only behind a number.
_FILE = Path(__file__).with_name("units.csv")
_LETTER = r"[^\W\d_\u3400-\u9fff]"


def _pattern(written: str) -> str:
    alternatives = sorted(written.split("|") if "(" not in written else [written], key=len, reverse=True)
    return "|".join(alternatives)


@lru_cache(maxsize=1)
def _table() -> Sequence[tuple[re.Pattern[str], Unit]]:
    """The patterns of the file, made when the first number is read: it takes half a second.

    The longest that matches wins: "hong kong dollars" before "dollars", 平方米 before 米.
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [
            (
                re.compile(rf"(?:{_pattern(row['pattern'])})(?!{_LETTER})", re.IGNORECASE),
                Unit(row["dimension"], float(row["factor"])),
            )
            for row in csv.DictReader(file)
        ]


_GAP = re.compile(
    r"[ \t\u00a0\u202f-]?(?:(?:working|calendar|full|whole|linear|running|"
    r"рабочи[хей]\w?|календарны[хей]\w?|полны[хей]\w?|погонны[хей]\w?|погонного)\s|个?工作(?=日))?",
    re.IGNORECASE,
)
# Signs of currency stand before the number.
_BEFORE = re.compile(r"(HK\$|US\$|[€$£₽]|(?:EUR|USD|GBP|RUB|HKD|CNY|RMB|JPY)\s)\s?$")


def unit_after(text: str, end: int) -> tuple[Unit, int] | None:
    """The unit that begins at `end` of `text`, after a space or a hyphen or none, and where it ends."""
    gap = _GAP.match(text, end)
    start = gap.end() if gap else end
    best: tuple[Unit, int] | None = None
    for pattern, unit in _table():
        found = pattern.match(text, start)
        if found and found.end() > start and (best is None or found.end() > best[1]):
            best = unit, found.end()
    return best


def units_named(text: str) -> set[Unit]:
    """The units that `text` names in words or as abbreviations, with a number or without.

    Decades and centuries, which date as often as they measure, are left out.
    """
    words = re.finditer(rf"(?<!{_LETTER}){_LETTER}{{2,}}|[\u3400-\u9fff]+|[€$£₽%]", text)
    found = set()
    for word in words:
        for start in range(
            word.start(), word.end() if "\u3400" <= word.group()[0] <= "\u9fff" else word.start() + 1
        ):
            if unit := unit_after(text, start):
                found.add(unit[0])
    return {unit for unit in found if unit not in _SPANS}


def unit_before(text: str, start: int) -> Unit | None:
    """The currency whose sign ends at `start` of `text`."""
    found = _BEFORE.search(text[max(0, start - 6) : start])
    if not found:
        return None
    sign = found.group(1).strip().removeprefix("US")
    named = unit_after(sign, 0)
    return named[0] if named else None
