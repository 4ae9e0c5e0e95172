"""Reading in a process of its own: the same documents, and limits that a file cannot pass."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import isolation
from ingest.isolation import IsolatedReader
from ingest.readers import documents_in
from retrieval.errors import EncryptedDocument, NotFound, ReadingFailed, UnreadableDocument


@pytest.fixture
def reader() -> Iterator[IsolatedReader]:
    reader = IsolatedReader(seconds=60)
    yield reader
    reader.close()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_text("# 瓷器\n\nA bowl — fired.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", encoding="utf-8")
    return path


def broken_reader(tmp_path: Path, body: str) -> Path:
    """A folder with a package that stands in for the text reader and does `body` with the file."""
    module = tmp_path / "sitecustomize.py"
    module.write_text(
        "import sys\n"
        "if 'reading_worker' in ''.join(sys.orig_argv):\n"
        "    import ingest.readers.text as text\n"
        "    import ingest.readers.choice as choice\n"
        "    def read(path, options):\n"
        + "".join(f"        {line}\n" for line in body.splitlines())
        + "    choice._READERS['text'] = read\n"
    )
    return tmp_path


def test_the_documents_are_those_that_are_read_here(reader: IsolatedReader, page: Path) -> None:
    assert list(reader(page)) == list(documents_in(page))
    assert list(reader(page)) == list(documents_in(page))


def test_a_failure_comes_back_as_what_it_is(reader: IsolatedReader, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no such file"):
        list(reader(tmp_path / "missing.txt"))
    locked = tmp_path / "locked.docx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(EncryptedDocument, match=r"locked\.docx: it is locked"):
        list(reader(locked))
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(UnreadableDocument, match=r"empty\.txt: it is empty"):
        list(reader(tmp_path / "empty.txt"))


def test_names_that_are_not_utf8_reach_the_worker(reader: IsolatedReader, tmp_path: Path) -> None:
    path = tmp_path / "\udcff.txt"
    path.write_text("A plain text of one line.")
    assert [d.blocks[0].text for d in reader(path)] == ["A plain text of one line."]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("import time\nwhile True: time.sleep(0.1)", r"more than 2 seconds: given up"),
        ("held = []\nwhile True: held.append(bytearray(2**24))", r"more than 400 MB: given up"),
        ("import os\nos.abort()", r"broke down over it \(exit status -6\)"),
        ("raise OSError(28, 'No space left on device')", r"unexpected OSError while reading: \[Errno 28\]"),
        (
            "from ingest.readers.file_errors import damaged\n"
            "error = OSError(5, 'Input/output error')\nraise damaged(path, error) from error",
            r"it is damaged or cut short \(\[Errno 5\]",
        ),
        ("raise ValueError('oops')", r"unexpected ValueError while reading: oops"),
        ("print('not an answer')\nraise LookupError('x')", r"unexpected LookupError while reading: x"),
    ],
)
def test_what_a_file_does_to_the_reader_costs_one_error(
    tmp_path: Path, page: Path, monkeypatch: pytest.MonkeyPatch, body: str, reason: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{broken_reader(tmp_path, body)}:{Path(__file__).parents[2]}")
    bad = tmp_path / "bad.txt"
    bad.write_text("text")
    reader = IsolatedReader(seconds=2, megabytes=400)
    try:
        list(reader(page))  # the worker is up, so the seconds are the file's
        with pytest.raises(ReadingFailed, match=reason):
            list(reader(bad))
        assert len(list(reader(page))) == 1
    finally:
        reader.close()


def test_a_worker_that_was_killed_while_it_waited_is_replaced(reader: IsolatedReader, page: Path) -> None:
    list(reader(page))
    (waiting,) = reader._idle
    waiting._process.kill()
    waiting._process.wait()
    assert len(list(reader(page))) == 1


def test_a_long_file_that_shows_signs_of_life_is_waited_for(
    tmp_path: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        "import time\nfor _ in range(12):\n    time.sleep(0.25)\n    options.alive()\n"
        "return [text.read(path)]"
    )  # fmt: skip
    monkeypatch.setenv("PYTHONPATH", f"{broken_reader(tmp_path, body)}:{Path(__file__).parents[2]}")
    (tmp_path / "long.txt").write_text("It took long.")
    reader = IsolatedReader(seconds=2)
    try:
        list(reader(page))
        assert [d.blocks[0].text for d in reader(tmp_path / "long.txt")] == ["It took long."]
    finally:
        reader.close()


def test_who_stops_taking_documents_leaves_no_process_and_no_thread(tmp_path: Path) -> None:
    before = threading.active_count()
    reader = IsolatedReader(seconds=60)
    (tmp_path / "a.txt").write_text("text")
    documents = reader(tmp_path / "a.txt")
    next(documents)
    documents.close()
    reader.close()
    assert threading.active_count() == before


def test_a_worker_that_has_only_the_end_left_to_tell_is_kept(
    reader: IsolatedReader, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "_GRACE_SECONDS", 30)
    list(reader(page))
    (worker,) = reader._idle
    for _ in range(3):
        documents = reader(page)
        next(documents)
        documents.close()
    assert reader._idle == [worker]
    assert worker.is_fit


def test_several_threads_read_at_once(reader: IsolatedReader, page: Path) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(list(reader(page))))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1]


def test_a_started_worker_costs_little_for_each_file(reader: IsolatedReader, page: Path) -> None:
    list(reader(page))
    began = time.perf_counter()
    for _ in range(20):
        list(reader(page))
    assert time.perf_counter() - began < 2


def test_a_worker_starts_without_the_readers_and_the_engines() -> None:
    """Each is loaded with the first file that needs it; all together take more than a second."""
    heavy = ("numpy", "pypdf", "pdfplumber", "trafilatura", "openpyxl", "pymarc", "retrieval.index")
    script = f"import sys, ingest.reading_worker; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert done.stdout.strip() == "[]"
