from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.answer_threads import AnswerThreads
from assistant.assistant import Assistant
from retrieval.errors import Unavailable
from tests.assistant.api.conftest import serving
from tests.assistant.museum import BOWL_QUESTION

_LONG = 60  # seconds that only a failure takes
_AT_ONCE = 31


def test_beyond_the_most_at_once_nothing_is_begun_until_something_is_done() -> None:
    async def asking() -> None:
        threads, done = AnswerThreads(2), threading.Event()
        try:
            waiting = [threads.begin(lambda: done.wait(_LONG)) for _ in range(2)]
            with pytest.raises(Unavailable, match="2 answers are being worked on"):
                threads.begin(done.is_set)
            more = threads.go_on(done.is_set)  # a further part waits for its turn
            done.set()
            assert await asyncio.gather(*waiting, more) == [True, True, True]
            assert await threads.begin(done.is_set)
        finally:
            done.set()
            threads.close()

    asyncio.run(asking())


def test_an_answer_that_fails_leaves_its_thread_to_others() -> None:
    def fail() -> None:
        raise RuntimeError("broken")

    async def asking() -> None:
        threads = AnswerThreads(1)
        for _ in range(3):
            with pytest.raises(RuntimeError, match="broken"):
                await threads.begin(fail)
        threads.close()

    asyncio.run(asking())


@pytest.fixture
def client(tmp_path: Path, tiny_model: Path) -> Iterator[TestClient]:
    yield from serving(tmp_path, tiny_model, answers_at_once=_AT_ONCE + 1, allowed_models=("ollama:slow",))


class SlowModel:
    """Answers of `ollama:slow` that all wait for `done`; `begun` is released by each that has begun."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self.done = threading.Event()
        self.begun = threading.Semaphore(0)
        self._ask = ask

    def stream(self, question: str, *, model: str | None, **asked: Any) -> Iterator[Any]:
        if model == "ollama:slow":
            self.begun.release()
            assert self.done.wait(_LONG)
        return self._ask(question, model="extractive", **asked)


def test_slow_answers_hold_up_no_other_until_there_are_too_many(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant: Assistant = client.app.state.assistant
    slow = SlowModel(assistant.stream)
    monkeypatch.setattr(assistant, "stream", slow.stream)
    body = {"question": BOWL_QUESTION, "model": "ollama:slow"}
    with ThreadPoolExecutor(_AT_ONCE + 1) as people:
        waiting = [people.submit(client.post, "/v1/answers", json=body) for _ in range(_AT_ONCE)]
        assert all(slow.begun.acquire(timeout=_LONG) for _ in waiting)
        quoted = client.post("/v1/answers", json={"question": BOWL_QUESTION})
        assert (quoted.status_code, quoted.json()["model"]) == (200, "extractive")
        assert not slow.done.is_set()
        waiting.append(people.submit(client.post, "/v1/answers", json=body | {"stream": True}))
        assert slow.begun.acquire(timeout=_LONG)
        for refused in (
            client.post("/v1/answers", json={"question": BOWL_QUESTION}),
            client.post("/v1/answers", json={"question": BOWL_QUESTION, "stream": True}),
            client.get("/v1/answers/stream", params={"question": BOWL_QUESTION}),
        ):
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
            assert "32 answers are being worked on" in refused.json()["detail"]
        assert client.get("/v1/documents").status_code == 200
        slow.done.set()
        assert {answer.result(_LONG).status_code for answer in waiting} == {200}
