"""The `python -m evals` command: measure, then print tables or one JSON document.

Exit status: 0 done; 1 something failed and stderr says what; 2 wrong usage.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.settings import load_settings
from evals.answers.audience_command import audiences
from evals.answers.follow_ups import evaluate_follow_ups, read_follow_ups
from evals.answers.measuring import check_answered, evaluate_answers
from evals.answers.question_sets import read_questions
from evals.attacks.commands import attacks
from evals.benchmarks import commands as benchmarks
from evals.coverage.commands import coverage
from evals.fuzz.commands import fuzz
from evals.ingest_scale.commands import ingest_scale
from evals.near_alike import DEFAULT_LEGS, print_near_alike
from evals.options import (
    AsJson,
    Corpus,
    KeptHome,
    Limit,
    Model,
    QuestionFile,
    leg_names,
    split_legs,
    split_sizes,
)
from evals.recognition import ocr
from evals.reports import (
    print_answers,
    print_follow_ups,
    print_json,
    print_retrieval,
    print_rows,
    print_verification,
)
from evals.retrieval.legs import LEGS
from evals.retrieval.measures import DEPTH
from evals.retrieval.measuring import read_sets
from evals.retrieval.mixed import mixed
from evals.runs import (
    answers_report,
    follow_ups_report,
    near_alike_report,
    retrieval_report,
    scale_report,
    speed_report,
    verification_report,
)
from evals.scale import print_scale
from evals.speed import CORPUS, print_speed
from evals.verification.checking_time import verifying_time
from evals.verification.measuring import TEST_SET
from evals.verification.page import fill_page
from evals.verification.plot import draw_curves
from retrieval import StudioloError
from retrieval.blas import one_thread_a_product

app = typer.Typer(
    help="Measure retrieval, answers, verification and speed.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(benchmarks.benchmarks)
app.command()(benchmarks.report)
app.command()(coverage)
app.command()(fuzz)
app.command()(ingest_scale)
app.command()(mixed)
app.command()(ocr)
app.command()(attacks)
app.command()(audiences)
app.command()(verifying_time)


@app.command()
def retrieval(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR...", help="BEIR folders.")],
    as_json: AsJson = False,
    depth: Annotated[int, typer.Option("-k", min=DEPTH, help="How many passages to ask for.")] = DEPTH,
    legs: Annotated[
        str, typer.Option(callback=leg_names, help="What to measure, commas between.")
    ] = ",".join(LEGS),
) -> None:
    """Recall and nDCG of the product's own search, beside the embedding model's exhaustive search."""
    report = retrieval_report(load_settings(), read_sets(folders), legs=split_legs(legs), depth=depth)
    print_json(report) if as_json else print_retrieval(report, Console())


@app.command()
def answers(
    question_file: QuestionFile,
    corpus: Corpus,
    as_json: AsJson = False,
    limit: Limit = None,
    model: Model = None,
    home: KeptHome = None,
    rows: Annotated[bool, typer.Option("--rows", help="Show every question too.")] = False,
) -> None:
    """Ingest a folder, ask every question, and score what is found, said, cited and refused."""
    started = time.perf_counter()
    questions = read_questions(question_file)[:limit]
    run = evaluate_answers(questions, corpus, home=home, model=model)
    report = answers_report(run, question_file, corpus, started)
    if as_json:
        print_json(report | ({"rows": [dataclasses.asdict(row) for row in run.rows]} if rows else {}))
    else:
        if rows:
            print_rows(run.rows, Console())
        print_answers(report, Console())
    check_answered([run])


@app.command("follow-ups")
def follow_ups(
    question_file: Annotated[Path, typer.Argument(metavar="ROWS.jsonl", help="Conversations, one a line.")],
    corpus: Corpus,
    as_json: AsJson = False,
    model: Annotated[
        str | None, typer.Option(help="Who makes questions standalone; rules by default.")
    ] = None,
    home: KeptHome = None,
    rows: Annotated[bool, typer.Option("--rows", help="Show every question too.")] = False,
) -> None:
    """Hold conversations, and say how often the last question finds its document, with and without them."""
    started = time.perf_counter()
    done, settings = evaluate_follow_ups(read_follow_ups(question_file), corpus, home=home, model=model)
    report = follow_ups_report(done, settings, question_file, corpus, started)
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
        str, typer.Option(callback=leg_names, help="What to measure recall of, commas between.")
    ] = "exhaustive",
) -> None:
    """Compare what runs the embedding model: torch, ONNX Runtime, ONNX Runtime in int8."""
    report = speed_report(
        load_settings(),
        read_sets(folders or []),
        legs=legs.split(","),
        corpus=corpus,
        passages=passages,
        rounds=rounds,
    )
    print_json(report) if as_json else print_speed(report, Console())


@app.command()
def near_alike(
    as_json: AsJson = False,
    records: Annotated[int, typer.Option(min=10, help="How many entries to make.")] = 600,
    questions: Annotated[int, typer.Option(min=1, help="How many to ask about, in each language.")] = 100,
    seed: Annotated[int, typer.Option(help="Another seed makes other entries and questions.")] = 3,
    legs: Annotated[
        str, typer.Option(callback=leg_names, help="What to measure, commas between.")
    ] = ",".join(DEFAULT_LEGS),
    rows: Annotated[bool, typer.Option("--rows", help="With --json: every question and its ranks.")] = False,
) -> None:
    """Tell near-alike English entries apart by questions in English, Chinese and Russian."""
    settings, chosen = load_settings(), split_legs(legs)
    report = near_alike_report(settings, records=records, questions=questions, seed=seed, legs=chosen)
    if not rows:
        report.pop("rows")
    print_json(report) if as_json else print_near_alike(report, Console())


@app.command()
def scale(
    as_json: AsJson = False,
    sizes: Annotated[str, typer.Option(help="Numbers of passages, commas between.")] = "10000,100000",
    questions: Annotated[int, typer.Option(min=1, help="How many searches to time, for each filter.")] = 126,
    lines: Annotated[
        int, typer.Option(min=10, help="How many lines a language the model reads, to make passages of.")
    ] = 2000,
    index: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep the index here and go on with it; else it is thrown away."),
    ] = None,
) -> None:
    """Time, memory and disk of searching as the collection grows."""
    wanted = split_sizes(sizes)
    report = scale_report(load_settings(), sizes=wanted, questions=questions, lines=lines, index=index)
    print_json(report) if as_json else print_scale(report, Console())


@app.command()
def verification(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE...]", help="Rows, one a line; our own test set if none."),
    ] = None,
    as_json: AsJson = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw what each threshold would catch.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(metavar="PAGE.md", help="Put the figures between the marks of this page.")
    ] = None,
) -> None:
    """Check sentences against the passages they cite: what unsupported ones are caught, and what else."""
    checked, report = verification_report(load_settings(), files or [TEST_SET])
    if plot:
        draw_curves(checked, plot)
    if page:
        fill_page(report, page)
    print_json(report) if as_json else print_verification(report, Console())


def main() -> None:
    """Run the command; an error of ours becomes one line on stderr and exit status 1."""
    one_thread_a_product()
    try:
        app(prog_name="python -m evals")
    except StudioloError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(1)
