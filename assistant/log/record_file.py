"""A small SQLite file that several processes and threads write records to, none waiting long for another."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from retrieval.errors import Unavailable

_PAUSE = 0.02  # seconds between two attempts to open a file that another process is making
_READERS = 0.1  # seconds that readers in other processes are given to end before the log is emptied


class RecordFile:
    """Tables in one file (write-ahead log), made when they are first needed; in memory without a path.

    `schema` is the statements that make them, in its `version`. Who waits longer than `patience`
    seconds for another writer gets Unavailable, as for a full disk or a file that is no database.
    What `delete` deletes is written over, in the file and in its log.
    """

    def __init__(self, path: Path | None, schema: str, *, version: int = 1, patience: float = 0.5) -> None:
        self._path = path
        self._schema, self._version = schema, version
        self._patience = patience
        self._lock = threading.RLock()
        self._db: sqlite3.Connection | None = None
        self._log_holds_deleted = False

    def close(self) -> None:
        """Close the file; it is opened again when it is used again."""
        with self._lock:
            if self._db:
                self._db.close()
                self._db = None

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """The rows of a query."""
        with self._using() as db:
            return db.execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one transaction: all of it is written, or nothing."""
        with self._using() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:  # SQLite ends it by itself when the disk is full
                    db.execute("ROLLBACK")
                raise
            if self._log_holds_deleted:
                self._empty_log(db)

    def delete(self, sql: str, *values: Any) -> int:
        """Run a DELETE inside of `writing`; how many rows it deleted.

        The log, which still holds them, is emptied after the transaction. While another process reads the
        file that cannot be done, and is tried again after the next one.
        """
        with self._using() as db:
            deleted = db.execute(sql, values).rowcount
        self._log_holds_deleted = self._log_holds_deleted or deleted > 0
        return deleted

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        if not self._lock.acquire(timeout=self._patience):
            raise Unavailable(f"{self._path} is busy: try again")
        try:
            yield self._opened()
        except (sqlite3.Error, OSError) as error:
            raise Unavailable(f"{self._path} cannot be used now: {error}") from error
        finally:
            self._lock.release()

    def _empty_log(self, db: sqlite3.Connection) -> None:
        db.execute(f"PRAGMA busy_timeout={round(_READERS * 1000)}")
        busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        db.execute(f"PRAGMA busy_timeout={round(self._patience * 1000)}")
        self._log_holds_deleted = bool(busy)

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            until = time.monotonic() + self._patience
            while True:
                try:
                    self._db = self._open()
                    break
                except sqlite3.OperationalError:  # two processes making the file do not wait by themselves
                    if time.monotonic() > until:
                        raise
                    time.sleep(_PAUSE)
        return self._db

    def _open(self) -> sqlite3.Connection:
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(
            self._path or ":memory:", timeout=self._patience, check_same_thread=False, isolation_level=None
        )
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA secure_delete=ON")
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            self._make_tables(db)
        except BaseException:
            db.close()
            raise
        return db

    def _make_tables(self, db: sqlite3.Connection) -> None:
        made_by = db.execute("PRAGMA user_version").fetchone()[0]
        if made_by > self._version:
            raise OSError(f"it was made by a later version of Studiolo ({made_by}, not {self._version})")
        if made_by < self._version:
            db.execute("BEGIN IMMEDIATE")
            for statement in self._schema.split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version={self._version}")
            db.execute("COMMIT")
