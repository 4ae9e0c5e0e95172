"""Answers as server-sent events, and answers that are given up when the client leaves.

A model may write for a minute. Whoever asked may have closed the page by then: the connection is
watched while a thread does the work, and the work is told when nobody waits for it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TypeVar

from fastapi import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.answering import AnswerEvent, PassagesFound
from assistant.answers import Answer
from assistant.api.answer_threads import AnswerThreads, Place
from assistant.api.problems import UNEXPECTED
from retrieval.errors import Cancelled, StudioloError

HEARTBEAT = 15.0  # seconds of silence after which proxies begin to close connections
_log = logging.getLogger(__name__)
T = TypeVar("T")


class EventStream(StreamingResponse):
    """The events of an answer in the form of `text/event-stream`.

    With `numbered` each event has an id, by which a browser's EventSource says what it has seen.
    """

    media_type = "text/event-stream"

    def __init__(
        self,
        events: Iterator[AnswerEvent],
        request: Request,
        *,
        place: Place,
        gone: threading.Event,
        numbered: bool = False,
    ) -> None:
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        super().__init__(_written(events, request, place, gone, numbered), headers=headers)
        self._place, self._gone = place, gone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events; the answer's place is left at the end, though nobody was there for the first."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._gone.set()
            self._place.leave()


async def while_connected(request: Request, gone: threading.Event, work: Callable[[], T]) -> T:
    """What `work` returns, done in a thread for answers; `gone` is set when the client leaves before.

    Raises Unavailable when too many answers are being worked on.
    """
    threads: AnswerThreads = request.app.state.answer_threads
    place = threads.begin()
    working = _watched(place.work(work))
    leaving = asyncio.create_task(_left(request))
    either: set[asyncio.Future[Any]] = {working, leaving}
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            gone.set()
        return await working
    finally:
        gone.set()
        leaving.cancel()
        place.leave()


async def _left(request: Request) -> None:
    """Returns when the client has closed its connection.

    Starlette's `is_disconnected` does not see that through a middleware: it asks without waiting.
    """
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _written(
    events: Iterator[AnswerEvent], request: Request, place: Place, gone: threading.Event, numbered: bool
) -> AsyncIterator[str]:
    number = 0
    leaving = asyncio.create_task(_left(request))
    step: asyncio.Future[AnswerEvent | None] | None = None
    try:
        while True:
            step = step or _watched(place.work(lambda: next(events, None)))
            either: set[asyncio.Future[Any]] = {step, leaving}
            await asyncio.wait(either, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
            if leaving.done():
                return
            if not step.done():
                yield ": still at work\n\n"
                continue
            event, step = step.result(), None
            if event is None:
                return
            number += 1
            yield _event(*_named(event), number if numbered else None)
    except Cancelled:
        return
    except StudioloError as error:
        yield _event("error", {"detail": str(error)}, number + 1 if numbered else None)
    except Exception:  # the response has begun, so no handler can make it a problem any more
        _log.exception("unexpected error while streaming an answer")
        yield _event("error", {"detail": UNEXPECTED}, number + 1 if numbered else None)
    finally:
        gone.set()
        leaving.cancel()


def _watched(working: asyncio.Future[T]) -> asyncio.Future[T]:
    """The work, whose error is no news when nobody is left to be told."""
    working.add_done_callback(lambda done: done.cancelled() or done.exception())
    return working


def _named(event: AnswerEvent) -> tuple[str, Any]:
    if isinstance(event, PassagesFound):
        return "passages", [passage.to_json() for passage in event.passages]
    if isinstance(event, Answer):
        return "answer", event.to_json()
    return "sentence", {"text": event.text, "citations": event.citations, "support": event.support}


def _event(name: str, value: Any, number: int | None) -> str:
    numbered = f"id: {number}\n" if number else ""
    return f"{numbered}event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
