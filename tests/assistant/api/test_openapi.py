from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from tests.assistant.museum import BOWL_QUESTION

_METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    response = client.get("/openapi.json")
    described: dict[str, Any] = response.json()
    return described


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert method in _METHODS
            yield f"{method} {path}", operation


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (v for k, v in value.items() if k == "$ref")
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _resolved(document: dict[str, Any], reference: str) -> Any:
    found: Any = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def test_every_route_of_the_contract_is_described(document: dict[str, Any]) -> None:
    assert {name for name, _ in _operations(document)} == {
        "post /v1/answers", "get /v1/answers/stream", "get /v1/answers/{answer_id}",
        "get /v1/conversations/{conversation_id}", "delete /v1/conversations/{conversation_id}",
        "post /v1/search", "get /v1/documents", "post /v1/documents",
        "get /v1/documents/{document_id}", "delete /v1/documents/{document_id}",
        "get /v1/passages/{passage_id}", "get /v1/documents/{document_id}/original",
        "get /v1/documents/{document_id}/view", "get /v1/passages/{passage_id}/page.png",
        "get /v1/passages/{passage_id}/content-state", "get /healthz", "get /readyz", "get /metrics",
    }  # fmt: skip


def test_every_operation_has_a_name_a_summary_and_a_description(document: dict[str, Any]) -> None:
    names = []
    for name, operation in _operations(document):
        assert operation["summary"], name
        assert len(operation["description"]) > 20, name
        assert operation["tags"], name
        names.append(operation["operationId"])
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)


def test_every_parameter_says_what_it_is(document: dict[str, Any]) -> None:
    for name, operation in _operations(document):
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (name, parameter["name"])


def test_every_field_of_a_request_is_described_or_has_an_example(document: dict[str, Any]) -> None:
    for name, operation in _operations(document):
        for body in operation.get("requestBody", {}).get("content", {}).values():
            schema = _resolved(document, body["schema"]["$ref"])
            for field, described in schema["properties"].items():
                assert described.get("description") or described.get("examples"), (name, field)


def test_errors_have_one_shape_and_one_media_type(document: dict[str, Any]) -> None:
    for name, operation in _operations(document):
        errors = {code: r for code, r in operation["responses"].items() if code[0] in "45"}
        assert {"422", "503"} <= set(errors), name
        assert ("404" in errors) == ("{" in name), name
        for response in errors.values():
            assert response["content"] == {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
            assert response["description"]


def test_every_success_has_a_media_type_and_a_schema(document: dict[str, Any]) -> None:
    for name, operation in _operations(document):
        (success,) = (r for code, r in operation["responses"].items() if code[0] == "2")
        others = {
            "get /metrics": "text/plain",
            "get /v1/answers/stream": "text/event-stream",
            "get /v1/documents/{document_id}/original": "application/octet-stream",
            "get /v1/documents/{document_id}/view": "text/html",
            "get /v1/passages/{passage_id}/page.png": "image/png",
        }
        wanted = others.get(name, "application/json")
        assert success["content"][wanted]["schema"], name


def test_every_reference_leads_somewhere_and_every_schema_is_one(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert {"title", "version", "description"} <= set(document["info"])
    for reference in _references(document):
        assert _resolved(document, reference)
    for name, schema in document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert schema["type"] == "object", name


def test_every_example_fits_its_schema(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        for field in schema["properties"].values():
            for example in field.get("examples", []):
                validator = Draft202012Validator({**field, "components": document["components"]})
                validator.validate(example)


@pytest.mark.parametrize("filters", [None, {"kind": "pdf"}])
def test_a_real_answer_fits_the_described_schema(
    client: TestClient, document: dict[str, Any], filters: dict[str, str] | None
) -> None:
    answer = client.post("/v1/answers", json={"question": BOWL_QUESTION, "filters": filters}).json()
    schema = {"$ref": "#/components/schemas/AnswerModel", "components": document["components"]}
    Draft202012Validator(schema).validate(answer)


def test_a_real_problem_fits_the_described_schema(client: TestClient, document: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/Problem", "components": document["components"]}
    Draft202012Validator(schema).validate(client.post("/v1/answers", json={}).json())
    Draft202012Validator(schema).validate(client.get("/v1/documents/none.md").json())
