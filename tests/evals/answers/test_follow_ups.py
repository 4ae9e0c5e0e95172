from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.answers.follow_ups import (
    FollowedUp,
    evaluate_follow_ups,
    figures,
    figures_by_language,
    read_follow_ups,
)
from evals.cli import app
from retrieval.errors import CallerError, NotFound
from tests.evals.conftest import write_jsonl

_SHIPPED = Path(__file__).parents[3] / "evals" / "questions" / "follow_ups.jsonl"
_CORPUS = Path(__file__).parents[3] / "corpus_samples"


def row(*, found: bool = True, without: bool = False, leans: bool = True, searched: str = "s") -> FollowedUp:
    return FollowedUp("f1", "en", "pronoun", leans, "q", searched, found, without)


def test_figures_part_questions_that_lean_from_those_that_do_not() -> None:
    rows = [row(), row(found=False, searched="q"), row(leans=False, searched="q"), row(leans=False)]
    assert figures(rows) == {
        "questions": 4, "leaning": 2, "gold_in_top5": 0.5, "gold_in_top5_without": 0.0, "recognised": 0.5,
        "left_alone": 0.5, "alone_gold_in_top5": 1.0,
    }  # fmt: skip
    assert figures([])["gold_in_top5"] is None
    assert set(figures_by_language(rows)) == {"all", "en"}


def test_the_shipped_rows_are_whole_and_in_three_languages() -> None:
    rows = read_follow_ups(_SHIPPED)
    assert len({r.id for r in rows}) == len(rows) >= 60
    leaning = [r for r in rows if r.leans]
    assert len(leaning) >= 40
    assert {r.language for r in leaning} == {"en", "ru", "zh"}
    for r in rows:
        assert all((_CORPUS / gold.document).is_file() for gold in r.gold), r.id


def test_a_conversation_is_held_and_its_question_asked_alone_too(
    corpus: Path, tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))
    file = write_jsonl(
        tmp_path / "rows.jsonl",
        [
            {"id": "a", "language": "en", "before": ["Who made the singing clock?"], "leans": True,
             "question": "And when was it made?", "gold": [{"document": "clocks/clock.md"}]},
            {"id": "b", "language": "en", "before": ["Who made the singing clock?"], "leans": False,
             "question": "How high is the blue vase?", "gold": [{"document": "vase.txt"}]},
        ],
    )  # fmt: skip
    done, settings = evaluate_follow_ups(read_follow_ups(file), corpus)
    assert [r.searched for r in done] == [
        "And when was it made? (singing clock)",
        "How high is the blue vase?",
    ]
    assert all(r.found for r in done)
    assert settings.embedding_model == str(tiny_model)
    result = CliRunner().invoke(app, ["follow-ups", str(file), "--corpus", str(corpus), "--json", "--rows"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["figures"]["all"]["left_alone"] == 1.0
    assert [r["id"] for r in report["rows"]] == ["a", "b"]
    assert report["config"]["command"] == "follow-ups"
    shown = CliRunner().invoke(app, ["follow-ups", str(file), "--corpus", str(corpus), "--rows"]).stdout
    assert "gold_in_top5_without" in shown
    assert "(singing clock)" in shown


def test_a_row_that_says_not_what_went_before_is_named(tmp_path: Path) -> None:
    file = write_jsonl(
        tmp_path / "rows.jsonl", [{"id": "a", "language": "en", "question": "And?", "leans": True}]
    )
    with pytest.raises(CallerError, match="line 1"):
        read_follow_ups(file)


def test_a_gold_document_that_is_not_there_or_an_id_used_twice_is_named(corpus: Path, tmp_path: Path) -> None:
    values = {"id": "a", "language": "en", "before": ["What?"], "question": "And?", "leans": True,
              "gold": [{"document": "clock-typo.md"}]}  # fmt: skip
    with pytest.raises(CallerError, match=r"question a: .*clock-typo\.md"):
        evaluate_follow_ups(read_follow_ups(write_jsonl(tmp_path / "rows.jsonl", [values])), corpus)
    with pytest.raises(CallerError, match="line 2: the id 'a' was used in line 1"):
        read_follow_ups(write_jsonl(tmp_path / "rows.jsonl", [values, values]))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="none"):
        evaluate_follow_ups([], tmp_path / "none")
