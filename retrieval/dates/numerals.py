"""Numbers as dates write them: Roman, Chinese and ordinal words of English and Russian."""

import re

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
# Russian typists take the Cyrillic letters that look the same.
_LOOKALIKES = str.maketrans("ХІ", "XI")
_ROMAN_SHAPE = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "兩": 2,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}

_ENGLISH_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
# Stems: the endings of the cases follow.
_RUSSIAN_STEMS = (
    "перв втор трет четв[её]рт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
)
# The longest reign lasted 61 years.
_ENGLISH_TENS = {
    "twenty": "twentieth",
    "thirty": "thirtieth",
    "forty": "fortieth",
    "fifty": "fiftieth",
    "sixty": "sixtieth",
}
_RUSSIAN_TENS = {
    "двадцать": "двадцат",
    "тридцать": "тридцат",
    "сорок": "сороков",
    "пятьдесят": "пятидесят",
    "шестьдесят": "шестидесят",
}


def _counted(words: str, tens: dict[str, str], joint: str) -> list[str]:
    """The ordinals from the first to the sixty-ninth."""
    ordinals = words.split()
    compounds = [[whole, *(ten + joint + unit for unit in ordinals[:9])] for ten, whole in tens.items()]
    return ordinals + [ordinal for ten in compounds for ordinal in ten]


_ENGLISH = _counted(_ENGLISH_WORDS, _ENGLISH_TENS, "-")
_RUSSIAN = _counted(_RUSSIAN_STEMS, _RUSSIAN_TENS, r"\s+")
_RUSSIAN_ENDING = r"(?:ый|ой|ий|ого|ому|ым|им|ом|ем|ья|ая|ые|ых|ье|ьего|ьем|ьему|ьим|ьей)"
_RUSSIAN_WORD = [re.compile(stem + _RUSSIAN_ENDING, re.IGNORECASE) for stem in _RUSSIAN]

# From the twenties on, as words name them.
ENGLISH_DECADES = (
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)
RUSSIAN_DECADE_STEMS = (
    *("двадцат", "тридцат", "сороков", "пятидесят"),
    *("шестидесят", "семидесят", "восьмидесят", "девяност"),
)
ENGLISH_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(reversed(_ENGLISH)) + ")"
RUSSIAN_ORDINAL_WORD = "(?:" + "|".join(reversed(_RUSSIAN)) + ")" + _RUSSIAN_ENDING
ROMAN = "[IVXХІ]{1,6}"
# As a century is numbered: 18th, eighteenth, XVIII, XVIIIe, 18, 18-го.
ORDINAL = (
    rf"(?:{ENGLISH_ORDINAL}|{RUSSIAN_ORDINAL_WORD}|(?-i:{ROMAN})(?:th|e|ème)?"
    r"|\d{1,2}(?:-?(?:го|му|м|й|е|ый|ом))?)"
)
CHINESE = "[〇零○一二三四五六七八九十百千两兩]"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def roman(text: str) -> int | None:
    """The value of a Roman numeral up to 29, in Latin or Cyrillic capitals; `None` if it is none."""
    letters = text.translate(_LOOKALIKES)
    if not letters or not _ROMAN_SHAPE.fullmatch(letters):
        return None
    values = [_ROMAN[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def chinese(text: str) -> int | None:
    """The value of a Chinese numeral: in a row (一九二五), with units (四十五), 元; else `None`."""
    if text == "元":
        return 1
    if text.isdecimal():
        return int(text)
    if text and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    text = text.replace("廿", "二十").replace("卅", "三十")
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            return None
    return total + digit or None


def ordinal(text: str) -> int | None:
    """The value of an ordinal however spelt: `18th`, `XVIII`, `18-го`, `eighteenth`, `восемнадцатого`."""
    digits = re.match(r"\d{1,2}", text)
    if digits:
        return int(digits.group()) or None
    word = re.sub(r"\s+", "-", text.lower())
    if word in _ENGLISH:
        return _ENGLISH.index(word) + 1
    for value, pattern in enumerate(_RUSSIAN_WORD, start=1):
        if pattern.fullmatch(text):
            return value
    return roman(text)


def without_ending(written: str) -> str:
    """A Roman numeral without its French or English ending."""
    return re.sub(r"(?<=[IVX])(?:th|e|ème)$", "", written)


def sexagenary(text: str) -> int | None:
    """The place, 0 to 59, of a stem and a branch in the sixty-year cycle: 甲子 is 0.

    `None` if the cycle has no such pair. A year has the place (year - 4) mod 60, astronomically counted.
    """
    stem, branch = STEMS.index(text[0]), BRANCHES.index(text[1])
    return next((place for place in range(stem, 60, 10) if place % 12 == branch), None)
