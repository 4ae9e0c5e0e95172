"""How long each part of an answer took."""

from __future__ import annotations

import time


class Clock:
    """Counts from one lap to the next; `laps` are whole milliseconds by the name of what was done."""

    def __init__(self) -> None:
        self.laps: dict[str, int] = {}
        self._since = time.perf_counter()

    def lap(self, name: str) -> None:
        """Put down what has passed since the last lap under `name`."""
        now = time.perf_counter()
        self.laps[name] = round((now - self._since) * 1000)
        self._since = now
