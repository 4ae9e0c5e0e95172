from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.cli import app
from evals.verification.checking_time import ALONE, AT_ONCE, PREPARING, drafts, time_answers
from evals.verification.measuring import VerificationRow
from retrieval import CallerError


def row(number: int, passage: str = "The bowl is blue.", sentence: str = "") -> VerificationRow:
    return VerificationRow(
        id=number,
        language="en",
        sentence=sentence or f"Sentence {number}.",
        passages=[passage],
        supported=True,
        kind="x",
    )


class Recording:
    """Stands in for a verifier and writes down what is asked of it."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def prepare(self, passages: Sequence[str], *, meaning: bool = False) -> None:
        self.calls.append("prepare")

    def read_ahead(self, sentences: Sequence[str], language: str | None = None) -> None:
        self.calls.append("ahead")

    def check(self, sentence: str, passages: Sequence[str], *, language: str | None = None) -> None:
        self.calls.append("check")


def test_an_answer_is_made_of_three_different_sentences_that_cite_the_same_passages() -> None:
    rows = [row(1), row(2), row(3, sentence="Sentence 1."), row(4, "The vase is red."), row(5)]
    (made,) = drafts(rows, 9)
    assert sorted(made.sentences) == ["Sentence 1.", "Sentence 2.", "Sentence 5."]
    assert made.passages == ("The bowl is blue.",)
    with pytest.raises(CallerError, match="no 3 sentences"):
        drafts(rows[:2], 9)


def test_both_ways_check_every_sentence_and_one_reads_them_first() -> None:
    opened: list[Any] = []

    def verifier() -> Any:
        opened.append(Recording())
        return opened[-1]

    answers = drafts([row(n, f"Passage {n // 3}.") for n in range(24)], 8)
    times = time_answers(answers, verifier)
    at_once, alone = opened
    assert at_once.calls == ["prepare", "ahead", "check", "check", "check"] * 8
    assert alone.calls == ["prepare", "check", "check", "check"] * 8
    assert [len(times[name]) for name in (AT_ONCE, ALONE, PREPARING)] == [3, 3, 3]


@pytest.mark.slow  # the real model
def test_the_command_times_rows_of_a_file(tmp_path: Path) -> None:
    rows = [row(n, f"The bowl {n // 3} was made in Delft in 173{n // 3}.") for n in range(24)]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(r.model_dump_json() + "\n" for r in rows), "utf-8")
    result = CliRunner().invoke(app, ["verifying-time", str(path), "--json"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["config"]["answers"] == 3
    assert report["ms"][AT_ONCE]["p50"] > 0
    assert report["ratio"] == pytest.approx(
        report["ms"][ALONE]["p50"] / report["ms"][AT_ONCE]["p50"], rel=0.1
    )
