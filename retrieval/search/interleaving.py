"""One list of evidence out of several searches: a question's, and each of its parts'."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest

from retrieval.passages import Evidence
from retrieval.search.near_duplicates import without_near_duplicates


def interleaved(found: Sequence[Sequence[Evidence]], k: int) -> list[Evidence]:
    """The `k` first of several lists in turn: all their bests, then all their seconds, and so on.

    A passage that several have keeps its highest score.
    """
    best: dict[str, float] = {}
    for evidence in chain.from_iterable(found):
        passage_id = evidence.passage.passage_id
        best[passage_id] = max(evidence.score, best.get(passage_id, evidence.score))
    turns = [e.passage for turn in zip_longest(*found) for e in turn if e is not None]
    once = {passage.passage_id: passage for passage in turns}.values()
    return without_near_duplicates([Evidence(p, best[p.passage_id]) for p in once])[:k]
