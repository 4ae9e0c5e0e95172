"""Threads that answers are worked on in, apart from those of all other requests.

Writing an answer is mostly waiting for a model, for minutes where its server hangs: threads that are
shared with short work would soon all be waiting.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from retrieval.errors import Unavailable

T = TypeVar("T")


class AnswerThreads:
    """As many threads as answers may be worked on at once; each starts when it is first needed."""

    def __init__(self, most: int) -> None:
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="answer")
        self._most = most
        self._taken = 0
        self._lock = threading.Lock()

    def close(self) -> None:
        """Take no more work; what is being done goes on to its end."""
        self._threads.shutdown(wait=False)

    def begin(self) -> Place:
        """A place for one answer, to be left at its end; Unavailable when all are taken."""
        with self._lock:
            if self._taken >= self._most:
                raise Unavailable(
                    f"{self._most} answers are being worked on, the most at once: try again later"
                )
            self._taken += 1
        return Place(self._threads, self._give_back)

    def _give_back(self) -> None:
        with self._lock:
            self._taken -= 1


class Place:
    """One of the answers that are worked on at once, from its first part to its last, and between them."""

    def __init__(self, threads: ThreadPoolExecutor, give_back: Callable[[], None]) -> None:
        self._threads = threads
        self._give_back = give_back
        self._working = 0
        self._left = False
        self._lock = threading.Lock()

    def work(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """What `work` returns, a whole answer or a part of one, done in a thread."""
        with self._lock:
            self._working += 1
        part = self._threads.submit(work)
        part.add_done_callback(self._done)
        return asyncio.wrap_future(part)

    def leave(self) -> None:
        """Give the place to others, as soon as what is being done in it has ended; once is enough."""
        with self._lock:
            free = not self._left and not self._working
            self._left = True
        if free:
            self._give_back()

    def _done(self, _: Future[Any]) -> None:
        with self._lock:
            self._working -= 1
            free = self._left and not self._working
        if free:
            self._give_back()
