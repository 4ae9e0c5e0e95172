"""Recall and nDCG of a ranking, by ir-measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import R, nDCG

from evals.retrieval.beir import Qrels

Run = Mapping[str, Sequence[str]]
DEPTH = 10  # the deepest cut-off that is always reported


def measure(run: Run, qrels: Qrels, *, depth: int = DEPTH) -> dict[str, float]:
    """R@1, R@5, R@10 and nDCG@10 over all questions of `qrels`, and R@depth when that is deeper.

    `run` holds passage ids by question, best first. Its order alone counts, so scores that tie can't
    be reordered. A question missing in `run` counts as nothing found.
    """
    wanted = [R @ 1, R @ 5, R @ DEPTH, *([R @ depth] if depth > DEPTH else []), nDCG @ DEPTH]
    scored = {
        question: {passage: float(len(run.get(question, ())) - rank) for rank, passage in enumerate(ranked)}
        for question, ranked in run.items()
        if question in qrels
    }
    found = ir_measures.calc_aggregate(wanted, qrels, scored)
    return {str(name): round(float(found[name]), 4) for name in wanted}
