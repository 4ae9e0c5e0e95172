from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.verification.figures import report_figures
from evals.verification.page import BEGIN, END, fill_page
from retrieval import CallerError
from tests.evals.verification.test_figures import ROWS

PAGE = Path(__file__).parents[3] / "docs" / "verification.md"
CONFIG: dict[str, Any] = {
    "commit": "0123456789abcdef",
    "dirty": False,
    "date": "2026-01-02T03:04:05+00:00",
    "files": ["test.jsonl"],
    "seconds": 12.5,
    "embedding_model": {"name": "multilingual-e5-small", "fingerprint": "abc"},
    "machine": {"cpus": 2, "platform": "Linux"},
}


def report() -> dict[str, Any]:
    return {**report_figures(ROWS), "config": CONFIG}


def test_the_tables_stand_between_the_marks_and_the_rest_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Rates\n\n{BEGIN}\n\nold\n\n{END}\n\nThe end.\n", encoding="utf-8")
    fill_page(report(), page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# Rates\n\n{BEGIN}\n\n| |") or text.startswith(f"# Rates\n\n{BEGIN}\n\n|  |")
    assert text.endswith(f"{END}\n\nThe end.\n")
    assert "old" not in text
    assert "| all | 7 | 3 | 0.667 | 0.667 | 0.250 | 0.500 |" in text
    assert "| negated | 2 | 1 | 0.500 |" in text
    assert "commit 0123456789" in text


def test_filling_twice_changes_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    fill_page(report(), page)
    once = page.read_text(encoding="utf-8")
    fill_page(report(), page)
    assert page.read_text(encoding="utf-8") == once


def test_a_page_without_the_marks_is_left_alone_and_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Rates\n", encoding="utf-8")
    with pytest.raises(CallerError, match=r"page\.md has no lines"):
        fill_page(report(), page)
    assert page.read_text(encoding="utf-8") == "# Rates\n"


def test_the_published_page_has_the_marks() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.index(BEGIN) < text.index(END)
