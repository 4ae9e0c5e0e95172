"""Runs each measurement and gives its report: the JSON values that its command prints."""

from __future__ import annotations

import dataclasses
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from assistant.assistant import open_reader
from assistant.audiences import TARGETS
from assistant.settings import Settings
from evals.answers.audiences import AudienceRun, figures_by_audience
from evals.answers.follow_ups import FollowedUp
from evals.answers.follow_ups import figures_by_language as follow_up_figures
from evals.answers.measuring import AnswerRun
from evals.answers.scoring import figures_by_language
from evals.attacks import AttackRun
from evals.attacks import figures as attack_figures
from evals.near_alike import DEFAULT_LEGS, evaluate_near_alike, make_questions, make_records
from evals.options import settings_embedder
from evals.provenance import provenance
from evals.retrieval.beir import BeirSet
from evals.retrieval.measures import DEPTH
from evals.retrieval.measuring import evaluate_retrieval
from evals.scale import Catalogue, Opening, evaluate_scale
from evals.speed import BASELINE, CORPUS, embedders, evaluate_speed, sample_passages
from evals.verification.figures import report_figures
from evals.verification.measuring import CheckedRow, evaluate_verification, read_verification_rows
from retrieval import Embedder

Report = dict[str, Any]


def retrieval_report(
    settings: Settings,
    sets: Mapping[str, BeirSet],
    *,
    legs: Sequence[str],
    depth: int = DEPTH,
    embedder: Embedder | None = None,
) -> Report:
    """Figures of each set and leg; `embedder` is the settings' own, opened here unless given."""
    started = time.perf_counter()
    opened = embedder or settings_embedder(settings)
    read = open_reader(settings)
    found = evaluate_retrieval(sets, opened, legs=legs, depth=depth, cache=settings.cache, read=read)
    about = {"command": "retrieval", "legs": list(legs), "depth": depth, "sets": found.sizes}
    return {"sets": found.sets, "config": _config(about, settings, started)}


def answers_report(run: AnswerRun, question_file: Path, corpus: Path, started: float) -> Report:
    """Figures by language of asking, and what ingesting gave; `started` is when, by perf_counter."""
    about = {
        "command": "answers",
        "questions": question_file.name,
        "corpus": corpus.resolve().name,
        "models": list(run.models),
        "prompts": list(run.prompts),
    }
    return {
        "figures": figures_by_language(run.rows),
        "ingest": run.ingest,
        "config": _config(about, run.settings, started),
    }


def audiences_report(
    runs: Sequence[AudienceRun], question_file: Path, corpus: Path, started: float
) -> Report:
    """Figures of each audience, of all questions and by language; `started` is when, by perf_counter."""
    about = {
        "command": "audiences",
        "questions": question_file.name,
        "corpus": corpus.resolve().name,
        "targets": {each.audience: TARGETS[each.audience] for each in runs},
        "models": sorted({model for each in runs for model in each.run.models}),
        "prompts": sorted({prompt for each in runs for prompt in each.run.prompts}),
    }
    return {
        "audiences": figures_by_audience(runs),
        "config": _config(about, runs[0].run.settings, started),
    }


def follow_ups_report(
    done: Sequence[FollowedUp], settings: Settings, question_file: Path, corpus: Path, started: float
) -> Report:
    """Figures by language of conversations that were held; `started` is when, by perf_counter."""
    about = {
        "command": "follow-ups",
        "questions": question_file.name,
        "corpus": corpus.resolve().name,
    }
    return {"figures": follow_up_figures(done), "config": _config(about, settings, started)}


def attacks_report(runs: Sequence[AttackRun], started: float) -> Report:
    """Figures of each writer, of all attacks and by kind; `started` is when, by perf_counter."""
    writers = {
        run.writer: {
            "all": attack_figures(run.outcomes),
            "kinds": {
                kind: attack_figures([o for o in run.outcomes if o.kind == kind])
                for kind in dict.fromkeys(o.kind for o in run.outcomes)
            },
        }
        for run in runs
    }
    about = {"command": "attacks", "writers": list(writers)}
    return {"writers": writers, "config": _config(about, runs[0].settings, started)}


def verification_report(settings: Settings, files: Sequence[Path]) -> tuple[list[CheckedRow], Report]:
    """The verdicts on the rows of `files`, and their figures with every verdict."""
    started = time.perf_counter()
    checked = evaluate_verification(read_verification_rows(files), settings_embedder(settings), settings)
    rows = [
        {"id": one.row.id, "supported": one.verdict.supported, "score": one.verdict.score}
        | {"reason": one.verdict.reason}
        for one in checked
    ]
    about = {"command": "verification", "files": [file.name for file in files]}
    return checked, {**report_figures(checked), "rows": rows, "config": _config(about, settings, started)}


def speed_report(
    settings: Settings,
    sets: Mapping[str, BeirSet],
    *,
    legs: Sequence[str] = ("exhaustive",),
    corpus: Path = CORPUS,
    passages: int = 32,
    rounds: int = 3,
) -> Report:
    """Figures of each engine."""
    started = time.perf_counter()
    opened = embedders(settings)
    texts = sample_passages(corpus, opened[BASELINE], passages)
    found = evaluate_speed(opened, texts, sets, legs=legs, rounds=rounds)
    about = {"command": "speed", "passages": passages, "rounds": rounds}
    return {
        "engines": {name: dataclasses.asdict(figures) for name, figures in found.items()},
        "config": _config(about, settings, started),
    }


def near_alike_report(
    settings: Settings,
    *,
    records: int = 600,
    questions: int = 100,
    seed: int = 3,
    legs: Sequence[str] = DEFAULT_LEGS,
) -> Report:
    """Figures by language and leg, and a row for each question."""
    started = time.perf_counter()
    made = make_records(records, seed)
    asked = make_questions(made, questions, seed)
    found = evaluate_near_alike(
        made,
        asked,
        settings_embedder(settings),
        legs=legs,
        cache=settings.cache,
        read=open_reader(settings),
    )
    about = {
        "command": "near-alike",
        "records": len(made),
        "questions": len(asked),
        "seed": seed,
        "legs": list(legs),
    }
    return {
        "languages": found.languages,
        "rows": found.rows,
        "config": _config(about, settings, started),
    }


def scale_report(
    settings: Settings,
    *,
    sizes: Sequence[int] = (10_000, 100_000),
    questions: int = 126,
    lines: int = 2000,
    index: Path | None = None,
) -> Report:
    """Figures at each size; the index is thrown away unless `index` names a folder for it."""
    started = time.perf_counter()
    with ExitStack() as stack:
        folder = index or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="studiolo-eval-")))
        opening = Opening(folder, settings.embedding_model, settings.embedding_engine, settings.cache)
        found = evaluate_scale(
            opening,
            settings_embedder(settings),
            Catalogue(lines_a_language=lines),
            sizes=sizes,
            questions=questions,
        )
    about = {"command": "scale", "questions": questions, "lines": lines}
    return {
        "sizes": [dataclasses.asdict(figures) for figures in found],
        "config": _config(about, settings, started),
    }


def _config(about: Report, settings: Settings, started: float) -> Report:
    return {**about, **provenance(settings, seconds=time.perf_counter() - started)}
