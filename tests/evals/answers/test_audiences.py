from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.answers.audiences import audience_figures, evaluate_audiences, figures_by_audience
from evals.answers.question_sets import read_questions
from evals.answers.scoring import ScoredAnswer
from evals.cli import app


def row(level: Mapping[str, Any] | None, *, refused: bool = False, facts: tuple[bool, ...] = (True,)) -> Any:
    return ScoredAnswer(
        id="q", language="en", kind="", question="?", answerable=True, refused=refused, error="",
        milliseconds=1.0, gold_in_top1=True, gold_in_top5=True, golds=(True,), facts=facts, cited=(True,),
        verbatim=(True,), sentences_without_citation=0, sentences_left_out=0, text="", sentences=2,
        level=level,
    )  # fmt: skip


def level(grade: float, *, kept: bool, prompt: str | None = None) -> dict[str, Any]:
    return {"grade": grade, "target": 6.0, "kept": kept, "prompt": prompt}


def test_levels_are_counted_over_answers_that_were_given_and_measured() -> None:
    rows = [
        row(level(5.0, kept=True)),
        row(level(8.0, kept=False, prompt="simpler@1"), facts=(True, False)),
        row(None),
        row(None, refused=True),
    ]
    found = audience_figures(rows)
    assert (found["grade"], found["within_target"]) == (6.5, 0.5)
    assert (found["made_easier"], found["not_measured"]) == (1, 1)
    assert (found["questions"], found["sentences"]) == (4, 2.0)
    assert found["fact_recall"] == 0.625


def test_without_answers_there_is_no_level() -> None:
    found = audience_figures([row(None, refused=True)])
    assert (found["grade"], found["within_target"], found["sentences"]) == (None, None, None)


@pytest.fixture(autouse=True)
def _tiny_default_model(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))


def test_every_question_is_asked_for_each_audience_of_one_home(
    question_file: Path, corpus: Path, tmp_path: Path
) -> None:
    runs = evaluate_audiences(read_questions(question_file), corpus, home=tmp_path / "home")
    assert [each.audience for each in runs] == ["curator", "public", "youth"]
    assert [each.run.ingest["unchanged"] for each in runs] == [0, 3, 3]
    found = figures_by_audience(runs)
    assert {len(each.run.rows) for each in runs} == {found["youth"]["all"]["questions"]}
    targets = {each.audience: {r.level["target"] for r in each.run.rows if r.level} for each in runs}
    assert all(targets[name] <= {wanted} for name, wanted in (("curator", None), ("youth", 6.0)))


def test_the_command_prints_a_table_or_json(
    question_file: Path, corpus: Path, tmp_path: Path, ran: Callable[..., str]
) -> None:
    given = ["audiences", str(question_file), "--corpus", str(corpus), "--home", str(tmp_path / "home")]
    report = json.loads(ran(*given, "--json"))
    assert report["config"]["targets"] == {"curator": None, "public": 9.0, "youth": 6.0}
    assert set(report["audiences"]["youth"]) >= {"all", "en"}
    table = ran(*given)
    assert "within_target" in table
    assert "youth" in table


@pytest.fixture
def ran() -> Callable[..., str]:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run
