"""Grows one index to each size in turn, and measures it there."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from evals.progress import tracked
from evals.scale.composing import ComposingEngine
from evals.scale.lines import Catalogue
from evals.scale.memory import disk
from evals.scale.searching import Opening, SearchFigures, search_apart
from retrieval import Embedder, PassageIndex
from retrieval.bridge import Bridge
from retrieval.bridge.background_words import background_words
from retrieval.bridge.word_vectors import WordVectors
from retrieval.calibration import SENTENCES
from retrieval.vocabulary import Vocabulary
from retrieval.wording import Wording, open_wording

_BATCH = 256


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """The index at one size.

    `per_second` is passages indexed a second from the size before to this one, without the model's
    reading; None when all of them were there already.
    """

    passages: int
    per_second: float | None
    learned_words: dict[str, int]
    disk_mb: dict[str, float]
    search: SearchFigures


def evaluate_scale(
    opening: Opening, embedder: Embedder, catalogue: Catalogue, *, sizes: Sequence[int], questions: int
) -> list[ScaleFigures]:
    """The figures at each of `sizes`, smallest first, of the index in `opening.index`.

    Passages that the index holds already are not made again, so that a run cut short can go on.
    """
    figures = []
    composing: Embedder | None = None
    for size in sorted(set(sizes)):
        rate = None
        if (held := _held(opening, embedder)) < size:
            composing = composing or _composing(embedder, catalogue)
            rate = _grow(opening, composing, catalogue, held, size)
        figures.append(
            ScaleFigures(
                passages=size,
                per_second=rate,
                learned_words=_learned(opening),
                disk_mb=disk(opening.index),
                search=search_apart(opening, catalogue.questions(questions, size)),
            )
        )
    return figures


def _held(opening: Opening, embedder: Embedder) -> int:
    """How many passages every engine of the index holds."""
    with PassageIndex.open(opening.index, embedder) as index:
        return len(index.whole_passage_ids())


def _composing(embedder: Embedder, catalogue: Catalogue) -> Embedder:
    stock = [*catalogue.stock(), *SENTENCES]
    return Embedder(embedder.name, embedder.folder, ComposingEngine(embedder.engine, stock))


def _grow(opening: Opening, composing: Embedder, catalogue: Catalogue, held: int, size: int) -> float:
    """Adds the passages from `held` to `size`; returns how many a second."""
    started = time.perf_counter()
    wording = _wording(opening, composing)
    with PassageIndex.open(opening.index, composing, wording=wording) as index:
        for start in tracked(range(held, size, _BATCH), f"index {size} passages"):
            index.add(list(catalogue.passages(start, min(start + _BATCH, size))))
    return round((size - held) / (time.perf_counter() - started), 1)


def _wording(opening: Opening, composing: Embedder) -> Wording:
    """Wording as the product has it, but words are composed of their tokens; the background words are
    read by the model before, as in the product.
    """
    assert isinstance(composing.engine, ComposingEngine)
    words = opening.index / "words.sqlite"
    if opening.cache:
        open_wording(composing, words, cache=opening.cache)
    vocabulary = Vocabulary.load()
    background = background_words(vocabulary)
    learned = WordVectors(words, composing.engine.words, background)
    return Wording(vocabulary, Bridge(vocabulary, [], learned), learned)


def _learned(opening: Opening) -> dict[str, int]:
    """How many words of each language the index has learned."""
    with closing(sqlite3.connect(opening.index / "words.sqlite")) as connection:
        counted = connection.execute(
            "SELECT language, count(*) FROM word GROUP BY language ORDER BY language"
        )
        return dict(counted.fetchall())
