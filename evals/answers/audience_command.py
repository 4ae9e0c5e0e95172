"""The command that measures answers for each audience."""

from __future__ import annotations

import time

from rich.console import Console

from evals.answers.audiences import evaluate_audiences
from evals.answers.measuring import check_answered, temporary_home
from evals.answers.question_sets import read_questions
from evals.options import AsJson, Corpus, KeptHome, Limit, Model, QuestionFile
from evals.reports import print_audiences, print_json
from evals.runs import audiences_report


def audiences(
    question_file: QuestionFile,
    corpus: Corpus,
    as_json: AsJson = False,
    limit: Limit = None,
    model: Model = None,
    home: KeptHome = None,
) -> None:
    """Ask every question for curators, visitors and schoolchildren: how hard answers are, what ease costs."""
    started = time.perf_counter()
    questions = read_questions(question_file)[:limit]
    with temporary_home(home) as folder:
        runs = evaluate_audiences(questions, corpus, home=folder, model=model)
    report = audiences_report(runs, question_file, corpus, started)
    print_json(report) if as_json else print_audiences(report, Console())
    check_answered(each.run for each in runs)
