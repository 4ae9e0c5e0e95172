"""Calls of a language model that stop when nobody waits for them any more, or when they take too long."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Sequence
from concurrent.futures import wait
from functools import cache

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from retrieval.errors import Cancelled

_WATCH = 0.1  # seconds between two looks whether anybody still waits
_starting = threading.Lock()


def invoke_while_wanted(
    model: BaseChatModel, messages: Sequence[BaseMessage], gone: threading.Event, *, until: float
) -> AIMessage:
    """What the model answers. Cancelled once `gone` is set, TimeoutError when `time.monotonic()` is `until`.

    The connection to the model's server is closed then, so that a server that watches for that stops
    writing too. A model in this process stops at its next token by itself, and what it wrote up to
    `until` is its answer.
    """
    if gone.is_set():
        raise Cancelled(f"{model.name or 'the model'} was not asked: nobody waits for its answer")
    if hasattr(model, "window"):
        return model.invoke(list(messages), gone=gone, until=until)
    answering = asyncio.run_coroutine_threadsafe(model.ainvoke(list(messages)), _loop())
    while not wait([answering], timeout=_WATCH).done:
        if gone.is_set() or time.monotonic() >= until:
            answering.cancel()
            wait([answering])
            if gone.is_set():
                raise Cancelled(f"{model.name or 'the model'} was stopped: nobody waits for its answer")
            raise TimeoutError("no answer in the time allowed")
    return answering.result()


def _loop() -> asyncio.AbstractEventLoop:
    """The one loop of this process for models: their clients keep connections that belong to a loop."""
    with _starting:  # the first answers may come at once
        return _started_loop()


@cache
def _started_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="models", daemon=True).start()
    return loop
