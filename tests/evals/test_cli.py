from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from evals import cli
from evals.retrieval.legs import LEGS
from retrieval import Unavailable

FIGURES = {"questions", "gold_in_top1", "gold_in_top5", "answered", "fact_recall", "citation_precision"}
ORIGIN = {"commit", "dirty", "settings", "embedding_model", "packages", "machine", "date", "seconds"}


@pytest.fixture(autouse=True)
def _tiny_default_model(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))


class Ran:
    """What one run of the command left: exit status, output and errors."""

    def __init__(self, arguments: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", ["evals", *map(str, arguments)])
            with pytest.raises(SystemExit) as stopped:
                cli.main()
        self.status = stopped.value.code
        self.out, self.err = capsys.readouterr()


def test_retrieval_prints_one_json_document_of_the_contracts_shape(
    beir_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(["retrieval", beir_folder, "--json"], capsys)
    assert ran.status == 0
    report = json.loads(ran.out)
    assert set(report) == {"sets", "config"}
    assert set(report["sets"]["tiny-set"]) == set(LEGS)
    assert set(report["sets"]["tiny-set"]["studiolo"]) == {"R@1", "R@5", "R@10", "nDCG@10"}
    assert set(report["config"]) >= ORIGIN


def test_retrieval_measures_the_legs_and_the_depth_that_are_asked_for(
    beir_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(["retrieval", beir_folder, "--json", "--legs", "exhaustive", "-k", "20"], capsys)
    report = json.loads(ran.out)
    assert list(report["sets"]["tiny-set"]) == ["exhaustive"]
    assert report["sets"]["tiny-set"]["exhaustive"]["R@20"] == 1.0
    assert (report["config"]["legs"], report["config"]["depth"]) == (["exhaustive"], 20)


def test_retrieval_shows_people_a_table(beir_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(["retrieval", beir_folder, "--legs", "studiolo"], capsys)
    assert ran.status == 0
    assert "tiny-set" in ran.out
    assert "nDCG@10" in ran.out
    assert "1.0000" in ran.out


def test_answers_prints_one_json_document_with_figures_ingest_and_origin(
    question_file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(["answers", question_file, "--corpus", corpus, "--json"], capsys)
    assert ran.status == 0
    report = json.loads(ran.out)
    assert set(report) == {"figures", "ingest", "config"}
    assert list(report["figures"]) == ["all", "en", "zh"]
    assert set(report["figures"]["all"]) >= FIGURES
    assert report["figures"]["all"]["questions"] == 3
    assert report["ingest"]["added"] == 3
    assert set(report["config"]) >= ORIGIN | {"models", "prompts"}
    assert report["config"]["models"] == ["extractive"]


def test_answers_keeps_a_row_for_each_question_when_asked_to(
    question_file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["answers", question_file, "--corpus", corpus, "--rows", "--limit", "2"]
    report = json.loads(Ran([*asked, "--json"], capsys).out)
    assert [row["id"] for row in report["rows"]] == ["clock", "scroll"]
    assert report["rows"][0]["gold_in_top5"] is True
    shown = Ran(asked, capsys).out
    assert "clock en: top 1" in shown
    assert "《千里江山图》是谁画的？" in shown
    assert "fact_recall" in shown


def test_answers_keeps_the_home_it_is_given(
    question_file: Path, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    ran = Ran(["answers", question_file, "--corpus", corpus, "--home", home, "--limit", 1, "--json"], capsys)
    assert json.loads(ran.out)["config"]["settings"]["home"] == str(home)
    assert (home / "catalog.sqlite").is_file()


def test_failed_questions_are_reported_and_end_with_status_1(
    question_file: Path,
    corpus: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def busy(self: Assistant, question: str, **_: object) -> None:
        raise Unavailable("the index is being rebuilt")

    monkeypatch.setattr(Assistant, "ask", busy)
    for command in ("answers", "audiences"):
        ran = Ran([command, question_file, "--corpus", corpus, "--json"], capsys)
        assert ran.status == 1
        assert "questions failed, first clock: the index is being rebuilt" in ran.err
        assert command == "audiences" or json.loads(ran.out)["figures"]["all"]["errors"] == 3


def test_bad_input_ends_with_status_1_and_says_what_is_wrong(
    beir_folder: Path, question_file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = Ran(["retrieval", beir_folder / "nowhere", "--json"], capsys)
    assert (missing.status, missing.out) == (1, "")
    assert "error: no folder" in missing.err
    (beir_folder / "qrels" / "test.tsv").write_text("q-9\tclock\t1\n")
    unknown = Ran(["retrieval", beir_folder, "--json"], capsys)
    assert (unknown.status, unknown.out) == (1, "")
    assert "line 1: the query 'q-9' is not in queries.jsonl" in unknown.err
    question_file.write_text('{"id": "a"\n')
    malformed = Ran(["answers", question_file, "--corpus", corpus], capsys)
    assert (malformed.status, malformed.out) == (1, "")
    assert "questions.jsonl line 1 is not JSON" in malformed.err


def test_an_unknown_model_ends_with_status_1(
    question_file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(["answers", question_file, "--corpus", corpus, "--model", "nobody:nothing"], capsys)
    assert ran.status == 1
    assert "nobody" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["retrieval"],
        ["retrieval", "x", "--legs", "tarot"],
        ["retrieval", "x", "-k", "3"],
        ["answers", "x.jsonl"],
        ["answers", "x.jsonl", "--corpus", "x", "--limit", "0"],
        ["divination"],
    ],
)
def test_wrong_usage_ends_with_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(arguments, capsys)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


def test_the_package_runs_as_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "evals", "--help"], capture_output=True, text=True, check=True
    )
    assert "retrieval" in done.stdout
    assert "answers" in done.stdout


@pytest.fixture
def verification_file(tmp_path: Path) -> Path:
    rows = [
        ("a", "The vase was fired at Jingdezhen in 1351.", True, "verbatim"),
        ("b", "The vase was fired at Jingdezhen in 1451.", False, "year"),
    ]
    path = tmp_path / "rows.jsonl"
    lines = [
        {"id": name, "language": "en", "sentence": sentence, "supported": supported, "kind": kind}
        | {"passages": ["The vase was fired at Jingdezhen in 1351. It is 63 cm high."]}
        for name, sentence, supported, kind in rows
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_verification_prints_one_json_document_of_the_contracts_shape(
    verification_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(["verification", verification_file, "--json"], capsys)
    assert (ran.status, ran.err) == (0, "")
    report = json.loads(ran.out)
    assert list(report) == ["all", "kinds", "rows", "config"]
    assert set(report["all"]) >= {"n", "precision", "recall", "false_alarm_rate", "auc", "languages"}
    assert report["kinds"]["year"]["n"] == 1
    assert [row["id"] for row in report["rows"]] == ["a", "b"]
    assert all(set(row) == {"id", "supported", "score", "reason"} for row in report["rows"])
    assert set(report["config"]) >= ORIGIN
    assert report["config"]["files"] == ["rows.jsonl"]


def test_verification_catches_a_changed_year_whatever_the_model(
    verification_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(["verification", verification_file, "--json"], capsys)
    found = {row["id"]: row for row in json.loads(ran.out)["rows"]}
    assert not found["b"]["supported"]
    assert "1451" in found["b"]["reason"]


def test_verification_shows_people_tables_and_draws(
    verification_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(["verification", verification_file, "--plot", tmp_path / "curves.svg"], capsys)
    assert ran.status == 0
    assert "verbatim" in ran.out
    assert "caught" in ran.out
    assert (tmp_path / "curves.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_verification_of_a_missing_file_is_one_line_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(["verification", tmp_path / "none.jsonl"], capsys)
    assert ran.status == 1
    assert ran.err.startswith("error: no file")
    assert ran.out == ""
