import pytest
from fastapi.testclient import TestClient

from assistant.api.schemas import SearchModel
from tests.assistant.museum import BOWL_SENTENCE


def test_a_search_gives_the_query_and_the_passages_best_first(client: TestClient) -> None:
    found = client.post("/v1/search", json={"query": BOWL_SENTENCE, "k": 3}).json()
    assert list(found) == ["query", "passages"]
    assert found["query"] == BOWL_SENTENCE
    assert len(found["passages"]) == 3
    assert found["passages"][0]["document_id"] == "ceramics/bowl.md"
    scores = [passage["score"] for passage in found["passages"]]
    assert scores == sorted(scores, reverse=True)
    SearchModel.model_validate(found, strict=True)


def test_a_search_obeys_its_filters(client: TestClient) -> None:
    body = {"query": "lidded bowl", "filters": {"collection": "ceramics", "access": ["public"]}}
    found = client.post("/v1/search", json=body).json()
    assert {passage["document_id"] for passage in found["passages"]} == {"ceramics/bowl.md"}


@pytest.mark.parametrize(
    ("path", "body"), [("/v1/search", {"query": "bowl"}), ("/v1/answers", {"question": "Who threw it?"})]
)
def test_an_empty_filter_opens_nothing(client: TestClient, path: str, body: dict[str, str]) -> None:
    response = client.post(path, json=body | {"filters": {"access": []}})
    assert response.status_code == 422
    assert response.json()["errors"][0]["at"].startswith("body/filters/access")


def test_an_empty_query_is_a_problem(client: TestClient) -> None:
    for query in ("   ", "?", "🏺"):
        response = client.post("/v1/search", json={"query": query})
        assert (response.status_code, response.json()["detail"]) == (422, "the query is empty")
    assert client.post("/v1/search", json={"query": ""}).status_code == 422


def test_more_than_two_hundred_passages_are_refused(client: TestClient) -> None:
    assert client.post("/v1/search", json={"query": "bowl", "k": 201}).json()["errors"][0]["at"] == "body/k"
