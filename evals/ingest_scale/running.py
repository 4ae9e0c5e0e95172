"""Runs the real ingest on a collection, in a process of its own, and watches it from outside."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression

from evals.ingest_scale.processes import Family
from ingest.isolation import IsolatedReader
from retrieval.errors import Unavailable

_COMMAND = "from assistant.cli import main; main()"
_POINTS = 24  # of the curve


@dataclass(frozen=True, slots=True)
class Sample:
    """What was there at one moment: documents indexed so far, resident megabytes by part."""

    seconds: float
    documents: int
    mb: dict[str, float]


@dataclass(frozen=True, slots=True)
class ParseFigures:
    """What reading alone took, in the reading process, with no chunking and no index.

    `computing_seconds` are those of the processors, which others' work on the machine does not lengthen.
    """

    documents: int
    seconds: float
    computing_seconds: float
    per_second: float


@dataclass(frozen=True, slots=True)
class IngestFigures:
    """What came of an ingest.

    `finished` is False when its time was over first. `computing_seconds` is the processor time of all its
    processes. `peak_mb` has the most of each part, and of `all` at one moment; `growth_mb` what each grew by
    for 1,000 documents, over their second half. `curve` shows some of the samples.
    """

    finished: bool
    documents: int
    passages: int
    failed: int
    seconds: float
    computing_seconds: float
    documents_per_second: float
    passages_per_second: float
    peak_mb: dict[str, float]
    growth_mb: dict[str, float]
    curve: list[Sample] = field(default_factory=list)


def parse_collection(folder: Path) -> ParseFigures:
    """Reads every record as an ingest does, and does nothing with it."""
    reader = IsolatedReader()
    before, began = _computed_by_children(), time.perf_counter()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    documents = sum(bool(document.blocks) for file in files for document in reader(file))
    seconds = time.perf_counter() - began
    reader.close()
    computed = _computed_by_children() - before
    return ParseFigures(documents, round(seconds, 1), round(computed, 1), round(documents / seconds, 1))


def ingest_collection(
    folder: Path, home: Path, *, seconds: float, between: float = 2.0, command: Sequence[str] = ()
) -> IngestFigures:
    """`studiolo ingest` of `folder` into `home`, ended as Ctrl-C does when it takes longer than `seconds`.

    What the home held before does not count. Unavailable with what the command said when it fails.
    """
    before, passages_before, failed_before = counts(home)
    start = command or (sys.executable, "-c", _COMMAND)
    run = [*start, "ingest", str(folder), "--home", str(home), "--json"]
    samples: list[Sample] = []
    began = time.monotonic()
    finished = True
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        family = Family(process.pid)
        while process.poll() is None:
            if held := family.held():
                samples.append(Sample(round(time.monotonic() - began, 1), counts(home)[0] - before, held))
            if finished and time.monotonic() - began > seconds:
                finished = False
                process.send_signal(signal.SIGINT)
            _wait(process, between)
        said = process.stderr.read() if process.stderr else ""
    took = time.monotonic() - began
    if finished and process.returncode:
        raise Unavailable(f"the ingest ended with status {process.returncode}: {said.strip()[-500:]}")
    documents, passages, failed = counts(home)
    return IngestFigures(
        finished=finished,
        documents=documents - before,
        passages=passages - passages_before,
        failed=failed - failed_before,
        seconds=round(took, 1),
        computing_seconds=round(family.computed(), 1),
        documents_per_second=round((documents - before) / took, 2),
        passages_per_second=round((passages - passages_before) / took, 2),
        peak_mb=peaks(samples),
        growth_mb=growth(samples),
        curve=samples[:: max(1, len(samples) // _POINTS)],
    )


def counts(home: Path) -> tuple[int, int, int]:
    """Documents indexed, their passages, and documents that failed, by the catalogue of a home."""
    try:
        with closing(sqlite3.connect(f"file:{home / 'catalog.sqlite'}?mode=ro", uri=True)) as connection:
            row = connection.execute(
                "SELECT count(*) FILTER (WHERE state = 'indexed' AND passages > 0),"
                " sum(passages) FILTER (WHERE state = 'indexed'),"
                " count(*) FILTER (WHERE state = 'failed') FROM documents"
            ).fetchone()
    except sqlite3.OperationalError:  # it is not there yet
        return 0, 0, 0
    return int(row[0]), int(row[1] or 0), int(row[2])


def peaks(samples: Sequence[Sample]) -> dict[str, float]:
    """The most megabytes of each part, and of all at one moment."""
    parts = dict.fromkeys(part for sample in samples for part in sample.mb)
    return {part: max(sample.mb.get(part, 0.0) for sample in samples) for part in parts}


def growth(samples: Sequence[Sample]) -> dict[str, float]:
    """Megabytes that each part grew by per 1,000 documents, over the second half of them; a straight line
    through the samples. Empty when there are too few.
    """
    half = [s for s in samples if s.documents > samples[-1].documents / 2] if samples else []
    parts = dict.fromkeys(part for sample in half for part in sample.mb)
    found = {}
    for part in parts:
        points = [(s.documents / 1000, s.mb[part]) for s in half if part in s.mb]
        if len({x for x, _ in points}) > 2:
            found[part] = round(linear_regression(*zip(*points, strict=True)).slope, 1)
    return found


def _computed_by_children() -> float:
    """Seconds of processor time of the processes that this one has started and seen end."""
    times = os.times()
    return times.children_user + times.children_system


def _wait(process: subprocess.Popen[str], seconds: float) -> None:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return
