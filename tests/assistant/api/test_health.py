from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.answers import SearchResult
from assistant.api.problems import UNEXPECTED
from assistant.assistant import Assistant
from retrieval.encoders.packaged_weights import write_folder
from retrieval.errors import Unavailable
from tests.assistant.api.conftest import client_of
from tests.conftest import tiny_weights


def _ready(client: TestClient) -> int:
    """The status of /readyz once it is no longer loading."""
    deadline = time.monotonic() + 120  # seconds that only a failure takes
    while "being loaded" in (response := client.get("/readyz")).text and time.monotonic() < deadline:
        time.sleep(0.02)
    return response.status_code


def test_a_running_service_is_healthy(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_service_is_ready_once_its_index_answers(client: TestClient) -> None:
    assert _ready(client) == 200
    assert client.get("/readyz").json() == {"status": "ready"}


def test_a_service_whose_index_went_away_is_not_ready(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _ready(client) == 200

    def away() -> int:
        raise Unavailable("Chroma does not answer")

    monkeypatch.setattr(client.app.state.assistant.index, "count", away)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["detail"]) == (503, "Chroma does not answer")


def test_a_service_whose_index_was_away_when_it_started_gets_ready_by_itself(
    tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = True
    assistant = Assistant(home=tmp_path, embedding_model=str(tiny_model))
    search = assistant.search

    def sometimes(query: str, k: int = 10) -> SearchResult:
        if away:
            raise Unavailable("Chroma does not answer")
        return search(query, k)

    monkeypatch.setattr(assistant, "search", sometimes)
    with client_of(assistant) as client:
        assert _ready(client) == 503
        assert client.get("/readyz").json()["detail"] == "Chroma does not answer"
        away = False
        assert client.get("/readyz").json() == {"status": "ready"}


def test_a_service_over_an_index_of_another_model_says_so(own_client: TestClient, tmp_path: Path) -> None:
    other = tmp_path / "other-model"
    other.mkdir()
    write_folder(tiny_weights(seed=1), other)
    assistant = Assistant(home=tmp_path / "home", embedding_model=str(other))
    with client_of(assistant) as client:
        assert _ready(client) == 503
        problem = client.get("/readyz").json()
        assert "studiolo reindex" in problem["detail"]
        asked = client.post("/v1/answers", json={"question": "Who?", "stream": True})
        assert (asked.status_code, asked.json()["type"]) == (503, "urn:studiolo:problem:index-mismatch")
        assert client.get("/healthz").status_code == 200


def test_a_service_that_fails_to_warm_up_says_so_and_still_closes(
    tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no such column")

    assistant = Assistant(home=tmp_path, embedding_model=str(tiny_model))
    monkeypatch.setattr(assistant, "search", broken)
    closed: list[bool] = []
    monkeypatch.setattr(assistant, "close", lambda: closed.append(True))
    with client_of(assistant) as client:
        assert _ready(client) == 503
        assert client.get("/readyz").json()["detail"] == UNEXPECTED
    assert closed == [True]
    assistant.catalog.close()


def test_the_counts_tell_requests_answers_and_documents(own_client: TestClient) -> None:
    own_client.post("/v1/answers", json={"question": "Who?", "filters": {"kind": "pdf"}})
    own_client.get("/v1/documents/none.md")
    own_client.get("/nowhere")
    response = own_client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = response.text.splitlines()
    assert 'studiolo_answers_total{model="extractive",refused="true"} 1.0' in lines
    assert 'studiolo_documents{state="indexed"} 4.0' in lines
    counted = [line for line in lines if line.startswith("studiolo_request_seconds_count")]
    assert any(
        re.search(r'route="/v1/documents/\{document_id(:path)?\}",status="404"', line) for line in counted
    )
    assert any('route="unmatched",status="404"' in line for line in counted)


def test_an_unexpected_error_is_counted_as_one(
    own_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: int) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(own_client.app.state.assistant, "documents_page", broken)
    assert own_client.get("/v1/documents").status_code == 500
    counted = own_client.get("/metrics").text.splitlines()
    assert 'studiolo_request_seconds_count{route="/v1/documents",status="500"} 1.0' in counted


def test_watchers_may_ask_with_head(client: TestClient) -> None:
    for path in ("/", "/healthz", "/readyz", "/v1/documents/rules.html/original"):
        asked, got = client.head(path), client.get(path)
        assert (asked.status_code, asked.content) == (200, b"")
        assert asked.headers["content-type"] == got.headers["content-type"]
        assert asked.headers["content-length"] == str(len(got.content))
    assert client.head("/v1/documents/none").status_code == 404


def test_no_question_is_asked_by_head(client: TestClient) -> None:
    assert client.head("/v1/answers/stream", params={"question": "Who threw the bowl?"}).status_code == 405
