"""The command that measures answers for each audience."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evals.answers import temporary_home
from evals.audiences import evaluate_audiences
from evals.options import AsJson
from evals.question_sets import read_questions
from evals.reports import print_audiences, print_json
from evals.runs import audiences_report


def audiences(
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
) -> None:
    """Ask every question for curators, visitors and schoolchildren: how hard answers are, what ease costs."""
    started = time.perf_counter()
    questions = read_questions(question_file)[:limit]
    with temporary_home(home) as folder:
        runs = evaluate_audiences(questions, corpus, home=folder, model=model)
    report = audiences_report(runs, question_file, corpus, started)
    print_json(report) if as_json else print_audiences(report, Console())
