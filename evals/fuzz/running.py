"""Runs readers over damaged files in a process of their own, and watches it from outside."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from evals.fuzz.mutations import mutated
from evals.fuzz.seeds import beside
from evals.processor_time import processor_seconds
from ingest.documents import Document
from ingest.readers import documents_in
from ingest.readers.options import ReadOptions
from retrieval.errors import StudioloError

HANG_SECONDS, MEGABYTES = 20.0, 2048
_WAITING = 15  # times as long a file may take where others use the processors
_NO_END = 2**31
_ENOUGH = 20  # findings of one kind: more would say the same
Read = Callable[[Path], Iterable[Document]]
Seeds = Sequence[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A file that did what none may: `what` is an exception, `hang`, `crash` or `memory`; `file` its copy."""

    what: str
    file: str


@dataclass(slots=True)
class FuzzRun:
    """What came of the files of one kind: how many were read to the end, how many refused by name.

    `computing_seconds` is the processor time of reading; `seconds` passed meanwhile, which are more on a busy
    machine.
    """

    kind: str
    inputs: int = 0
    read: int = 0
    refused: int = 0
    seconds: float = 0.0
    computing_seconds: float = 0.0
    findings: list[Finding] = field(default_factory=list)


def read_file(path: Path) -> Iterable[Document]:
    """What is in a file, its pictures left unread: recognising them would take all of the time."""
    return documents_in(path, ReadOptions(ocr="none"))


def reading(kind: str) -> Read:
    """`read_file` for files of a kind, what they name put beside each."""
    named = beside(kind)

    def read(path: Path) -> Iterable[Document]:
        for name, content in named.items():
            path.with_name(name).write_bytes(content)
        return read_file(path)

    return read


def fuzz(
    kind: str,
    seeds: Seeds,
    *,
    seconds: float,
    seed: int,
    keep: Path,
    read: Read | None = None,
    most: int = _NO_END,
) -> FuzzRun:
    """Reads damaged files of a kind for `seconds` of computing, or `most` of them, or until enough is found.

    What is found is kept as a file in `keep`.
    """
    run = FuzzRun(kind)
    began = time.monotonic()
    turn = 0
    while (left := seconds - run.computing_seconds) > 0 and run.inputs < most and len(run.findings) < _ENOUGH:
        turn += 1
        _watched(run, seeds, (left, most - run.inputs), seed * 1000 + turn, keep, read or reading(kind))
    run.seconds = time.monotonic() - began
    return run


def _watched(run: FuzzRun, seeds: Seeds, until: tuple[float, int], seed: int, keep: Path, read: Read) -> None:
    """One process until it has computed for long enough, or a file stops it."""
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as folder:
        process = context.Process(
            target=_loop, args=(theirs, run.kind, seeds, until, seed, Path(folder), read)
        )
        process.start()
        theirs.close()
        ended, ending = False, ""
        try:
            while _answers(ours, process.pid or 0):
                what, about = ours.recv()
                if what == "begin":
                    run.inputs, ending = run.inputs + 1, about
                elif what == "end":
                    ended = True
                    break
                else:
                    run.read += what == "read"
                    run.refused += what == "refused"
                    if what not in ("read", "refused"):
                        run.findings.append(_kept(run.kind, what, ending, about, keep))
            else:
                process.kill()
                run.findings.append(
                    _kept(run.kind, "hang", ending, _being_read(run.kind, ending, folder), keep)
                )
        except EOFError:
            process.join(5)
            content = _being_read(run.kind, ending, folder)
            run.findings.append(_kept(run.kind, f"crash ({process.exitcode})", ending, content, keep))
        run.computing_seconds += processor_seconds(process.pid or 0) or 0.0
        if ended:
            process.join(HANG_SECONDS)
        process.kill()
        process.join()
        ours.close()


def _answers(ours: Connection, pid: int) -> bool:
    """Whether the process says something before it has computed, or has waited, for too long."""
    began, end = processor_seconds(pid), time.monotonic() + HANG_SECONDS * _WAITING
    if began is None:
        end = time.monotonic() + HANG_SECONDS
    while time.monotonic() < end:
        if ours.poll(min(1.0, HANG_SECONDS)):
            return True
        if (processor_seconds(pid) or 0.0) - (began or 0.0) > HANG_SECONDS:
            return False
    return False


def _loop(
    parent: Connection,
    kind: str,
    seeds: Seeds,
    until: tuple[float, int],
    seed: int,
    folder: Path,
    read: Read,
) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no figure
    size = _held() + MEGABYTES * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    chance = random.Random(seed)
    contents = [content for _, content in seeds]
    end, most = time.process_time() + until[0], until[1]
    while time.process_time() < end and most:
        most -= 1
        ending, content = chance.choice(seeds)
        damaged = mutated(content, contents, chance)
        path = _path(kind, ending, folder)
        path.write_bytes(damaged)
        parent.send(("begin", ending))
        try:
            for _ in read(path):
                pass
            parent.send(("read", b""))
        except StudioloError as error:
            named = path.name in str(error)
            parent.send(("refused", b"") if named else (f"error without the file's name: {error}", damaged))
        except MemoryError:
            parent.send(("memory", damaged))
        except BaseException as error:  # that it can be any is what is looked for
            parent.send((f"{type(error).__name__}: {error}"[:300], damaged))
    parent.send(("end", b""))


def _held() -> int:
    """Bytes that this process has from the one it was forked from, which are not the reader's."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmData")), 0)


def _path(kind: str, ending: str, folder: str | Path) -> Path:
    return Path(folder) / f"{kind}{ending}"


def _being_read(kind: str, ending: str, folder: str) -> bytes:
    """The file at which a process stopped."""
    path = _path(kind, ending, folder)
    return path.read_bytes() if path.is_file() else b""


def _kept(kind: str, what: str, ending: str, content: bytes, keep: Path) -> Finding:
    keep.mkdir(parents=True, exist_ok=True)
    path = keep / f"{kind}-{hashlib.sha256(content).hexdigest()[:12]}{ending}"
    path.write_bytes(content)
    return Finding(what, str(path))
