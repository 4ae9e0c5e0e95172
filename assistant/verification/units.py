"""Units of measure in three languages: which are the same, and which can be turned into another exactly.

A unit is a dimension and a factor to the dimension's base. Currencies, and lengths of time that have no
fixed length in another, are dimensions of their own.
"""

from __future__ import annotations

import re
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
    }
)


# Patterns are whole words where they are written in letters. "м" and "г" and "m" only behind a number.
_TABLE: tuple[tuple[str, float, str], ...] = (
    ("length", 0.001, r"mm|milli(?:metre|meter)s?|мм|миллиметр\w*|毫米|公厘"),
    ("length", 0.01, r"cm|centi(?:metre|meter)s?|см|сантиметр\w*|厘米|公分"),
    ("length", 0.1, r"dm|дм|дециметр\w*|分米"),
    ("length", 1.0, r"m|metres?|meters?|м|метр(?:а|ов|е|ам|ами|ах|ом)?|米|公尺"),
    ("length", 1000.0, r"km|kilo(?:metre|meter)s?|км|километр\w*|公里|千米"),
    ("length", 0.0254, r"in\.|inch(?:es)?|″|дюйм\w*|英寸"),
    ("length", 0.3048, r"ft\.?|feet|foot|′|фут(?:а|ов|ы|ами|ах)?|英尺"),
    ("length", 1609.344, r"miles?|мил[ьиейяями]+|英里"),
    ("chi", 1.0, r"尺|chi"),
    ("cun", 1.0, r"寸|cun"),
    ("zhang", 1.0, r"丈"),
    ("arshin", 1.0, r"аршин\w*|arshins?"),
    ("verst", 1.0, r"в[её]рст\w*|versts?"),
    ("sazhen", 1.0, r"саж[её]н\w*"),
    ("area", 1e-4, r"cm2|cm²|sq\.?\s?cm|square\s+centi(?:metre|meter)s?|см2|см²|кв\.?\s?см|平方厘米"),
    ("area", 1.0, r"m2|m²|sq\.?\s?m|square\s+(?:metre|meter)s?|м2|м²|кв\.?\s?м|квадратн\w+\s+метр\w*|平方米|平米"),
    ("area", 1e4, r"ha|hectares?|га|гектар\w*|公顷|公頃"),
    ("area", 1e6, r"km2|km²|square\s+kilo(?:metre|meter)s?|км2|км²|кв\.?\s?км|平方公里"),
    ("area", 4046.8564224, r"acres?|акр(?:а|ов|ы)?|英亩|英畝"),
    ("mu", 1.0, r"亩|畝"),
    ("weight", 0.001, r"mg|milligram(?:me)?s?|мг|миллиграмм\w*|毫克"),
    ("weight", 1.0, r"g|gr|gm|gram(?:me)?s?|г|гр\.?|грамм\w*|克"),
    ("weight", 1000.0, r"kg|kilo(?:gram(?:me)?)?s?|кг|килограмм\w*|公斤|千克"),
    ("weight", 1e6, r"tonnes?|тонн\w*|吨|噸"),
    ("short ton", 1.0, r"tons?"),
    ("weight", 28.349523125, r"oz\.?|ounces?|унци\w*|盎司"),
    ("weight", 453.59237, r"lbs?\.?"),
    ("carat", 1.0, r"carats?|карат\w*|克拉"),
    ("liang", 1.0, r"taels?|лян(?:а|ов)?|两(?=白?银|黄?金)"),
    ("jin", 1.0, r"斤|catt(?:y|ies)"),
    ("pood", 1.0, r"пуд(?:а|ов|ы)?|poods?"),
    ("volume", 1.0, r"l|lit(?:re|er)s?|л|литр\w*|升|公升"),
    ("volume", 0.001, r"ml|millilit(?:re|er)s?|мл|миллилитр\w*|毫升"),
    ("percent", 1.0, r"%|％|per\s?cent|percentage\s+points?|процент\w*"),
    ("per mille", 1.0, r"‰|per\s+mille|промилле"),
    ("celsius", 1.0, r"°\s?[CС]|℃|degrees?(?:\s+(?:celsius|centigrade))?|градус\w*|摄氏度|攝氏度|度"),
    ("fahrenheit", 1.0, r"°\s?F|℉|degrees?\s+fahrenheit|华氏度"),
    ("lux", 1.0, r"lux|lx|люкс\w*|лк|勒克斯"),
    ("second", 1.0, r"seconds?|секунд\w*|сек\.?|秒"),
    ("second", 60.0, r"minutes?|min\.?|минут\w*|мин\.?|分钟|分鐘"),
    ("second", 3600.0, r"hours?|час(?:а|ов|ы|ам|ами)?|小时|小時"),
    ("day", 1.0, r"days?|дн(?:я|ей|и|ям|ями)|день|суток|сутки|天"),
    ("day", 7.0, r"weeks?|недел\w*|周|週|星期"),
    ("month", 1.0, r"months?|месяц\w*|个月|個月"),
    ("month", 12.0, r"years?(?:\s+old)?|(?<=[-‑])year(?:[-‑]old)?|лет|год(?:а|ами|ов|ам)|周?岁|周?歲|年"),
    ("euro", 1.0, r"euros?|EUR|€|евро|欧元|歐元"),
    ("dollar", 1.0, r"(?:US\s)?dollars?|USD|\$|доллар\w*|долл\.?|美元|美金"),
    ("hk dollar", 1.0, r"hong\s+kong\s+dollars?|HK\$|HKD|гонконгск\w+\s+доллар\w*|港元|港币|港幣"),
    ("pound", 1.0, r"pounds?(?:\s+sterling)?|GBP|£|фунт\w*(?:\s+стерлингов)?|英镑|英鎊"),
    ("rouble", 1.0, r"rou?bles?|RUB|₽|рубл\w*|руб\.?|卢布|盧布"),
    ("kopek", 1.0, r"kope[ck]k?s?|копе\w+|коп\.|戈比"),
    ("yuan", 1.0, r"yuan|RMB|CNY|renminbi|юан\w*|人民币|元"),
    ("yen", 1.0, r"yen|JPY|иен\w*|йен\w*|日元"),
    ("franc", 1.0, r"francs?|франк\w*|法郎"),
    ("livre", 1.0, r"livres?|ливр\w*|里弗尔"),
    ("mark", 1.0, r"marks?(?=\W|$)|марок|марк[иа]?|马克"),
)  # fmt: skip
_LETTER = r"[^\W\d_\u3400-\u9fff]"


def _pattern(written: str) -> str:
    alternatives = sorted(written.split("|") if "(" not in written else [written], key=len, reverse=True)
    return "|".join(alternatives)


# The longest wins: "hong kong dollars" before "dollars", 平方米 before 米.
_UNITS = [
    (re.compile(rf"(?:{_pattern(written)})(?!{_LETTER})", re.IGNORECASE), Unit(dimension, factor))
    for dimension, factor, written in _TABLE
]
_GAP = re.compile(r"[ \t\u00a0\u202f-]?")
# Signs of currency stand before the number.
_BEFORE = re.compile(r"(HK\$|US\$|[€$£₽]|(?:EUR|USD|GBP|RUB|HKD|CNY|RMB|JPY)\s)\s?$")


def unit_after(text: str, end: int) -> tuple[Unit, int] | None:
    """The unit that begins at `end` of `text`, after a space or a hyphen or none, and where it ends."""
    gap = _GAP.match(text, end)
    start = gap.end() if gap else end
    best: tuple[Unit, int] | None = None
    for pattern, unit in _UNITS:
        found = pattern.match(text, start)
        if found and found.end() > start and (best is None or found.end() > best[1]):
            best = unit, found.end()
    return best


def units_named(text: str) -> set[Unit]:
    """The units that `text` names in words or as abbreviations, with a number or without."""
    words = re.finditer(rf"(?<!{_LETTER}){_LETTER}{{2,}}|[\u3400-\u9fff]+|[€$£₽%]", text)
    found = set()
    for word in words:
        for start in range(
            word.start(), word.end() if "\u3400" <= word.group()[0] <= "\u9fff" else word.start() + 1
        ):
            if unit := unit_after(text, start):
                found.add(unit[0])
    return found


def unit_before(text: str, start: int) -> Unit | None:
    """The currency whose sign ends at `start` of `text`."""
    found = _BEFORE.search(text[max(0, start - 6) : start])
    if not found:
        return None
    sign = found.group(1).strip().removeprefix("US")
    named = unit_after(sign, 0)
    return named[0] if named else None
