"""The searches that are compared: each ranks a set's passages for each of its questions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from evals.progress import tracked
from evals.retrieval.baselines import tutorial_run
from evals.retrieval.beir import BeirSet, CorpusRow, whole_text
from evals.retrieval.measures import Run
from retrieval import Embedder, Evidence, Locator, Passage, PassageIndex, passage_id
from retrieval.language.sentences import script_language
from retrieval.search.searching import Read
from retrieval.wording import open_wording

_BATCH = 128
_RRF = 60


class Bench:
    """One set with one index of its passages, made when a leg first needs it and shared by the legs."""

    def __init__(
        self,
        collection: BeirSet,
        embedder: Embedder,
        *,
        cache: Path | None = None,
        read: Read | None = None,
    ) -> None:
        self.collection = collection
        self.embedder = embedder
        self._cache = cache  # where dictionaries are; without it the index has the vocabulary alone
        self._read = read  # a cross-encoder's scores, in place of late interaction
        self._index: PassageIndex | None = None
        self._runs: dict[tuple[str, int], Run] = {}
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
            folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="studiolo-eval-")))
            words = folder / "words.sqlite"
            wording = open_wording(self.embedder, words, cache=self._cache) if self._cache else None
            self._index = self._open.enter_context(PassageIndex.open(folder, self.embedder, wording=wording))
            self._index.read = self._read
            passages = [as_passage(row) for row in self.collection.corpus]
            for start in tracked(range(0, len(passages), _BATCH), f"{self.collection.name}: index"):
                self._index.add(passages[start : start + _BATCH])
        return self._index

    def leg(self, name: str, depth: int) -> Run:
        """What the leg finds, searched once for all that build on it."""
        if (name, depth) not in self._runs:
            self._runs[name, depth] = LEGS[name](self, depth)
        return self._runs[name, depth]

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


def as_passage(row: CorpusRow) -> Passage:
    """One corpus row as one passage, neither cut nor joined; its id is kept as the document's."""
    return Passage(
        passage_id=passage_id(row.id, 0, row.text),
        document_id=row.id,
        position=0,
        text=row.text,
        locator=Locator(),
        title=row.title,
        language=script_language(row.text),
    )


def bm25(bench: Bench, depth: int) -> Run:
    """The product's lexical engine alone, renderings in other languages included."""
    return bench.run(bench.index.search_words, depth)


def rank_fusion(bench: Bench, depth: int) -> Run:
    """Reciprocal rank fusion of `dense` and `bm25` (Cormack et al. 2009), as most systems fuse."""
    runs = bench.leg("dense", depth), bench.leg("bm25", depth)
    fused: dict[str, list[str]] = {}
    for question in bench.collection.questions:
        scores: dict[str, float] = {}
        for run in runs:
            for rank, document in enumerate(run[question]):
                scores[document] = scores.get(document, 0.0) + 1 / (_RRF + rank + 1)
        fused[question] = sorted(scores, key=lambda document: -scores[document])[:depth]
    return fused


def tutorial(bench: Bench, depth: int) -> Run:
    """The pipeline of LangChain's tutorial: 1,000-character chunks, all-MiniLM-L6-v2, Chroma."""
    return tutorial_run(bench.collection, depth)


LEGS: Mapping[str, Leg] = {
    "studiolo": studiolo,
    "dense": dense,
    "bm25": bm25,
    "exhaustive": exhaustive,
    "rank_fusion": rank_fusion,
    "tutorial": tutorial,
}
WITHOUT_INDEX = frozenset({"exhaustive", "tutorial"})  # legs that don't search the product's index
