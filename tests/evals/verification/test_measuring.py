from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.verification import Verdict
from evals.verification.measuring import VerificationRow, check_rows, read_verification_rows
from retrieval import CallerError, NotFound


class Echo:
    """Supports what stands in the first passage word for word."""

    def __init__(self) -> None:
        self.asked: list[str | None] = []

    def check(self, sentence: str, passages: Sequence[str], *, language: str | None = None) -> Verdict:
        self.asked.append(language)
        found = sentence in passages[0]
        return Verdict(found, 0.9 if found else 0.2, "" if found else "it does not stand there")


def row(**changed: Any) -> dict[str, Any]:
    plain = {
        "id": "1",
        "language": "en",
        "sentence": "The bowl is blue.",
        "passages": ["The bowl is blue."],
        "supported": True,
        "kind": "verbatim",
    }
    return plain | changed


def written(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows), encoding="utf-8")
    return path


def test_each_row_gets_the_verdict_on_its_own_passages_in_its_own_language() -> None:
    rows = [
        VerificationRow(**row()),
        VerificationRow(**row(id="2", language="ru", passages=["Ваза красная."])),
    ]
    echo = Echo()
    checked = check_rows(rows, echo)
    assert [one.verdict.supported for one in checked] == [True, False]
    assert [one.right for one in checked] == [True, False]
    assert echo.asked == ["en", "ru"]


def test_the_language_of_the_passages_is_told_by_their_text_where_the_row_does_not_say() -> None:
    rows = [
        VerificationRow(**row(passages=["Чаша синяя, высота двадцать сантиметров."])),
        VerificationRow(**row(id="2", passages=["A", "B"], passage_language="zh")),
        VerificationRow(**row(id="3")),
    ]
    checked = check_rows(rows, Echo())
    assert [one.passage_language for one in checked] == ["ru", "zh", "en"]
    assert [one.across for one in checked] == [True, True, False]


def test_rows_of_several_files_are_read_in_order_with_fields_of_others_passed_over(tmp_path: Path) -> None:
    first = written(tmp_path / "a.jsonl", row(source="bowl.md"), row(id=7))
    second = written(tmp_path / "b.jsonl", row())
    assert [one.id for one in read_verification_rows([first, second])] == ["1", 7, "1"]


@pytest.mark.parametrize("broken", [{"sentence": " "}, {"passages": []}, {"supported": "yes"}, {"kind": ""}])
def test_a_row_that_cannot_be_checked_is_named_by_its_line(tmp_path: Path, broken: dict[str, Any]) -> None:
    path = written(tmp_path / "a.jsonl", row(), row(id="2") | broken)
    with pytest.raises(CallerError, match="line 2"):
        read_verification_rows([path])


def test_an_id_used_twice_in_a_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", row(), row())
    with pytest.raises(CallerError, match="line 2: the id '1' was used in line 1"):
        read_verification_rows([path])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.jsonl"):
        read_verification_rows([tmp_path / "none.jsonl"])
