"""Numbers written in words: English, Russian in its cases, and Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Spoken(NamedTuple):
    """A number in words at `start:end`; `ordinal` says that it names a place in a row."""

    start: int
    end: int
    value: float
    ordinal: bool = False


_EN_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_EN_ORDINALS = {
    **dict(
        zip(
            [
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
            ],
            range(1, 20),
            strict=True,
        )
    ),
    **{word[:-1] + "ieth": value for word, value in _EN_TENS.items()},
    "hundredth": 100,
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
EN_VALUES: dict[str, float] = {
    **{word: i for i, word in enumerate(_EN_SMALL)},
    **_EN_TENS,
    "dozen": 12,
    "twice": 2,
    "thrice": 3,
    "both": 2,
    "pair": 2,
    "couple": 2,
    "half": 0.5,
}
_EN_WORD = "|".join(sorted([*EN_VALUES, *_EN_ORDINALS, *_SCALES], key=len, reverse=True))
_EN_RUN = re.compile(
    rf"(?<![\w-])(?:{_EN_WORD})s?"
    rf"(?:(?:[\s-]+|(?<=hundred|housand|million|billion) and )(?:{_EN_WORD}))*(?![\w])",
    re.IGNORECASE,
)

_NUMBERED = re.compile(
    r"\b(?:number|no\.|room|chapter|page|volume)\s$", re.IGNORECASE
)  # number five: the fifth

_RU_STEMS: tuple[tuple[str, float], ...] = (
    (r"один(?:а)?|одн(?:а|о|ой|ого|ому|им|ом|у)", 1),
    (r"дв(?:а|е|ух|ум|умя|ое|оих|оим|оими)|об[ае]|обеи[хм]и?|обои[хм]и?|пар[аыу]|дважды", 2),
    (r"тр(?:и|[её]х|[её]м|емя|ое|оих|оим|оими)|трижды", 3),
    (r"четыр(?:е|[её]х|[её]м|ьмя)|четвер(?:о|ых|ым|ыми)|четырежды", 4),
    (r"пят(?:ь|и|ью)|пятер(?:о|ых|ым|ыми)", 5),
    (r"шест(?:ь|и|ью)|шестер(?:о|ых|ым|ыми)", 6),
    (r"сем(?:ь|и|ью)|семер(?:о|ых|ым|ыми)", 7),
    (r"вос(?:емь|ьми|емью|ьмью)|восьмер(?:о|ых|ым|ыми)", 8),
    (r"девят(?:ь|и|ью)|девятер(?:о|ых|ым|ыми)", 9),
    (r"десят(?:ь|и|ью|ок|ка|ков)|десятер(?:о|ых|ым|ыми)", 10),
    (r"одиннадцат(?:ь|и|ью)", 11),
    (r"двенадцат(?:ь|и|ью)|дюжин\w*", 12),
    (r"тринадцат(?:ь|и|ью)", 13),
    (r"четырнадцат(?:ь|и|ью)", 14),
    (r"пятнадцат(?:ь|и|ью)", 15),
    (r"шестнадцат(?:ь|и|ью)", 16),
    (r"семнадцат(?:ь|и|ью)", 17),
    (r"восемнадцат(?:ь|и|ью)", 18),
    (r"девятнадцат(?:ь|и|ью)", 19),
    (r"двадцат(?:ь|и|ью)", 20),
    (r"тридцат(?:ь|и|ью)", 30),
    (r"сорок(?:а)?", 40),
    (r"пят(?:ьдесят|идесяти|ьюдесятью)", 50),
    (r"шест(?:ьдесят|идесяти|ьюдесятью)", 60),
    (r"сем(?:ьдесят|идесяти|ьюдесятью)", 70),
    (r"вос(?:емьдесят|ьмидесяти|(?:емью|ьмью)десятью)", 80),
    (r"девяност(?:о|а)", 90),
    (r"ст(?:о|а)|сотн\w*", 100),
    (r"дв(?:ести|ухсот|умстам|умястами|ухстах)", 200),
    (r"тр(?:иста|[её]хсот|[её]мстам|емястами|[её]хстах)", 300),
    (r"четыр(?:еста|[её]хсот|[её]мстам|ьмястами|[её]хстах)", 400),
    (r"пят(?:ьсот|исот|истам|ьюстами|истах)", 500),
    (r"шест(?:ьсот|исот|истам|ьюстами|истах)", 600),
    (r"сем(?:ьсот|исот|истам|ьюстами|истах)", 700),
    (r"вос(?:емьсот|ьмисот|ьмистам|(?:емью|ьмью)стами|ьмистах)", 800),
    (r"девят(?:ьсот|исот|истам|ьюстами|истах)", 900),
    (r"полтор[аы]", 1.5),
    (r"половин\w*", 0.5),
)  # fmt: skip
_RU_SCALES: tuple[tuple[str, float], ...] = (
    (r"тысяч\w*", 1000),
    (r"миллион\w*", 10**6),
    (r"миллиард\w*", 10**9),
)
_RU_ENDING = r"(?:ый|ой|ий|ого|его|ому|ему|ым|им|ом|ем|ая|ую|ое|ее|ые|их|ых|ыми|ья|ье|ьего|ьей|ью|ьи|ьих|ьем)"
_RU_ORDINAL_STEMS = [
    "перв",
    "втор",
    "трет",
    "четв[её]рт",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
    "двадцат",
]
_RU_ORDINAL_TENS = (
    *((30, "тридцат"), (40, "сороков"), (50, "пятидесят"), (60, "шестидесят"), (70, "семидесят")),
    *((80, "восьмидесят"), (90, "девяност"), (100, "сот")),
)
_RU_ORDINALS = [
    (re.compile(rf"{stem}{_RU_ENDING}"), float(value))
    for value, stem in (*enumerate(_RU_ORDINAL_STEMS, start=1), *_RU_ORDINAL_TENS)
]
_RU_NUMBERS = [(re.compile(stem), value) for stem, value in _RU_STEMS]
_RU_SCALED = [(re.compile(stem), value) for stem, value in _RU_SCALES]
_HALF = 0.5
_RU_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)

HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2, "○": 0}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
HAN_NUMERALS = "〇○零一二三四五六七八九十百千万萬亿億两兩廿卅"
_HAN_RUN = re.compile(
    # 六十两 is sixty taels, 两百 two hundred.
    f"(?P<ordinal>第)?(?P<number>(?:[{HAN_NUMERALS}](?<![十百千万]两)|(?<=[百千万])两(?=[百千万]))+(?:[多余餘][万萬亿億]|点[〇零一二三四五六七八九]+(?!分))?|双|雙|对(?=[花瓶])|半)"
)

# Words that hold a numeral and count nothing.
_HAN_NO_NUMBER = re.compile(
    "[唯惟统統单單同专專不万萬划劃][一]|一[般样樣起些直定致切旦带帶向再时時同共旁边邊律如度贯貫流概番]|十分|十足|千万(?=不|别|要)|"
    "万[物象历曆岁歲寿壽福]|三[希彩]|[二三四八十六]+进制|[二三四五]元[组组]|四分卫|阴阳五行|五彩|四[方周处處]|[四八]面(?=[环環都皆均八楚围圍墙牆坡玲威来來])|八方|百[姓货貨科]|千里江山"
)


def spoken_numbers(text: str) -> Iterator[Spoken]:
    """Every number in words in `text`, in no order, whatever the language."""
    yield from _english(text)
    yield from _russian(text)
    yield from _chinese(text)


def chinese_value(numeral: str) -> float | None:
    """The value of a Chinese numeral, in a row (一九二五) or with units (一百一十多万 without 多)."""
    numeral = re.sub("[多余餘]", "", numeral)
    if "点" in numeral:
        whole, _, part = numeral.partition("点")
        value = chinese_value(whole)
        digits = "".join(str(HAN_DIGITS[c]) for c in part)
        return None if value is None else value + float(f"0.{digits}")
    if all(c in HAN_DIGITS for c in numeral):
        return float("".join(str(HAN_DIGITS[c]) for c in numeral))
    total, section, digit = 0.0, 0.0, 0.0
    for c in numeral.replace("廿", "二十").replace("卅", "三十"):
        if c in HAN_DIGITS:
            digit = float(HAN_DIGITS[c])
        elif c in _HAN_UNITS:
            section, digit = section + (digit or 1) * _HAN_UNITS[c], 0.0
        else:
            scale = _HAN_SCALES[c]
            section += digit
            total = (total + section) * scale if scale == 10**8 else total + (section or 1) * scale
            section, digit = 0.0, 0.0
    return total + section + digit


def _chinese(text: str) -> Iterator[Spoken]:
    plain = _HAN_NO_NUMBER.sub(lambda found: "·" * len(found.group()), text)
    for found in _HAN_RUN.finditer(plain):
        numeral = found["number"]
        value = {"双": 2.0, "雙": 2.0, "对": 2.0, "半": 0.5}.get(numeral) or chinese_value(numeral)
        if value is not None:
            yield Spoken(found.start("number"), found.end("number"), value, bool(found["ordinal"]))


def _english(text: str) -> Iterator[Spoken]:
    for run in _EN_RUN.finditer(text):
        counted: list[tuple[int, int, str]] = []
        for found in re.finditer(r"[a-z]+", run.group().lower()):
            if found.group() == "and":
                continue
            if counted and _is_ordinal(counted[-1][2]) and not _is_scale(found.group()):  # the first two
                yield _english_run(text, run.start(), counted)
                counted = []
            counted.append((found.start(), found.end(), found.group()))
        yield _english_run(text, run.start(), counted)


def _english_run(text: str, start: int, words: list[tuple[int, int, str]]) -> Spoken:
    total, section = 0.0, 0.0
    for _, _, word in words:
        plain = _singular(word)
        if plain in _SCALES:
            if plain == "hundred":
                section = (section or 1) * 100
            else:
                total, section = total + (section or 1) * _SCALES[plain], 0.0
        elif _is_ordinal(word):
            section += _EN_ORDINALS[plain]
        elif plain == "dozen":
            section = (section or 1) * 12
        else:
            section += EN_VALUES.get(plain, 0)
    begin = start + words[0][0]
    ordinal = any(_is_ordinal(word) for _, _, word in words) or bool(_NUMBERED.search(text[:begin]))
    return Spoken(begin, start + words[-1][1], total + section, ordinal)


def _singular(word: str) -> str:
    return word if word in EN_VALUES or word in _EN_ORDINALS or word in _SCALES else word.rstrip("s")


def _is_ordinal(word: str) -> bool:
    plain = _singular(word)
    return plain in _EN_ORDINALS and plain not in EN_VALUES


def _is_scale(word: str) -> bool:
    return _singular(word) in _SCALES


def _russian(text: str) -> Iterator[Spoken]:
    run: list[tuple[re.Match[str], float, str]] = []
    for word in _RU_WORD.finditer(text):
        read = russian_word(word.group().lower())
        if run and (
            read is None
            or not text[run[-1][0].end() : word.start()].isspace()
            or (run[-1][2] == "ordinal" and read[0] == _HALF)  # the second half
        ):
            yield _russian_run(run)
            run = []
        if read:
            run.append((word, *read))
    if run:
        yield _russian_run(run)


def russian_word(word: str) -> tuple[float, str] | None:
    for patterns, role in ((_RU_NUMBERS, "number"), (_RU_SCALED, "scale"), (_RU_ORDINALS, "ordinal")):
        for pattern, value in patterns:
            if pattern.fullmatch(word):
                return value, role
    return None


def _russian_run(run: list[tuple[re.Match[str], float, str]]) -> Spoken:
    total, section = 0.0, 0.0
    for _, value, role in run:
        if role == "scale":
            total, section = total + (section or 1) * value, 0.0
        else:
            section += value
    ordinal = run[-1][2] == "ordinal"
    return Spoken(run[0][0].start(), run[-1][0].end(), total + section, ordinal)
