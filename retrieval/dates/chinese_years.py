"""Years, centuries and decades as Chinese writes them."""

import re
from collections.abc import Iterator

from retrieval.dates import eras, numerals, parts
from retrieval.dates.spans import (
    DateMention,
    YearSpan,
    after,
    approximately,
    astronomical,
    before,
    century,
    decade,
    mention,
    part_of,
    union,
    until,
    years,
)
from retrieval.dates.year_context import is_labelled

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = r"[0-9０-９]"
_ROW = "[〇零○一二三四五六七八九]"
_JOINT = r"\s?(?:[-‐‑–—－~～]+|至|到|、|和|及|与|與)\s?"
_NUMBER = rf"(?:{_DIGITS}{{1,4}}|{_ROW}{{3,4}}|{numerals.CHINESE}{{2,7}})"
_LIMITS = "(?P<near>前后|前後|左右|上下)?(?P<limit>以前|之前|前(?![后後])|以后|以後|之后|之後)?"
_YEARS = re.compile(
    rf"""(?<![\d.,A-Za-z０-９])(?P<bound>(?:不?[早晚]|不[迟遲])[于於]\s?)?(?P<about>[约約]\s?|大约|大約)?
    (?:(?P<first_era>{eras.CHINESE})\s?)?(?P<first>{_NUMBER})\s?(?P<own>年(?!代))?
    (?:(?:[-‐‑–—－~～]+|至|到)\s?(?P<last_era>{eras.CHINESE})?\s?(?P<last>{_NUMBER})\s?)?
    (?P<unit>年代|(?(own)(?(last)年|)|年))(?P<part>{parts.AFTER})?
    (?:{_DIGITS}{{1,2}}月(?:{_DIGITS}{{1,2}}[日号號])?|[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}[日号號])?)?
    {_LIMITS}""",
    re.VERBOSE,
)
# Without 年, by an era: 商（前1600-前1046）, 公元前1300, 前206－公元220.
_OF_ERA = re.compile(
    rf"""(?<![\d.,A-Za-z０-９])(?P<bound>(?:不?[早晚]|不[迟遲])[于於]\s?)?(?P<about>[约約]\s?|大约|大約)?
    (?P<first_era>{eras.CHINESE})\s?(?P<first>{_DIGITS}{{1,4}})(?!{_DIGITS})(?:\s?年)?
    (?:\s?(?:[-‐‑–—－~～]+|至|到)\s?(?:[约約]\s?)?(?P<last_era>{eras.CHINESE})?\s?(?P<last>{_DIGITS}{{1,4}}))?
    (?!\s?[年世千万百个個多余餘]|{_DIGITS}|[.,，/]{_DIGITS}|[A-Za-z])
    (?P<unit>)(?P<part>(?!))?{_LIMITS}""",
    re.VERBOSE,
)
_PLACE_BEFORE = re.compile(r"(?:^|\W)[A-Z][\w'’]+,?\s$")  # in British Columbia: "Victoria, BC 1912"
# What may stand behind a number that has only 前 before it, which may mean "the first".
_HAN_AFTER = re.compile("(?![\u3400-\u9fff])|[至到和及与與或]")
_CENTURIES = re.compile(
    rf"""(?<![\d.,A-Za-z])(?:(?P<era>{eras.CHINESE})\s?)?(?P<first>{_DIGITS}{{1,2}}|{numerals.CHINESE}{{1,3}}|上)(?:(?<!上){_JOINT}(?:(?P<last_era>{eras.CHINESE})\s?)?
    (?P<last>{_DIGITS}{{1,2}}|{numerals.CHINESE}{{1,3}}))?\s?(?:个|個)?(?<!个)(?<!個)世[纪紀]
    (?:的?\s?(?P<decade>{_DIGITS}0|[一二三四五六七八九]{{1,2}}十)(?:(?:年代)?{_JOINT}(?P<to>{_DIGITS}0|[一二三四五六七八九]十))?\s?年代)?
    的?(?P<part>{parts.AFTER})?""",
    re.VERBOSE,
)
_BOUNDS = ((re.compile("早"), before), (re.compile("不[晚迟遲]"), until), (re.compile(""), after))
_OTHER_CALENDAR_BEFORE = re.compile("(?:回|伊斯[兰蘭]|希吉[来來]|伊|佛)[历曆]$")
# After a round number of years: how long, not when.
_LASTING = re.compile(
    "(?:多?年)?(?:来|來|间|間|历史|歷史|的历史|的歷史|之久|里|以上|前|后|後|的时间|左右的|中更|内|內)"
)
_LASTING_BEFORE = re.compile("(?:过去|過去|近|距今|长达|長達|历时|歷時|最近|前后|前後|今)的?\\s?$")
_ASKS_FOR_YEAR = re.compile("[在于於自从從至到（(]$")


def find_chinese_years(text: str) -> Iterator[DateMention]:
    """The years and decades before 年 and 年代, with the month and the day and with words like 左右, 以前."""
    for found in _YEARS.finditer(text):
        spans = _year_spans(text, found)
        if spans:
            yield mention(found.start(), found.end(), *spans)
    for found in _OF_ERA.finditer(text):
        if _has_era(text, found) and (spans := _year_spans(text, found)):
            yield mention(found.start(), found.end(), *spans)


def find_chinese_centuries(text: str) -> Iterator[DateMention]:
    """The centuries before 世纪, with their decades and parts. 上世纪 is taken for the twentieth."""
    for found in _CENTURIES.finditer(text):
        first = 20 if found["first"] == "上" else numerals.chinese(found["first"].translate(_FULL_WIDTH))
        last = numerals.chinese(found["last"].translate(_FULL_WIDTH)) if found["last"] else first
        if not first or not last or max(first, last) > 30:
            continue
        bc = eras.is_bc(found["era"])
        end = century(last, bc=eras.is_bc(found["last_era"] or found["era"]))
        span = union(century(first, bc=bc), end)
        if found["decade"] and first == last:
            start = 100 * (first - 1)
            tens = (_tens(found["decade"]), _tens(found["to"] or found["decade"][-2:]))
            begin, end = (years(start + ten, start + ten + 9, bc=bc) for ten in tens)
            span = union(begin, end)
        if found["part"]:
            span = _last_part(span, end, found)
        yield mention(found.start(), found.end(), span)


def _has_era(text: str, found: re.Match[str]) -> bool:
    """Whether the era says that a number without 年 is a year: 前 alone says "the first" as well."""
    digits = len(found["first"])
    if found["first_era"] == "前":
        of_both = found["last"] and found["last_era"]
        return bool(of_both or (digits >= 3 and _HAN_AFTER.match(text, found.end())))
    if found["first_era"].isascii():
        if _PLACE_BEFORE.search(text[max(0, found.start() - 24) : found.start()]):
            return False
        return (digits >= 3 or bool(found["last"])) and not is_labelled(text, found.start(), found.end())
    return digits >= 2 or bool(found["last"])


def _last_part(span: YearSpan, last: YearSpan, found: re.Match[str]) -> YearSpan:
    """The span when a part is named: of the last century or decade of a range, of the whole otherwise."""
    part = parts.part_named(found["part"])
    if not (found["last"] or found["to"]):
        return part_of(span, part)
    return YearSpan(span.first, part_of(last, part).last)


def _tens(written: str) -> int:
    """The decade of 30 or 三十, and the first of 三四十."""
    return numerals.chinese(written[0] + "十" if len(written) == 3 else written.translate(_FULL_WIDTH)) or 0


def _is_ago(limit: str | None, number: int) -> bool:
    """Whether a number of years before 以前 or 前 says how long ago: 1500年前, 2000年以前."""
    if not limit or not limit.endswith("前"):
        return False
    return number < 1600 or number % (100 if limit == "前" else 1000) == 0


def _year_spans(text: str, found: re.Match[str]) -> list[YearSpan]:
    first_bc = eras.is_bc(found["first_era"])
    first = _number(found["first"])
    if first is None or not _is_year(text, found, first):
        return []
    if found["unit"] == "年代":
        return _decades(found, first)
    last_bc = eras.is_bc(found["last_era"]) or (first_bc and not found["last_era"])
    span = YearSpan(astronomical(first, bc=first_bc), astronomical(first, bc=first_bc))
    if found["last"]:
        last = _number(found["last"])
        if last is None:
            return []
        if last_bc and not found["last_era"] and last > first:  # 公元前206－220年: the era turned between
            last_bc = False
        if not first_bc and last < 100 <= first:
            last += first - first % 100
        end = astronomical(last, bc=last_bc)
        if end < span.first:
            return []
        span = YearSpan(span.first, end)
    if found["part"]:
        return [span]
    return [_widened(span, found)]


def _widened(span: YearSpan, found: re.Match[str]) -> YearSpan:
    about = bool(found["about"] or found["near"])
    if found["limit"]:
        return (before if found["limit"].endswith("前") else after)(span, about=about)
    if found["bound"]:
        reach = next(reach for pattern, reach in _BOUNDS if pattern.match(found["bound"]))
        return reach(span, about=about)
    return approximately(span) if about else span


def _decades(found: re.Match[str], first: int) -> list[YearSpan]:
    last = _number(found["last"]) if found["last"] else first
    if last is None or first % 10 or first < 1000:
        return []
    if last < 100:
        last += first - first % 100
    if last < first or last % 10:
        return []
    span = union(decade(first), decade(last))
    return [part_of(span, parts.part_named(found["part"])) if found["part"] else span]


def _number(written: str) -> int | None:
    return numerals.chinese(written.translate(_FULL_WIDTH))


def _is_year(text: str, found: re.Match[str], first: int) -> bool:
    """Whether the number before 年 is a year and not a length of time, a regnal year or an age."""
    if _OTHER_CALENDAR_BEFORE.search(text[max(0, found.start() - 5) : found.start()]):
        return False
    if found["first_era"] and found["first_era"] != "前":
        return 0 < first <= 9999
    if found["first_era"] == "前" and text[: found.start("first_era")][-1:] not in set(
        "（(，,。；;、 \n—–-－至到於于自从从在约約“《"
    ) | {""}:
        return False
    written = found["first"].translate(_FULL_WIDTH)
    in_row = written.isdecimal() or all(digit in "〇零○一二三四五六七八九" for digit in written)
    if not in_row or (not found["first_era"] and (len(written) < 3 or first > 2100)):
        return False
    if first % 100 == 0 or len(written) == 3:
        after_it = _LASTING.match(text, found.end())
        asked = _ASKS_FOR_YEAR.search(text[max(0, found.start() - 1) : found.start()])
        so_long = _LASTING_BEFORE.search(text[max(0, found.start() - 5) : found.start()])
        if after_it or so_long or _is_ago(found["limit"], first):
            return False
        return bool(asked or len(written) == 4 or found["last"] or found["unit"] == "年代" or first % 100)
    return True
