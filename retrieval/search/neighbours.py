"""Brings the passage beside the best one next to it, where an answer may run from one into the other.

A document is cut where a passage is full, not where an answer ends: the name may stand in one passage
and the date in the next. Each stays a passage of its own, with its id and its text, so that a quote
still leads to one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.passages import Evidence

# Chosen on corpus_samples and a museum catalogue of 22 files (docs/decisions/0009-parts-and-neighbours.md).
LOOKED_AT = 8  # of the best passages
_MOST_LOWER = 0.15


def with_neighbour(found: Sequence[Evidence]) -> list[Evidence]:
    """`found`, best first, with the better neighbour of the best passage right behind it.

    Only one that was found too, and scored hardly lower, is moved, so that nothing is read for it and
    little else is pushed down. It is given the score of the passage whose place it takes.
    """
    if not found:
        return []
    best, *others = found
    beside = next((e for e in others[: LOOKED_AT - 1] if _are_neighbours(best, e)), None)
    if beside is None or beside.score < best.score - _MOST_LOWER:
        return [best, *others]
    moved = replace(beside, score=others[0].score)
    return [best, moved, *(e for e in others if e is not beside)]


def _are_neighbours(one: Evidence, other: Evidence) -> bool:
    a, b = one.passage, other.passage
    return a.document_id == b.document_id and abs(a.position - b.position) == 1
