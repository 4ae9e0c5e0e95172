"""Changes a year, a number, a unit or an object number of a sentence."""

from __future__ import annotations

import random
import re

from evals.verification.rows.clauses import listed

_HAN = "〇一二三四五六七八九"
_OBJECT = re.compile(r"LC\.\d{4}\.\d+|\d{2,3}\.\d{2,3}(?:\.\d{1,3})?")
# Digits in front of these count or measure something, however much they look like a year.
_COUNTED = r"(?!\d|[.,]\d|\s?(?:箱|件|尊|张|厘米|gold|paint|crates|свит|ящик|золот|рубл|квадр|square))"
_YEAR = re.compile(rf"(?<!\d\s)(?<![\d.,:])(1[0-9]\d\d|20[0-2]\d){_COUNTED}")
_DECADE = re.compile(r"s\b|-х|年代")
_HAN_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}(?=年|至)")
_CENTURIES = {
    "en": ["fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"],
    "zh": ["十四", "十五", "十六", "十七", "十八", "十九"],
    "ru": ["XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"],
}
_CENTURY = {
    "en": r"\b({})(?= century)",
    "zh": r"(?<![二十])({})(?=世[纪紀])",
    "ru": r"\b({})(?= (?:век|столет))",
}
_DIGITS = re.compile(r"(?<![\w.,/:])\d{1,3}(?:[ , ]\d{3})*(?:[.,]\d+)?(?![\w/:]|[.,]\d)")
_HAN_NUMBER = re.compile(
    r"(?<![第〇一二三四五六七八九十百千万])(?!一[^二三四五六七八九十百千万]|三位一|十字)[一二三四五六七八九十百千万两兩]+"
    r"(?=[箱包张名位尊件只枚座间間个個岁歲字則则人支节幅批次月日天本年本面勒平名])"
)
_WORDS = {
    "en": [
        "two three four five six seven eight nine ten eleven twelve",
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "third fourth fifth sixth",
        "Two Three Four Five Six Seven",
    ],
    "ru": [
        "два три четыре",
        "две три четыре",
        "двух трёх четырёх пяти шести семи восьми девяти десяти",
        "пять шесть семь восемь девять десять одиннадцать двенадцать восемнадцать",
        "двенадцати восемнадцати двадцати тридцати пятидесяти шестидесяти",
        "третий четвёртый пятый шестой",
        "дважды трижды",
        "триста четыреста двести",
    ],
}
_NUMBER = re.compile(r"(?<!\w)({})(?!\w)")


def near_year(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """A year moved by up to thirty years, or a century by one or two, to one that `evidence` lacks."""
    years = _years(sentence)
    return _moved(sentence, years, evidence, rng) if years else _century(sentence, language, rng)


def other_year(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """A year replaced by another one of the same passage that the sentence doesn't have."""
    del language
    years = [place for place in _years(sentence) if not _DECADE.match(sentence, place[1])]
    others = sorted({year for _, _, year in _years(evidence)} - {year for _, _, year in _years(sentence)})
    if not years or not others:
        return None
    start, end, _ = rng.choice(years)
    return _with_year(sentence, start, end, rng.choice(others))


def number(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """A count, size, price or day changed to another that `evidence` doesn't have in the same writing."""
    held = {m.span() for m in _YEAR.finditer(sentence)} | {m.span() for m in _OBJECT.finditer(sentence)}
    options = [
        (*match.span(), _other_digits(match.group(), evidence, rng))
        for match in _DIGITS.finditer(sentence)
        if all(match.end() <= a or match.start() >= b for a, b in held)
    ]
    if language == "zh":
        options += [(*m.span(), _other_han(m.group(), rng)) for m in _HAN_NUMBER.finditer(sentence)]
    for group in _WORDS.get(language, ()):
        words = group.split()
        for match in re.finditer(_NUMBER.pattern.format("|".join(words)), sentence):
            others = [word for word in words if word != match.group() and word not in evidence.split()]
            options += [(*match.span(), rng.choice(others))] if others else []
    options = [(a, b, new) for a, b, new in options if new and new != sentence[a:b]]
    if not options:
        return None
    a, b, new = rng.choice(options)
    return sentence[:a] + new + sentence[b:]


def unit(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """A unit of measure, money or time changed; the number stays."""
    del evidence, rng
    for old, new in listed("unit", language):
        pattern = re.escape(old) if language == "zh" else rf"(?<!\w){re.escape(old)}(?!\w|\.\s\d)"
        if re.search(pattern, sentence):
            return with_article(re.sub(pattern, new, sentence))
    return None


def with_article(sentence: str) -> str:
    """An English sentence with "a" or "an" as the letter after it asks."""
    sentence = re.sub(r"\ba (?=[aeiou])(?!one|un[ui]|us|eu)", "an ", sentence)
    return re.sub(r"\ban (?=[b-df-gj-np-tv-xz])", "a ", sentence)


def object_number(sentence: str, known: list[str], rng: random.Random) -> str | None:
    """An object number with one digit changed, or another of the `known` ones of the same form."""
    found = list(_OBJECT.finditer(sentence))
    if not found or "cm" in sentence or "см" in sentence or "厘米" in sentence:
        return None
    match = rng.choice(found)
    old = match.group()
    others = [
        number for number in known if number != old and number[:2] == old[:2] and number not in sentence
    ]
    if others and rng.random() < 0.5:
        new = rng.choice(others)
    else:
        at = rng.choice([i for i, letter in enumerate(old) if letter.isdigit()])
        new = old[:at] + rng.choice([d for d in "123456789" if d != old[at]]) + old[at + 1 :]
    return sentence[: match.start()] + new + sentence[match.end() :] if new not in known or others else None


def object_numbers(text: str) -> set[str]:
    """The object numbers that stand in `text`."""
    return set(re.findall(r"LC\.\d{4}\.\d+|\d{2}\.\d{2,3}\.\d{1,3}", text))


def _years(text: str) -> list[tuple[int, int, int]]:
    digits = [(*m.span(), int(m.group())) for m in _YEAR.finditer(text)]
    han = [
        (*m.span(), int("".join(str(_HAN.index(sign.replace("零", "〇"))) for sign in m.group())))
        for m in _HAN_YEAR.finditer(text)
    ]
    held = [m.span() for m in _OBJECT.finditer(text)]
    return [(a, b, y) for a, b, y in digits + han if all(b <= start or a >= end for start, end in held)]


def _moved(sentence: str, years: list[tuple[int, int, int]], evidence: str, rng: random.Random) -> str | None:
    start, end, year = rng.choice(years)
    sizes = (10, 20, 30) if _DECADE.match(sentence, end) else range(1, 31)
    steps = [size * sign for size in sizes for sign in (1, -1)]
    held = {y for _, _, y in _years(evidence)}
    free = [year + step for step in steps if year + step not in held]
    return _with_year(sentence, start, end, rng.choice(free)) if free else None


def _with_year(sentence: str, start: int, end: int, year: int) -> str:
    han = sentence[start] in _HAN
    written = "".join(_HAN[int(digit)] for digit in str(year)) if han else str(year)
    return sentence[:start] + written + sentence[end:]


def _century(sentence: str, language: str, rng: random.Random) -> str | None:
    names = _CENTURIES[language]
    match = re.search(_CENTURY[language].format("|".join(sorted(names, key=len, reverse=True))), sentence)
    if not match:
        return None
    at = names.index(match.group(1))
    other = rng.choice([i for i in (at - 2, at - 1, at + 1, at + 2) if 0 <= i < len(names)])
    return sentence[: match.start(1)] + names[other] + sentence[match.end(1) :]


def _other_digits(old: str, evidence: str, rng: random.Random) -> str:
    places = [i for i, letter in enumerate(old) if letter.isdigit()]
    for _ in range(20):
        at = rng.choice(places)
        digit = rng.choice([d for d in "123456789" if d != old[at]])
        new = old[:at] + digit + old[at + 1 :]
        if not re.search(rf"(?<!\d){re.escape(new)}(?!\d)", evidence) and not (
            len(old) <= 2 and int(new) > 28
        ):
            return new
    return ""


def _other_han(old: str, rng: random.Random) -> str:
    signs = [i for i, sign in enumerate(old) if sign in "二三四五六七八九两兩"]
    if re.search(r"[一二三四五六七八九]{2}", old):  # "三四", three or four
        return ""
    if not signs:
        return {"十": "八", "百": "", "一": ""}.get(old, "")
    at = rng.choice(signs)
    others = [d for d in "三四五六七八九" if d != old[at]]
    return old[:at] + rng.choice(others) + old[at + 1 :]
