"""Centuries and millennia in English and Russian, and the century in French and German titles."""

import re
from collections.abc import Iterator

from retrieval.dates import eras, numerals, parts
from retrieval.dates.hijri import HIJRI_AFTER, years_of_ours
from retrieval.dates.limits import qualified
from retrieval.dates.spans import DateMention, Part, YearSpan, century, millennium, part_of, union

_JOINT = r"\s*(?:[-‐‑–—/,]|\bto\b|\band\b|\bor\b|\bи\b|\bили\b|\bдо\b|\bпо\b)\s*(?:the\s+)?"
_CENTURY = (
    r"[\s-]*(?:centur(?:y|ies)|cent\.|c(?:\.(?=\s|$|[,;)])|(?=\s*(?:[,;)]|$))))|\s*(?:si[èe]cles?|век(?:а|у|ом|е|ов|ам|ами|ах)?|столети\w{1,3}"
    r"|вв?\.|в(?=\s*(?:[,;)\]]|$|до\s+н))|ст\.)|\.?\s*(?:Jahrhunderts?|Jh\.?|Jhs\.)"
)
_MILLENNIUM = r"[\s-]*(?:millenni(?:um|a))|\s*(?:тыс(?:ячелети\w{1,3}|\.))"

_CENTURIES = re.compile(
    rf"""(?<![\w.,+])(?<![\d_][/–—])(?<![^\w.][/–—])(?<!\d-)
    (?!{parts.TWO_SHARES})(?P<first>{numerals.ORDINAL})[-‑]?
    (?:(?:{_JOINT}{numerals.ORDINAL}(?=\s*,|\s+and|\s+и))?{_JOINT}(?:(?P<part>{parts.BEFORE}){parts.LINK})?(?P<last>{numerals.ORDINAL}))?
    (?:(?P<century>{_CENTURY})|(?P<millennium>{_MILLENNIUM}))(?!\w)
    (?:\s?(?P<era>{eras.AFTER}))?""",
    re.IGNORECASE | re.VERBOSE,
)


def find_centuries(text: str) -> Iterator[DateMention]:
    """The centuries and millennia that `text` names, with what part of them is meant."""
    for found in _CENTURIES.finditer(text):
        first = numerals.ordinal(numerals.without_ending(found["first"]))
        last = numerals.ordinal(numerals.without_ending(found["last"])) if found["last"] else first
        if first is None or last is None or not _plausible(found, text):
            continue
        if found["last"] and _same_century(text, found, first, last):  # 3rd/9th century
            first = last
        start, part = found.start(), None
        before = parts.part_before(text, found.start())
        hijri = HIJRI_AFTER.match(text, found.end())
        end = hijri.end() if hijri else found.end()
        if before:
            start, part = before
        elif not found["last"] and (behind := parts.part_after(text, end)):
            end, part = behind
        if part == parts.TURN:  # "the turn of the 19th and 20th centuries" is where the two meet
            first = last
        spans = [_part(_years(found, first, hijri=bool(hijri)), part)]
        if found["last"] and first != last and part != parts.TURN:
            own = parts.part_named(found["part"]) if found["part"] else None
            spans.append(_part(_years(found, last, hijri=bool(hijri)), own))
        yield qualified(text, start, end, union(spans[0], spans[-1]))


def _years(found: re.Match[str], number: int, *, hijri: bool) -> YearSpan:
    """The years of the century or millennium of that number, as it is counted."""
    bc = eras.is_bc(found["era"])
    if found["millennium"]:
        return millennium(number, bc=bc)
    return years_of_ours(century(number)) if hijri else century(number, bc=bc)


def _same_century(text: str, found: re.Match[str], first: int, last: int) -> bool:
    """Whether the first of two centuries with a slash is, counted from the Hijra, the second of our era."""
    joint = text[found.end("first") : found.start("last")]
    return "/" in joint and not found["millennium"] and years_of_ours(century(first)).overlaps(century(last))


def _part(span: YearSpan, part: Part | None) -> YearSpan:
    return part_of(span, part) if part else span


def _plausible(found: re.Match[str], text: str) -> bool:
    """Whether a unit of one letter stands for a century: "18 c." needs more than a number and a "c."."""
    unit = (found["century"] or "").strip()
    if (found["millennium"] or "").strip() == "тыс." and found["first"].isdecimal():
        return bool(found["era"])  # "5 тыс. лет" is how long
    if unit in ("c.", "в", "в.", "вв.", "ст.") and found["first"].isdecimal():
        return bool(found["era"]) or unit == "вв." or bool(parts.part_before(text, found.start()))
    return True
