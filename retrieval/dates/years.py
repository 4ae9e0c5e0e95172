"""Single years and ranges of years, as English and Russian write them, and as numbers alone."""

import re
from collections.abc import Iterator

from retrieval.dates import eras
from retrieval.dates.hijri import HIJRI_AFTER, HIJRI_BEFORE, find_double_dates, find_hijri_years
from retrieval.dates.limits import ABOUT, qualified
from retrieval.dates.spans import DateMention, YearSpan, astronomical, mention
from retrieval.dates.year_context import LATEST, asks_for_year, is_year

_YEAR_WORD = r"г\.|гг\.|год(?:а|у|ом|ы|ов|ам|ами|ах|е)?(?!\w)|г(?=\s*(?:[,;)]|$))"
_YEARS = re.compile(
    rf"""(?:(?<![^\W\u3400-\u9fff])|(?<=(?<!\w)(?-i:c))|(?<=(?<!\w)ca)|(?<=(?<!\w)circa))(?<!前)(?:(?<![/–—+×$€£¥₽№\#=&?%@_])|(?<=[^\W\d_][–—])(?={eras.AD})|(?<=[^\W\d_]\.[–—])(?={eras.AD})|(?<=\d-[ехм][–—])|(?<=\ds[–—]))(?<!\d[.,:-])
    (?P<ad>{eras.AD}\s?)?
    (?P<first>\d{{1,4}})(?![\d°′″])
    (?:\s?(?P<first_era>{eras.AFTER}))?
    (?:\s?(?P<first_word>{_YEAR_WORD})(?=\s?[-–—]))?
    (?:\s?[-‐‑–—−]\s?(?:{ABOUT}\s?)?(?P<last_ad>{eras.AD}\s?)?(?P<last>\d{{1,4}})(?:/\d{{2}})?(?![\d°′″]|(?:st|nd|rd|th)\b)
       (?:\s?(?P<last_era>{eras.AFTER}))?
      |/(?P<slash>\d{{1,2}}|\d{{4}})(?![\d/-]|\.\d))?
    (?:\s?(?P<word>{_YEAR_WORD})(?:\s?(?P<word_era>{eras.RUSSIAN}))?)?""",
    re.IGNORECASE | re.VERBOSE,
)
# What makes the number part of a longer one: a decimal, a thousand, an address, a name.
_GOES_ON = re.compile(r"[.,:]\d|[/\\_@&=]\w|[-‐‑–—][\dA-ZА-ЯЁ]|(?![a-e]\b)[^\W\u3400-\u9fff]")
_NOTE_MARK = re.compile(r"\.\d{1,3}(?=\s+[«“\"(]?[A-ZА-ЯЁ]|\s*$)")
_BETWEEN = re.compile(
    rf"""(?P<from>\bbetween\s+|\bмежду\s+)?(?:{ABOUT}\s?)?(?P<first>\d{{4}})\s+(?P<joint>and|и)\s+(?:{ABOUT}\s?)?(?P<last>\d{{4}})(?!\w|[.,]\d)
    (?:\s?(?:{_YEAR_WORD}))?""",
    re.IGNORECASE | re.VERBOSE,
)
# A word or a number before a hyphen, but for "post-1945" and the like.
_HANGS_ON = re.compile(
    r"(?:^|(?<=[\w.]))(?<!\bpost)(?<!\bpre)(?<!\bmid)(?<!\bearly)(?<!\blate)[-‐‑]$", re.IGNORECASE
)
# Before a range of three digits in brackets: what lasts for years.
_LASTING = re.compile(
    r"(?:dynast\w*|period|era|reign\w*|ruled|emperor|king|pope|khan|caliph\w*|kingdom|empire|династи\w*|эпох\w*|правл\w*|импер\w*|период\w*)"
    r"(?:[\s,]+[\w'’-]+){0,3}\s*[(（]\s*(?:r\.\s?|reigned\s|ruled\s|правил\w*\s)?$|[代朝国國帝期]\s*[（(]$",
    re.IGNORECASE,
)
_THE_YEAR = re.compile(r"\bthe\syears?\s$|\bв\sгоду\s$", re.IGNORECASE)
_WEIGHED = re.compile(r"\b(?:вес(?:ом|ит|а|е)?|масс\w+)\b[^.;]{0,20}$", re.IGNORECASE)


def find_years(text: str) -> Iterator[DateMention]:
    """The years and ranges of years that `text` names in digits."""
    double = list(find_double_dates(text))
    yield from (date.ours for date in double)
    yield from find_hijri_years(text)
    read = {place for date in double for place in range(date.start, date.end)}
    for found in _YEARS.finditer(text):
        span = _span(text, found)
        if span is not None and read.isdisjoint(range(*found.span())):
            yield qualified(text, found.start(), found.end(), span)
    for found in _BETWEEN.finditer(text):
        first, last = int(found["first"]), int(found["last"])
        if found["from"] and first <= last and is_year(text, found.start("first"), found.end("first")):
            yield mention(found.start(), found.end(), YearSpan(first, last))


def _span(text: str, found: re.Match[str]) -> YearSpan | None:
    before_it = text[max(0, found.start() - 8) : found.start()]
    if _HANGS_ON.search(before_it) or HIJRI_BEFORE.search(before_it) or HIJRI_AFTER.match(text, found.end()):
        return None
    last_digits = found["last"] or found["slash"]
    first_bc, last_bc = _eras(found)
    marked = first_bc or last_bc or _is_marked(text, found)
    first = int(found["first"])
    if not first or not (marked or _is_bare_year(text, found)):
        return None
    if not last_digits:
        return YearSpan(astronomical(first, bc=first_bc), astronomical(first, bc=first_bc))
    last = int(last_digits)
    if not (first_bc or last_bc or found["last_ad"]) or _is_shortened_bc(found):
        last = _completed(found["first"], last_digits)
    low, high = astronomical(first, bc=first_bc), astronomical(last, bc=last_bc)
    if low <= high:
        return YearSpan(low, high)
    if found["slash"] or len(last_digits) <= 2:  # "1738-05", "1748/12": a month
        is_month = 1 <= int(last_digits) <= 12 and not first_bc and not _spaced(found)
        return YearSpan(low, low) if is_month else None
    return None


def _is_shortened_bc(found: re.Match[str]) -> bool:
    """Whether the last year of a range BC leaves out its hundreds: ca. 1353–36 B.C., but 332–30 B.C.

    Of three digits it is rather whole, as the Ptolemies' are.
    """
    if not found["last"] or found["first_era"] or found["last_ad"] or len(found["first"]) < 4:
        return False
    return len(found["last"]) <= 2 and _completed(found["first"], found["last"]) <= int(found["first"])


def _eras(found: re.Match[str]) -> tuple[bool, bool]:
    """Whether the first and the last year of a range are BC; an era after the range holds for both."""
    last = eras.is_bc(found["last_era"] or found["word_era"])
    if found["first_era"] or found["ad"]:
        first = eras.is_bc(found["first_era"])
        return first, last and not found["last_ad"] if found["last"] else first
    if not found["last"]:
        last = eras.is_bc(found["word_era"])
        return last, last
    return last, last


def _is_marked(text: str, found: re.Match[str]) -> bool:
    """Whether the text itself says that the number is a year: an era, a word, a reign before it."""
    if found["ad"] or found["first_era"] or found["last_era"] or found["word_era"]:
        return True
    digits = len(found["first"])
    word = found["word"] or found["first_word"]
    if word and digits >= 3:
        return word.startswith("год") or word == "гг." or not _is_weight(text, found)
    if digits != 3:
        return False
    if _THE_YEAR.search(text[max(0, found.start() - 12) : found.start()]):
        return True
    if found["last"] and _is_lifetime(text, found):
        return True
    lasting = found["last"] and len(found["last"]) >= 3
    return bool(lasting and _LASTING.search(text[max(0, found.start() - 60) : found.start()]))


def _is_lifetime(text: str, found: re.Match[str]) -> bool:
    """Whether a range from three digits to four is in brackets and no longer than a life: (936–1013)."""
    years = int(found["last"]) - int(found["first"])
    return (
        len(found["last"]) == 4
        and 0 < years <= 120
        and text[found.start() - 1 : found.start()] in ("(", "（")
    )


def _is_weight(text: str, found: re.Match[str]) -> bool:
    """Whether "г." after a number means grams: with words of weight, or three digits without "в" before."""
    before_it = text[max(0, found.start() - 30) : found.start()]
    if _WEIGHED.search(before_it):
        return True
    if len(found["first"]) == 3:
        return not before_it.lower().endswith(("в ", "около ", "ок. "))
    return int(found["first"]) > LATEST


def _is_bare_year(text: str, found: re.Match[str]) -> bool:
    if len(found["first"]) == 3:
        return _is_approximate_year(text, found)
    if len(found["first"]) < 4 or _WEIGHED.search(text[max(0, found.start() - 30) : found.start()]):
        return False
    if found["last"] and (len(found["last"]) == 3 or int(found["last"]) > LATEST):
        return False
    goes_on = _GOES_ON.match(text, found.end())
    if goes_on and not (_NOTE_MARK.match(text, found.end()) and _can_bear_note(text, found.start())):
        return False
    return is_year(text, found.start("first"), found.end())


def _can_bear_note(text: str, start: int) -> bool:
    """Whether the mark of a note may stand after a number: in "portrait of 1760.26 Dom" it does."""
    return asks_for_year(text, start) or text[max(0, start - 4) : start].endswith((" of ", "\nof "))


def _spaced(found: re.Match[str]) -> bool:
    """Whether a dash with space around it and a short number follow: "1738 - 12" is no range of years."""
    return bool(found["last"]) and found.end("first") + 1 != found.start("last")


def _is_approximate_year(text: str, found: re.Match[str]) -> bool:
    """Whether a number of three digits is a year by the word "circa" and by what follows."""
    before_it = text[max(0, found.start() - 36) : found.start()]
    closes = re.compile(r"\s*(?:[,;)\]]|\.(?!\d)|$)").match(text, found.end())
    return bool(closes and re.search(r"(?<!\w)(?:circa|ca?\.|ок\.)\s?$", before_it))


def _completed(first: str, digits: str) -> int:
    """The year that `digits` stand for after `first`: 1768-9 and 1750–55 leave out what does not change."""
    return int(first[: -len(digits)] + digits) if len(digits) < len(first) else int(digits)
