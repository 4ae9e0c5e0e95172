"""Centuries, millennia and decades in English and Russian, and the century in French and German titles."""

import re
from collections.abc import Iterator

from retrieval.dates import eras, numerals, parts
from retrieval.dates.limits import qualified
from retrieval.dates.spans import (
    DateMention,
    Part,
    YearSpan,
    century,
    decade,
    mention,
    millennium,
    part_of,
    union,
)

_JOINT = r"\s*(?:[-‐‑–—/,]|\bto\b|\band\b|\bor\b|\bи\b|\bили\b|\bдо\b|\bпо\b)\s*(?:the\s+)?"
_ORDINAL = (
    rf"(?:{numerals.ENGLISH_ORDINAL}|{numerals.RUSSIAN_ORDINAL_WORD}|(?-i:{numerals.ROMAN})(?:th|e|ème)?"
    r"|\d{1,2}(?:-?(?:го|му|м|й|е|ый|ом))?)"
)
_CENTURY = (
    r"[\s-]*(?:centur(?:y|ies)|cent\.|c(?:\.(?=\s|$|[,;)])|(?=\s*(?:[,;)]|$))))|\s*(?:si[èe]cles?|век(?:а|у|ом|е|ов|ам|ами|ах)?|столети\w{1,3}"
    r"|вв?\.|в(?=\s*(?:[,;)\]]|$|до\s+н))|ст\.)|\.?\s*(?:Jahrhunderts?|Jh\.?|Jhs\.)"
)
_MILLENNIUM = r"[\s-]*(?:millenni(?:um|a))|\s*(?:тыс(?:ячелети\w{1,3}|\.))"

_CENTURIES = re.compile(
    rf"""(?<![\w.,+])(?<![\d_][/–—])(?<![^\w.][/–—])(?<!\d-)
    (?P<first>{_ORDINAL})[-‑]?
    (?:(?:{_JOINT}{_ORDINAL}(?=\s*,|\s+and|\s+и))?{_JOINT}(?:(?P<part>{parts.BEFORE}){parts.LINK})?(?P<last>{_ORDINAL}))?
    (?:(?P<century>{_CENTURY})|(?P<millennium>{_MILLENNIUM}))(?!\w)
    (?:\s?(?P<era>{eras.AFTER}))?""",
    re.IGNORECASE | re.VERBOSE,
)
# "1790s", "1790-е гг.", "1720s–30s".
_DECADES = re.compile(
    r"""(?<![\w.,/–—])(?<!\d-)(?P<first>1\d\d0|20\d0)
    (?:(?:['’]?s)(?![\w])(?:\s?[-–—]\s?(?P<last>\d0|\d{3}0)['’]?s(?!\w))?
    |(?:[-‐‑–—](?:(?P<last_ru>\d{2}|\d{4})[-‐‑–—])?(?:е|х|м|ые|ых|ми)(?!\w))(?:\s*(?:гг\.|г\.|год(?:ы|ов|ам|ами|ах)(?!\w)))?)""",
    re.VERBOSE,
)
# "30-е годы XX века", "в тридцатых годах XIX века".
_DECADES_OF_CENTURY = re.compile(
    rf"""(?<![\w.,/–—-])(?:(?P<first>\d0)(?:[-‐‑–—](?P<last>\d0))?[-‐‑–—](?:е|х|ми?|ые|ых)|(?P<word>{"|".join(numerals.RUSSIAN_DECADE_STEMS)})(?:ые|ых|ыми?))\s+(?:гг\.|год\w{{1,3}})\s+
    (?P<century>{_ORDINAL})\s*(?:век\w{{1,3}}|столети\w{{1,3}}|в\.)""",
    re.IGNORECASE | re.VERBOSE,
)
_HUNDREDS = ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
# "the nineteen-thirties", "the thirties of the twentieth century".
_DECADES_IN_WORDS = re.compile(
    rf"""(?<![\w-])(?:(?P<hundreds>{"|".join(_HUNDREDS)})[\s-](?P<word>{"|".join(numerals.ENGLISH_DECADES)})
    |(?:(?P<of>{"|".join(numerals.ENGLISH_DECADES)})|(?P<digits>\d0)['’]?s)\s+of\s+the\s+(?P<century>{_ORDINAL})[\s-]centur(?:y|ies))(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)


def find_centuries(text: str) -> Iterator[DateMention]:
    """The centuries and millennia that `text` names, with what part of them is meant."""
    for found in _CENTURIES.finditer(text):
        first = numerals.ordinal(_numeral(found["first"]))
        last = numerals.ordinal(_numeral(found["last"])) if found["last"] else first
        if first is None or last is None or not _plausible(found, text):
            continue
        bc, whole = eras.is_bc(found["era"]), millennium if found["millennium"] else century
        start, part = found.start(), None
        before = parts.part_before(text, found.start())
        end = found.end()
        if before:
            start, part = before
        elif not found["last"] and (behind := parts.part_after(text, end)):
            end, part = behind
        if part == parts.TURN:  # "the turn of the 19th and 20th centuries" is where the two meet
            first = last
        spans = [_part(whole(first, bc=bc), part)]
        if found["last"] and part != parts.TURN:
            own = parts.part_named(found["part"]) if found["part"] else None
            spans.append(_part(whole(last, bc=bc), own))
        yield qualified(text, start, end, union(spans[0], spans[-1]))


def find_decades(text: str) -> Iterator[DateMention]:
    """The decades that `text` names. "1700s" keeps both meanings, the decade and the century."""
    for found in _DECADES.finditer(text):
        first = int(found["first"])
        last = _completed(first, found["last"] or found["last_ru"])
        if last < first:
            continue
        spans = [union(decade(first), decade(last))]
        if first % 100 == 0 and last == first:
            spans.append(YearSpan(first, first + 99))
        yield _with_part(text, found, spans)
    for found in _DECADES_OF_CENTURY.finditer(text):
        number = numerals.ordinal(_numeral(found["century"]))
        if number is None:
            continue
        start, word = 100 * (number - 1), found["word"]
        first = 20 + 10 * numerals.RUSSIAN_DECADE_STEMS.index(word.lower()) if word else int(found["first"])
        last = int(found["last"] or first)
        yield _with_part(text, found, [union(decade(start + first), decade(start + last))])
    for found in _DECADES_IN_WORDS.finditer(text):
        number = numerals.ordinal(_numeral(found["century"])) if found["century"] else None
        if found["hundreds"]:
            number = 15 + _HUNDREDS.index(found["hundreds"].lower())
        if number is None:
            continue
        word = (found["word"] or found["of"] or "").lower()
        tens = 20 + 10 * numerals.ENGLISH_DECADES.index(word) if word else int(found["digits"])
        yield _with_part(text, found, [decade(100 * (number - 1) + tens)])


def _with_part(text: str, found: re.Match[str], spans: list[YearSpan]) -> DateMention:
    before = parts.part_before(text, found.start())
    if not before:
        return mention(found.start(), found.end(), *spans)
    return mention(before[0], found.end(), *(part_of(span, before[1]) for span in spans))


def _part(span: YearSpan, part: Part | None) -> YearSpan:
    return part_of(span, part) if part else span


def _completed(year: int, digits: str | None) -> int:
    """The year that `digits`, perhaps only the last two, stand for after `year`."""
    if not digits:
        return year
    return int(digits) if len(digits) == 4 else year - year % 100 + int(digits)


def _numeral(written: str) -> str:
    """A Roman numeral without its French or English ending."""
    return re.sub(r"(?<=[IVX])(?:th|e|ème)$", "", written)


def _plausible(found: re.Match[str], text: str) -> bool:
    """Whether a unit of one letter stands for a century: "18 c." needs more than a number and a "c."."""
    unit = (found["century"] or "").strip()
    if (found["millennium"] or "").strip() == "тыс." and found["first"].isdecimal():
        return bool(found["era"])  # "5 тыс. лет" is how long
    if unit in ("c.", "в", "в.", "вв.", "ст.") and found["first"].isdecimal():
        return bool(found["era"]) or unit == "вв." or bool(parts.part_before(text, found.start()))
    return True
