from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from evals import cli
from evals.benchmarks import write_page
from evals.benchmarks.tables import markdown_table, number

CONFIG: dict[str, Any] = {
    "command": "retrieval",
    "commit": "0123456789abcdef",
    "dirty": False,
    "date": "2026-01-02T03:04:05+00:00",
    "seconds": 61.2,
    "embedding_model": {"name": "/home/someone/model", "fingerprint": "f00d"},
    "packages": {"numpy": "2.1", "torch": None},
    "machine": {"cpus": 2, "platform": "Linux", "python": "3.11"},
}
FIGURES = {"R@1": 0.5, "R@5": 0.75, "R@10": 1.0, "nDCG@10": 0.8}
RETRIEVAL = {
    "sets": [
        {
            "sets": {"/home/someone/sets/clocks": {"studiolo": FIGURES, "tutorial": FIGURES}},
            "config": CONFIG | {"sets": {"/home/someone/sets/clocks": {"passages": 1200, "questions": 40}}},
        }
    ]
}
NEAR = {
    "languages": {"zh": {"bm25": FIGURES}},
    "config": CONFIG | {"command": "near-alike", "records": 600},
}
SPEED = {
    "engines": {
        "torch fp32": {
            "passages_per_second": 8.1,
            "ratio": 1.0,
            "question_ms": 9.5,
            "cosine": 1.0,
            "recall": {"/home/someone/sets/clocks": {"exhaustive": FIGURES}},
        }
    },
    "config": CONFIG | {"command": "speed", "commit": None, "dirty": None},
}
TIMES = {"p50": 40.5, "p95": 80.1, "most": 99.0}
SCALE = {
    "sizes": [
        {
            "passages": size,
            "per_second": None,
            "learned_words": {"en": 50_000},
            "disk_mb": {"chroma": 1234.5, "all": 1234.5},
            "search": {
                "milliseconds": {"all": TIMES, "dates": TIMES},
                "first_ms": 900.1,
                "process_mb": 700.5,
                "process_peak_mb": 800.5,
                "chroma_mb": None,
            },
        }
        for size in (10_000, 100_000)
    ],
    "config": CONFIG | {"command": "scale", "dirty": True},
}
ANSWERS = {
    "figures": {"all": {"questions": 103, "fact_recall": 0.6543, "p50_ms": 41}},
    "config": CONFIG | {"command": "answers", "models": ["extractive"]},
}


def page(tmp_path: Path, **reports: Any) -> str:
    write_page(reports, tmp_path / "docs" / "page.md")
    return (tmp_path / "docs" / "page.md").read_text("utf-8")


def test_a_page_has_a_section_for_each_part_that_was_run_and_none_for_others(tmp_path: Path) -> None:
    text = page(tmp_path, retrieval=RETRIEVAL, scale=SCALE)
    assert "## Finding the right passage" in text
    assert "## A large collection" in text
    assert "## Answers" not in text


def test_figures_stand_in_tables_under_what_they_are_of(tmp_path: Path) -> None:
    text = page(
        tmp_path, retrieval=RETRIEVAL, **{"near-alike": NEAR}, speed=SPEED, scale=SCALE, answers=ANSWERS
    )
    assert "**clocks**: 1,200 passages, 40 questions" in text
    assert "| Studiolo's search | 0.500 | 0.750 | 1.000 | 0.800 |" in text
    assert "| zh | its words alone (BM25, renderings in other languages included) | 0.500 |" in text
    assert "| torch fp32 | 8.1 | 1.000 | 9.5 | 1.000 | 0.500 |" in text
    assert "|  | 10,000 passages | 100,000 passages |" in text
    assert "| search, p95, ms | 80.1 | 80.1 |" in text
    assert "| memory of the Chroma server, MB | – | – |" in text
    assert "| disk: chroma, MB | 1,234.5 | 1,234.5 |" in text
    assert "| fact recall | 0.654 |" in text
    assert "103 questions about the sample corpus, answered by `extractive`." in text


def test_a_page_says_machine_command_commit_and_date_and_no_path_of_anyones(tmp_path: Path) -> None:
    text = page(tmp_path, retrieval=RETRIEVAL, speed=SPEED, scale=SCALE)
    assert "2 cores, Linux, Python 3.11" in text
    expected = "| `python -m evals retrieval` | `0123456789ab` | 2026-01-02 | 61.2 |"
    assert f"| retrieval, clocks {expected}" in text
    assert "`0123456789ab` with changes" in text
    assert "`none`" in text
    assert "numpy 2.1" in text
    assert "torch None" not in text
    assert "/home" not in text


def test_the_report_command_writes_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "answers.json").write_text(json.dumps(ANSWERS))
    output = tmp_path / "page.md"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["evals", "report", "--results", str(tmp_path), "--output", str(output)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
    assert stopped.value.code == 0
    assert "## Answers" in output.read_text()
    assert f"wrote {output}" in capsys.readouterr().err


def test_numbers_are_shown_for_people() -> None:
    assert [number(n) for n in (None, 0.12345, 1234.56, 100_000, 0)] == [
        "–",
        "0.123",
        "1,234.6",
        "100,000",
        "0",
    ]


def test_a_table_sets_names_left_and_numbers_right() -> None:
    made = markdown_table(["a", "b"], [["x", "1"]])
    assert made == "| a | b |\n| --- | --: |\n| x | 1 |\n"
