from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.answers.question_sets import document_stem, read_questions, squash
from retrieval import CallerError, NotFound
from tests.evals.conftest import write_jsonl

GOOD: dict[str, Any] = {
    "id": "q1",
    "language": "ru",
    "question": "Кто?",
    "answerable": True,
    "answer": "Кокс",
    "key_facts": ["Кокс|Cox"],
    "gold": [{"document": "a.pdf", "quote": "Кокс"}],
    "kind": "person",
    "note": "fields that scoring has no use for are allowed",
}


def test_questions_come_in_file_order_with_their_gold_documents(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "qa.jsonl", [GOOD, {**GOOD, "id": "q0"}])
    questions = read_questions(path)
    assert [question.id for question in questions] == ["q1", "q0"]
    assert questions[0].gold[0].document == "a.pdf"
    assert questions[0].key_facts == ["Кокс|Cox"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"gold": []}, "line 2: .*needs a gold document"),
        ({"key_facts": ["Cox|—"]}, "line 2: .*without a letter or digit"),
        ({"key_facts": "Cox"}, "line 2: key_facts: "),
        ({"answerable": "yes"}, "line 2: answerable: "),
        ({"question": "  "}, "line 2: question: "),
        ({"gold": [{"quote": "x"}]}, r"line 2: gold\.0\.document: Field required"),
        ({"id": "q1"}, "line 2: the id 'q1' was used in line 1"),
    ],
)
def test_a_question_that_cannot_be_scored_is_refused_by_its_line(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    path = write_jsonl(tmp_path / "qa.jsonl", [GOOD, {**GOOD, "id": "q2", **change}])
    with pytest.raises(CallerError, match=message):
        read_questions(path)


def test_a_missing_question_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no\.jsonl"):
        read_questions(tmp_path / "no.jsonl")


def test_squashing_keeps_letters_and_digits_of_every_script_in_one_form() -> None:
    assert squash("Ｐｌａｔｅ № 1,351 — ﬁne!") == "plateno1351fine"
    assert squash("《千里江山图》， 王希孟") == "千里江山图王希孟"
    assert squash("Часы «Павлин»\u00ad") == "часыпавлин"
    assert squash(" —…! ") == ""


def test_a_document_is_matched_by_its_file_stem() -> None:
    assert document_stem("clocks/cox.v2.docx#record-7") == "cox.v2"
    assert document_stem("README") == "README"
    assert document_stem("й.txt") == document_stem("и\u0306.pdf")
