"""The searches that are compared: each ranks a set's passages for each of its questions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from evals.beir import BeirSet, CorpusRow
from evals.measures import Run
from evals.progress import tracked
from retrieval import Embedder, Locator, Passage, PassageIndex, passage_id

Leg = Callable[[BeirSet, Embedder, int], Run]
_BATCH = 128


def studiolo(collection: BeirSet, embedder: Embedder, depth: int) -> Run:
    """The product's own search, as it comes: every passage as given in a new index."""
    passages = [as_passage(row) for row in collection.corpus]
    with (
        tempfile.TemporaryDirectory(prefix="studiolo-eval-") as folder,
        PassageIndex.open(Path(folder), embedder) as index,
    ):
        for start in tracked(range(0, len(passages), _BATCH), f"{collection.name}: index"):
            index.add(passages[start : start + _BATCH])
        return {
            question: [evidence.passage.document_id for evidence in index.search(text, depth)]
            for question, text in tracked(collection.questions.items(), f"{collection.name}: search")
        }


def exhaustive(collection: BeirSet, embedder: Embedder, depth: int) -> Run:
    """The embedding model alone: every question compared with every passage, no index between them.

    What an approximate index loses shows as the distance to this leg.
    """
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


LEGS: Mapping[str, Leg] = {"studiolo": studiolo, "exhaustive": exhaustive}
