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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from retrieval.errors import NotFound
from retrieval.locators import Locator
from retrieval.passages import Passage

_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS roots (path TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS documents (
    document_id TEXT PRIMARY KEY, path TEXT NOT NULL, root TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, recipe TEXT NOT NULL,
    title TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL, access TEXT NOT NULL, collection TEXT NOT NULL, metadata TEXT NOT NULL,
    passages INTEGER NOT NULL, error TEXT, warnings TEXT NOT NULL,
    read_ms INTEGER NOT NULL, index_ms INTEGER NOT NULL, changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS documents_by_root ON documents (root);
CREATE TABLE IF NOT EXISTS passages (
    passage_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, position INTEGER NOT NULL,
    text TEXT NOT NULL, locator TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL,
    kind TEXT NOT NULL, facets TEXT NOT NULL, stale INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document_id, position);
"""


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """What the catalogue knows of one document.

    `state` is `pending` (read, not yet in the index), `indexed`, `failed` (see `error`) or
    `removing`. `recipe` names how its passages were made; another recipe makes it due again.
    `changed_at` is UTC, ISO 8601.
    """

    document_id: str
    path: str
    root: str
    size: int
    mtime_ns: int
    sha256: str
    recipe: str
    title: str = ""
    language: str = ""
    kind: str = ""
    state: str = "pending"
    access: str = "internal"
    collection: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    passages: int = 0
    error: str | None = None
    warnings: Sequence[str] = ()
    read_ms: int = 0
    index_ms: int = 0
    changed_at: str = ""


_COLUMNS = tuple(CatalogEntry.__dataclass_fields__)
_NAME = "CAST(? AS TEXT)"  # a file name goes in as the bytes it is, which need not be UTF-8
_PASSAGE_COLUMNS = tuple(Passage.__dataclass_fields__)


class Catalog:
    """The catalogue in one SQLite file, made if it is not there; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, timeout=60, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.text_factory = os.fsdecode  # file names are not always UTF-8
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        if self._db.execute("PRAGMA user_version").fetchone()[0] != _SCHEMA_VERSION:
            with self._transaction():
                for statement in _SCHEMA.split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version={_SCHEMA_VERSION}")

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
            self._db.execute(f"INSERT OR IGNORE INTO roots VALUES ({_NAME})", (os.fsencode(root),))

    def drop_root(self, root: Path) -> None:
        """Forget a folder, unless documents still have ids relative to it."""
        with self._transaction():
            self._db.execute(
                f"DELETE FROM roots WHERE path = {_NAME} "
                "AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.root = roots.path)",
                (os.fsencode(root),),
            )

    def entry(self, document_id: str) -> CatalogEntry:
        """One document's entry; NotFound when there is none."""
        rows = self._rows("SELECT * FROM documents WHERE document_id = ?", document_id)
        if not rows:
            raise NotFound(f"no document {document_id!r} in the catalogue")
        return _entry(rows[0])

    def entries(self, *, root: Path | None = None, state: str | None = None) -> list[CatalogEntry]:
        """All entries, or those of one root or in one state, by document id."""
        where = [(f"root = {_NAME}", root and os.fsencode(root)), ("state = ?", state)]
        chosen = [(clause, value) for clause, value in where if value is not None]
        condition = " AND ".join(clause for clause, _ in chosen) or "1"
        sql = f"SELECT * FROM documents WHERE {condition} ORDER BY document_id"
        return [_entry(row) for row in self._rows(sql, *(value for _, value in chosen))]

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
            yield from map(_passage, rows)
            if not rows:
                return
            after = (rows[-1]["document_id"], rows[-1]["position"])

    def passage(self, passage_id: str) -> Passage:
        """One passage; NotFound when there is none."""
        rows = self._rows("SELECT * FROM passages WHERE passage_id = ? AND stale = 0", passage_id)
        if not rows:
            raise NotFound(f"no passage {passage_id!r} in the catalogue")
        return _passage(rows[0])

    def passage_ids(self, *, pending: bool = False) -> set[str]:
        """The ids of all passages of indexed documents; with `pending`, of those on their way too."""
        sql = (
            "SELECT passage_id FROM passages JOIN documents USING (document_id) "
            "WHERE stale = 0 AND state IN ('indexed', ?)"
        )
        return {row["passage_id"] for row in self._rows(sql, "pending" if pending else "indexed")}

    def stale_passage_ids(self, document_id: str) -> list[str]:
        """Ids of passages that are no longer the document's but may still be in the index."""
        sql = "SELECT passage_id FROM passages WHERE document_id = ? AND stale = 1"
        return [row["passage_id"] for row in self._rows(sql, document_id)]

    def counts(self) -> dict[str, int]:
        """How many documents are in each state."""
        return {row[0]: row[1] for row in self._rows("SELECT state, count(*) FROM documents GROUP BY state")}

    def passage_count(self) -> int:
        """How many passages the indexed documents have."""
        return int(
            self._rows("SELECT coalesce(sum(passages), 0) FROM documents WHERE state = 'indexed'")[0][0]
        )

    def begin(self, entries: Iterable[tuple[CatalogEntry, Sequence[Passage]]]) -> None:
        """Write entries as pending with their passages; what they had before becomes stale."""
        with self._transaction():
            for entry, passages in entries:
                self._put(replace(entry, state="pending", passages=len(passages)))
                self._db.execute("UPDATE passages SET stale = 1 WHERE document_id = ?", (entry.document_id,))
                self._db.executemany(
                    f"INSERT OR REPLACE INTO passages ({', '.join(_PASSAGE_COLUMNS)}, stale) "
                    f"VALUES ({', '.join('?' * len(_PASSAGE_COLUMNS))}, 0)",
                    [_passage_row(p) for p in passages],
                )

    def finish(self, document_ids: Iterable[str], *, index_ms: int) -> None:
        """Mark documents indexed and forget their stale passages, once the index holds the new ones."""
        with self._transaction():
            for document_id in document_ids:
                self._db.execute("DELETE FROM passages WHERE document_id = ? AND stale = 1", (document_id,))
                self._db.execute(
                    "UPDATE documents SET state = 'indexed', index_ms = ? WHERE document_id = ?",
                    (index_ms, document_id),
                )

    def fail(self, entry: CatalogEntry) -> None:
        """Write an entry as failed; passages of an earlier version become stale."""
        with self._transaction():
            self._put(replace(entry, state="failed", passages=0))
            self._db.execute("UPDATE passages SET stale = 1 WHERE document_id = ?", (entry.document_id,))

    def touch(self, entry: CatalogEntry) -> None:
        """Remember a new size and time of a file whose bytes did not change."""
        with self._transaction():
            self._db.execute(
                f"UPDATE documents SET path = {_NAME}, root = {_NAME}, size = ?, mtime_ns = ? "
                "WHERE document_id = ?",
                (
                    os.fsencode(entry.path),
                    os.fsencode(entry.root),
                    entry.size,
                    entry.mtime_ns,
                    entry.document_id,
                ),
            )

    def begin_removal(self, document_ids: Iterable[str]) -> None:
        """Mark documents as going; `forget` them once the index no longer holds their passages."""
        with self._transaction():
            for document_id in document_ids:
                self._db.execute(
                    "UPDATE documents SET state = 'removing' WHERE document_id = ?", (document_id,)
                )
                self._db.execute("UPDATE passages SET stale = 1 WHERE document_id = ?", (document_id,))

    def forget(self, document_id: str, *, entry_too: bool = True) -> None:
        """Delete a document's stale passages, and its entry unless `entry_too` is False."""
        with self._transaction():
            self._db.execute("DELETE FROM passages WHERE document_id = ? AND stale = 1", (document_id,))
            if entry_too:
                self._db.execute("DELETE FROM documents WHERE document_id = ?", (document_id,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def _put(self, entry: CatalogEntry) -> None:
        values = asdict(entry) | {
            "metadata": json.dumps(dict(entry.metadata), ensure_ascii=False),
            "warnings": json.dumps(list(entry.warnings), ensure_ascii=False),
            "changed_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "path": os.fsencode(entry.path),
            "root": os.fsencode(entry.root),
        }
        marks = ", ".join(_NAME if column in ("path", "root") else "?" for column in _COLUMNS)
        self._db.execute(
            f"INSERT OR REPLACE INTO documents ({', '.join(_COLUMNS)}) VALUES ({marks})",
            [values[column] for column in _COLUMNS],
        )


def _entry(row: sqlite3.Row) -> CatalogEntry:
    values = {column: row[column] for column in _COLUMNS}
    values |= {"metadata": json.loads(row["metadata"]), "warnings": tuple(json.loads(row["warnings"]))}
    return CatalogEntry(**values)


def _passage_row(passage: Passage) -> tuple[object, ...]:
    return (
        passage.passage_id,
        passage.document_id,
        passage.position,
        passage.text,
        json.dumps(passage.locator.to_json(), ensure_ascii=False),
        passage.title,
        passage.language,
        passage.kind,
        json.dumps(dict(passage.facets), ensure_ascii=False),
    )


def _passage(row: sqlite3.Row) -> Passage:
    values = {column: row[column] for column in _PASSAGE_COLUMNS}
    values |= {
        "locator": Locator.from_json(json.loads(row["locator"])),
        "facets": json.loads(row["facets"]),
    }
    return Passage(**values)
