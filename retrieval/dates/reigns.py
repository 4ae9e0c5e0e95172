"""Dynasties, reigns and periods named by the vocabulary, with the year or the part of them that is meant."""

import re
from collections.abc import Iterable, Iterator

from retrieval.dates import numerals, parts
from retrieval.dates.han_dynasties import find_han_dynasties
from retrieval.dates.name_context import KIND_WORD, TAIL, is_meant
from retrieval.dates.spans import DateMention, Part, YearSpan, mention, part_of, union
from retrieval.vocabulary import Vocabulary
from retrieval.vocabulary.terms import Mention, Term

_KINDS = frozenset({"dynasty", "reign", "period"})
_HAN = re.compile("[\u3400-\u9fff]")
_NEAR = 40  # characters from an ambiguous reign within which a dynasty settles it

_NUMBER = rf"(?:[0-9]{{1,2}}|元|[廿卅]?{numerals.CHINESE}{{1,4}})"
_REGNAL_YEAR = re.compile(
    rf"[帝朝]?\s?(?:(?P<first>{_NUMBER})\s?年?\s?(?:[至到、–—-]\s?(?P<last>{_NUMBER})\s?)?年(?![间間代])"
    rf"|(?P<pair>[{numerals.STEMS}][{numerals.BRANCHES}])年?)"
)
# Periods whose years are counted as those of a reign are.
_COUNTED_PERIOD = re.compile(
    "(?:民[国國]|明治|大正|昭和|平成|Meiji|Taish[oō]|Sh[oō]wa|Heisei|Minguo|Мэйдзи|Тайсё|Сёва|Хэйсэй|Миньго)$",
    re.IGNORECASE,
)
# Beside an era that both countries had.
_JAPAN = re.compile("日本|江[户戶]|Japan|Япони|япон|Edo|Эдо")
_HAN_TAIL = re.compile(r"(?:王?朝|代|皇?帝)?(?:年[间間]|时期|時期|时代|時代|年制|年製|在位)?")
_PART_AFTER = re.compile(parts.AFTER)
_IN_DECADES = re.compile("decade|десятилет|十年", re.IGNORECASE)  # they divide centuries alone
_KIND_BETWEEN = re.compile(rf"(?<!\w){KIND_WORD}\s(?:of\s+(?:the\s)?)?$", re.IGNORECASE)
_CARDINAL = (
    rf"(?P<year>{numerals.ENGLISH_ORDINAL}|{numerals.RUSSIAN_ORDINAL_WORD}|\d{{1,2}}(?:-?(?:й|го|м|му|ый))?)"
)
_YEAR_BEFORE = re.compile(
    rf"(?<!\w){_CARDINAL}\s+(?:year\s+of|год[ауе]?|году)"
    r"(?:\s+(?:the|reign|rule|of|his|правления|эры|эпохи|девиза|царствования|под|девизом|императора|императрицы"
    r"|emperor|king|«|'))*\s*[«“\"]?$",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(
    r"[»”\"]?(?:['’]s)?(?:\s(?:reign|period|era))?,?\s(?:year\s(?P<after>\d{1,2})(?!\w|[.,-]\d)|(?P<bare>\d{1,2})(?=\s?(?:[,;)]|\.(?!\d)|$|[(（/](?:AD\s|A\.D\.\s)?\d{4}))|(?P<ordinal>\d{1,2}(?:st|nd|rd|th))\s+year(?!\w)"
    r"|(?P<russian>\d{1,2})-?(?:й|го|м)\s+год\w*)"
)


def find_reigns(text: str, vocabulary: Vocabulary) -> Iterator[DateMention]:
    """The dynasties, reigns and periods of `vocabulary` that `text` names, all that share an ambiguous name.

    A dynasty named near an ambiguous reign leaves those of its time, a regnal year those that lasted so long.
    """
    named = list(_find_named(text, vocabulary))
    yield from named
    if _HAN.search(text):
        yield from find_han_dynasties(text, named, vocabulary)


def _find_named(text: str, vocabulary: Vocabulary) -> Iterator[DateMention]:
    found = [(place, dated) for place in vocabulary.find(text) if (dated := _dated(place.terms))]
    places = [place for place, _ in found]
    for index, (place, terms) in enumerate(found):
        if not (is_meant(text, place, terms) or _is_counted(text, place)):
            continue
        start, kept = place.start, terms
        if len(terms) > 1:
            kept = _settled(text, place, terms, _neighbours(places, index))
        previous = found[index - 1] if index else None
        if previous and _adjoin(text, previous[0], place) and _kind(previous[1]) == "dynasty":
            if _kind(kept) == "dynasty":  # 明清, 宋元时期: from the one to the other
                end = _read_han(text, (start, place), kept).end
                yield mention(previous[0].start, end, _from_to(previous[1], kept))
            elif _kind(kept) == "reign":
                start = previous[0].start
        read = _read_han if _HAN.match(text, place.start) else _read_words
        yield read(text, (start, place), kept)


def _dated(terms: Iterable[Term]) -> list[Term]:
    return [
        term for term in terms if term.kind in _KINDS and term.first is not None and term.last is not None
    ]


def _kind(terms: list[Term]) -> str:
    return terms[0].kind


def _span(term: Term) -> YearSpan:
    assert term.first is not None
    assert term.last is not None
    return YearSpan(term.first, term.last)


def _neighbours(places: list[Mention], index: int) -> list[Term]:
    """The dynasties named near the mention at `index`."""
    own = places[index]
    return [
        term
        for place in places[max(0, index - 2) : index + 3]
        if place is not own and place.start - own.end < _NEAR and own.start - place.end < _NEAR
        for term in _dated(place.terms)
        if term.kind == "dynasty"
    ]


def _settled(text: str, place: Mention, terms: list[Term], dynasties: list[Term]) -> list[Term]:
    """Those of an ambiguous name's terms that the dynasties near it, or Japan, leave."""
    if _JAPAN.search(text, max(0, place.start - _NEAR), place.end + _NEAR):
        kept = [
            term for term in terms if any(name.endswith(" of Japan") for name in term.forms.get("en", ()))
        ]
    else:
        spans = [_span(dynasty) for dynasty in dynasties]
        kept = [term for term in terms if any(_span(term).overlaps(span) for span in spans)]
    return kept or terms


def _is_counted(text: str, place: Mention) -> bool:
    """Whether a period such as Meiji has the number of a year beside it."""
    if not _COUNTED_PERIOD.search(text[place.start : place.end]):
        return False
    window = max(0, place.start - 60)
    return bool(_YEAR_AFTER.match(text, place.end) or _YEAR_BEFORE.search(text[window : place.start]))


def _adjoin(text: str, first: Mention, second: Mention) -> bool:
    """Whether a dynasty and a reign are written as one, as in 清乾隆 and 清代乾隆."""
    between = text[first.end : second.start]
    return bool(_HAN.match(text, first.start)) and between in ("", "代", "朝", "·", "・", " ")


def _from_to(first: list[Term], last: list[Term]) -> YearSpan:
    return union(_span(first[0]), _span(last[-1]))


def _read_han(text: str, place: tuple[int, Mention], terms: list[Term]) -> DateMention:
    start, own = place
    form = text[own.start : own.end]
    if any(term.kind == "reign" for term in terms) or _COUNTED_PERIOD.search(form):
        regnal = _REGNAL_YEAR.match(text, own.end)
        if regnal and (spans := _regnal_spans(regnal, terms)):
            return mention(start, regnal.end(), *spans)
    tail = _HAN_TAIL.match(text, own.end)
    end = tail.end() if tail else own.end
    part: Part | None = None
    later = _PART_AFTER.match(text, end)
    if later and not _IN_DECADES.search(later.group()):
        end, part = later.end(), parts.part_named(later.group())
    elif start and text[start - 1] in "早初盛晚":
        part, start = parts.part_named(text[start - 1]), start - 1
    return mention(start, end, *(part_of(_span(term), part) if part else _span(term) for term in terms))


def _regnal_spans(regnal: re.Match[str], terms: list[Term]) -> list[YearSpan]:
    if regnal["pair"]:
        place = numerals.sexagenary(regnal["pair"])
        return [YearSpan(year, year) for term in terms for year in _years(term) if (year - 4) % 60 == place]
    first = numerals.chinese(regnal["first"])
    last = numerals.chinese(regnal["last"]) if regnal["last"] else first
    if first is None or last is None or last < first:
        return []
    return _counted(terms, first, last)


def _years(term: Term) -> range:
    span = _span(term)
    return range(span.first, span.last + 1)


def _counted(terms: list[Term], first: int, last: int) -> list[YearSpan]:
    """The years from the `first` to the `last` of each reign that lasted so long.

    One year more is allowed: a reign's last year may go on after the next has begun.
    """
    spans = [_span(term) for term in terms]
    return [
        YearSpan(span.first + first - 1, span.first + last - 1)
        for span in spans
        if span.first + last - 1 <= span.last + 1
    ]


def _read_words(text: str, place: tuple[int, Mention], terms: list[Term]) -> DateMention:
    own = place[1]
    start, end = own.start, own.end
    window = max(0, start - 60)
    before_it = _YEAR_BEFORE.search(text[window:start])
    after_it = _YEAR_AFTER.match(text, end)
    regnal: list[tuple[int, int, str]] = []
    if before_it:
        tail = TAIL.match(text, end)
        regnal.append((window + before_it.start(), tail.end() if tail else end, before_it["year"]))
    if after_it:
        number = after_it["after"] or after_it["bare"] or after_it["ordinal"] or after_it["russian"]
        regnal.append((start, after_it.end(), number))
    for first, last, written in regnal:
        number_of_year = numerals.ordinal(written)
        if number_of_year and (spans := _counted(terms, number_of_year, number_of_year)):
            return mention(first, last, *spans)
    tail = TAIL.match(text, end)
    end = tail.end() if tail else end
    qualified = _part_of_words(text, start)
    spans = [_span(term) for term in terms]
    if qualified:
        start, spans = qualified[0], [part_of(span, qualified[1]) for span in spans]
    return mention(start, end, *spans)


def _part_of_words(text: str, start: int) -> tuple[int, Part] | None:
    """The part before a name, with a word such as "эпохи" between them or not."""
    window = max(0, start - 24)
    between = _KIND_BETWEEN.search(text[window:start])
    end = window + between.start() if between else start
    found = parts.part_before(text, end)
    return None if found and _IN_DECADES.search(text, found[0], end) else found
