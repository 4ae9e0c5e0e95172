from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from assistant.log.record_file import RecordFile
from retrieval.errors import Unavailable

SCHEMA = """
CREATE TABLE IF NOT EXISTS notes (text TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS by_text ON notes (text)
"""


def write(file: RecordFile, text: str) -> None:
    with file.writing() as db:
        db.execute("INSERT INTO notes VALUES (?)", (text,))


def texts(file: RecordFile) -> list[str]:
    return [row["text"] for row in file.rows("SELECT text FROM notes ORDER BY rowid")]


def test_what_one_has_written_another_reads(tmp_path: Path) -> None:
    one, other = (RecordFile(tmp_path / "deep" / "notes.sqlite", SCHEMA) for _ in range(2))
    write(one, "a")
    write(other, "b")
    assert texts(one) == texts(other) == ["a", "b"]
    one.close()
    other.close()


def test_without_a_path_the_records_live_in_memory_and_end_with_it() -> None:
    file = RecordFile(None, SCHEMA)
    write(file, "a")
    assert texts(file) == ["a"]
    file.close()
    assert texts(file) == []
    file.close()


def test_nothing_of_a_transaction_that_fails_is_kept(tmp_path: Path) -> None:
    file = RecordFile(tmp_path / "notes.sqlite", SCHEMA)

    def write_half() -> None:
        with file.writing() as db:
            db.execute("INSERT INTO notes VALUES ('half')")
            raise KeyError

    with pytest.raises(KeyError):
        write_half()
    write(file, "whole")
    assert texts(file) == ["whole"]
    file.close()


def test_a_file_that_another_writer_holds_is_unavailable_soon(tmp_path: Path) -> None:
    file = RecordFile(tmp_path / "notes.sqlite", SCHEMA, patience=0.05)
    write(file, "a")
    other = sqlite3.connect(tmp_path / "notes.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        write(file, "b")
    assert texts(file) == ["a"]  # readers do not wait for writers
    other.execute("ROLLBACK")
    write(file, "c")
    assert texts(file) == ["a", "c"]
    other.close()
    file.close()


def test_a_thread_waits_no_longer_than_it_has_patience(tmp_path: Path) -> None:
    file = RecordFile(tmp_path / "notes.sqlite", SCHEMA, patience=0.05)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with file.writing():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    with pytest.raises(Unavailable, match="busy"):
        write(file, "b")
    done.set()
    thread.join()
    file.close()


def test_a_full_disk_is_unavailable_and_leaves_the_file_whole(tmp_path: Path) -> None:
    file = RecordFile(tmp_path / "notes.sqlite", SCHEMA)
    write(file, "a")
    (pages,) = file.rows("PRAGMA page_count")[0]
    file.rows(f"PRAGMA max_page_count={pages + 2}")  # what a disk without room answers, SQLite answers now
    with pytest.raises(Unavailable, match="full"):
        write(file, "x" * 100_000)
    assert texts(file) == ["a"]
    write(file, "b")
    assert texts(file) == ["a", "b"]
    file.close()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("this is a letter, " * 100)
    file = RecordFile(tmp_path / "notes.sqlite", SCHEMA)
    with pytest.raises(Unavailable, match="not a database"):
        texts(file)


def test_a_folder_where_nothing_may_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    file = RecordFile(tmp_path / "home" / "notes.sqlite", SCHEMA)
    with pytest.raises(Unavailable):
        texts(file)


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    later = RecordFile(tmp_path / "notes.sqlite", SCHEMA, version=2)
    write(later, "a")
    later.close()
    file = RecordFile(tmp_path / "notes.sqlite", SCHEMA)
    with pytest.raises(Unavailable, match="later version"):
        texts(file)


def test_many_threads_make_the_same_file_at_once(tmp_path: Path) -> None:
    files = [RecordFile(tmp_path / "notes.sqlite", SCHEMA, patience=10) for _ in range(8)]
    threads = [threading.Thread(target=write, args=(file, str(i))) for i, file in enumerate(files)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(texts(files[0])) == [str(i) for i in range(8)]
    for file in files:
        file.close()


SECRET = "a secret of the house"


def holding_secret(folder: Path) -> list[str]:
    """The files that hold the secret: the database, its log."""
    return [path.name for path in folder.iterdir() if SECRET.encode() in path.read_bytes()]


def test_what_is_deleted_is_written_over_in_the_file_and_in_its_log(tmp_path: Path) -> None:
    file = RecordFile(tmp_path / "notes.sqlite", SCHEMA)
    write(file, SECRET)
    write(file, "a note that stays")
    assert holding_secret(tmp_path) == ["notes.sqlite-wal"]
    with file.writing():
        assert file.delete("DELETE FROM notes WHERE text = ?", SECRET) == 1
    assert holding_secret(tmp_path) == []
    assert texts(file) == ["a note that stays"]
    file.close()
    assert holding_secret(tmp_path) == []


def test_what_is_deleted_while_another_reads_is_written_over_when_it_has_read(tmp_path: Path) -> None:
    file = RecordFile(tmp_path / "notes.sqlite", SCHEMA)
    write(file, SECRET)
    other = sqlite3.connect(tmp_path / "notes.sqlite", isolation_level=None)
    other.execute("BEGIN")
    assert other.execute("SELECT count(*) FROM notes").fetchone() == (1,)
    with file.writing():
        file.delete("DELETE FROM notes")
    write(file, "a")  # nobody waits for the reader to end
    assert texts(file) == ["a"]
    assert holding_secret(tmp_path) == ["notes.sqlite-wal"]
    other.execute("COMMIT")
    write(file, "b")
    assert holding_secret(tmp_path) == []
    other.close()
    file.close()


def test_a_deletion_that_is_taken_back_deletes_nothing(tmp_path: Path) -> None:
    file = RecordFile(tmp_path / "notes.sqlite", SCHEMA)
    write(file, "a")

    def delete_half() -> None:
        with file.writing():
            file.delete("DELETE FROM notes")
            raise KeyError

    with pytest.raises(KeyError):
        delete_half()
    assert texts(file) == ["a"]
    file.close()
