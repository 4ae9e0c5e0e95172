"""Gives passages that say the same in the same words once: drafts, copies, a text in two formats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.language.analysis import HAN, fold_accents, fold_han
from retrieval.passages import Evidence

_SAME = 0.9  # of the words of both together, this share stands in both
_WORD = re.compile(rf"[^\W_{HAN}]+|[{HAN}]")
_PAIR = re.compile(f"(?=([{HAN}]{{2}}))")


def without_near_duplicates(found: Sequence[Evidence]) -> list[Evidence]:
    """`found` in its order, without those that repeat one above them.

    Passages that differ in a number or a name are never the same: records of a series differ in little
    else.
    """
    kept: list[tuple[Evidence, frozenset[str]]] = []
    for evidence in found:
        words = _words(evidence.passage.text)
        if not any(_same(words, other) for _, other in kept):
            kept.append((evidence, words))
    return [evidence for evidence, _ in kept]


def _words(text: str) -> frozenset[str]:
    """Words as written but for case and accents, and Chinese characters with their pairs: the full
    analysis costs twenty times as much, and all results of every search come by here.
    """
    folded = fold_accents(text)
    if not _PAIR.search(folded):
        return frozenset(_WORD.findall(folded))
    folded = fold_han(folded)
    return frozenset([*_WORD.findall(folded), *_PAIR.findall(folded)])


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < _SAME * max(len(one), len(other)):
        return False
    shared = len(one & other)
    if shared < _SAME * (len(one) + len(other) - shared):
        return False
    return not any(any(c.isdigit() for c in word) for word in one ^ other)
