"""Measures answers for each audience: how hard they are to read, and what being easier costs."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.audiences import TARGETS
from evals.answers.measuring import AnswerRun, evaluate_answers
from evals.answers.question_sets import Question
from evals.answers.scoring import ScoredAnswer, figures, share

Figures = dict[str, float | int | None]
_SHOWN = ("questions", "answered", "fact_recall", "citation_precision", "quotes_verbatim", "refusal_recall")


@dataclass(frozen=True, slots=True)
class AudienceRun:
    """The answers of one run for one audience."""

    audience: str
    run: AnswerRun


def evaluate_audiences(
    questions: Sequence[Question],
    corpus: Path,
    *,
    home: Path,
    audiences: Sequence[str] = tuple(TARGETS),
    model: str | None = None,
) -> list[AudienceRun]:
    """Every question asked for each audience in turn, of one home that holds `corpus`.

    Raises as `evaluate_answers` does.
    """
    return [
        AudienceRun(name, evaluate_answers(questions, corpus, home=home, model=model, audience=name))
        for name in audiences
    ]


def audience_figures(rows: Sequence[ScoredAnswer]) -> Figures:
    """What counts of the answers for one audience; levels are over answers that were given and measured."""
    answered = [row for row in rows if row.answered]
    levels = [row.level for row in answered if row.level is not None]
    scored = figures(rows)
    return {
        **{name: scored[name] for name in _SHOWN},
        "sentences": _mean([row.sentences for row in answered]),
        "grade": _mean([level["grade"] for level in levels]),
        "within_target": share(level["kept"] for level in levels),
        "made_easier": sum(level["prompt"] is not None for level in levels),
        "not_measured": len(answered) - len(levels),
    }


def figures_by_audience(runs: Sequence[AudienceRun]) -> dict[str, dict[str, Figures]]:
    """For each audience the figures of all answers, then of each language of asking."""
    found = {}
    for each in runs:
        rows = each.run.rows
        groups: Mapping[str, list[Any]] = {"all": list(rows)} | {
            language: [row for row in rows if row.language == language]
            for language in sorted({row.language for row in rows})
        }
        found[each.audience] = {name: audience_figures(group) for name, group in groups.items()}
    return found


def _mean(values: Sequence[float]) -> float | None:
    return round(statistics.fmean(values), 2) if values else None
