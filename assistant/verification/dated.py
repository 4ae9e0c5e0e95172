"""Dates of a sentence against those of passages: less may be said than a passage says, never more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.verification.number_words import spoken_numbers
from retrieval.dates import DateMention, YearSpan, numerals
from retrieval.marks import dates_of
from retrieval.vocabulary import Vocabulary

_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_RELATIVE = re.compile(
    r"(?P<next>\b(?:(?:the\s+)?(?:next|following)\s+year|a\s+year\s+later)\b|次年|翌年|第二年|一年后|一年後|"
    r"(?:в\s+)?следующем\s+году|(?:через\s+год|годом\s+позже|год\s+спустя)(?!\w))|"
    r"(?P<previous>\b(?:the\s+)?(?:previous\s+year|year\s+before|a\s+year\s+earlier)\b|前一年|上一年|"
    r"годом\s+раньше|(?:в\s+)?предыдущем\s+году|за\s+год\s+до)",
    re.IGNORECASE,
)
_YEARS_ON = re.compile(
    r"(?<![\w-])(?P<en>\d{1,2}|[a-z-]+)\s+years?\s+(?P<en_side>later|afterwards?|after|earlier|before)(?!\w)|"
    r"(?<!\w)(?:через|спустя)\s+(?P<ru>\d{1,2}|[а-яё]+)\s+(?:года|лет)(?!\w)|"
    r"(?<!\w)(?P<ru_back>\d{1,2}|[а-яё]+)\s+(?:года|лет|годами)\s+(?P<ru_side>спустя|позже|позднее|раньше|назад)(?!\w)|"
    r"(?P<han>\d{1,2}|[一二三四五六七八九十两]{1,3})年(?:之|以)?(?P<han_side>[后後前])",
    re.IGNORECASE,
)
_EARLIER = frozenset({"earlier", "before", "раньше", "назад", "前"})
_ABOUT = re.compile(
    r"(?<!\w)(?:circa|ca?\.|c(?=\d)|about|around|approximately|около|ок\.|примерно|приблизительно)\s?|[约約]|前后|左右",
    re.IGNORECASE,
)

# 1738-05-12: what follows the year are no years.
_WRITTEN_SHORT = re.compile(r"(\d{4})([-/.])\d{1,2}\2\d{1,2}(?!\d)")
_COUNTED = re.compile(r"\d|centur|millenn|век|столет|тысячел|世纪|世紀|年代|decade", re.IGNORECASE)
# A decade of a century that goes without saying.
_BARE_DECADE = re.compile(
    r"(?<![〇零一二三四五六七八九十\d纪紀])(?P<han>[二三四五六七八九])十年代(?P<part>[初末])?|"
    rf"\b(?:the\s+)?(?P<en>{'|'.join(numerals.ENGLISH_DECADES)})\b|"
    rf"(?<![а-яё])(?P<ru>{'|'.join(numerals.RUSSIAN_DECADE_STEMS)})ы[еых]\w*(?:\s+год)",
    re.IGNORECASE,
)
_CENTURY = 99
_LISTED = re.compile(r"(?<!\w)(?:and|и)(?!\w)|[&,，、和及与與]")
_BETWEEN = re.compile(r"(?:between(?:\s+the)?|между|介于|介於)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A place `start:end` that names years, the spans they may be, and whether it says "about"."""

    start: int
    end: int
    spans: tuple[YearSpan, ...]
    years: tuple[int, ...] = ()  # years written out in it
    about: bool = False
    named: bool = False  # by a dynasty, a reign or a year of another calendar, not by a year of ours
    listed: bool = False  # several, each of which is meant: the 18th and 19th centuries

    def borne_out_by(self, other: Dated) -> bool:
        """Whether a passage's date says as much or more: a year bears out its century, a range its ends."""
        exact = any(s.first <= y <= s.last and not _is_limit(s, y) for s in self.spans for y in self.years)
        if self.years and not exact and set(self.years) <= set(other.years):  # before, after
            return True
        if exact and not self.about:  # what is written as a year has to be one there
            return any(
                all(y in other.years or _ends_in(theirs, y, named=other.named) for y in self.years)
                or (mine == theirs and other.named)
                for mine in self.spans
                for theirs in other.spans
            )
        if (
            other.about
            and not self.years
            and any(s.first <= y <= s.last for s in self.spans for y in other.years)
        ):
            return True  # "the middle of the 1750s" for "about 1755"
        return any(
            (mine.first - _slack(mine) <= theirs.first and theirs.last <= mine.last + _slack(mine))
            or (other.listed and _is_end(mine, theirs))
            for mine in self.spans
            for theirs in other.spans
        )

    def turns(self, other: Dated) -> bool:
        """Whether one is before a year and the other from that year on: not later than 1450, after 1450."""
        return any(
            _follows(mine, theirs) or _follows(theirs, mine) for mine in self.spans for theirs in other.spans
        )


def _is_limit(span: YearSpan, year: int) -> bool:
    """Whether a span is all that lies up to a year or from it on, as `retrieval.dates` reads a limit."""
    return year in (span.first, span.last) and span.last - span.first == _CENTURY + 1


def _follows(before: YearSpan, after: YearSpan) -> bool:
    """Whether two spans are what lies before or up to a year and from it on, read as limits are."""
    lengths = before.last - before.first, after.last - after.first
    if before.last == after.first:
        return lengths == (_CENTURY + 1, _CENTURY + 1)
    return before.last + 1 == after.first and lengths == (_CENTURY, _CENTURY + 1)


def _is_end(span: YearSpan, several: YearSpan) -> bool:
    """Whether a span is the first or the last of several that follow each other."""
    whole = several.first <= span.first and span.last <= several.last
    return whole and (span.first == several.first or span.last == several.last)


def _slack(span: YearSpan) -> int:
    """A century has a year to spare: the 1700s are the eighteenth."""
    return 1 if span.last - span.first >= _CENTURY else 0


def _ends_in(span: YearSpan, year: int, *, named: bool) -> bool:
    """Whether a span is one year, or that of a reign which begins or ends with it."""
    return year in (span.first, span.last) and (named or span.first == span.last)


def find_dated(text: str, vocabulary: Vocabulary) -> list[Dated]:
    """The dates of `text` in order."""
    found = [_dated(text, mention) for mention in dates_of(text, vocabulary)]
    bare = [d for d in _bare_decades(text) if not any(f.start < d.end and d.start < f.end for f in found)]
    return sorted([*found, *bare], key=lambda d: d.start)


def implied_dates(text: str, dates: Sequence[Dated]) -> list[Dated]:
    """The years that a text gives by another: "the next year" behind 1772 is 1773."""
    return list(_implied(text, dates))


def years_apart(dates: Iterable[Dated]) -> list[int]:
    """The single years among dates."""
    return [d.spans[0].first for d in dates if len(d.spans) == 1 and d.spans[0].first == d.spans[0].last]


def _dated(text: str, mention: DateMention) -> Dated:
    written = text[mention.start : mention.end]
    written = _WRITTEN_SHORT.sub(r"\1", written)
    years: list[int] = []
    for found in re.finditer(r"(?P<joined>[-–—/～~至到]\s?)?(?P<digits>\d+)", written.translate(_HAN_DIGITS)):
        number = found["digits"]
        if 3 <= len(number) <= 4:
            years.append(int(number))
        elif found["joined"] and years and len(number) <= 2:  # 1738–41
            whole = str(years[-1])
            years.append(int(whole[: len(whole) - len(number)] + number))
    spans = mention.spans
    ours = [year for year in years if _is_ours(year, spans)]
    around = text[max(0, mention.start - 3) : mention.end + 3]
    about = bool(_ABOUT.search(written) or re.search("[约約]|前后|左右", around))
    decade = bool(re.search(r"\d0'?s\b|\d0-[емых]|年代", text[mention.start : mention.end + 3]))
    return Dated(
        mention.start,
        mention.end,
        spans,
        () if decade else tuple(ours),
        about,
        named=ours != years or not _COUNTED.search(written.translate(_HAN_DIGITS)),
        listed=bool(_LISTED.search(written)) and not _BETWEEN.search(text[: mention.start]),
    )


def _is_ours(year: int, spans: Sequence[YearSpan]) -> bool:
    """Whether a year is counted as the spans are, in which or at whose limit it stands; AH 1150 is not."""
    reach = _CENTURY + 10
    return any(span.first - reach <= year <= span.last + reach for span in spans)


def _bare_decades(text: str) -> Iterator[Dated]:
    for found in _BARE_DECADE.finditer(text):
        if found["han"]:
            number = "二三四五六七八九".index(found["han"])
        elif found["en"]:
            number = numerals.ENGLISH_DECADES.index(found["en"].lower())
        else:
            number = numerals.RUSSIAN_DECADE_STEMS.index(found["ru"].lower())
        first, last = {"初": (0, 2), "末": (7, 9)}.get(found["part"] or "", (0, 9))
        begins = [century + 20 + 10 * number for century in (1700, 1800, 1900)]
        spans = tuple(YearSpan(begin + first, begin + last) for begin in begins)
        yield Dated(found.start(), found.end(), spans)


def _implied(text: str, dates: Sequence[Dated]) -> Iterator[Dated]:
    for found in _RELATIVE.finditer(text):
        before = [d for d in dates if d.end <= found.start() and len(d.spans) == 1]
        single = [d for d in before if d.spans[0].first == d.spans[0].last]
        if single:
            year = single[-1].spans[0].first + (1 if found["next"] else -1)
            yield Dated(found.start(), found.end(), (YearSpan(year, year),), (year,))
    for start, end, count in years_on(text):
        single = [
            d for d in dates if d.end <= start and len(d.spans) == 1 and d.spans[0].first == d.spans[0].last
        ]
        if single:
            year = single[-1].spans[0].first + count
            yield Dated(start, end, (YearSpan(year, year),), (year,))


def years_on(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a text goes on by some years from a date before: start, end, and how many; back below zero."""
    for found in _YEARS_ON.finditer(text):
        written = next(w for w in (found["en"], found["ru"], found["ru_back"], found["han"]) if w)
        count = _count(written.lower())
        side = (found["en_side"] or found["ru_side"] or found["han_side"] or "").lower()
        if count:
            yield found.start(), found.end(), -count if side in _EARLIER else count


def _count(written: str) -> int | None:
    """A number in figures or in words of any of three languages; None for "many"."""
    if written.isdecimal():
        return int(written)
    whole = [spoken.value for spoken in spoken_numbers(written) if spoken[:2] == (0, len(written))]
    return int(whole[0]) if whole else None
