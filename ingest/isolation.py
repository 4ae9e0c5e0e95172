"""Reads files in processes of their own, with limits on time and memory: one bad file costs one error."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from ingest.documents import Document
from ingest.readers.options import ReadOptions
from ingest.reading_worker import OUT_OF_MEMORY
from retrieval import errors
from retrieval.errors import ReadingFailed, StudioloError, Unavailable, UnreadableDocument

SECONDS, MEGABYTES = 300, 3072
_START_SECONDS = 120
_GRACE_SECONDS = 0.2  # for the end of a file that is not wanted further
_KEPT_READY = 2  # documents that wait to be taken, beside what the pipe holds
_FILES_EACH = 500  # a process that has read so many is replaced, whatever its libraries leaked
_START = "import sys; sys.path[:0] = {path!r}; from ingest.reading_worker import main; main()"


class IsolatedReader:
    """Gives the documents in files as `readers.documents_in` does, read by worker processes.

    A file that has brought nothing new for `seconds`, or takes more than `megabytes`, is given up with
    ReadingFailed. A worker is started with the first file and kept for the next ones. Safe to use
    from several threads, each with a worker to itself.
    """

    def __init__(
        self, options: ReadOptions | None = None, *, seconds: float = SECONDS, megabytes: int = MEGABYTES
    ) -> None:
        self._options = options or ReadOptions()
        self._seconds = seconds
        self._megabytes = megabytes
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()

    @property
    def recipe(self) -> str:
        """What of its options changes what is read."""
        return self._options.recipe

    def __call__(self, path: Path) -> Generator[Document]:
        """The documents in the file at `path`, one after the other."""
        worker = self._taken()
        try:
            yield from self._documents(worker, path)
        finally:
            self._given_back(worker)

    def close(self) -> None:
        """Stop the workers that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()

    def _documents(self, worker: _Worker, path: Path) -> Generator[Document]:
        worker.ask({"path": str(path), "options": self._options.to_json()})
        while True:
            try:
                answer = worker.answer(self._seconds)
            except TimeoutError:
                raise ReadingFailed(
                    f"{path.name}: reading it took more than {self._seconds:g} seconds: given up"
                ) from None
            except EOFError:
                code = worker.stop()
                raise ReadingFailed(
                    f"{path.name}: the reader broke down over it (exit status {code})"
                ) from None
            if "end" in answer:
                worker.rested()
                return
            if "error" in answer:
                raise self._error(path, answer, worker)
            if "document" in answer:
                yield Document.from_json(answer["document"])

    def _error(self, path: Path, answer: dict[str, Any], worker: _Worker) -> StudioloError:
        if answer["error"] == OUT_OF_MEMORY:
            return ReadingFailed(f"{path.name}: reading it took more than {self._megabytes} MB: given up")
        worker.answer(self._seconds)  # the end
        worker.rested()
        kind: type[StudioloError] = getattr(errors, answer["error"], UnreadableDocument)
        return kind(answer["message"])

    def _taken(self) -> _Worker:
        with self._lock:
            waiting = self._idle.pop() if self._idle else None
        if waiting and waiting.is_alive:
            return waiting
        if waiting:
            waiting.stop()
        worker = _Worker(self._megabytes)
        try:
            worker.answer(_START_SECONDS)  # it says that it is there: starting is no file's fault
        except (TimeoutError, EOFError):
            worker.kill()
            raise Unavailable("the process that reads files does not start: try again") from None
        return worker

    def _given_back(self, worker: _Worker) -> None:
        worker.finish(_GRACE_SECONDS)
        with self._lock:
            if worker.is_fit and not self._idle:
                self._idle.append(worker)
                return
        worker.stop()


class _Worker:
    """One process, and a thread that takes in what it says."""

    def __init__(self, megabytes: int) -> None:
        command = [sys.executable, "-c", _START.format(path=sys.path), str(megabytes)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for who started the batch
        )
        self._answers: queue.Queue[bytes] = queue.Queue(_KEPT_READY)
        self._stopped = threading.Event()
        self._files = 0
        self._busy = self._ended = False
        self._thread = threading.Thread(target=self._listen, name="reading-worker", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the process is there; where memory is short, the system ends those that wait."""
        return self._process.poll() is None

    @property
    def is_fit(self) -> bool:
        """Whether it has said all there was to say, and may be asked again."""
        return not self._busy and not self._stopped.is_set() and self._files < _FILES_EACH

    def ask(self, request: dict[str, Any]) -> None:
        """Send a request, of which all answers must be taken before the next."""
        self._busy = True
        self._files += 1
        with suppress(BrokenPipeError):  # the next answer is then the end of it
            _stream(self._process.stdin).write(json.dumps(request).encode("ascii") + b"\n")
            _stream(self._process.stdin).flush()

    def rested(self) -> None:
        """Note that the last request is answered."""
        self._busy = False

    def answer(self, seconds: float) -> dict[str, Any]:
        """The next answer; TimeoutError when none comes in time, EOFError when none will come."""
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if not line.endswith(b"\n"):
            self._ended = True
            raise EOFError
        answer: dict[str, Any] = json.loads(line)
        return answer

    def finish(self, seconds: float) -> None:
        """Take what is left of the answers to the last request, if it comes within so many seconds.

        Who wants no more of a file of one document leaves its end untaken; another process costs far more.
        """
        until = time.monotonic() + seconds
        with suppress(TimeoutError, EOFError):
            while self._busy and not self._stopped.is_set() and (left := until - time.monotonic()) > 0:
                if "end" in self.answer(left):
                    self.rested()

    def kill(self) -> None:
        """End the process whatever it is doing."""
        self._busy = True
        self.stop()

    def stop(self) -> int:
        """End the process; its exit status, which is negative for the signal that ended it."""
        self._stopped.set()
        if self._busy and not self._ended:
            self._process.kill()
        _close(self._process.stdin)
        while self._thread.is_alive():  # it may wait for room
            try:
                self._answers.get(timeout=0.05)
            except queue.Empty:
                self._thread.join(0.05)
        code = self._process.wait()
        _close(self._process.stdout)
        return code

    def _listen(self) -> None:
        for line in _stream(self._process.stdout):
            self._answers.put(line)
        self._answers.put(b"")


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None, "both ends are pipes"
    return stream


def _close(stream: IO[bytes] | None) -> None:
    with suppress(BrokenPipeError):
        _stream(stream).close()
