"""Does the next pieces of work while the caller is busy with the last one."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from typing import TypeVar

S = TypeVar("S")
R = TypeVar("R")


def read_ahead(
    sources: Sequence[S], read: Callable[[S], Generator[R]], *, weight: Callable[[R], int], limit: int
) -> Generator[R | None]:
    """What `read` makes of each source, in order, made in a thread of its own; None ends each source.

    It goes on while what waits for the caller weighs less than `limit` (each result at least 1), so
    one heavy result more than that is held at most. What `read` raises is raised here in its turn,
    and ends it. Closing the generator waits for the result that is under way and no other.
    """
    waiting: deque[tuple[R | None, BaseException | None, int]] = deque()
    changed = threading.Condition()
    closed = False

    def has_room() -> bool:
        with changed:
            changed.wait_for(lambda: closed or sum(w for _, _, w in waiting) < limit)
            return not closed

    def put(result: R | None, failure: BaseException | None = None) -> None:
        with changed:
            waiting.append((result, failure, max(1, weight(result)) if result is not None else 0))
            changed.notify_all()

    def work() -> None:
        for source in sources:
            try:
                with closing(read(source)) as results:
                    while has_room():
                        result = next(results, None)
                        put(result)
                        if result is None:
                            break
                    else:
                        return
            except BaseException as error:  # else the caller would wait for ever
                put(None, error)
                return

    thread = threading.Thread(target=work, name="read-ahead")
    thread.start()
    try:
        left = len(sources)
        while left:
            with changed:
                changed.wait_for(lambda: waiting)
                result, failure, _ = waiting.popleft()
                changed.notify_all()
            if failure:
                raise failure
            left -= result is None
            yield result
    finally:
        with changed:
            closed = True
            changed.notify_all()
        thread.join()


def until_end(results: Iterable[R | None]) -> Generator[R]:
    """The results of one source: those before the next None."""
    for result in results:
        if result is None:
            return
        yield result
