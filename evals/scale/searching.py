"""Times searches in a process of its own, so that its memory holds nothing but the search."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from evals.scale.memory import resident, server_pid
from retrieval import Filters, PassageIndex, open_embedder
from retrieval.blas import one_thread_a_product
from retrieval.encoders.engine import EngineName
from retrieval.wording import open_wording

_WARM = 6  # questions asked before any is timed: files are opened, vectors of words are read
FILTERS: Mapping[str, Filters] = {
    "all": Filters(),
    "language": Filters(language=("ru",)),
    "dates": Filters(dates=(1736, 1795)),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens an index for searching, as the product would."""

    index: Path
    model: str
    engine: EngineName
    cache: Path | None


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """Milliseconds of a search by filter (`p50`, `p95`, `most`), and megabytes of memory.

    `first_ms` is the first search of the process, which opens everything.
    """

    milliseconds: dict[str, dict[str, float]]
    first_ms: float
    found: float
    process_mb: float | None
    process_peak_mb: float | None
    chroma_mb: float | None


def search_apart(opening: Opening, questions: Sequence[str], *, k: int = 10) -> SearchFigures:
    """`search_here`, in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(search_here, opening, list(questions), k).result()


def search_here(opening: Opening, questions: Sequence[str], k: int) -> SearchFigures:
    """Every question asked once with each filter, one after another, its embedding included."""
    one_thread_a_product()  # as the product's own commands
    embedder = open_embedder(opening.model, cache=opening.cache, engine=opening.engine)
    words = opening.index / "words.sqlite"
    wording = open_wording(embedder, words, cache=opening.cache) if opening.cache else None
    with PassageIndex.open(opening.index, embedder, wording=wording) as index:
        first = _timed(index, questions[0], k, FILTERS["all"])[0]
        for question in questions[:_WARM]:
            index.search(question, k)
        asked = questions[_WARM:] or questions
        found = {
            name: [_timed(index, question, k, filters) for question in asked]
            for name, filters in FILTERS.items()
        }
        here, server = resident(), server_pid(opening.index)
        chroma = resident(server) if server else None
    return SearchFigures(
        milliseconds={name: spread([ms for ms, _ in timed]) for name, timed in found.items()},
        first_ms=round(first, 1),
        found=round(sum(n for _, n in found["all"]) / len(asked), 2),
        process_mb=here[0] if here else None,
        process_peak_mb=here[1] if here else None,
        chroma_mb=chroma[0] if chroma else None,
    )


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    """The median, the time that 95 of 100 stay below, and the longest."""
    times = sorted(milliseconds)
    at = {"p50": 0.5, "p95": 0.95, "most": 1.0}
    return {name: round(times[round(share * (len(times) - 1))], 1) for name, share in at.items()}


def _timed(index: PassageIndex, question: str, k: int, filters: Filters) -> tuple[float, int]:
    began = time.perf_counter()
    found = index.search(question, k, filters)
    return (time.perf_counter() - began) * 1000, len(found)
