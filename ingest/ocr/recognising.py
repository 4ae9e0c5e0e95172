"""Recognises the pages of a file in parallel, and remembers each by the hash of its picture."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np

from ingest.ocr.engines import Engine, Picture
from ingest.ocr.recognised import Recognition

_FORM = 1  # of what is kept; another one is not read


def recognise(
    pictures: Iterable[Picture],
    open_one: Callable[[int], Engine],
    *,
    cache: Path | None = None,
    workers: int = 0,
    alive: Callable[[], None] = lambda: None,
) -> Iterator[Recognition]:
    """What stands on each picture, in order; as many at once as there are CPUs, or `workers`.

    `open_one` gives an engine that uses so many threads. Pictures are taken only as they are needed.
    `alive` is called after each.
    """
    count = workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else workers or 2
    engines = _Engines(open_one, 1 if count > 1 else 0)
    waiting: deque[Future[Recognition]] = deque()
    with ThreadPoolExecutor(max_workers=count, thread_name_prefix="ocr") as pool:
        try:
            for picture in pictures:
                waiting.append(pool.submit(_recognised, picture, engines, cache))
                if len(waiting) > count:
                    yield waiting.popleft().result()
                    alive()
            while waiting:
                yield waiting.popleft().result()
                alive()
        finally:
            for each in waiting:
                each.cancel()


class _Engines:
    """An engine for each thread, opened at its first use."""

    def __init__(self, open_one: Callable[[int], Engine], threads: int) -> None:
        self._open_one, self._threads = open_one, threads
        self._local = threading.local()
        self._lock = threading.Lock()

    def mine(self) -> Engine:
        if not hasattr(self._local, "engine"):
            with self._lock:  # the models are read from disk once after the other
                self._local.engine = self._open_one(self._threads)
        engine: Engine = self._local.engine
        return engine


def _recognised(picture: Picture, engines: _Engines, cache: Path | None) -> Recognition:
    engine = engines.mine()
    if cache is None:
        return engine.recognise(picture)
    kept = cache / _key(picture, engine.name)
    with suppress(OSError, ValueError, KeyError, TypeError):
        return Recognition.from_json(json.loads(kept.read_text(encoding="utf-8")))
    found = engine.recognise(picture)
    _keep(kept, found)
    return found


def _key(picture: Picture, engine: str) -> str:
    digest = hashlib.sha256(f"{_FORM} {engine} {picture.shape}".encode())
    digest.update(np.ascontiguousarray(picture).tobytes())
    name = digest.hexdigest()
    return f"{name[:2]}/{name[2:]}.json"


def _keep(path: Path, found: Recognition) -> None:
    """Writes a recognition whole or not at all; a full disk costs only that it is done again."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            json.dump(found.to_json(), file, ensure_ascii=False)
        Path(file.name).replace(path)
