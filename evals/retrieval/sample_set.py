"""The sample corpus and its questions as a test collection, for runs that are given none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from evals.answers.question_sets import document_stem, read_questions, squash
from evals.retrieval.beir import BeirSet, CorpusRow, Qrels
from evals.speed import CORPUS
from ingest.chunking import chunk
from ingest.readers import SUFFIXES, read
from retrieval import Embedder, Passage, UnreadableDocument
from retrieval.passages import passage_context

QUESTIONS = Path(__file__).parents[1] / "questions" / "corpus_samples.jsonl"


def sample_set(embedder: Embedder, *, corpus: Path = CORPUS, questions: Path = QUESTIONS) -> BeirSet:
    """Every passage of `corpus` as the product cuts it; right are those that hold a gold quote.

    Questions that nothing answers are left out, and those whose quote stands in no single passage.
    """
    passages = {passage.passage_id: passage for passage in _passages(corpus, embedder)}
    texts = {i: (document_stem(p.document_id), squash(p.text)) for i, p in passages.items()}
    asked = {question.id: question for question in read_questions(questions) if question.answerable}
    gold = {i: [(document_stem(g.document), squash(g.quote)) for g in q.gold] for i, q in asked.items()}
    right = {
        question: {
            i: 1 for i, (stem, text) in texts.items() if any(stem == d and q in text for d, q in quotes)
        }
        for question, quotes in gold.items()
    }
    qrels: Qrels = {question: found for question, found in right.items() if found}
    return BeirSet(
        name=corpus.resolve().name,
        corpus=tuple(
            CorpusRow(_id=i, title=passage_context(p.title, p.locator.headings), text=p.text)
            for i, p in passages.items()
        ),
        questions={question: asked[question].question for question in qrels},
        qrels=qrels,
    )


def _passages(corpus: Path, embedder: Embedder) -> Iterator[Passage]:
    for path in sorted(path for path in corpus.rglob("*") if path.suffix.lower() in SUFFIXES):
        with suppress(UnreadableDocument):
            yield from chunk(read(path), path.relative_to(corpus).as_posix(), embedder)
