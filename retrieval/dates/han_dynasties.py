"""Dynasties that Chinese writes with one character: with a part, side by side, and as the ends of a range."""

import itertools
import re
from collections.abc import Iterable, Iterator

from retrieval.dates import parts
from retrieval.dates.spans import DateMention, YearSpan, mention, part_of, union
from retrieval.vocabulary import Vocabulary
from retrieval.vocabulary.han_forms import folded

_HAN = "[\u3400-\u9fff]"
# In the order of their time; Song, Liao and Jin were beside each other.
_TIMES = ("夏", "商", "周", "秦", "汉", "魏", "晋", "隋", "唐", "宋辽金", "元", "明", "清")
_PLACE = {character: place for place, time in enumerate(_TIMES) for character in time}
_DYNASTY = "[夏商周秦汉魏晋隋唐宋辽金元明清]"
_STARTS = f"(?:(?<!{_HAN})|(?<=[、，。；：在于由自从至到及和与是为的]))"
_TAIL = "(?:时期|时代|[两二三]代|之际|之交)?"
# What follows a name that ends there: nothing, or what a museum has of that time.
_ENDS = f"(?=(?!{_HAN})|[初末早中晚前后时之的等和与及至到、瓷陶器青玉铜铁漆织绣木石纸佛造书绘画民官墓遗])"

_WITH_PART = re.compile(
    f"{_STARTS}(?:(?P<before>[早初盛晚])(?P<first>[商周秦汉晋隋唐宋辽金元明清])(?!{_HAN}{{0,3}}节)"
    f"|(?P<second>[商周秦汉晋隋唐宋辽金元明清])(?P<part>{parts.AFTER})(?![央国华])"
    f"(?:(?P<third>[民商周秦汉晋隋唐宋辽金元明清])(?P<last>{parts.AFTER}))?)"
)
# 元明清, 魏晋, 辽金; 周明 is rather a person. The other pairs are in the vocabulary.
_SIDE_BY_SIDE = re.compile(
    f"(?<![东西南北前后公])(?:{_DYNASTY}{{3,6}}|(?<![曹元])[汉魏]晋|汉魏|{_STARTS}(?<!\\d)(?:夏商|周秦|晋唐|宋金|辽金|金元)(?={_TAIL}{_ENDS}))"
    + _TAIL
)
_TO = re.compile(r"\s?(?:至|到|[-‐‑–—－~～]+)\s?")
_LEFT = re.compile(f"{_STARTS}{_DYNASTY}")
_RIGHT = re.compile(f"{_DYNASTY}(?:时期|时代|之际|之交|{_ENDS})")


def find_han_dynasties(
    text: str, named: Iterable[DateMention], vocabulary: Vocabulary
) -> Iterator[DateMention]:
    """The dynasties of one character in `text` that the vocabulary alone does not tell from other words.

    `named` are the dynasties, reigns and periods that are found there already: they may be ends of a range.
    """
    run = folded(text)
    with_part = list(_with_parts(run, vocabulary))
    yield from with_part
    for found in _SIDE_BY_SIDE.finditer(run):
        characters = re.match(f"{_DYNASTY}+", found.group())
        assert characters
        if _in_order(characters.group()):
            first, last = (
                _whole(character, vocabulary) for character in (found.group()[0], characters.group()[-1])
            )
            if first and last:
                yield mention(*found.span(), union(first[0], last[-1]))
    yield from _ends_of_ranges(run, [*named, *with_part], vocabulary)


def _with_parts(run: str, vocabulary: Vocabulary) -> Iterator[DateMention]:
    """清初, 晚明, 明末清初."""
    for found in _WITH_PART.finditer(run):
        if found["before"]:
            spans = _parted(found["first"], found["before"], vocabulary)
        else:
            spans = _parted(found["second"], found["part"], vocabulary)
            end = _parted(found["third"], found["last"], vocabulary) if found["third"] else []
            if spans and end and spans[0].first <= end[-1].last:
                spans = [YearSpan(spans[0].first, end[-1].last)]
        if spans:
            yield mention(*found.span(), *spans)


def _ends_of_ranges(run: str, named: list[DateMention], vocabulary: Vocabulary) -> Iterator[DateMention]:
    """The ends of 明至清, 北宋至元 and 唐至五代 that are one character."""
    starts, ends = {each.start for each in named}, {each.end for each in named}
    for joint in _TO.finditer(run):
        left = (
            None if joint.start() in ends else _LEFT.fullmatch(run, max(joint.start() - 1, 0), joint.start())
        )
        right = None if joint.end() in starts else _RIGHT.match(run, joint.end())
        if (left or joint.start() in ends) and (right or joint.end() in starts):
            for end in filter(None, (left, right)):
                if whole := _whole(end.group()[0], vocabulary):
                    yield mention(*end.span(), *whole)


def _in_order(characters: str) -> bool:
    """Whether dynasties follow each other in time and closely: 宋元明, but not 周元明, a person."""
    return all(
        0 <= _PLACE[later] - _PLACE[earlier] <= 2 or earlier + later == "汉唐"
        for earlier, later in itertools.pairwise(characters)
    ) and len(set(characters)) == len(characters)


def _parted(character: str, part: str, vocabulary: Vocabulary) -> list[YearSpan]:
    return [part_of(span, parts.part_named(part)) for span in _whole(character, vocabulary)]


def _whole(character: str, vocabulary: Vocabulary) -> list[YearSpan]:
    """The spans of the dynasties that a character and 代 or 朝 name, or of the Republic."""
    names = ["民国"] if character == "民" else [character + "代", character + "朝"]
    found = [vocabulary.find(name) for name in names]
    terms = next((places[0].terms for places in found if places), ())
    return [
        YearSpan(term.first, term.last) for term in terms if term.first is not None and term.last is not None
    ]
