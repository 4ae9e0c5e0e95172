"""The home: where one installation keeps its state, and who may write to it."""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from retrieval.errors import SettingsError, Unavailable

_UPLOAD_LOCKS = 64  # names share them, so that not every name that ever was leaves a file


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

    def made(self) -> Self:
        """This home with its folder, made where it is not there; SettingsError where it cannot be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"the home {self.folder} cannot be made ({error.strerror}): name another folder, "
                "with --home or in STUDIOLO_HOME"
            ) from error
        return self

    @contextmanager
    def writing(self, *, alone: bool = False) -> Iterator[None]:
        """Hold the right to write: many batches at once, or one `alone` (a rebuild of the index).

        Raises Unavailable at once when another process stands against it.
        """
        self.made()
        with (self.folder / "writers.lock").open("a") as lock:
            try:
                fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except BlockingIOError as error:
                other = "the index is being rebuilt or repaired"
                other = f"a batch is writing, or {other}," if alone else other
                raise Unavailable(f"{other} in {self.folder}: try again when it is done") from error
            yield

    @contextmanager
    def changing_uploads(self, names: Iterable[str]) -> Iterator[None]:
        """Hold the right to change the uploads of these names and their passages, among all processes.

        Waits for whoever holds it. A few other names wait along.
        """
        folder = self.folder / "upload-locks"
        folder.mkdir(parents=True, exist_ok=True)
        numbers = {zlib.crc32(name.encode("utf-8", "surrogatepass")) % _UPLOAD_LOCKS for name in names}
        with ExitStack() as held:
            for number in sorted(numbers):  # in one order, so that no two wait for each other
                lock = held.enter_context((folder / f"{number}.lock").open("a"))
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield
