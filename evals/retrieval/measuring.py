"""Measures retrieval on BEIR folders: each set searched by each leg."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.retrieval.beir import BeirSet, read_beir, whole_text
from evals.retrieval.legs import LEGS, WITHOUT_INDEX, Bench
from evals.retrieval.measures import DEPTH, measure
from evals.retrieval.remembering import remembering
from retrieval import Embedder
from retrieval.search.searching import Read

Figures = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class RetrievalFigures:
    """`sets` is figures by folder and leg; `sizes` says what was searched and how long it took."""

    sets: Figures
    sizes: dict[str, dict[str, Any]]


def read_sets(folders: Sequence[Path]) -> dict[str, BeirSet]:
    """The sets by name: the folder's own, or its path as given where two folders share a name.

    Raises NotFound and CallerError, naming file and line.
    """
    shared = Counter(folder.resolve().name for folder in folders)
    return {
        folder.as_posix() if shared[folder.resolve().name] > 1 else folder.resolve().name: read_beir(folder)
        for folder in folders
    }


def evaluate_retrieval(
    collections: Mapping[str, BeirSet],
    embedder: Embedder,
    *,
    legs: Sequence[str] = tuple(LEGS),
    depth: int = DEPTH,
    cache: Path | None = None,
    read: Read | None = None,
) -> RetrievalFigures:
    """The figures of every set and leg; `depth` is how many passages each leg is asked for.

    `cache` is where dictionaries are; without it the index has the vocabulary alone. `read` scores
    passages in place of late interaction. Each text is read by the model once, so a leg's seconds hold
    the reading of what no leg before it needed.
    """
    embedder = remembering(embedder)
    sets: Figures = {}
    sizes: dict[str, dict[str, Any]] = {}
    for name, collection in collections.items():
        sets[name], seconds = {}, {}
        with Bench(collection, embedder, cache=cache, read=read) as bench:
            indexing = _index(bench, legs)
            for leg in legs:
                started = time.perf_counter()
                run = bench.leg(leg, depth)
                seconds[leg] = round(time.perf_counter() - started, 1)
                sets[name][leg] = measure(run, collection.qrels, depth=depth)
        sizes[name] = {**_size(collection, embedder), "index_seconds": indexing, "seconds": seconds}
    return RetrievalFigures(sets, sizes)


def _index(bench: Bench, legs: Sequence[str]) -> float:
    """Makes the index that these legs search, if any does; returns the seconds it took."""
    started = time.perf_counter()
    if not WITHOUT_INDEX.issuperset(legs):
        bench.index.count()
    return round(time.perf_counter() - started, 1)


def _size(collection: BeirSet, embedder: Embedder) -> dict[str, Any]:
    spans = embedder.token_spans_of([whole_text(row) for row in collection.corpus])
    return {
        "passages": len(collection.corpus),
        "questions": len(collection.questions),
        # rows go in as given, so the model may not see the end of a long one
        "passages_longer_than_the_model_sees": sum(len(tokens) > embedder.room for tokens in spans),
    }
