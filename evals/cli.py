"""The `python -m evals` command: measure, then print tables or one JSON document.

Exit status: 0 done; 1 something failed and stderr says what; 2 wrong usage.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from assistant.settings import Settings, load_settings
from evals.answers import AnswerRun, evaluate_answers
from evals.follow_ups import evaluate_follow_ups, read_follow_ups
from evals.follow_ups import figures_by_language as follow_up_figures
from evals.legs import LEGS
from evals.measures import DEPTH
from evals.provenance import provenance
from evals.question_sets import read_questions
from evals.reports import print_answers, print_follow_ups, print_json, print_retrieval, print_rows
from evals.retrieval import evaluate_retrieval, read_sets
from evals.scoring import figures_by_language
from evals.speed import BASELINE, CORPUS, embedders, evaluate_speed, print_speed, sample_passages
from retrieval import Embedder, StudioloError, open_embedder

app = typer.Typer(
    help="Measure retrieval and answers.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def _leg_names(given: str) -> str:
    unknown = [name for name in given.split(",") if name not in LEGS]
    if unknown:
        raise typer.BadParameter(f"no leg {unknown[0]!r}: choose from {', '.join(LEGS)}, with commas between")
    return given


@app.command()
def retrieval(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR...", help="BEIR folders.")],
    as_json: AsJson = False,
    depth: Annotated[int, typer.Option("-k", min=DEPTH, help="How many passages to ask for.")] = DEPTH,
    legs: Annotated[
        str, typer.Option(callback=_leg_names, help="What to measure, commas between.")
    ] = ",".join(LEGS),
) -> None:
    """Recall and nDCG of the product's own search, beside the embedding model's exhaustive search."""
    started = time.perf_counter()
    sets = read_sets(folders)
    settings = load_settings()
    chosen = list(dict.fromkeys(legs.split(",")))
    found = evaluate_retrieval(sets, _embedder(settings), legs=chosen, depth=depth, cache=settings.cache)
    config = {
        "command": "retrieval",
        "legs": chosen,
        "depth": depth,
        "sets": found.sizes,
        **provenance(settings, seconds=time.perf_counter() - started),
    }
    report = {"sets": found.sets, "config": config}
    print_json(report) if as_json else print_retrieval(report, Console())


@app.command()
def answers(
    question_file: Annotated[Path, typer.Argument(metavar="QA.jsonl", help="Questions, one a line.")],
    corpus: Annotated[Path, typer.Option(metavar="DIR", help="The documents they are about.")],
    as_json: AsJson = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first N questions.")] = None,
    model: Annotated[
        str | None, typer.Option(help="Who writes the answers; the setting's by default.")
    ] = None,
    home: Annotated[
        Path | None, typer.Option(help="Keep what was ingested here; else it is thrown away.")
    ] = None,
    rows: Annotated[bool, typer.Option("--rows", help="Show every question too.")] = False,
) -> None:
    """Ingest a folder, ask every question, and score what is found, said, cited and refused."""
    started = time.perf_counter()
    questions = read_questions(question_file)[:limit]
    run = evaluate_answers(questions, corpus, home=home, model=model)
    report: dict[str, Any] = {
        "figures": figures_by_language(run.rows),
        "ingest": run.ingest,
        "config": {
            "command": "answers",
            "questions": question_file.name,
            "corpus": corpus.resolve().name,
            "models": list(run.models),
            "prompts": list(run.prompts),
            **provenance(run.settings, seconds=time.perf_counter() - started),
        },
    }
    if as_json:
        print_json(report | ({"rows": [dataclasses.asdict(row) for row in run.rows]} if rows else {}))
    else:
        if rows:
            print_rows(run.rows, Console())
        print_answers(report, Console())
    _fail_on_errors(run)


@app.command("follow-ups")
def follow_ups(
    question_file: Annotated[Path, typer.Argument(metavar="ROWS.jsonl", help="Conversations, one a line.")],
    corpus: Annotated[Path, typer.Option(metavar="DIR", help="The documents they are about.")],
    as_json: AsJson = False,
    model: Annotated[
        str | None, typer.Option(help="Who makes questions standalone; rules by default.")
    ] = None,
    home: Annotated[
        Path | None, typer.Option(help="Keep what was ingested here; else it is thrown away.")
    ] = None,
    rows: Annotated[bool, typer.Option("--rows", help="Show every question too.")] = False,
) -> None:
    """Hold conversations, and say how often the last question finds its document, with and without them."""
    started = time.perf_counter()
    done, settings = evaluate_follow_ups(read_follow_ups(question_file), corpus, home=home, model=model)
    config = {
        "command": "follow-ups",
        "questions": question_file.name,
        "corpus": corpus.resolve().name,
        **provenance(settings, seconds=time.perf_counter() - started),
    }
    report: dict[str, Any] = {"figures": follow_up_figures(done), "config": config}
    if as_json:
        print_json(report | ({"rows": [dataclasses.asdict(row) for row in done]} if rows else {}))
    else:
        print_follow_ups(report, done if rows else [], Console())


@app.command()
def speed(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="[DIR...]", help="BEIR folders to measure recall on.")
    ] = None,
    as_json: AsJson = False,
    corpus: Annotated[Path, typer.Option(metavar="DIR", help="Documents to take passages from.")] = CORPUS,
    passages: Annotated[int, typer.Option(min=1, help="How many passages a round embeds.")] = 32,
    rounds: Annotated[int, typer.Option(min=1, help="How many rounds; the best counts.")] = 3,
    legs: Annotated[
        str, typer.Option(callback=_leg_names, help="What to measure recall of, commas between.")
    ] = "exhaustive",
) -> None:
    """Compare what runs the embedding model: torch, ONNX Runtime, ONNX Runtime in int8."""
    started = time.perf_counter()
    settings = load_settings()
    sets = read_sets(folders or [])
    opened = embedders(settings)
    texts = sample_passages(corpus, opened[BASELINE], passages)
    found = evaluate_speed(opened, texts, sets, legs=legs.split(","), rounds=rounds)
    config = {
        "command": "speed",
        "passages": passages,
        "rounds": rounds,
        **provenance(settings, seconds=time.perf_counter() - started),
    }
    report = {
        "engines": {name: dataclasses.asdict(figures) for name, figures in found.items()},
        "config": config,
    }
    print_json(report) if as_json else print_speed(report, Console())


def main() -> None:
    """Run the command; an error of ours becomes one line on stderr and exit status 1."""
    try:
        app(prog_name="python -m evals")
    except StudioloError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(1)


def _embedder(settings: Settings) -> Embedder:
    return open_embedder(
        settings.embedding_model,
        cache=settings.cache,
        allow_downloads=settings.allow_downloads,
        engine=settings.embedding_engine,
    )


def _fail_on_errors(run: AnswerRun) -> None:
    failed = [row for row in run.rows if row.error]
    if failed:
        typer.echo(
            f"error: {len(failed)} questions failed, first {failed[0].id}: {failed[0].error}", err=True
        )
        raise typer.Exit(1)
