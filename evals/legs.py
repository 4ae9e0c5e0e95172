"""The searches that are compared: each ranks a set's passages for each of its questions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from evals.beir import BeirSet, CorpusRow
from evals.measures import Run
from evals.progress import tracked
from retrieval import Embedder, Evidence, Locator, Passage, PassageIndex, passage_id

_BATCH = 128


class Bench:
    """One set with one index of its passages, made when a leg first needs it and shared by the legs."""

    def __init__(self, collection: BeirSet, embedder: Embedder) -> None:
        self.collection = collection
        self.embedder = embedder
        self._index: PassageIndex | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    @property
    def index(self) -> PassageIndex:
        """The product's index of the set, every row as given."""
        if self._index is None:
            folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="studiolo-eval-"))
            self._index = self._open.enter_context(PassageIndex.open(Path(folder), self.embedder))
            passages = [as_passage(row) for row in self.collection.corpus]
            for start in tracked(range(0, len(passages), _BATCH), f"{self.collection.name}: index"):
                self._index.add(passages[start : start + _BATCH])
        return self._index

    def run(self, search: Callable[[str, int], list[Evidence]], depth: int) -> Run:
        """What `search` finds for each question."""
        questions = tracked(self.collection.questions.items(), f"{self.collection.name}: search")
        return {q: [found.passage.document_id for found in search(text, depth)] for q, text in questions}


Leg = Callable[[Bench, int], Run]


def studiolo(bench: Bench, depth: int) -> Run:
    """The product's own search, as it comes."""
    return bench.run(bench.index.search, depth)


def dense(bench: Bench, depth: int) -> Run:
    """The product's vectors alone, through Chroma: what its approximate search loses shows against
    `exhaustive`.
    """
    return bench.run(bench.index.search_vectors, depth)


def exhaustive(bench: Bench, depth: int) -> Run:
    """The embedding model alone: every question compared with every passage, no index between them."""
    collection, embedder = bench.collection, bench.embedder
    texts = [whole_text(row) for row in collection.corpus]
    starts = tracked(range(0, len(texts), _BATCH), f"{collection.name}: embed")
    passages = np.concatenate([embedder.embed_passages(texts[start : start + _BATCH]) for start in starts])
    questions = embedder.embed_questions(list(collection.questions.values()))
    ranked = np.argsort(-(questions @ passages.T), axis=1, kind="stable")[:, :depth]
    ids = [row.id for row in collection.corpus]
    return {
        question: [ids[i] for i in best] for question, best in zip(collection.questions, ranked, strict=True)
    }


def whole_text(row: CorpusRow) -> str:
    """What the embedding model is given of a row: its title, where it has one, above its text."""
    return f"{row.title}\n{row.text}" if row.title else row.text


def as_passage(row: CorpusRow) -> Passage:
    """One corpus row as one passage, neither cut nor joined; its id is kept as the document's."""
    return Passage(
        passage_id=passage_id(row.id, 0, row.text),
        document_id=row.id,
        position=0,
        text=row.text,
        locator=Locator(),
        title=row.title,
    )


LEGS: Mapping[str, Leg] = {"studiolo": studiolo, "dense": dense, "exhaustive": exhaustive}
