"""Whether two items fit better in each other's places than in their own, by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verification.grammar import Part
from assistant.verification.items import Item

_LISTED = re.compile(
    r"\s*(?:[,，、/|]\s*)?(?:(?:and|or|и|или|和|与|及|以及|或|還有|还有)\s*)?(?:the\s+|an?\s+)?"
)
_COMMA = re.compile(r"[,，、;；/|]|\b(?:and|or|и|или)\b|[和与及]")
_REACH = 8  # items either side that tell what one of them goes with


def around(order: Sequence[int], at: int, other: int) -> tuple[frozenset[int], frozenset[int]]:
    """What stands before and behind a place, up to the other one, the other left out."""
    first = max(at - _REACH, 0, other + 1 if other < at else 0)
    last = min(at + _REACH + 1, len(order), other if other > at else len(order))
    return frozenset(order[first:at]), frozenset(order[at + 1 : last])


Sides = tuple[frozenset[int], frozenset[int]]


def crossed(
    own: tuple[Sides, Sides], found: tuple[Sides, Sides], parts: tuple[tuple[Part, Part], ...]
) -> float:
    """By how much two items fit better in each other's places than in their own."""
    (a, b), (x, y) = own, found
    (pa, pb), (px, py) = parts
    straight = _fit(a, x) + _fit(b, y) + pa.fits(px) + pb.fits(py)
    across = _fit(a, y) + _fit(b, x) + pa.fits(py) + pb.fits(px)
    return across - straight


def parted(own: tuple[Sides, Sides], found: tuple[Sides, Sides]) -> float:
    """`_crossed` whatever stands before or behind: "50 lux for prints" is "prints at 50 lux"."""
    (a, b), (x, y) = ((_both(s), _both(t)) for s, t in (own, found))
    return 2 * (_dice(a, y) + _dice(b, x) - _dice(a, x) - _dice(b, y))


def _both(sides: Sides) -> frozenset[int]:
    return sides[0] | sides[1]


def is_list(text: str, items: Sequence[Item], ends: tuple[int, int]) -> bool:
    """Whether nothing but commas and "and" stands between items from one to the other."""
    first, last = min(ends), max(ends)
    pairs = zip(items[first:last], items[first + 1 : last + 1], strict=True)
    between = [text[a.end : b.start] for a, b in pairs]
    return any(gap.strip() for gap in between) and all(map(_LISTED.fullmatch, between))


def _fit(one: Sides, other: Sides) -> float:
    return _dice(one[0], other[0]) + _dice(one[1], other[1])


def _dice(one: frozenset[int], other: frozenset[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def is_strung(text: str, items: Sequence[Item], ends: tuple[int, int]) -> bool:
    """Whether a comma or an "and" stands between two items."""
    return bool(_COMMA.search(text[items[min(ends)].end : items[max(ends)].start]))
