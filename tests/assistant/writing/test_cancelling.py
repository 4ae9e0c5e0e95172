from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.writing import cancelling


def test_the_first_answers_which_come_at_once_share_one_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Barrier(2)
    make = asyncio.new_event_loop

    def slowly() -> asyncio.AbstractEventLoop:
        time.sleep(0.05)
        return make()

    def first() -> asyncio.AbstractEventLoop:
        begun.wait()
        return cancelling._loop()

    cancelling._started_loop.cache_clear()
    monkeypatch.setattr(asyncio, "new_event_loop", slowly)
    with ThreadPoolExecutor(2) as threads:
        loops = [future.result() for future in [threads.submit(first), threads.submit(first)]]
    assert loops[0] is loops[1]
