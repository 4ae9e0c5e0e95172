from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from evals import cli
from evals.near_alike import evaluate_near_alike, make_questions, make_records
from retrieval import Embedder


def test_figures_come_by_language_and_leg_with_the_rank_of_each_question(embedder: Embedder) -> None:
    records = make_records(12)
    questions = make_questions(records, 4)
    found = evaluate_near_alike(records, questions, embedder, legs=("studiolo", "bm25"))
    assert list(found.languages) == ["en", "zh", "ru"]
    assert {tuple(legs) for legs in found.languages.values()} == {("studiolo", "bm25")}
    # the vocabulary of the entries is the questions' own in English, so words alone find them
    assert found.languages["en"]["bm25"]["R@5"] == 1.0
    ranks = [row["ranks"]["bm25"] for row in found.rows if row["language"] == "en"]
    assert found.languages["en"]["bm25"]["R@1"] == round(sum(rank == 1 for rank in ranks) / 4, 4)


def test_the_command_prints_one_json_document_or_a_table(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))
    asked = ["--records", "12", "--questions", "2", "--legs", "dense"]
    report = json.loads(run([*asked, "--json", "--rows"], capsys))
    assert set(report) == {"languages", "config", "rows"}
    assert (report["config"]["records"], report["config"]["questions"]) == (12, 6)
    assert {"commit", "machine", "embedding_model"} <= set(report["config"])
    shown = run(asked, capsys)
    assert "12 near-alike entries, 6 questions" in shown
    assert "R@5" in shown


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["evals", "near-alike", *arguments])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
    assert stopped.value.code == 0
    return capsys.readouterr().out
