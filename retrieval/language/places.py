"""Places in a text, half-open, and which of many a stretch of it meets, without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Place = tuple[int, int]


def overlapping(places: Sequence[Place], start: int, end: int) -> range:
    """The indices of those of `places`, in order and apart, that share a character with `start:end`."""
    first = bisect_right(places, start, key=lambda place: place[1])
    return range(first, bisect_left(places, end, lo=first, key=lambda place: place[0]))
