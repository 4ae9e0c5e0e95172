from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from evals.answers.question_sets import Question
from evals.answers.scoring import NO_ANSWER, figures_by_language, score
from evals.answers.source_texts import SourceTexts
from evals.reports import print_answers, print_retrieval, print_rows

CONFIG = {
    "commit": "0123abc",
    "dirty": True,
    "embedding_model": {"name": "tiny", "fingerprint": "feed"},
    "machine": {"cpus": 2, "platform": "Linux"},
    "date": "2024-05-01T10:00:00+00:00",
    "seconds": 3.2,
}


def console() -> Console:
    return Console(file=io.StringIO(), width=200)


def shown(on: Console) -> str:
    assert isinstance(on.file, io.StringIO)
    return on.file.getvalue()


def test_each_set_and_leg_has_its_row_and_the_origin_stands_below() -> None:
    legs = {"studiolo": {"R@1": 0.5, "nDCG@10": 0.75}, "exhaustive": {"R@1": 0.25, "nDCG@10": 1.0}}
    on = console()
    print_retrieval({"sets": {"silver": legs}, "config": CONFIG}, on)
    rows = [
        [cell.strip() for cell in line.split("│")[1:-1]] for line in shown(on).splitlines() if "│" in line
    ]
    assert rows == [["silver", "studiolo", "0.5000", "0.7500"], ["silver", "exhaustive", "0.2500", "1.0000"]]
    assert "0123abc with changes; tiny (feed)" in shown(on)


def test_failed_files_are_listed_and_a_figure_of_nothing_is_a_dash(
    make_question: Callable[..., Question], corpus: Path
) -> None:
    row = score(make_question(), NO_ANSWER, SourceTexts(corpus), milliseconds=1)
    failed = [{"document_id": "scan [1].pdf", "error": "its pages are pictures"}]
    ingest = {"added": 1, "updated": 0, "unchanged": 2, "failed": failed, "passages": 9, "seconds": 0.5}
    on = console()
    print_answers({"figures": figures_by_language([row]), "ingest": ingest, "config": CONFIG}, on)
    assert "failed: scan [1].pdf: its pages are pictures" in shown(on)
    dashes = [line for line in shown(on).splitlines() if "refusal_recall" in line]
    assert dashes[0].count("–") == 2


def test_a_question_shows_what_was_found_and_said_or_why_not(
    make_question: Callable[..., Question], corpus: Path
) -> None:
    row = score(make_question(), NO_ANSWER, SourceTexts(corpus), milliseconds=7.4)
    unanswerable = replace(row, answerable=False, refused=True)
    said = replace(row, text="By Cox. [1]", gold_in_top5=True, cited=(True, False), verbatim=(True, None))
    on = console()
    print_rows([said, unanswerable, replace(row, error="no model")], on)
    assert "q1 en: top 1 no, top 5 yes, facts 0/2, cited 1/2, verbatim 1/2, 7 ms" in shown(on)
    assert "By Cox. [1]" in shown(on)
    assert "q1 en: unanswerable, facts" in shown(on)
    assert "refused" in shown(on)
    assert "failed: no model" in shown(on)
