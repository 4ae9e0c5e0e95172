from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answers import Answer
from assistant.assistant import Assistant
from evals.answers.measuring import evaluate_answers
from evals.answers.question_sets import Question, read_questions
from evals.answers.scoring import figures
from retrieval import CallerError, NotFound, Unavailable


@pytest.fixture(autouse=True)
def _tiny_default_model(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))


def test_a_corpus_is_ingested_asked_and_scored(question_file: Path, corpus: Path) -> None:
    run = evaluate_answers(read_questions(question_file), corpus)
    assert [row.id for row in run.rows] == ["clock", "scroll", "ticket"]
    assert (run.ingest["added"], run.ingest["failed"]) == (3, [])
    found = figures(run.rows)
    assert found["errors"] == 0
    assert found["gold_in_top5"] == 1.0  # three documents: each is among the five best
    assert found["quotes_verbatim"] in (1.0, None)
    assert all(row.milliseconds > 0 for row in run.rows)
    assert run.models == ("extractive",)


def test_files_that_cannot_be_read_are_listed_with_their_errors(question_file: Path, corpus: Path) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    run = evaluate_answers(read_questions(question_file), corpus)
    assert [failure["document_id"] for failure in run.ingest["failed"]] == ["broken.pdf"]
    assert run.ingest["failed"][0]["error"]


def test_a_given_home_is_kept_and_used_again(question_file: Path, corpus: Path, tmp_path: Path) -> None:
    questions = read_questions(question_file)[:1]
    evaluate_answers(questions, corpus, home=tmp_path / "home")
    again = evaluate_answers(questions, corpus, home=tmp_path / "home")
    assert (again.ingest["added"], again.ingest["unchanged"]) == (0, 3)
    with Assistant(home=tmp_path / "home") as assistant:
        assert len(assistant.documents()) == 3


def test_a_question_that_fails_for_a_passing_reason_is_an_error_and_the_rest_goes_on(
    question_file: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Assistant.ask

    def busy_at_first(self: Assistant, question: str, **asked: str) -> Answer:
        if "singing clock" in question:
            raise Unavailable("the index is being rebuilt")
        return ask(self, question, audience=asked["audience"])

    monkeypatch.setattr(Assistant, "ask", busy_at_first)
    run = evaluate_answers(read_questions(question_file), corpus)
    assert [row.error for row in run.rows] == ["the index is being rebuilt", "", ""]
    assert not run.rows[0].answered


def test_a_missing_folder_and_a_gold_document_outside_it_are_named(
    make_question: Callable[..., Question], corpus: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match=r"no folder .*nowhere"):
        evaluate_answers([make_question()], tmp_path / "nowhere")
    with pytest.raises(CallerError, match=r"question q1: the gold document 'bell\.pdf' is not in"):
        evaluate_answers([make_question(gold=[{"document": "bell.pdf"}])], corpus)


@pytest.mark.slow
def test_the_default_model_finds_and_quotes_what_the_documents_say(
    question_file: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDIOLO_EMBEDDING_MODEL")
    found = figures(evaluate_answers(read_questions(question_file)[:2], corpus).rows)
    assert found["gold_in_top1"] == found["answered"] == found["fact_recall"] == 1.0
    assert found["citation_precision"] == found["quotes_verbatim"] == 1.0
