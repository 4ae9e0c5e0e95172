"""Reads a BEIR folder: passages, questions and which passages are right for which question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Field

from evals.jsonl import read_rows, read_text, unique
from retrieval.errors import CallerError, NotFound

Qrels = dict[str, dict[str, int]]


class CorpusRow(BaseModel):
    """One line of corpus.jsonl."""

    id: str = Field(alias="_id", min_length=1)
    title: str = ""
    text: str


class QueryRow(BaseModel):
    """One line of queries.jsonl."""

    id: str = Field(alias="_id", min_length=1)
    text: str = Field(pattern=r"\S")


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A test collection; `questions` are those that `qrels` gives at least one right passage."""

    name: str
    corpus: tuple[CorpusRow, ...]
    questions: Mapping[str, str]
    qrels: Qrels


def read_beir(folder: Path) -> BeirSet:
    """The set in `folder` (corpus.jsonl, queries.jsonl, qrels/test.tsv).

    Questions that the test split doesn't judge, or judges to have no right passage, are left out, as
    recall means nothing for them. Raises NotFound and CallerError, naming file and line.
    """
    if not folder.is_dir():
        raise NotFound(
            f"no folder {folder}: give a BEIR folder with corpus.jsonl, queries.jsonl, qrels/test.tsv"
        )
    corpus = tuple(unique(folder / "corpus.jsonl", read_rows(folder / "corpus.jsonl", CorpusRow)))
    queries = unique(folder / "queries.jsonl", read_rows(folder / "queries.jsonl", QueryRow))
    texts = {query.id: query.text for query in queries}
    qrels = _qrels(folder / "qrels" / "test.tsv", set(texts), {row.id for row in corpus})
    return BeirSet(
        name=folder.resolve().name,
        corpus=corpus,
        questions={query_id: texts[query_id] for query_id in qrels},
        qrels=qrels,
    )


def _qrels(path: Path, queries: set[str], passages: set[str]) -> Qrels:
    judged: Qrels = {}
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        columns = line.strip("\r\n").split("\t")
        if not line.strip() or (number == 1 and columns[-1] == "score"):
            continue
        query, passage, score = _judgement(path, number, columns)
        if query not in queries:
            raise CallerError(f"{path} line {number}: the query {query!r} is not in queries.jsonl")
        if passage not in passages:
            raise CallerError(f"{path} line {number}: the passage {passage!r} is not in corpus.jsonl")
        judged.setdefault(query, {})[passage] = score
    answered = {query: scores for query, scores in judged.items() if max(scores.values()) > 0}
    if not answered:
        raise CallerError(f"{path} names no right passage for any question")
    return answered


def _judgement(path: Path, number: int, columns: list[str]) -> tuple[str, str, int]:
    try:
        query, passage, score = columns
        return query, passage, int(score)
    except ValueError as error:
        raise CallerError(
            f"{path} line {number}: expected query-id, corpus-id and a whole score between tabs"
        ) from error


def whole_text(row: CorpusRow) -> str:
    """What the embedding model is given of a row: its title, where it has one, above its text."""
    return f"{row.title}\n{row.text}" if row.title else row.text
