from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.answering import PassagesFound
from assistant.api.problems import UNEXPECTED
from assistant.api.schemas import AnswerModel
from retrieval.errors import Unavailable
from tests.assistant.museum import BOWL_QUESTION, BOWL_SENTENCE, DOCUMENTS

_NO_SUCH_KIND = {"question": BOWL_QUESTION, "filters": {"kind": "pdf"}}


def _events(text: str) -> list[tuple[str, Any]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    assert all(len(block) == 2 for block in blocks), text
    return [
        (name.removeprefix("event: "), json.loads(value.removeprefix("data: "))) for name, value in blocks
    ]


def test_an_answer_has_exactly_the_keys_of_the_contract(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": BOWL_QUESTION}).json()
    assert list(answer) == [
        "id", "question", "language", "refused", "text", "sentences", "citations", "passages", "model",
        "prompt", "timings_ms", "left_out", "notices", "searched", "conversation_id",
        "refusal", "disagreements", "audience", "reading_level",
    ]  # fmt: skip
    assert set(answer["sentences"][0]) == {"text", "citations", "support"}
    assert set(answer["citations"][0]) == {
        "number", "document_id", "title", "passage_id", "quote", "locator", "language", "translation",
        "url", "links", "date", "superseded", "superseded_by",
    }  # fmt: skip
    assert set(answer["passages"][0]) == {
        "document_id", "passage_id", "title", "text", "locator", "language", "score",
    }  # fmt: skip
    assert set(answer["timings_ms"]) == {"retrieve", "write", "verify"}
    AnswerModel.model_validate(answer, strict=True)


def test_an_answer_cites_the_sentence_that_answers(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": BOWL_QUESTION})
    answer = response.json()
    assert response.status_code == 200
    assert (answer["refused"], answer["model"], answer["prompt"]) == (False, "extractive", None)
    assert (answer["question"], answer["language"]) == (BOWL_QUESTION, "en")
    quotes = [c["quote"] for c in answer["citations"] if c["document_id"] == "ceramics/bowl.md"]
    assert BOWL_SENTENCE in quotes


def test_every_sentence_names_citations_and_every_citation_is_named(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": BOWL_QUESTION}).json()
    named = [number for sentence in answer["sentences"] for number in sentence["citations"]]
    assert all(sentence["citations"] for sentence in answer["sentences"])
    assert sorted(set(named)) == [c["number"] for c in answer["citations"]]
    assert all(f"[{number}]" in answer["text"] for number in named)


@pytest.mark.parametrize(
    "question", ["谁制作了孔雀钟？", "Кто написал икону Святого Георгия?", BOWL_QUESTION]
)
def test_quotes_are_verbatim_text_of_the_document_and_of_the_passage(
    client: TestClient, question: str
) -> None:
    answer = client.post("/v1/answers", json={"question": question}).json()
    assert answer["citations"]
    texts = {passage["passage_id"]: passage["text"] for passage in answer["passages"]}
    for citation in answer["citations"]:
        assert citation["quote"] in texts[citation["passage_id"]]
        original = DOCUMENTS[citation["document_id"]].replace("\n", " ")
        assert citation["quote"].replace("\n", " ") in original


def test_the_address_of_a_citation_opens_its_document(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": "谁制作了孔雀钟？"}).json()
    for citation in answer["citations"]:
        opened = client.get(citation["url"].partition("#")[0])
        assert opened.json()["document_id"] == citation["document_id"]


def test_the_language_of_the_answer_can_be_chosen(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={**_NO_SUCH_KIND, "language": "zh"}).json()
    assert (answer["language"], answer["text"]) == ("zh", "文献中没有找到答案。")


@pytest.mark.parametrize(("audience", "target"), [("curator", None), ("public", 9.0), ("youth", 6.0)])
def test_the_audience_of_an_answer_can_be_chosen(
    client: TestClient, audience: str, target: float | None
) -> None:
    answer = client.post("/v1/answers", json={"question": BOWL_QUESTION, "audience": audience}).json()
    assert answer["audience"] == audience
    level = answer["reading_level"]
    assert set(level) == {"grade", "target", "kept", "prompt"}
    assert level["target"] == target
    assert level["kept"] is (target is None or level["grade"] <= target)
    events = client.get("/v1/answers/stream", params={"question": BOWL_QUESTION, "audience": audience})
    assert f'"audience": "{audience}"' in events.text
    AnswerModel.model_validate(answer, strict=True)


def test_without_evidence_the_answer_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/answers", json=_NO_SUCH_KIND).json()
    assert answer["refused"] is True
    assert (answer["sentences"], answer["citations"], answer["passages"]) == ([], [], [])
    assert answer["text"] == "The documents do not answer this."


def test_a_filter_keeps_every_other_document_out(client: TestClient) -> None:
    body = {"question": BOWL_QUESTION, "filters": {"language": ["ru", "zh"]}}
    answer = client.post("/v1/answers", json=body).json()
    assert {p["language"] for p in answer["passages"]} == {"ru", "zh"}
    assert all(c["document_id"] != "ceramics/bowl.md" for c in answer["citations"])


def test_a_stream_sends_passages_then_sentences_then_the_answer(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": BOWL_QUESTION, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-cache"
    events = _events(response.text)
    (_, passages), *sentences, (_, answer) = events
    assert [name for name, _ in events] == ["passages", *["sentence"] * len(sentences), "answer"]
    assert passages == answer["passages"]
    assert [(s["text"], s["citations"]) for _, s in sentences] == [
        (s["text"], s["citations"]) for s in answer["sentences"]
    ]
    AnswerModel.model_validate(answer, strict=True)


def test_a_refusal_streams_no_sentence(client: TestClient) -> None:
    events = _events(client.post("/v1/answers", json={**_NO_SUCH_KIND, "stream": True}).text)
    assert [name for name, _ in events] == ["passages", "answer"]
    assert events[-1][1]["refused"] is True


def test_a_question_that_cannot_be_carried_out_is_a_problem_before_the_stream_begins(
    client: TestClient,
) -> None:
    response = client.post("/v1/answers", json={"question": "Who?", "model": "openai:gpt-4o", "stream": True})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert "openai:gpt-4o" in response.json()["detail"]


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (Unavailable("the vectors are away"), "the vectors are away"),
        (RuntimeError("secret path"), UNEXPECTED),
    ],
)
def test_an_error_on_the_way_ends_the_stream_with_its_reason(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: Exception, detail: str
) -> None:
    def broken(question: str, **_: Any) -> Iterator[PassagesFound]:
        yield PassagesFound(())
        raise error

    monkeypatch.setattr(client.app.state.assistant, "stream", broken)
    events = _events(client.post("/v1/answers", json={"question": "Who?", "stream": True}).text)
    assert events == [("passages", []), ("error", {"detail": detail})]


def test_a_question_that_waits_for_the_index_stops_nothing_else(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = threading.Event(), threading.Event()
    in_time: list[bool] = []

    def waiting(question: str, **_: Any) -> Iterator[PassagesFound]:
        asked.set()
        in_time.append(answered.wait(5))
        raise Unavailable("Chroma does not answer")

    monkeypatch.setattr(client.app.state.assistant, "stream", waiting)
    asking = threading.Thread(
        target=client.post, args=("/v1/answers",), kwargs={"json": {"question": "Who?"}}
    )
    asking.start()
    assert asked.wait(10)
    assert client.get("/healthz").status_code == 200
    answered.set()
    asking.join()
    assert in_time == [True]


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({}, "body/question"),
        ({"question": ""}, "body/question"),
        ({"question": "x" * 4001}, "body/question"),
        ({"question": "Who?", "audience": "everybody"}, "body/audience"),
        ({"question": "Who?", "streaming": True}, "body/streaming"),
        ({"question": "Who?", "filters": {"kind": 3}}, "body/filters/kind"),
    ],
)
def test_a_wrong_field_is_named(client: TestClient, body: dict[str, Any], at: str) -> None:
    response = client.post("/v1/answers", json=body)
    assert response.status_code == 422
    assert any(error["at"].startswith(at) for error in response.json()["errors"])


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"question": "  \n "}, "empty"),
        ({"question": "！！！"}, "empty"),
        ({"question": "Who?", "filters": {"colour": "red"}}, "colour"),
        ({"question": "Who?", "model": "ollama:any"}, "ollama:any"),
        ({"question": "Who?", "language": "auto"}, "'auto' is no language"),
    ],
)
def test_what_cannot_be_asked_is_said_in_words(client: TestClient, body: dict[str, Any], word: str) -> None:
    response = client.post("/v1/answers", json=body)
    assert response.status_code == 422
    assert word in response.json()["detail"]


def test_a_language_is_a_short_tag(client: TestClient) -> None:
    asked = {"question": "Who carved the fan?", "language": "x" * 36}
    assert client.post("/v1/answers", json=asked).status_code == 422
    assert client.get("/v1/answers/stream", params=asked).status_code == 422


def test_half_a_character_in_a_question_is_a_problem_and_no_crash(client: TestClient) -> None:
    broken = b'{"question": "\\ud800 who"}'
    response = client.post("/v1/answers", content=broken, headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["at"] == "body/question"


def test_an_answer_is_shown_again_exactly_as_it_was_given(client: TestClient) -> None:
    for body in (
        {"question": BOWL_QUESTION},
        _NO_SUCH_KIND,
        {"question": "谁制作了孔雀钟？", "conversation_id": "c-1"},
    ):
        given = client.post("/v1/answers", json=body)
        again = client.get(f"/v1/answers/{given.json()['id']}")
        assert again.status_code == 200
        assert again.content == given.content


def test_a_streamed_answer_is_shown_again_too(client: TestClient) -> None:
    events = _events(client.post("/v1/answers", json={"question": BOWL_QUESTION, "stream": True}).text)
    _, answer = events[-1]
    assert client.get(f"/v1/answers/{answer['id']}").json() == answer


def test_an_answer_nobody_was_given_is_not_found(client: TestClient) -> None:
    response = client.get("/v1/answers/none")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert "'none'" in response.json()["detail"]


def _numbered_events(text: str) -> list[tuple[str, str, Any]]:
    """The id, name and value of each event, read as the standard of server-sent events says."""
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        if fields:
            found.append((fields["id"], fields["event"], json.loads(fields["data"])))
    return found


def test_an_event_source_gets_the_same_events_with_ids(client: TestClient) -> None:
    response = client.get("/v1/answers/stream", params={"question": BOWL_QUESTION, "conversation_id": "es-1"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = _numbered_events(response.text)
    assert [number for number, _, _ in events] == [str(n + 1) for n in range(len(events))]
    assert [name for _, name, _ in events] == ["passages", *["sentence"] * (len(events) - 2), "answer"]
    answer = events[-1][2]
    AnswerModel.model_validate(answer, strict=True)
    assert answer["conversation_id"] == "es-1"
    assert client.get(f"/v1/answers/{answer['id']}").json() == answer


def test_an_event_source_that_comes_back_is_told_to_stop(client: TestClient) -> None:
    response = client.get(
        "/v1/answers/stream", params={"question": BOWL_QUESTION}, headers={"Last-Event-ID": "4"}
    )
    assert (response.status_code, response.content) == (204, b"")


def test_an_event_source_with_a_wrong_question_gets_a_problem(client: TestClient) -> None:
    unheard = {"question": "Who?", "filters": '{"access": "public"}'}
    for params in ({}, {"question": " "}, {"question": "Who?", "model": "ollama:any"}, unheard):
        response = client.get("/v1/answers/stream", params=params)
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
