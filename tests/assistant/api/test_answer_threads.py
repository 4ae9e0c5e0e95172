from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from starlette.requests import ClientDisconnect
from starlette.types import Message

from assistant.api.answer_streams import EventStream
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
            places = [threads.begin() for _ in range(2)]
            waiting = [place.work(lambda: done.wait(_LONG)) for place in places]
            for place in places:
                place.leave()  # which holds until its work has ended
            with pytest.raises(Unavailable, match="2 answers are being worked on"):
                threads.begin()
            done.set()
            assert await asyncio.gather(*waiting) == [True, True]
            assert await threads.begin().work(done.is_set)
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
            place = threads.begin()
            with pytest.raises(RuntimeError, match="broken"):
                await place.work(fail)
            place.leave()
            place.leave()  # twice is once
        threads.begin()
        with pytest.raises(Unavailable):
            threads.begin()
        threads.close()

    asyncio.run(asking())


def test_a_place_is_held_between_the_parts_of_an_answer() -> None:
    async def asking() -> None:
        threads = AnswerThreads(1)
        place = threads.begin()
        assert [await place.work(lambda: 1), await place.work(lambda: 2)] == [1, 2]
        with pytest.raises(Unavailable):
            threads.begin()
        place.leave()
        threads.begin()
        threads.close()

    asyncio.run(asking())


def test_a_stream_whose_client_is_gone_before_its_first_byte_leaves_its_place() -> None:
    async def asking() -> None:
        threads, gone = AnswerThreads(1), threading.Event()
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "asgi": {"spec_version": "2.4"}}

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(_: Message) -> None:
            raise OSError("gone")

        stream = EventStream(iter(()), Request(scope, receive), place=threads.begin(), gone=gone)
        with pytest.raises((OSError, ClientDisconnect)):
            await stream(scope, receive, send)
        assert gone.is_set()
        threads.begin()
        threads.close()

    asyncio.run(asking())


@pytest.fixture
def client(tmp_path: Path, tiny_model: Path) -> Iterator[TestClient]:
    yield from serving(tmp_path, tiny_model, answers_at_once=_AT_ONCE + 1, allowed_models=("ollama:slow",))


@pytest.fixture
def client_of_two(tmp_path: Path, tiny_model: Path) -> Iterator[TestClient]:
    """A client of a service that works on two answers at once."""
    yield from serving(tmp_path, tiny_model, answers_at_once=2)


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


def test_a_stream_counts_among_the_answers_at_once_until_it_has_ended(
    client_of_two: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, begun = threading.Event(), threading.Semaphore(0)
    body = {"question": BOWL_QUESTION, "stream": True}
    assistant: Assistant = client_of_two.app.state.assistant
    ask = assistant.stream

    def held(question: str, **asked: Any) -> Iterator[Any]:
        begun.release()
        assert done.wait(_LONG)
        yield from ask(question, **asked)

    monkeypatch.setattr(assistant, "stream", held)
    with ThreadPoolExecutor(3) as people:
        try:
            streams = [people.submit(client_of_two.post, "/v1/answers", json=body) for _ in range(2)]
            assert all(begun.acquire(timeout=_LONG) for _ in streams)
            refused = people.submit(client_of_two.post, "/v1/answers", json=body).result(_LONG / 6)
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        finally:
            done.set()
        assert ["event: answer" in stream.result(_LONG).text for stream in streams] == [True, True]
    assert client_of_two.post("/v1/answers", json=body).status_code == 200
