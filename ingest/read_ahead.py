"""Does the next pieces of work while the caller is busy with the last one."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import TypeVar

S = TypeVar("S")
R = TypeVar("R")


def read_ahead(
    sources: Sequence[S], read: Callable[[S], R], *, weight: Callable[[R], int], limit: int
) -> Generator[R]:
    """What `read` makes of each source, in order, made in a thread of its own.

    It goes on while what waits for the caller weighs less than `limit` (each result at least 1), so
    one heavy result more than that is held at most. What `read` raises is raised here in its turn,
    and ends it. Closing the generator waits for the read that is under way and no other.
    """
    waiting: deque[tuple[R | None, Exception | None, int]] = deque()
    changed = threading.Condition()
    closed = False

    def work() -> None:
        for source in sources:
            with changed:
                changed.wait_for(lambda: closed or sum(w for _, _, w in waiting) < limit)
                if closed:
                    return
            result, failure = None, None
            try:
                result = read(source)
            except Exception as error:
                failure = error
            with changed:
                waiting.append((result, failure, max(1, weight(result)) if result is not None else 1))
                changed.notify_all()
            if failure:
                return

    thread = threading.Thread(target=work, name="read-ahead")
    thread.start()
    try:
        for _ in sources:
            with changed:
                changed.wait_for(lambda: waiting)
                result, failure, _ = waiting.popleft()
                changed.notify_all()
            if failure:
                raise failure
            yield result  # type: ignore[misc]
    finally:
        with changed:
            closed = True
            changed.notify_all()
        thread.join()
