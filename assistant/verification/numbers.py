"""The numbers of a text with their units, however they are written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from assistant.verification.fractions import spoken_fractions
from assistant.verification.halves import numbers_with_halves
from assistant.verification.number_words import HAN_NUMERALS, spoken_numbers
from assistant.verification.roman import roman_numerals
from assistant.verification.units import Unit, unit_after, unit_before
from assistant.verification.verdict import Place
from retrieval.language.analysis import fold_han
from retrieval.language.scripts import with_wide_commas


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end` and every value it may have: "1,234" is 1234 and, in Russian, 1.234.

    `certain` says that it is surely meant as one: "one", 一 in a word, "pair" are not.
    """

    start: int
    end: int
    values: tuple[float, ...]
    unit: Unit | None = None
    ordinal: bool = False
    certain: bool = True
    written: str = ""  # in digits
    more: bool = False  # said to be a little more: 十三米有余, over 13 metres
    less: bool = False  # said to be a little less: nearly 200, без малого 200
    about: bool = False  # said to be a little more or less: about 300

    def same_value(self, other: Number) -> bool:
        """Whether both may be the same number, their units aside."""
        return any(_equal(a, b) for a in self.values for b in other.values)

    def roughly(self, other: Number) -> bool:
        """Whether this says in part what `other` says: over 13 of 13.4, about 300 of 297, 50 % of a half."""
        if (self.more or self.less or self.about) and self._is_alike(other):
            return any(self._is_near(a, b) for a in self._amounts() for b in other._amounts())
        shares = [v / 100 if n.unit == _PERCENT else v for n in (self, other) for v in n.values[:1]]
        alone = all(n.unit in (None, _PERCENT) for n in (self, other))
        return alone and self.unit != other.unit and 0 < shares[0] < 1 and _equal(*shares)

    def _is_near(self, said: float, there: float) -> bool:
        if said <= 0:
            return said == there
        # Over twenty may be twenty-eight, over 23 may not.
        spare = 10.0 ** math.floor(math.log10(said)) if _is_round(said) else said * (_LITTLE_MORE - 1)
        if self.more and said <= there < said + max(spare, said * (_LITTLE_MORE - 1)):
            return True
        if self.less and said / _LITTLE_MORE < there < said:
            return True
        rounded = float(f"{there:.1g}"), float(f"{there:.2g}")
        return self.about and there != said and said in rounded and abs(there - said) <= _ABOUT * said

    def _is_alike(self, other: Number) -> bool:
        return self.unit == other.unit or bool(
            self.unit and other.unit and self.unit.dimension == other.unit.dimension
        )

    def _amounts(self) -> tuple[float, ...]:
        """Its values in the unit that its dimension is counted in."""
        return tuple(value * (self.unit.factor if self.unit else 1.0) for value in self.values)

    def same_quantity(self, other: Number) -> bool:
        """Whether both are the same amount of the same dimension."""
        if self.unit is None or other.unit is None or self.unit.dimension != other.unit.dimension:
            return False
        pairs: Iterable[tuple[float, float]] = product(self.values, other.values)
        if (
            self.written and self.written == other.written
        ):  # written alike, read alike: 1.234 kg is no 1.234 g
            pairs = zip(self.values, other.values, strict=True)
        return any(_equal(a * self.unit.factor, b * other.unit.factor) for a, b in pairs)


_PERCENT = Unit("percent")
_LITTLE_MORE = 1.15
_ABOUT = 0.03
_MORE_BEHIND = re.compile(
    r"[余餘多]|[^\d\s，。；]{0,3}(?:有余|有餘|以上|\+|(?<=[吨噸米斤克里丈尺年月天时時元两])[余餘多])"
    r"|\s?\w+\s(?:or more|и более)"
)
_MORE_BEFORE = re.compile(
    r"(?:\b(?:over|more than|upwards of)|(?<!\w)(?:свыше|более(?: чем)?|больше)|[逾超]过?|超過|多于)\s?$",
    re.IGNORECASE,
)
_LESS_BEFORE = re.compile(
    r"(?:\b(?:nearly|almost|under|less than|below|fewer than|close to|not quite)"
    r"|(?<!\w)(?:почти|без малого|менее|меньше)(?:\s(?:в|на|до|с|за))?"
    r"|将?近|將近|接近|不到|差不多)\s?$",
    re.IGNORECASE,
)
_ABOUT_BEFORE = re.compile(
    r"(?:\b(?:about|around|some|roughly|approximately|circa|ca?\.)|(?<!\w)(?:около|примерно|порядка|приблизительно|ок\.)"
    r"(?:\s(?:в|на|до|с|за))?|大?[约約]|大概|差不多)\s?$",
    re.IGNORECASE,
)
_ABOUT_BEHIND = re.compile(r"[^\d\s，。；]{0,3}(?:左右|上下)")
_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f\u2009,.’']\d{3})+(?!\d)(?:[.,]\d{1,3}(?!\d))?"
_DIGITS = re.compile(
    # M.44 and No.7 too, but no part of LC.1961.8.
    rf"(?:(?<![\w.,])|(?<=[^\W\d_]\.)(?=\d+(?![.,/:-]?\w)))(?<!\d[/:])(?P<number>{_GROUPED}|\d+(?:[.,]\d+)?)(?:\s?(?P<fraction>[½¼¾⅓⅔]|(?<=\d)\s\d/\d(?!\d)))?"
    r"|(?<=[\u3400-\u9fff])(?P<after_han>\d+(?:[.,]\d+)*)|(?P<half>[½¼¾])"
)
_CURRENCY_MARKS = tuple("£$€¥₽")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_SCALE = re.compile(
    r"[ \u00a0\u202f]?(?:(?P<k>thousands?|тыс(?:\.|яч\w*)?|千)|(?P<w>万|萬)|(?P<h>百)|"
    r"(?P<m>millions?|mln|млн\.?|миллион\w*|百万)|(?P<b>billions?|bn|млрд\.?|миллиард\w*)|(?P<y>亿|億))(?![^\W\d_\u3400-\u9fff])"
)
# What stands behind a sum alone: £30m, $1.2bn.
_SUM_SCALE = re.compile(r"\s?(?P<scale>m|mn|bn|b|k)(?!\w)")
_SUM_SCALES = {"m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "k": 1e3}
_SCALE_VALUES = {"k": 1e3, "w": 1e4, "h": 1e2, "m": 1e6, "b": 1e9, "y": 1e8}
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b|-?(?:й|го|му|м|я|е|х|ый|ой|ая|ое|ые|ых)\b|-[еяйм]\b")
_TIMES = re.compile(r"\d{1,2}:\d\d|(?:星期|礼拜|禮拜|周|週)[一二三四五六]")
# Between numbers that share the unit of the last: 185 × 203 см, 12–14 лет, 三至四.
_JOINT = re.compile(r"\s?(?:[×xхX*–—±-]|by|to|and|or|на|до|и|или|至|到|乘|或)\s?")
_RANGED = re.compile(r"\s?(?:[–—~～-]|to|до|至|到)\s?\d+(?:[.,]\d+)?")
# Words that need not be meant as a number.
_LOOSE = frozenset({"both", "second", "tens", "hundreds", "thousands", "millions"})
_LOOSE |= {"pair", "pairs", "couple", "couples", "half", "halves"}
_LENGTH_ALONE = re.compile(
    r"(?<![\w-])(?=(?:decade|century|fortnight|десятилети[ею]|столети[ею])(?!\w))|(?:(?<=一)|(?<=半))(?=个?世[纪紀])",
    re.IGNORECASE,
)
_IN_A_RANGE = re.compile(r"(?<!\d)(?P<century>1\d|20)\d\d[-–/]$")  # 1998–99
_HALF = 0.5
_LOOSE_HALVES = frozenset({Unit("month", 1200.0), Unit("month", 120.0), Unit("month")})
_SHARED = re.compile(
    r"\s+(?:of\s+)?(?:the|all|its|their|them|these|those|his|her|our)\b|(?<=[ау])\s+[а-яё]{4}|的(?!时)|(?<=半)数"
)
# Whatever follows: about half, cut by a half.
_COMPARED = re.compile(
    r"(?<!\w)(?:около|более|больше|менее|меньше|свыше|почти|примерно|приблизительно)\s$|\bby\s(?:a|one)\s$",
    re.IGNORECASE,
)
_WHICH_HALF = re.compile(
    r"(?:first|second|last|latter|later|other|each|upper|lower|left|right|top|bottom|one|in|the|his|her|better)\s$"
    r"|[а-яё]+(?:ая|ую|ой|яя|юю|ей)\s$|(?:до|на|в|во|с|со)\s$|[前后後上下左右另两大多小]$|[两另前后後][一]$",
    re.IGNORECASE,
)
_PERCENT_ZH = re.compile(r"百分之$")
# Tens, hundreds or thousands of something, without saying how many.
_VAGUE = re.compile(r"(?:[数數几幾好上成]|\bmany |\bseveral |\bнесколько |\bмногие )$")
_THEN_SCALE = re.compile(r"\s?(?:[余多]|several)?$")
_THINGS = (
    "件个個座尊张張枚支只隻位名塊块片扇把條条根卷册冊组組匹间間栋棟所处處窟颗顆箱盒瓶壶壺杯碗盘盤盏盞台臺辆輛艘首字幅本部柄架"
    "株匣票则則方"
)
_COUNTED = re.compile(rf"(?:[{_THINGS}][\u3400-\u9fff]|[角边邊]形|[瓣棱稜])")
_MEASURED_THINGS = re.compile(rf"[余餘多]?[{_THINGS}]")
_REPEATED = re.compile("[次回遍倍]")
_MEASURED = re.compile(
    r"[余餘多几幾來来]?\s?[件个個座幅层層尊张張岁歲枚支只隻英名位次天日月种種块塊片扇把条條根卷册冊页頁套组組双雙匹间間栋棟所处處倍成周季级級"
    r"届屆号號楼樓窟身粒颗顆串箱盒瓶壶壺杯碗盘盤盏盞台臺辆輛艘门門类類样樣章节節首句字行段篇点點分秒世人年期代进進开開"
    r"瓣棱稜幅则則票厘毫米公克斤吨尺寸元美欧歐卢港两百千万亿重度部本曲铃鈴钟鐘柄架朵株棵匣具方小平立英加道批封趟遍"
    r"面口根副轴軸函通锭錠顶頂挺管孔股袋筒坛罈罐篮籃户戶叠捆排列盆缸桶吊贯貫笔筆项項宗桅轮輪]|弦(?!琴)|[角边邊]形"
)


def _is_round(value: float) -> bool:
    """Whether a number has one digit before its noughts, or one alone."""
    return value == float(f"{value:.1g}")


def find_numbers(text: str, taken: Iterable[Place] = ()) -> list[Number]:
    """The numbers of `text` in order, those at `taken` places (dates, object numbers) left out."""
    text = with_wide_commas(text)
    places = [*taken, *(found.span() for found in _TIMES.finditer(text))]
    found = [*_halves(text), *_digits(text), *_words(text), *_roman(text), *_lengths_alone(text)]
    free = [n for n in found if all(n.end <= start or end <= n.start for start, end in places)]
    free.sort(key=lambda n: (n.start, -n.end))
    kept: list[Number] = []
    for number in free:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return _with_shared_units(text, [_with_reserve(text, n) for n in kept])


def counts_things(text: str, number: Number) -> bool:
    """Whether a number surely is no year: it has a unit, or a Chinese measure word stands behind it."""
    return number.unit is not None or bool(_MEASURED_THINGS.match(text, number.end))


def counted(text: str, number: Number) -> str:
    """What a number counts in Chinese, to compare by: the measure word and the first character of the noun
    (枚黄), or the corners of a shape; empty elsewhere, where adjectives and pronouns stand between.
    """
    found = None if number.ordinal else _COUNTED.match(text, number.end)
    return fold_han(found.group()) if found else ""


def _with_reserve(text: str, number: Number) -> Number:
    """The number with what is said of how exact it is."""
    before = text[max(0, number.start - 17) : number.start]
    return replace(
        number,
        more=bool(_MORE_BEFORE.search(before) or _MORE_BEHIND.match(text, number.end)),
        less=bool(_LESS_BEFORE.search(before)),
        about=bool(_ABOUT_BEFORE.search(before) or _ABOUT_BEHIND.match(text, number.end)),
    )


def _digits(text: str) -> Iterator[Number]:
    for found in _DIGITS.finditer(text):
        written = found["number"] or found["after_han"]
        values = _values(written) if written else (0.0,)
        mark = (found["fraction"] or found["half"] or "").strip()
        if mark:
            part = _FRACTIONS.get(mark) or float(mark[0]) / max(float(mark[-1]), 1.0)
            values = tuple(value + part for value in values)
        end = found.end()
        factors, end = _scales(text, found.start(), end)
        values = tuple(value * factor for factor in factors for value in values)
        if century := _IN_A_RANGE.search(text, max(0, found.start() - 6), found.start()):
            values += tuple(100 * int(century["century"]) + value for value in values if value < 100)
        tail = _ORDINAL_TAIL.match(text, end) or text[: found.start()].endswith("第")
        yield _with_unit(text, Number(found.start(), end, values, ordinal=bool(tail), written=written or ""))


def _scales(text: str, start: int, end: int) -> tuple[tuple[float, ...], int]:
    """What the number at `start:end` may be multiplied by, and where that ends."""
    scale = _SCALE.match(text, end)
    if scale and scale.lastgroup:
        return (_SCALE_VALUES[scale.lastgroup],), scale.end()
    if text[max(0, start - 1) : start] in _CURRENCY_MARKS and (scale := _SUM_SCALE.match(text, end)):
        return (_SUM_SCALES[scale["scale"]],), scale.end()
    if ranged := _RANGED.match(text, end):  # 3到5万 is thirty to fifty thousand
        scale = _SCALE.match(text, ranged.end())
        if scale and scale.lastgroup:
            return (1.0, _SCALE_VALUES[scale.lastgroup]), end
    return (1.0,), end


def _words(text: str) -> Iterator[Number]:
    for share in spoken_fractions(text):
        number = Number(share.start, share.end, (share.value,))
        yield _with_unit(text, replace(number, certain=share.value != _HALF or _is_share(text, number)))
    for spoken in spoken_numbers(text):
        written = text[spoken.start : spoken.end].lower()
        number = Number(spoken.start, spoken.end, (spoken.value,), ordinal=spoken.ordinal)
        number = _with_unit(text, number)
        yield replace(number, certain=_certain(text, number, written))


def _halves(text: str) -> Iterator[Number]:
    for half in numbers_with_halves(text):
        number = Number(half.start, half.end, (half.value,), half.unit)
        number = number if half.unit else _with_unit(text, number)
        # "Half a century" and "half a month" are seldom meant so exactly.
        yield replace(number, certain=not (half.value == _HALF and number.unit in _LOOSE_HALVES))


def _lengths_alone(text: str) -> Iterator[Number]:
    """ "A decade" and "a century", which bear out ten and a hundred years and are never missed."""
    for found in _LENGTH_ALONE.finditer(text):
        yield _with_unit(text, Number(found.start(), found.start(), (1.0,), certain=False))


def _roman(text: str) -> Iterator[Number]:
    """Roman numerals, which bear out numbers and are never missed: a name has its own check."""
    for found in roman_numerals(text):
        yield Number(found.start, found.end, (found.value,), ordinal=True, certain=False)


def _certain(text: str, number: Number, written: str) -> bool:
    value = number.values[0]
    inside = text[: number.start].rstrip()
    if text[number.start].isupper() and inside and inside[-1] not in ".!?:;\n":
        return False  # in a title
    if value == _HALF and number.unit not in _LOOSE_HALVES and _is_share(text, number):
        return True
    if value in (0.0, _HALF, 1.0) or (number.ordinal and value <= 2):
        return False
    if written in ("双", "雙", "对") or _VAGUE.search(text[: number.start]):
        return False
    if written[0] in HAN_NUMERALS:
        if written in ("百", "千", "万", "亿", "千万", "百万"):
            return False
        if written in "两兩十" and not number.unit and not _REPEATED.match(text, number.end):
            return False
        before = text[number.start - 1 : number.start]
        measured = _MEASURED.match(text, number.end) is not None or number.unit is not None
        return measured or (len(written) > 2 and before != "·") or number.ordinal
    return written not in _LOOSE and not re.match("об|пар|сотн|тысяч|миллион|десятк|втор", written)


def _is_share(text: str, number: Number) -> bool:
    """Whether a half is one of so many: half of the plates, not the second half."""
    before = text[: number.start]
    shared = number.unit or _COMPARED.search(before) or _SHARED.match(text, number.end)
    return bool(shared) and not _WHICH_HALF.search(before)


def _with_unit(text: str, number: Number) -> Number:
    if _PERCENT_ZH.search(text[max(0, number.start - 3) : number.start]):
        return replace(number, unit=Unit("percent"))
    if before := unit_before(text, number.start):
        return replace(number, unit=before)
    end = number.end
    more = re.compile(r"[余餘多]").match(text, end)
    found = unit_after(text, more.end() if more else end)
    return replace(number, unit=found[0]) if found else number


def _with_shared_units(text: str, numbers: list[Number]) -> list[Number]:
    """Numbers joined to the next as dimensions and ranges are take its unit where they have none."""
    for i in range(len(numbers) - 2, -1, -1):
        own, after = numbers[i], numbers[i + 1]
        if own.unit is None and after.unit and _JOINT.fullmatch(text[own.end : after.start]):
            numbers[i] = replace(own, unit=after.unit)
    return numbers


def _values(written: str) -> tuple[float, ...]:
    plain = re.sub(r"[ \u00a0\u202f\u2009’']", "", written)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return (float(plain),)
    if len(set(marks)) == 2:  # 1,234.5 and 1.234,5: the last one is the decimal
        whole, part = re.split(r"[.,](?=\d+$)", plain)
        return (float(re.sub(r"[.,]", "", whole) + "." + part),)
    if len(marks) > 1:
        return (float(re.sub(r"[.,]", "", plain)),)
    decimal = float(plain.replace(",", "."))
    whole, part = re.split(r"[.,]", plain)
    if len(part) == 3 and 0 < len(whole) <= 3 and whole != "0":
        return (float(whole + part), decimal)
    return (decimal,)


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))
