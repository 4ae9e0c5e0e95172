"""Measures answers: ingests a folder, asks every question, scores what comes back."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.answers.question_sets import Gold, Question
from evals.answers.scoring import NO_ANSWER, Answer, ScoredAnswer, score
from evals.answers.source_texts import SourceTexts
from evals.progress import tracked
from retrieval.errors import CallerError, NotFound, Unavailable


@dataclass(frozen=True, slots=True)
class AnswerRun:
    """The scored answers, what ingesting gave, and what answered: models, prompts and settings."""

    rows: tuple[ScoredAnswer, ...]
    ingest: dict[str, Any]
    models: tuple[str, ...]
    prompts: tuple[str, ...]
    settings: Settings


def evaluate_answers(
    questions: Sequence[Question],
    corpus: Path,
    *,
    home: Path | None = None,
    model: str | None = None,
    audience: str = "curator",
) -> AnswerRun:
    """Every question asked of a home that holds `corpus`; a temporary home unless one is given.

    A question that fails for a passing reason is scored as an error. Raises NotFound when there is no
    such folder, CallerError when a gold document is not in it.
    """
    sources = source_texts(corpus)
    check_gold([(question.id, question.gold) for question in questions], sources, corpus)
    with temporary_home(home) as folder, Assistant(home=folder, model=model) as assistant:
        report = ingested(assistant, corpus)
        rows: list[ScoredAnswer] = []
        made: list[Answer] = []
        for question in tracked(questions, "ask"):
            row, answer = _ask(assistant, question, sources, audience)
            rows.append(row)
            made.append(answer)
        return AnswerRun(
            rows=tuple(rows),
            ingest=report,
            models=_named(made, "model"),
            prompts=_named(made, "prompt"),
            settings=assistant.settings,
        )


def source_texts(corpus: Path) -> SourceTexts:
    """The texts of a folder of documents; NotFound when there is no such folder."""
    if not corpus.is_dir():
        raise NotFound(f"no folder {corpus}: give the folder of documents that the questions are about")
    return SourceTexts(corpus)


def check_gold(named: Iterable[tuple[str, Sequence[Gold]]], sources: SourceTexts, corpus: Path) -> None:
    """Raises CallerError where a question, given by its id, names a gold document that is not in `corpus`."""
    for question_id, golds in named:
        for gold in golds:
            if not sources.has(gold.document):
                raise CallerError(
                    f"question {question_id}: the gold document {gold.document!r} is not in {corpus}"
                )


def check_answered(runs: Iterable[AnswerRun]) -> None:
    """Raises Unavailable where a question failed: what was measured is not the whole."""
    if failed := [row for run in runs for row in run.rows if row.error]:
        raise Unavailable(f"{len(failed)} questions failed, first {failed[0].id}: {failed[0].error}")


@contextlib.contextmanager
def temporary_home(given: Path | None) -> Iterator[Path]:
    """The home given, or one that is thrown away."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="studiolo-eval-") as folder:
        yield Path(folder)


def ingested(assistant: Assistant, corpus: Path) -> dict[str, Any]:
    """The report in the form of `studiolo ingest --json`, ids counted where there may be many."""
    report = assistant.ingest([corpus])
    return {
        "added": len(report.added),
        "updated": len(report.updated),
        "unchanged": report.unchanged,
        "failed": [{"document_id": failure.document_id, "error": failure.error} for failure in report.failed],
        "passages": report.passages,
        "seconds": round(report.seconds, 1),
    }


def _ask(
    assistant: Assistant, question: Question, sources: SourceTexts, audience: str
) -> tuple[ScoredAnswer, Answer]:
    answer, error = NO_ANSWER, ""
    started = time.perf_counter()
    try:
        answer = assistant.ask(question.question, audience=audience).to_json()
    except Unavailable as failure:
        error = str(failure) or type(failure).__name__
    milliseconds = (time.perf_counter() - started) * 1000
    return score(question, answer, sources, milliseconds=milliseconds, error=error), answer


def _named(answers: Sequence[Answer], field: str) -> tuple[str, ...]:
    return tuple(sorted({answer[field] for answer in answers if answer.get(field)}))
