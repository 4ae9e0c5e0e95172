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
        self._busy = 0
        self._lock = threading.Lock()

    def close(self) -> None:
        """Take no more work; what is being done goes on to its end."""
        self._threads.shutdown(wait=False)

    def begin(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """What `work` returns, a whole answer or its first part; Unavailable when no thread is free."""
        if self._busy >= self._most:
            raise Unavailable(f"{self._most} answers are being worked on, the most at once: try again later")
        return self.go_on(work)

    def go_on(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """What `work` returns, a further part of an answer; it waits for a thread if need be."""
        with self._lock:
            self._busy += 1
        part = self._threads.submit(work)
        part.add_done_callback(self._done)
        return asyncio.wrap_future(part)

    def _done(self, _: Future[Any]) -> None:
        with self._lock:
            self._busy -= 1
