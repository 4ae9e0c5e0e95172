"""Asking from end to end: what is kept, what is remembered, what a replay says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Answer
from assistant.assistant import Assistant
from assistant.drafts import Draft
from assistant.writing.chat_writing import ChatWriting
from retrieval.errors import CallerError, NotFound, Unavailable
from tests.assistant.museum import BOWL_QUESTION, write_museum


@pytest.fixture
def museum(tmp_path: Path) -> Path:
    return write_museum(tmp_path / "museum")


def opened(tmp_path: Path, embedder: Path, **settings: Any) -> Assistant:
    return Assistant(home=tmp_path / "home", embedding_model=str(embedder), **settings)


@pytest.fixture
def own_assistant(tmp_path: Path, tiny_model: Path, museum: Path) -> Iterator[Assistant]:
    """An assistant that has read the museum, and that one test may change."""
    with opened(tmp_path, tiny_model) as made:
        made.ingest([museum])
        yield made


def test_every_answer_is_kept_as_it_was_given_with_what_made_it(assistant: Assistant) -> None:
    answer = assistant.ask(BOWL_QUESTION, filters={"language": "en", "dates": "1500..1900"}, audience="youth")
    kept = assistant.answered(answer.id)
    assert kept.answer == json.loads(json.dumps(answer.to_json()))
    assert kept.asked == {
        "language": None, "audience": "youth", "model": "extractive", "rewritten_by": None,
        "filters": {"language": ["en"], "dates": {"from": 1500, "to": 1900}},
    }  # fmt: skip
    assert kept.made_with.index_generation == 1
    assert kept.made_with.embedding_fingerprint == assistant.embedder.fingerprint
    assert kept.made_with.settings["passages"] == 8


@pytest.mark.parametrize("audience", ["curator", "public", "youth"])
def test_where_filters_leave_nothing_every_audience_is_refused(assistant: Assistant, audience: str) -> None:
    assert assistant.ask(BOWL_QUESTION, filters={"kind": "pdf"}, audience=audience).refused


def test_a_refusal_and_a_streamed_answer_are_kept_too(assistant: Assistant) -> None:
    refusal = assistant.ask(BOWL_QUESTION, filters={"kind": "pdf"})
    *_, streamed = assistant.stream(BOWL_QUESTION)
    assert isinstance(streamed, Answer)
    assert assistant.answered(refusal.id).answer["refused"] is True
    assert assistant.answered(streamed.id).answer["text"] == streamed.text


def test_an_answer_can_be_looked_up_as_soon_as_it_is_given(assistant: Assistant) -> None:
    for event in assistant.stream(BOWL_QUESTION):
        if isinstance(event, Answer):
            assert assistant.answered(event.id).answer["id"] == event.id


def test_an_answer_outlives_its_documents(own_assistant: Assistant) -> None:
    answer = own_assistant.ask(BOWL_QUESTION)
    own_assistant.remove(["ceramics/bowl.md"])
    assert own_assistant.answered(answer.id).answer == json.loads(json.dumps(answer.to_json()))


def test_no_secret_of_the_settings_is_written_down(tmp_path: Path, tiny_model: Path, museum: Path) -> None:
    secrets = {
        "model_api_key": "sk-museum-0123456789",
        "model_base_url": "http://user:open-sesame@127.0.0.1:9/v1?token=s3cr3t",
    }
    with opened(tmp_path, tiny_model, model="openai:house", **secrets) as assistant:
        assistant.ingest([museum])
        answer = assistant.ask(BOWL_QUESTION, model="extractive")
        settings = assistant.answered(answer.id).made_with.settings
    assert settings["model_base_url"] == "http://127.0.0.1:9/v1"
    written = b"".join(path.read_bytes() for path in (tmp_path / "home").glob("answers.sqlite*"))
    for secret in (b"sk-museum", b"sesame", b"s3cr3t"):
        assert secret not in written


def test_a_log_that_cannot_be_written_does_not_keep_the_answer_back(
    own_assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    own_assistant.home.answers.write_text("no database at all, but a letter of some length " * 30)
    answer = own_assistant.ask(BOWL_QUESTION, conversation_id="new")
    assert answer.citations
    assert f"{answer.id} is not in the log" in caplog.text
    assert f"{answer.id} is not in its conversation" in caplog.text
    with pytest.raises(Unavailable):
        own_assistant.answered(answer.id)


def test_with_keeping_switched_off_nothing_is_written(tmp_path: Path, tiny_model: Path, museum: Path) -> None:
    with opened(tmp_path, tiny_model, keep_answers=False) as assistant:
        assistant.ingest([museum])
        first = assistant.ask("Who threw the lidded bowl in Delft?", conversation_id="c")
        follow_up = assistant.ask("And where is it?", conversation_id="c")
        assert follow_up.searched == "And where is it? (lidded bowl; Delft)"
        with pytest.raises(NotFound, match="none are kept"):
            assistant.answered(first.id)
    assert not list((tmp_path / "home").glob("answers.sqlite*"))


def test_a_follow_up_is_searched_for_with_what_it_means(assistant: Assistant) -> None:
    first = assistant.ask("Who threw the lidded bowl in Delft?", conversation_id="new")
    assert first.searched == first.question
    second = assistant.ask("And when was it bought?", conversation_id=first.conversation_id)
    assert second.question == "And when was it bought?"
    assert second.searched == "And when was it bought? (lidded bowl; Delft)"
    assert second.passages == assistant.ask(second.searched).passages  # found anew, nothing carried over
    assert second.timings_ms["rewrite"] >= 0
    third = assistant.ask("Why?", conversation_id=first.conversation_id)
    assert "lidded bowl" in third.searched


def test_without_its_conversation_a_question_is_taken_as_it_is(own_assistant: Assistant) -> None:
    own_assistant.ask("Who threw the lidded bowl in Delft?", conversation_id="mine")
    for other in (None, "new", "yours"):
        answer = own_assistant.ask("And when was it bought?", conversation_id=other)
        assert answer.searched == "And when was it bought?"
    assert own_assistant.ask("Who?").conversation_id is None


def test_another_process_goes_on_with_the_conversation(
    own_assistant: Assistant, tmp_path: Path, tiny_model: Path
) -> None:
    own_assistant.ask("Who threw the lidded bowl in Delft?", conversation_id="c")
    with opened(tmp_path, tiny_model) as other:
        assert "lidded bowl" in other.ask("And when was it bought?", conversation_id="c").searched
    assert len(own_assistant.conversation("c")) == 2


def test_a_forgotten_conversation_is_leant_on_no_more_and_its_answers_stay(assistant: Assistant) -> None:
    first = assistant.ask("Who threw the lidded bowl in Delft?", conversation_id="c")
    assert assistant.forget_conversation("c") == 1
    assert assistant.ask("And when was it bought?", conversation_id="c").searched == "And when was it bought?"
    assert assistant.answered(first.id).answer["id"] == first.id


def test_a_conversation_that_is_forgotten_while_an_answer_is_written_stays_forgotten(
    assistant: Assistant,
) -> None:
    assistant.ask(BOWL_QUESTION, conversation_id="in-flight")
    answering = assistant.stream("And when was it bought?", conversation_id="in-flight")
    next(answering)
    assistant.forget_conversation("in-flight")
    *_, answer = answering
    assert isinstance(answer, Answer)
    assert "bowl" in answer.searched
    with pytest.raises(NotFound):
        assistant.conversation("in-flight")


@pytest.mark.parametrize("bad", ["", "two words", "x" * 65])
def test_a_conversation_that_cannot_be_is_refused_before_anything_is_searched(
    assistant: Assistant, bad: str
) -> None:
    with pytest.raises(CallerError, match="conversation's id"):
        assistant.stream("Who?", conversation_id=bad)


def test_a_replay_of_an_unchanged_home_says_that_nothing_differs(assistant: Assistant) -> None:
    answer = assistant.ask(BOWL_QUESTION)
    replay = assistant.replay(answer.id)
    assert replay.same
    assert replay.now.id != answer.id
    with pytest.raises(NotFound):  # it is a question of ours, not a reader's
        assistant.answered(replay.now.id)


def test_a_replay_of_a_follow_up_asks_what_was_searched_for_then(own_assistant: Assistant) -> None:
    own_assistant.ask("Who threw the lidded bowl in Delft?", conversation_id="c")
    follow_up = own_assistant.ask("And when was it bought?", conversation_id="c")
    own_assistant.forget_conversation("c")
    replay = own_assistant.replay(follow_up.id)
    assert replay.same
    assert replay.now.searched == follow_up.searched
    with pytest.raises(NotFound):
        own_assistant.conversation("c")


def test_a_replay_names_what_changed_and_the_passages_that_are_gone(
    own_assistant: Assistant, museum: Path
) -> None:
    answer = own_assistant.ask(BOWL_QUESTION)
    bowl = museum / "ceramics" / "bowl.md"
    bowl.write_text(bowl.read_text(encoding="utf-8").replace("Adriaan Kocks", "Lambertus van Eenhoorn"))
    own_assistant.remove(["rules.html"])
    (museum / "rules.html").unlink()
    own_assistant.ingest([museum])
    replay = own_assistant.replay(answer.id)
    by_name = {difference.what: difference for difference in replay.differences}
    assert "Kocks" in by_name["text"].then
    assert "Eenhoorn" in by_name["text"].now
    assert {"text", "citations", "evidence"} <= set(by_name)
    assert {"model", "prompt", "index", "version"}.isdisjoint(by_name)
    assert {(p.document_id, p.document) for p in replay.gone} == {
        ("ceramics/bowl.md", "changed"), ("rules.html", "removed"),
    }  # fmt: skip
    quotes = [quote for passage in replay.gone for quote in passage.quotes]
    assert any("Adriaan Kocks" in quote for quote in quotes)
    written = replay.to_json()
    assert json.loads(json.dumps(written))["same"] is False
    assert written["then"]["answer"]["id"] == answer.id
    assert written["now"]["id"] == replay.now.id


def test_a_replay_names_a_rebuilt_index_another_model_and_other_settings(
    own_assistant: Assistant, tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = own_assistant.ask(BOWL_QUESTION)
    own_assistant.reindex()
    monkeypatch.setattr(ChatWriting, "write", lambda *given, **asked: Draft(prompt="answer@1"))
    with opened(tmp_path, tiny_model, model="openai:small", passages=3) as other:
        by_name = {d.what: d for d in other.replay(answer.id, model="openai:small").differences}
    assert (by_name["model"].then, by_name["model"].now) == ("extractive", "openai:small")
    assert (by_name["prompt"].then, by_name["prompt"].now) == (None, "answer@1")
    assert (by_name["index"].then["generation"], by_name["index"].now["generation"]) == (1, 2)
    assert (by_name["settings.passages"].then, by_name["settings.passages"].now) == (8, 3)
    assert by_name["refused"].now is True


def test_old_answers_are_deleted_when_the_time_comes(
    own_assistant: Assistant, tmp_path: Path, tiny_model: Path
) -> None:
    answer = own_assistant.ask(BOWL_QUESTION)
    with sqlite3.connect(own_assistant.home.answers) as db:
        db.execute("UPDATE answers SET answered_at = '2020-01-01T00:00:00.000+00:00'")
    db.close()
    with opened(tmp_path, tiny_model, keep_answers_days=1) as tidy:
        tidy.records.tidy()
    with pytest.raises(NotFound):
        own_assistant.answered(answer.id)


class Obliging:
    """Stands for a chat model in a conversation: makes questions standalone as told, and writes nothing."""

    def __init__(self, rewritten: str | Exception) -> None:
        self.rewritten, self.asked = rewritten, [""]

    def rewrite(self, _: ChatWriting, question: str, turns: object, **options: object) -> tuple[str, str]:
        self.asked.append(question)
        if isinstance(self.rewritten, Exception):
            raise self.rewritten
        return self.rewritten, "standalone@1"

    def write(self, _: ChatWriting, question: str, *given: object, **options: object) -> Draft:
        self.asked.append(question)
        return Draft(prompt="answer@1")


@pytest.mark.parametrize(
    ("rewritten", "searched", "by"),
    [
        ("When was the lidded bowl bought?", "When was the lidded bowl bought?", "standalone@1"),
        ("When was the Portland vase bought?", "And when was it bought? (lidded bowl; Delft)", "rules"),
        (Unavailable("down"), "And when was it bought? (lidded bowl; Delft)", "rules"),
        ("And when was it bought?", "And when was it bought?", None),
    ],
)
def test_a_model_makes_a_question_standalone_and_rules_do_where_it_errs(
    tmp_path: Path, tiny_model: Path, museum: Path, monkeypatch: pytest.MonkeyPatch,
    rewritten: str | Exception, searched: str, by: str | None,
) -> None:  # fmt: skip
    model = Obliging(rewritten)
    monkeypatch.setattr(ChatWriting, "rewritten", lambda *a, **k: model.rewrite(*a, **k))
    monkeypatch.setattr(ChatWriting, "write", lambda *a, **k: model.write(*a, **k))
    with opened(tmp_path, tiny_model, model="openai:small") as assistant:
        assistant.ingest([museum])
        first = assistant.ask("Who threw the lidded bowl in Delft?", conversation_id="c")
        answer = assistant.ask("And when was it bought?", conversation_id="c")
        assert first.searched == first.question
        assert answer.searched == searched
        assert assistant.answered(answer.id).asked["rewritten_by"] == by
    assert model.asked[-2:] == ["And when was it bought?", searched]
