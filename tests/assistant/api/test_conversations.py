from __future__ import annotations

from fastapi.testclient import TestClient

from tests.assistant.museum import BOWL_QUESTION


def ask(client: TestClient, question: str, conversation_id: str | None) -> dict[str, object]:
    answer: dict[str, object] = client.post(
        "/v1/answers", json={"question": question, "conversation_id": conversation_id}
    ).json()
    return answer


def test_a_conversation_is_begun_followed_shown_and_forgotten(client: TestClient) -> None:
    first = ask(client, BOWL_QUESTION, "new")
    conversation = first["conversation_id"]
    second = ask(client, "And when was it bought?", str(conversation))
    assert second["conversation_id"] == conversation
    assert "bowl" in str(second["searched"])
    shown = client.get(f"/v1/conversations/{conversation}").json()
    assert shown["conversation_id"] == conversation
    assert [turn["answer_id"] for turn in shown["turns"]] == [first["id"], second["id"]]
    assert set(shown["turns"][0]) == {"answer_id", "asked_at", "question", "searched", "text", "refused"}
    forgotten = client.delete(f"/v1/conversations/{conversation}")
    assert forgotten.json() == {"conversation_id": conversation, "turns": 2}
    for again in (client.get, client.delete):
        response = again(f"/v1/conversations/{conversation}")
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"
    assert client.get(f"/v1/answers/{first['id']}").status_code == 200


def test_two_new_conversations_are_two(client: TestClient) -> None:
    first, second = (ask(client, BOWL_QUESTION, "new")["conversation_id"] for _ in range(2))
    assert first != second
    follow_up = ask(client, "And when was it bought?", None)
    assert (follow_up["conversation_id"], follow_up["searched"]) == (None, "And when was it bought?")


def test_an_id_that_cannot_be_is_a_problem(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": "Who?", "conversation_id": "two words"})
    assert response.status_code == 422
    assert "conversation's id" in response.json()["detail"]
