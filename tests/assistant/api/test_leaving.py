"""The service over real connections: who leaves stops the work, and silence is bridged by comments."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from assistant.api import answer_streams, create_app
from assistant.assistant import Assistant
from tests.assistant.chat_server import ChatServer, Reply, running_chat_server
from tests.assistant.museum import BOWL_QUESTION, write_museum

_LONG = 100  # seconds that only a failure takes
KEY = "sk-museum-0123456789abcdef"


@pytest.fixture
def models() -> Iterator[ChatServer]:
    with running_chat_server() as server:
        yield server


@pytest.fixture
def service(tmp_path: Path, tiny_model: Path, models: ChatServer) -> Iterator[str]:
    """The address of a service whose answers a chat model writes."""
    assistant = Assistant(
        home=tmp_path / "home", embedding_model=str(tiny_model), model="openai:small",
        model_base_url=models.url, model_api_key=KEY, model_timeout=600,
    )  # fmt: skip
    assistant.ingest([write_museum(tmp_path / "museum")])
    config = uvicorn.Config(
        create_app(assistant), host="127.0.0.1", port=0, log_level="warning", lifespan="on"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        threading.Event().wait(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def test_a_model_is_stopped_when_the_client_leaves_an_answer(service: str, models: ChatServer) -> None:
    models.replies = [Reply(seconds=600)]
    connection = http.client.HTTPConnection(service.removeprefix("http://"))
    headers = {"Content-Type": "application/json"}
    connection.request("POST", "/v1/answers", json.dumps({"question": BOWL_QUESTION}), headers)
    assert models.asked.wait(_LONG)
    connection.close()
    assert models.left.wait(_LONG)


def test_a_model_is_stopped_when_the_client_leaves_a_stream(service: str, models: ChatServer) -> None:
    models.replies = [Reply(seconds=600)]
    body = {"question": BOWL_QUESTION, "stream": True}
    with httpx.stream("POST", f"{service}/v1/answers", json=body, timeout=_LONG) as response:
        lines = response.iter_lines()
        assert next(lines) == "event: passages"
        assert models.asked.wait(_LONG)
    assert models.left.wait(_LONG)


def test_a_silent_stream_is_kept_open_by_comments(
    service: str, models: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_streams, "HEARTBEAT", 0.05)
    models.replies = [Reply(text="Kocks threw it [1].", seconds=0.5)]
    params = {"question": BOWL_QUESTION}
    with httpx.stream("GET", f"{service}/v1/answers/stream", params=params, timeout=_LONG) as response:
        lines = list(response.iter_lines())
    assert ": still at work" in lines
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    assert (names[0], names[-1]) == ("passages", "answer")


def test_the_key_is_sent_to_the_model_and_shown_to_nobody(
    service: str, models: ChatServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    models.replies = [
        Reply(text="Adriaan Kocks threw it [1]."),
        Reply(status=500, error=f"the key {KEY} is broken"),
        Reply(status=401, error=f"the key {KEY} is wrong"),
    ]
    body = {"question": BOWL_QUESTION}
    seen = [httpx.post(f"{service}/v1/answers", json=body, timeout=_LONG) for _ in range(3)]
    assert [response.status_code for response in seen] == [200, 503, 503]
    assert f"Bearer {KEY}" in models.keys
    written = b"".join(path.read_bytes() for path in (tmp_path / "home").glob("answers.sqlite*"))
    texts = [*(response.text for response in seen), caplog.text, written.decode("utf-8", "replace")]
    assert not [text for text in texts if KEY in text or "sk-museum" in text]
