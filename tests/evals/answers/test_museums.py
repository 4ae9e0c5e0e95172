"""The questions about the three invented museums, and the documents they stand on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals.answers.key_facts import states
from evals.answers.question_sets import document_stem, read_questions, squash

MUSEUMS = sorted((Path(__file__).parents[3] / "evals" / "museums").glob("*/"))


@pytest.mark.parametrize("museum", MUSEUMS, ids=lambda folder: folder.name)
def test_every_answer_of_an_invented_museum_stands_in_its_documents(museum: Path) -> None:
    read = {document_stem(file.name): file.read_text("utf-8") for file in museum.glob("documents/*.md")}
    texts = {stem: squash(text) for stem, text in read.items()}
    questions = read_questions(museum / "questions.jsonl")
    assert Counter((q.language, q.answerable) for q in questions) == {
        (language, answerable): 20 if answerable else 10
        for language in ("en", "ru", "zh")
        for answerable in (True, False)
    }
    for question in questions:
        told = " ".join(read[document_stem(gold.document)] for gold in question.gold)
        assert bool(question.gold) == question.answerable
        for gold in question.gold:
            assert squash(gold.quote) in texts[document_stem(gold.document)], question.question
        for fact in question.key_facts:
            assert states(told, fact), (question.question, fact)


def test_there_are_three_museums() -> None:
    assert [museum.name for museum in MUSEUMS] == ["harbours", "instruments", "theatre"]
