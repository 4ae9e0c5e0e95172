from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.schemas import Problem
from retrieval.errors import (
    CallerError,
    EncryptedDocument,
    IndexMismatch,
    NotFound,
    SettingsError,
    StudioloError,
    Unavailable,
)


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (NotFound("no such thing"), 404, "not-found"),
        (CallerError("wrong"), 422, "caller-error"),
        (EncryptedDocument("locked"), 422, "encrypted-document"),
        (SettingsError("no such model"), 503, "settings-error"),
        (Unavailable("away"), 503, "unavailable"),
        (IndexMismatch("another model"), 503, "index-mismatch"),
        (StudioloError("something"), 500, "studiolo-error"),
    ],
)
def test_each_of_our_errors_has_its_status_and_type(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: StudioloError, status: int, kind: str
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(client.app.state.assistant, "search", broken)
    response = client.post("/v1/search", json={"query": "bowl"})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == f"urn:studiolo:problem:{kind}"
    assert (problem["status"], problem["detail"], problem["instance"]) == (status, str(error), "/v1/search")
    assert ("retry-after" in response.headers) is isinstance(error, Unavailable)
    Problem.model_validate(problem, strict=True)


def test_an_unexpected_error_tells_nothing_of_the_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("password in /etc/secret")

    monkeypatch.setattr(client.app.state.assistant, "search", broken)
    response = client.post("/v1/search", json={"query": "bowl"})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
    assert "password in /etc/secret" in caplog.text


def test_a_path_that_is_not_there_is_a_problem(client: TestClient) -> None:
    response = client.get("/v2/answers")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank", "title": "Not Found", "status": 404, "detail": "Not Found",
        "instance": "/v2/answers",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/answers", "POST"),
        ("/v1/documents", "GET, POST"),
        ("/v1/documents/ceramics/bowl.md", "GET, DELETE"),
        ("/v1/conversations/c1", "GET, DELETE"),
        ("/", "GET"),
    ],
)
def test_a_wrong_method_names_all_the_right_ones(client: TestClient, path: str, allowed: str) -> None:
    response = client.put(path, json={})
    assert (response.status_code, response.headers["allow"]) == (405, allowed)
    assert response.json()["title"] == "Method Not Allowed"


def test_the_instance_of_a_problem_is_an_address(client: TestClient) -> None:
    assert client.get("/v1/conversations/a%20b").json()["instance"] == "/v1/conversations/a%20b"
    assert client.get("/v1/documents/%E7%A2%97").json()["instance"] == "/v1/documents/%E7%A2%97"


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b"[]"])
def test_a_body_that_is_not_the_json_asked_for_is_a_problem(client: TestClient, body: bytes) -> None:
    response = client.post("/v1/answers", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"
    Problem.model_validate(response.json(), strict=True)


@pytest.mark.parametrize(
    ("body", "media_type", "status", "said"),
    [
        (
            b'{"query": "bowl"}',
            "application/x-www-form-urlencoded",
            422,
            "header 'content-type: application/json'",
        ),
        (b'{"query": "bowl"}', "", 422, "header 'content-type: application/json'"),
        (b"{query: bowl}", "application/json", 422, "no JSON: Expecting property name"),
        ('{"query": "碗"}'.encode("gb18030"), "application/json", 400, "the body is not UTF-8"),
    ],
)
def test_a_body_that_is_not_understood_is_told_what_it_lacks(
    client: TestClient, body: bytes, media_type: str, status: int, said: str
) -> None:
    headers = {"content-type": media_type} if media_type else {}
    response = client.post("/v1/search", content=body, headers=headers)
    assert response.status_code == status
    assert said in response.json()["detail"]


def test_a_wrong_value_in_json_is_not_taken_for_a_wrong_header(client: TestClient) -> None:
    for media_type in ("application/json", "application/problem+JSON; charset=utf-8"):
        response = client.post("/v1/search", content=b"[]", headers={"content-type": media_type})
        assert "content-type" not in response.json()["detail"]
