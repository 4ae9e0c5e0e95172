"""The home: where one installation keeps its state, and who may write to it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Home:
    """The places inside a home folder."""

    folder: Path

    @property
    def catalog(self) -> Path:
        """The catalogue's SQLite file."""
        return self.folder / "catalog.sqlite"

    @property
    def answers(self) -> Path:
        """The SQLite file of the answer log and the conversations."""
        return self.folder / "answers.sqlite"

    @property
    def index(self) -> Path:
        """The folder of the index."""
        return self.folder / "index"

    @property
    def uploads(self) -> Path:
        """Documents that came over HTTP."""
        return self.folder / "uploads"

    @property
    def recognised(self) -> Path:
        """What text recognition found, by the hash of each page's picture."""
        return self.folder / "recognised"

    @contextmanager
    def writing(self, *, alone: bool = False) -> Iterator[None]:
        """Hold the right to write: many batches at once, or one `alone` (a rebuild of the index).

        Raises Unavailable at once when another process stands against it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writers.lock").open("a") as lock:
            try:
                fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except BlockingIOError as error:
                other = "a batch is writing" if alone else "the index is being rebuilt"
                raise Unavailable(f"{other} in {self.folder}: try again when it is done") from error
            yield
