"""Taking up made-up manuscripts by a real process that is watched."""

from __future__ import annotations

import os
import sys
import textwrap
from pathlib import Path

import pytest

from evals.ingest_scale import FORMS, ingest_collection, parse_collection, write_collection
from evals.ingest_scale.manuscripts import manuscript
from evals.ingest_scale.processes import Family
from evals.ingest_scale.running import Sample, growth, peaks
from ingest.readers import documents_in
from retrieval.errors import Unavailable

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it without a package")


def test_manuscripts_are_the_same_for_the_same_number_and_tei_to_their_reader(tmp_path: Path) -> None:
    assert manuscript(7) == manuscript(7) != manuscript(8)
    path = tmp_path / "ms.xml"
    path.write_text(manuscript(7), encoding="utf-8")
    [document] = documents_in(path)
    assert (document.kind, document.warnings) == ("tei", ())
    assert document.title.startswith("Abbey MS. 8: ")
    assert 2000 < path.stat().st_size < 9000


@pytest.mark.parametrize("form", sorted(FORMS))
def test_either_form_holds_every_record(tmp_path: Path, form: str) -> None:
    assert write_collection(tmp_path, 5, form) > 10_000
    parsed = parse_collection(tmp_path)
    assert parsed.documents == 5
    assert parsed.computing_seconds > 0


@linux
def test_a_process_and_those_it_started_are_told_apart(tmp_path: Path) -> None:
    for pid, parent, command, mb in (
        (7, 1, "studiolo", 90),
        (8, 7, "chroma_server.py", 40),
        (9, 2, "other", 5),
    ):
        process = tmp_path / str(pid)
        process.mkdir()
        process.joinpath("stat").write_text(f"{pid} (a b) S {parent} " + "0 " * 9 + "100 50 0")
        process.joinpath("cmdline").write_text(command)
        process.joinpath("status").write_text(f"VmHWM:\t{mb * 1024} kB\nVmRSS:\t{mb * 1024} kB\n")
    family = Family(7, proc=tmp_path)
    assert family.held() == {"ingest": 90.0, "chroma": 40.0, "all": 130.0}
    assert family.computed() == pytest.approx(2 * 150 / os.sysconf("SC_CLK_TCK"))


def test_growth_is_that_of_the_second_half() -> None:
    samples = [Sample(n, n * 100, {"ingest": 500.0 + min(n, 5) * 100 + n, "all": 1.0}) for n in range(11)]
    assert peaks(samples) == {"ingest": 1010.0, "all": 1.0}
    assert growth(samples) == {"ingest": 10.0, "all": 0.0}
    assert growth([]) == {}


def command(tmp_path: Path, body: str) -> tuple[str, ...]:
    """A program in the place of `studiolo`."""
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(body), encoding="utf-8")
    return sys.executable, str(program)


def test_an_ingest_that_takes_too_long_is_ended_as_by_hand(tmp_path: Path) -> None:
    waits = command(tmp_path, "import time\ntime.sleep(60)")
    found = ingest_collection(tmp_path, tmp_path / "home", seconds=1.5, between=0.1, command=waits)
    assert not found.finished
    assert found.seconds < 30
    assert found.documents == 0


def test_an_ingest_that_fails_says_what_it_said(tmp_path: Path) -> None:
    fails = command(tmp_path, "import sys\nsys.exit('error: the disk is full')")
    with pytest.raises(Unavailable, match="status 1: error: the disk is full"):
        ingest_collection(tmp_path, tmp_path / "home", seconds=60, between=0.1, command=fails)
