from fastapi.testclient import TestClient

from assistant.api.schemas import PassageDetail


def test_a_passage_shows_its_text_its_place_and_its_document(client: TestClient) -> None:
    found = client.post(
        "/v1/search", json={"query": "Lady Wentworth", "filters": {"kind": "markdown"}}
    ).json()
    for passage in found["passages"]:
        shown = client.get(f"/v1/passages/{passage['passage_id']}").json()
        assert {name: shown[name] for name in passage if name != "score"} == {
            name: value for name, value in passage.items() if name != "score"
        }
        assert client.get(shown["url"]).json()["document_id"] == passage["document_id"]
        PassageDetail.model_validate(shown, strict=True)


def test_an_unknown_passage_is_not_found(client: TestClient) -> None:
    response = client.get("/v1/passages/0123abcd")
    assert response.status_code == 404
    assert "0123abcd" in response.json()["detail"]
