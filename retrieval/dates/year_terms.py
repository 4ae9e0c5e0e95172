"""Spells intervals of years as index terms, so that an engine of terms can tell which intervals meet.

A span is cut into the fewest whole millennia, centuries, decades and years. A passage is indexed
under those pieces and, apart, under what lies above them; a question asks for its own pieces, for
what lies above them, and for what has a piece below them. Two spans meet exactly if a term is shared
(a segment tree: de Berg et al., Computational Geometry, 2008, 10.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

_WIDTHS = (1, 10, 100, 1000)  # years
EARLIEST, LATEST = -9999, 9999

Years = tuple[int, int]  # first and last, both included, astronomical: 0 is 1 BC
_Piece = tuple[int, int]  # width, and how many of that width lie between it and the year 0


def held(spans: Iterable[Years]) -> list[str]:
    """The terms under which a passage that speaks of these years is indexed."""
    pieces = {piece for span in spans for piece in _pieces(*span)}
    above = {piece for own in pieces for piece in _above(own)}
    return sorted(chain((_term("in", p) for p in pieces), (_term("above", p) for p in above)))


def asked(spans: Iterable[Years]) -> list[str]:
    """The terms of which a passage holds at least one if it speaks of any of these years."""
    pieces = {piece for span in spans for piece in _pieces(*span)}
    wider = {piece for own in pieces for piece in _above(own)}
    return sorted(chain((_term("in", p) for p in pieces | wider), (_term("above", p) for p in pieces)))


def _pieces(first: int, last: int) -> Iterator[_Piece]:
    first, last = max(first, EARLIEST), min(last, LATEST)
    while first <= last:
        width = max(w for w in _WIDTHS if first % w == 0 and first + w - 1 <= last)
        yield width, first // width
        first += width


def _above(piece: _Piece) -> Iterator[_Piece]:
    width, place = piece
    for wider in _WIDTHS:
        if wider > width:
            yield wider, place * width // wider


def _term(role: str, piece: _Piece) -> str:
    return f"{role}:{piece[0]}:{piece[1]}"
