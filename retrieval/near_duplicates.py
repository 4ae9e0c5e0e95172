"""Gives passages that say the same in the same words once: drafts, copies, a text in two formats."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.language.analysis import terms
from retrieval.passages import Evidence

_SAME = 0.9  # of the terms of both together, this share stands in both


def without_near_duplicates(found: Sequence[Evidence]) -> list[Evidence]:
    """`found` in its order, without those that repeat one above them.

    Passages that differ in a number or a name are never the same: records of a series differ in little
    else.
    """
    kept: list[tuple[Evidence, frozenset[str]]] = []
    for evidence in found:
        words = frozenset(term.text for term in terms(evidence.passage.text))
        if not any(_same(words, other) for _, other in kept):
            kept.append((evidence, words))
    return [evidence for evidence, _ in kept]


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    if len(one & other) < _SAME * len(one | other):
        return False
    return not any(any(c.isdigit() for c in term) for term in one ^ other)
