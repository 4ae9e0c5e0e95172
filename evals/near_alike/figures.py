"""Measures how well near-alike entries are told apart by questions in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from evals.near_alike.questions import Asked
from evals.near_alike.records import Record
from evals.reports import print_groups
from evals.retrieval.beir import BeirSet, CorpusRow
from evals.retrieval.legs import Bench
from evals.retrieval.measures import DEPTH, Run, measure
from evals.retrieval.remembering import remembering
from retrieval import Embedder
from retrieval.search.searching import Read

DEFAULT_LEGS = ("studiolo", "dense", "bm25", "rank_fusion")


@dataclass(frozen=True, slots=True)
class NearAlikeFigures:
    """Figures by language and leg; `rows` has each question with the rank of its entry in each leg."""

    languages: dict[str, dict[str, dict[str, float]]]
    rows: list[dict[str, Any]]


def near_alike_set(records: Sequence[Record], questions: Sequence[Asked]) -> BeirSet:
    """The entries as passages; one is right for each question."""
    return BeirSet(
        name="near-alike",
        corpus=tuple(CorpusRow(_id=r.number, title=r.title, text=r.text) for r in records),
        questions={asked.id: asked.text for asked in questions},
        qrels={asked.id: {asked.number: 1} for asked in questions},
    )


def evaluate_near_alike(
    records: Sequence[Record],
    questions: Sequence[Asked],
    embedder: Embedder,
    *,
    legs: Sequence[str] = DEFAULT_LEGS,
    cache: Path | None = None,
    read: Read | None = None,
) -> NearAlikeFigures:
    """What each leg finds; R@5 is the share of questions whose entry is among the first five.

    `cache` and `read` are as in `evaluate_retrieval`.
    """
    collection = near_alike_set(records, questions)
    with Bench(collection, remembering(embedder), cache=cache, read=read) as bench:
        runs = {leg: bench.leg(leg, DEPTH) for leg in legs}
    languages = {
        language: {leg: measure(run, own) for leg, run in runs.items()}
        for language in dict.fromkeys(asked.language for asked in questions)
        for own in [{a.id: collection.qrels[a.id] for a in questions if a.language == language}]
    }
    return NearAlikeFigures(languages, [_row(asked, runs) for asked in questions])


def print_near_alike(report: Mapping[str, Any], console: Console) -> None:
    """A row for each language and leg, then what the figures were made with."""
    config = report["config"]
    title = f"{config['records']} near-alike entries, {config['questions']} questions"
    print_groups(title, "questions in", report["languages"], config, console)


def _row(asked: Asked, runs: Mapping[str, Run]) -> dict[str, Any]:
    ranked = {leg: list(run[asked.id]) for leg, run in runs.items()}
    ranks = {leg: ids.index(asked.number) + 1 if asked.number in ids else None for leg, ids in ranked.items()}
    return {"id": asked.id, "language": asked.language, "question": asked.text, "ranks": ranks}
