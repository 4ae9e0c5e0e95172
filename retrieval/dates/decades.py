"""Decades in English and Russian: in figures, in words, and of a century."""

import re
from collections.abc import Iterator

from retrieval.dates import eras, numerals, parts
from retrieval.dates.spans import DateMention, Part, YearSpan, century, decade, mention, part_of, union, years

_CENTURY = rf"(?P<century>{numerals.ORDINAL})"
_TO = r"(?:\s?[-‐‑–—/]\s?|\s+(?:to|по|до)\s+)(?:the\s+)?"
_PART = rf"(?:(?P<{{}}>{parts.BEFORE}){parts.LINK})?"
_ENGLISH_END = r"['’]?(?-i:s)(?!\w)"
_RUSSIAN_END = r"(?-i:[-‐‑–—](?:е|х|м|ые|ых|ми)|ые|е)(?!\w)"
_YEARS = r"\s*(?:гг\.|г\.|год(?:ы|ов|ам|ами|ах)(?!\w))"
# "1790s", "1790-е гг.", "1720s–30s", "1720-е–1730-е гг.", "1880s–early 1890s".
_DECADES = re.compile(
    rf"""(?:(?<![\w.,/–—])|(?<=(?<!\w)(?-i:c))|(?<=(?<!\w)c\.)|(?<=(?<!\w)ca\.)|(?<=(?<!\w)ок\.))(?<!\d-)(?P<first>1\d\d0|20\d0)
    (?:{_ENGLISH_END}(?:{_TO}{_PART.format("part")}(?P<last>\d0|\d{{3}}0){_ENGLISH_END})?
    |(?:[-‐‑–—](?P<short>\d{{2}}|\d{{4}}))?{_RUSSIAN_END}
    (?:{_YEARS})?(?:{_TO}{_PART.format("part_ru")}(?P<last_ru>\d0|\d{{3}}0){_RUSSIAN_END})?(?:{_YEARS})?)""",
    re.IGNORECASE | re.VERBOSE,
)
# "30-е годы XX века", "в тридцатых годах XIX века", "90-е гг. XIX – нач. XX в."
_DECADES_OF_CENTURY = re.compile(
    rf"""(?<![\w.,/–—-])(?:(?P<first>\d0)(?:[-‐‑–—](?P<last>\d0))?[-‐‑–—](?:е|х|ми?|ые|ых)|(?P<word>{"|".join(numerals.RUSSIAN_DECADE_STEMS)})(?:ые|ых|ыми?))\s+(?:гг\.|год\w{{1,3}})\s+
    {_CENTURY}(?:\s*[-–—]\s*{_PART.format("to_part")}(?P<to>{numerals.ORDINAL}))?\s*(?:век\w{{1,3}}|столети\w{{1,3}}|вв?\.)(?:\s?(?P<era>{eras.AFTER}))?""",
    re.IGNORECASE | re.VERBOSE,
)
_HUNDREDS = ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
# "the nineteen-thirties", "the thirties of the twentieth century".
_DECADES_IN_WORDS = re.compile(
    rf"""(?<![\w-])(?:(?P<hundreds>{"|".join(_HUNDREDS)})[\s-](?P<word>{"|".join(numerals.ENGLISH_DECADES)})
    |(?:(?P<of>{"|".join(numerals.ENGLISH_DECADES)})|(?P<digits>\d0)['’]?s)\s+of\s+the\s+{_CENTURY}[\s-]centur(?:y|ies)(?:\s?(?P<era>{eras.AFTER}))?)(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)


def find_decades(text: str) -> Iterator[DateMention]:
    """The decades that `text` names. "1700s" keeps both meanings, the decade and the century."""
    for found in _DECADES.finditer(text):
        first = int(found["first"])
        last = _completed(first, found["last"] or found["short"] or found["last_ru"])
        if last >= first:
            yield _range(text, found, first, last)
    for found in _DECADES_OF_CENTURY.finditer(text):
        word = found["word"]
        first = 20 + 10 * numerals.RUSSIAN_DECADE_STEMS.index(word.lower()) if word else int(found["first"])
        yield from _of_century(text, found, first, int(found["last"] or first))
    for found in _DECADES_IN_WORDS.finditer(text):
        word = (found["word"] or found["of"] or "").lower()
        tens = 20 + 10 * numerals.ENGLISH_DECADES.index(word) if word else int(found["digits"])
        if found["hundreds"]:
            begins, part = parts.part_before(text, found.start()) or (found.start(), None)
            year = 100 * (14 + _HUNDREDS.index(found["hundreds"].lower())) + tens
            yield mention(begins, found.end(), _part(decade(year), part))
        else:
            yield from _of_century(text, found, tens, tens)


def _range(text: str, found: re.Match[str], first: int, last: int) -> DateMention:
    before = parts.part_before(text, found.start())
    own = found["part"] or found["part_ru"]
    start, part = before or (found.start(), None)
    end = parts.part_named(own) if own else part if first == last else None
    hundreds = first % 100 == 0 and last % 100 == 0
    spans = []
    if first == last or not hundreds:
        spans.append(union(_part(decade(first), part), _part(decade(last), end)))
    if hundreds:
        wide = _part(YearSpan(first, first + 99), part), _part(YearSpan(last, last + 99), end)
        spans.append(union(*wide))
    return mention(start, found.end(), *spans)


def _of_century(text: str, found: re.Match[str], first: int, last: int) -> Iterator[DateMention]:
    """The mention of the decades that begin with the years `first` and `last` of a century."""
    number = numerals.ordinal(numerals.without_ending(found["century"]))
    if number is None:
        return
    start, bc = 100 * (number - 1), eras.is_bc(found["era"])
    ends = [years(start + tens, start + tens + 9, bc=bc) for tens in (first, last)]
    begins, part = parts.part_before(text, found.start()) or (found.start(), None)
    span = _part(union(*ends), part)
    to = found.groupdict().get("to")
    if to and (until := numerals.ordinal(numerals.without_ending(to))):
        own = parts.part_named(found["to_part"]) if found["to_part"] else None
        span = union(span, _part(century(until, bc=bc), own))
    yield mention(begins, found.end(), span)


def _part(span: YearSpan, part: Part | None) -> YearSpan:
    return part_of(span, part) if part else span


def _completed(year: int, digits: str | None) -> int:
    """The year that `digits`, perhaps only the last two, stand for after `year`."""
    if not digits:
        return year
    return int(digits) if len(digits) == 4 else year - year % 100 + int(digits)
