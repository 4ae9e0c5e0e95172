"""The catalogue: what is known of every document, in SQLite. The source of truth.

Passages are written here before they are written to the index, and marked indexed after; so a
process killed at any instant leaves a home where the next batch sees what is still to be done.
Several processes may use one catalogue at once (write-ahead log).
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from ingest.catalog_rows import (
    ENTRY_COLUMNS,
    NAME,
    PASSAGE_COLUMNS,
    SCHEMA_VERSION,
    CatalogEntry,
    entry_of,
    passage_of,
    passage_row,
    prepare,
    put_entry,
    withdrawn_entry,
)
from retrieval.errors import NotFound
from retrieval.passages import Passage
from retrieval.sqlite_failures import unavailable

__all__ = ["Catalog", "CatalogEntry", "Written"]

_COLUMNS = ", ".join(ENTRY_COLUMNS)
_MOST_ROWS = 2**62  # more than there can be; SQLite takes no number of more than 63 bits
_IS_DOCUMENT = "(records = 0 OR passages > 0 OR state != 'indexed')"
_HIDDEN = "the file it stands in cannot be read: see there"
_HAS_STALE = (
    "EXISTS (SELECT 1 FROM passages WHERE passages.document_id = documents.document_id AND stale = 1)"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A document as it goes into the catalogue: its entry, passages and fields (as JSON values).

    `records`, of a file that was read to its end, are the ids of all records in it.
    """

    entry: CatalogEntry
    passages: Sequence[Passage] = ()
    fields: Sequence[Mapping[str, Any]] = ()
    records: Set[str] | None = None


class Catalog:
    """The catalogue in one SQLite file, made if it is not there; safe to use from several threads.

    Unavailable where the file is damaged, the disk is full or another process writes for too long.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._lock = threading.RLock()
        with unavailable(path):
            self._db = sqlite3.connect(path, timeout=60, check_same_thread=False, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        self._db.row_factory = sqlite3.Row
        self._db.text_factory = os.fsdecode  # file names are not always UTF-8
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        if self._db.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
            with self._transaction():
                prepare(self._db)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def roots(self) -> list[Path]:
        """The folders that were ever ingested."""
        return [Path(row["path"]) for row in self._rows("SELECT path FROM roots ORDER BY path")]

    def add_root(self, root: Path) -> None:
        """Remember a folder as the one its documents' ids are relative to."""
        with self._transaction():
            self._db.execute(f"INSERT OR IGNORE INTO roots VALUES ({NAME})", (os.fsencode(root),))

    def drop_root(self, root: Path) -> None:
        """Forget a folder, unless documents still have ids relative to it."""
        with self._transaction():
            self._db.execute(
                f"DELETE FROM roots WHERE path = {NAME} "
                "AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.root = roots.path)",
                (os.fsencode(root),),
            )

    def entry(self, document_id: str) -> CatalogEntry:
        """One document's entry; NotFound when there is none.

        Ids are composed (NFC): one that a system gives in pieces, "e" and an accent, finds its document.
        """
        sql = f"SELECT {_COLUMNS} FROM documents WHERE document_id = {NAME}"
        rows = self._rows(sql, os.fsencode(unicodedata.normalize("NFC", document_id)))
        if not rows:
            raise NotFound(f"no document {document_id!r} in the catalogue")
        return entry_of(rows[0])

    def entries(
        self, *, root: Path | None = None, state: str | None = None, files: bool = False
    ) -> list[CatalogEntry]:
        """All documents' entries, or those of one root or in one state, by document id.

        With `files`, the entries of files instead, with none of the records in them.
        """
        where = [(f"root = {NAME}", root and os.fsencode(root)), ("state = ?", state)]
        chosen = [(clause, value) for clause, value in where if value is not None]
        condition = " AND ".join(["file = ''" if files else _IS_DOCUMENT, *(clause for clause, _ in chosen)])
        sql = f"SELECT {_COLUMNS} FROM documents WHERE {condition} ORDER BY document_id"
        return [entry_of(row) for row in self._rows(sql, *(value for _, value in chosen))]

    def page(self, limit: int, offset: int) -> tuple[int, list[CatalogEntry]]:
        """How many documents there are, and `limit` of their entries behind the first `offset`, by id."""
        sql = f"SELECT {_COLUMNS} FROM documents WHERE {_IS_DOCUMENT} ORDER BY document_id LIMIT ? OFFSET ?"
        rows = self._rows(sql, limit, min(offset, _MOST_ROWS))
        return sum(self.counts().values()), [entry_of(row) for row in rows]

    def is_known(self, document_id: str) -> bool:
        """Whether there is an entry of that id."""
        return bool(self._rows("SELECT 1 FROM documents WHERE document_id = ?", document_id))

    def fields(self, document_id: str) -> list[Mapping[str, Any]]:
        """The fields of a document as JSON values, none when it is no record."""
        rows = self._rows("SELECT fields FROM documents WHERE document_id = ?", document_id)
        found: list[Mapping[str, Any]] = json.loads(rows[0]["fields"]) if rows else []
        return found

    def record_ids(self, file: str) -> list[str]:
        """The ids of the records in a file, in order."""
        sql = "SELECT document_id FROM documents WHERE file = ? ORDER BY document_id"
        return [row["document_id"] for row in self._rows(sql, file)]

    def records_read(self, file: str, recipe: str) -> dict[str, str]:
        """The hashes of the records in a file that are indexed as `recipe` makes them, by their ids."""
        sql = "SELECT document_id, sha256 FROM documents WHERE file = ? AND recipe = ? AND state = 'indexed'"
        return {row["document_id"]: row["sha256"] for row in self._rows(sql, file, recipe)}

    def passages(self, document_id: str | None = None) -> Iterator[Passage]:
        """The passages of one document, or of all, in order, read a thousand at a time."""
        after = ("", -1)
        while True:
            rows = self._rows(
                "SELECT * FROM passages WHERE stale = 0 AND (? IS NULL OR document_id = ?) "
                "AND (document_id, position) > (?, ?) ORDER BY document_id, position LIMIT 1000",
                document_id,
                document_id,
                *after,
            )
            yield from map(passage_of, rows)
            if not rows:
                return
            after = (rows[-1]["document_id"], rows[-1]["position"])

    def passage(self, passage_id: str) -> Passage:
        """One passage; NotFound when there is none."""
        rows = self._rows("SELECT * FROM passages WHERE passage_id = ? AND stale = 0", passage_id)
        if not rows:
            raise NotFound(f"no passage {passage_id!r} in the catalogue")
        return passage_of(rows[0])

    def passage_ids(self, *, pending: bool = False) -> set[str]:
        """The ids of all passages of indexed documents; with `pending`, of those on their way too."""
        sql = (
            "SELECT passage_id FROM passages JOIN documents USING (document_id) "
            "WHERE stale = 0 AND state IN ('indexed', ?)"
        )
        return {row["passage_id"] for row in self._rows(sql, "pending" if pending else "indexed")}

    def passage_access(self) -> dict[str, str]:
        """The access of the document that each passage is of, for those of indexed documents."""
        sql = (
            "SELECT passage_id, access FROM passages JOIN documents USING (document_id) "
            "WHERE stale = 0 AND state = 'indexed'"
        )
        return {row["passage_id"]: row["access"] for row in self._rows(sql)}

    def stale_passage_ids(self, document_id: str) -> list[str]:
        """Ids of passages that are no longer the document's but may still be in the index."""
        sql = "SELECT passage_id FROM passages WHERE document_id = ? AND stale = 1"
        return [row["passage_id"] for row in self._rows(sql, document_id)]

    def withdrawn(self) -> list[str]:
        """The documents that are going, and those with passages in the index that are no longer theirs.

        What a stopped batch left is among them, and for a moment what a running one is about to take out.
        """
        sql = (
            "SELECT document_id FROM documents "
            f"WHERE state = 'removing' OR (state != 'indexed' AND {_HAS_STALE}) ORDER BY document_id"
        )
        return [row["document_id"] for row in self._rows(sql)]

    def counts(self) -> dict[str, int]:
        """How many documents are in each state."""
        sql = f"SELECT state, count(*) FROM documents WHERE {_IS_DOCUMENT} GROUP BY state"
        return {row[0]: row[1] for row in self._rows(sql)}

    def passage_count(self) -> int:
        """How many passages the indexed documents have."""
        return int(
            self._rows("SELECT coalesce(sum(passages), 0) FROM documents WHERE state = 'indexed'")[0][0]
        )

    def begin(self, written: Iterable[Written]) -> list[str]:
        """Write entries as pending with their passages; what they had before becomes stale.

        Records that are no longer in a file are marked as going in the same step, so that no stop can
        part the two; returns their ids.
        """
        going: list[str] = []
        with self._transaction():
            for document in written:
                entry, passages = document.entry, document.passages
                put_entry(self._db, replace(entry, state="pending", passages=len(passages)), document.fields)
                self._db.execute("UPDATE passages SET stale = 1 WHERE document_id = ?", (entry.document_id,))
                self._db.executemany(
                    f"INSERT OR REPLACE INTO passages ({', '.join(PASSAGE_COLUMNS)}, stale) "
                    f"VALUES ({', '.join('?' * len(PASSAGE_COLUMNS))}, 0)",
                    [passage_row(p) for p in passages],
                )
                if document.records is not None:
                    there = self.record_ids(entry.document_id)
                    going += [record for record in there if record not in document.records]
            self._withdraw(going, "removing")
        return going

    def begin_file(self, entry: CatalogEntry) -> None:
        """Note that the records of a file are not all there: it is due until its entry is written whole."""
        with self._transaction():
            known = self._rows("SELECT 1 FROM documents WHERE document_id = ?", entry.document_id)
            if not known:
                put_entry(self._db, replace(entry, state="indexed", recipe="", records=1), ())
            self._db.execute("UPDATE documents SET recipe = '' WHERE document_id = ?", (entry.document_id,))

    def finish(self, document_ids: Iterable[str], *, index_ms: int) -> None:
        """Mark documents indexed and forget their stale passages, once the index holds the new ones."""
        with self._transaction():
            for document_id in document_ids:
                self._db.execute("DELETE FROM passages WHERE document_id = ? AND stale = 1", (document_id,))
                self._db.execute(
                    "UPDATE documents SET state = 'indexed', index_ms = ? WHERE document_id = ?",
                    (index_ms, document_id),
                )

    def fail(
        self, entry: CatalogEntry, *, state: str = "failed", records: Set[str] = frozenset()
    ) -> list[str]:
        """Write an entry as failed, or `skipped`; passages of an earlier version become stale.

        The records of the file that are not among `records`, which were read before it failed, are hidden
        until it is read again: what it says of them now is not known. Returns their ids.
        """
        sql = "SELECT document_id FROM documents WHERE file = ? AND state NOT IN ('hidden', 'removing')"
        with self._transaction():
            there = [row["document_id"] for row in self._rows(sql, entry.document_id)]
            hidden = [record for record in there if record not in records]
            self._withdraw(hidden, "hidden", _HIDDEN)
            put_entry(self._db, replace(entry, state=state, passages=0), ())
            self._db.execute("UPDATE passages SET stale = 1 WHERE document_id = ?", (entry.document_id,))
        return hidden

    def touch(self, entry: CatalogEntry) -> None:
        """Remember a new place, size and time of a file whose bytes did not change, for its records too."""
        where = (os.fsencode(entry.path), os.fsencode(entry.root), entry.size, entry.mtime_ns)
        with self._transaction():
            for column in ("document_id", "file"):
                self._db.execute(
                    f"UPDATE documents SET path = {NAME}, root = {NAME}, size = ?, mtime_ns = ? "
                    f"WHERE {column} = ?",
                    (*where, entry.document_id),
                )

    def begin_removal(self, document_ids: Iterable[str]) -> None:
        """Mark documents as going, with nothing of theirs to show.

        `forget` them once the index no longer holds their passages.
        """
        with self._transaction():
            self._withdraw(document_ids, "removing")

    def forget(self, document_ids: Iterable[str]) -> None:
        """Delete documents' stale passages, and the entries of those that are going."""
        with self._transaction():
            for document_id in document_ids:
                self._db.execute("DELETE FROM passages WHERE document_id = ? AND stale = 1", (document_id,))
                self._db.execute(
                    "DELETE FROM documents WHERE document_id = ? AND state = 'removing'", (document_id,)
                )

    def _withdraw(self, document_ids: Iterable[str], state: str, error: str | None = None) -> None:
        sql = f"SELECT {_COLUMNS} FROM documents WHERE document_id = ?"
        for document_id in document_ids:
            for row in self._rows(sql, document_id):
                put_entry(self._db, withdrawn_entry(entry_of(row), state, error), ())
            self._db.execute("UPDATE passages SET stale = 1 WHERE document_id = ?", (document_id,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock, unavailable(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite ends it by itself when the disk is full
                    self._db.execute("ROLLBACK")
                raise

    def _rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with self._lock, unavailable(self._path):
            return self._db.execute(sql, values).fetchall()
