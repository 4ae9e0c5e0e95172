"""The harness that feeds readers damaged files, and every reader for a moment."""

from __future__ import annotations

import contextlib
import io
import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evals.fuzz import fuzz, mutated, seeds
from evals.fuzz.running import reading
from ingest.documents import Document
from ingest.readers import documents_in
from ingest.readers.kinds import kind_of
from ingest.readers.options import ReadOptions
from retrieval.errors import UnreadableDocument

SEEDS = seeds()


@pytest.mark.parametrize("kind", sorted(set(SEEDS) - {"picture", "mets"}))
def test_every_seed_is_a_sound_file_of_its_kind(kind: str, tmp_path: Path) -> None:
    for number, (ending, content) in enumerate(SEEDS[kind]):
        path = tmp_path / f"{number}{ending}"
        path.write_bytes(content)
        kinds = {document.kind for document in documents_in(path, ReadOptions(ocr="none"))}
        assert kinds == ({"dublin-core"} if kind == "oai" else {kind})


@pytest.mark.parametrize("kind", ["picture", "mets"])
def test_seeds_that_need_recognition_or_other_files_are_known_for_what_they_are(
    kind: str, tmp_path: Path
) -> None:
    for ending, content in SEEDS[kind]:
        path = tmp_path / f"seed{ending}"
        path.write_bytes(content)
        assert kind_of(path) == kind


def test_a_seed_that_names_other_files_is_read_with_them(tmp_path: Path) -> None:
    path = tmp_path / "seed.xml"
    path.write_bytes(SEEDS["mets"][0][1])
    [document] = reading("mets")(path)
    assert document.blocks


@pytest.mark.parametrize("kind", sorted(SEEDS))
def test_a_moment_of_damaged_files_finds_nothing(kind: str, tmp_path: Path) -> None:
    run = fuzz(kind, SEEDS[kind], seconds=60, seed=7, keep=tmp_path / "findings", most=40)
    assert run.findings == []
    assert run.inputs == run.read + run.refused == 40


def failing(path: Path) -> Iterator[Document]:
    raise KeyError(path.name)


def dying(path: Path) -> Iterator[Document]:
    os._exit(3)


def swelling(path: Path) -> Iterator[Document]:
    bytearray(8 << 30)
    return iter(())


def nameless(path: Path) -> Iterator[Document]:
    raise UnreadableDocument("something is wrong")


@pytest.mark.parametrize(
    ("read", "what"),
    [
        (failing, "KeyError"),
        (dying, "crash (3)"),
        (swelling, "memory"),
        (nameless, "without the file's name"),
    ],
)
def test_what_a_reader_must_not_do_is_found_and_its_file_kept(
    tmp_path: Path, read: object, what: str
) -> None:
    run = fuzz("text", [(".txt", b"words")], seconds=0.2, seed=1, keep=tmp_path, read=read)  # type: ignore[arg-type]
    assert what in run.findings[0].what
    assert Path(run.findings[0].file).is_file()


@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: 1 / 0])
def test_the_file_that_is_kept_is_the_one_at_which_reading_failed(
    tmp_path: Path, end: Callable[[], object]
) -> None:
    def ending(path: Path) -> Iterator[Document]:
        (tmp_path / "seen").write_bytes(path.read_bytes())
        end()
        return iter(())

    run = fuzz(
        "text", [(".txt", b"some words")], seconds=5, seed=1, keep=tmp_path / "kept", read=ending, most=1
    )
    kept = Path(run.findings[0].file)
    assert kept.suffix == ".txt"
    assert kept.read_bytes() == (tmp_path / "seen").read_bytes()


def test_a_reader_that_hangs_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.fuzz.running.HANG_SECONDS", 0.3)

    def hanging(path: Path) -> Iterator[Document]:
        time.sleep(30)
        return iter(())

    run = fuzz("text", [(".txt", b"words")], seconds=0.2, seed=1, keep=tmp_path, read=hanging, most=1)
    assert run.findings[0].what == "hang"


def test_a_reader_that_only_waits_for_a_busy_machine_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.fuzz.running.HANG_SECONDS", 0.5)

    def waiting(path: Path) -> Iterator[Document]:
        time.sleep(1)  # longer than it may compute, as on a machine that others keep busy
        return iter(())

    run = fuzz("text", [(".txt", b"words")], seconds=30, seed=1, keep=tmp_path, read=waiting, most=1)
    assert (run.findings, run.read) == ([], 1)


def test_a_reader_that_computes_without_end_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.fuzz.running.HANG_SECONDS", 0.3)

    def turning(path: Path) -> Iterator[Document]:
        while True:
            pass

    run = fuzz("text", [(".txt", b"words")], seconds=0.2, seed=1, keep=tmp_path, read=turning)
    assert run.findings[0].what == "hang"
    assert run.computing_seconds >= 0.3


def test_files_are_read_for_as_long_as_asked_by_the_processor_however_long_that_takes(tmp_path: Path) -> None:
    def idle(path: Path) -> Iterator[Document]:
        time.sleep(0.02)
        return iter(())

    run = fuzz("text", [(".txt", b"words")], seconds=0.05, seed=1, keep=tmp_path, read=idle)
    assert 0.04 <= run.computing_seconds <= 0.3
    assert run.seconds > 5 * run.computing_seconds


def test_a_reader_that_always_fails_ends_the_run(tmp_path: Path) -> None:
    run = fuzz("text", [(".txt", b"words")], seconds=600, seed=1, keep=tmp_path, read=dying)  # type: ignore[arg-type]
    assert len(run.findings) == 20


def test_damage_is_the_same_for_the_same_seed_and_bounded() -> None:
    content = b"<a><b>1</b></a>" * 100
    first = [mutated(content, [content], random.Random(n)) for n in range(200)]
    assert first == [mutated(content, [content], random.Random(n)) for n in range(200)]
    assert len({each for each in first if each != content}) > 150
    assert max(map(len, first)) <= 2_000_000


def test_most_damaged_archives_still_open_with_another_file_in_them() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<a>one</a>" * 50)
        archive.writestr("b.xml", b"<b>two</b>" * 50)
    seed, opened = packed.getvalue(), 0
    for n in range(100):
        damaged = mutated(seed, [seed], random.Random(n))
        assert damaged == mutated(seed, [seed], random.Random(n))
        with contextlib.suppress(Exception), zipfile.ZipFile(io.BytesIO(damaged)) as archive:
            opened += archive.testzip() is None
            assert archive.namelist() == ["a.xml", "b.xml"]
    assert opened > 60


def test_what_a_library_prints_while_reading_is_not_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def printing(path: Path) -> Iterator[Document]:
        os.write(1, b"0 is out of range")
        return iter(())

    run = fuzz("text", [(".txt", b"words")], seconds=5, seed=1, keep=tmp_path, read=printing, most=2)
    assert (run.read, capfd.readouterr().out) == (2, "")
