"""The catalogue's tables, and how entries and passages become their rows."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime

from retrieval.errors import CallerError
from retrieval.locators import Locator
from retrieval.passages import Passage

SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS roots (path TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS documents (
    document_id TEXT PRIMARY KEY, path TEXT NOT NULL, root TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, recipe TEXT NOT NULL,
    title TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL, access TEXT NOT NULL, collection TEXT NOT NULL, metadata TEXT NOT NULL,
    passages INTEGER NOT NULL, error TEXT, warnings TEXT NOT NULL,
    read_ms INTEGER NOT NULL, index_ms INTEGER NOT NULL, changed_at TEXT NOT NULL,
    file TEXT NOT NULL DEFAULT '', records INTEGER NOT NULL DEFAULT 0, fields TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX IF NOT EXISTS documents_by_root ON documents (root);
CREATE TABLE IF NOT EXISTS passages (
    passage_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, position INTEGER NOT NULL,
    text TEXT NOT NULL, locator TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL,
    kind TEXT NOT NULL, facets TEXT NOT NULL, stale INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document_id, position);
"""
_AFTER_COLUMNS = "CREATE INDEX IF NOT EXISTS documents_by_file ON documents (file, document_id)"
_ADDED_IN_2 = (
    "ALTER TABLE documents ADD COLUMN file TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN records INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE documents ADD COLUMN fields TEXT NOT NULL DEFAULT '[]'",
)


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """What the catalogue knows of one document.

    `state` is `pending` (read, not yet in the index), `indexed`, `failed` or `skipped` (see `error`),
    `hidden` (a record of a file that cannot be read now) or `removing`. `recipe` names how its passages
    were made; another recipe makes it due again.
    `changed_at` is UTC, ISO 8601.

    A record in a file has the file's id in `file`, and the hash of what was read of it in `sha256`. The
    file has an entry of its own, which counts its `records`; it is a document only if it has passages.
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
    file: str = ""
    records: int = 0


NAME = "CAST(? AS TEXT)"  # a file name goes in as the bytes it is, which need not be UTF-8
ENTRY_COLUMNS = tuple(CatalogEntry.__dataclass_fields__)
PASSAGE_COLUMNS = tuple(Passage.__dataclass_fields__)


def prepare(db: sqlite3.Connection) -> None:
    """Make the tables, or bring those of an earlier version up to date; to be run in a transaction."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version == SCHEMA_VERSION:
        return
    if version > SCHEMA_VERSION:
        raise CallerError(f"the catalogue is of version {version}, made by a newer Studiolo: use that one")
    if version == 1:
        for statement in _ADDED_IN_2:
            db.execute(statement)
    for statement in _SCHEMA.split(";\n"):
        db.execute(statement)
    db.execute(_AFTER_COLUMNS)
    db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def put_entry(db: sqlite3.Connection, entry: CatalogEntry, fields: Sequence[Mapping[str, object]]) -> None:
    """Write an entry with the fields of its record, in place of an earlier one."""
    values = asdict(entry) | {
        "metadata": json.dumps(dict(entry.metadata), ensure_ascii=False),
        "warnings": json.dumps(list(entry.warnings), ensure_ascii=False),
        "changed_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "path": os.fsencode(entry.path),
        "root": os.fsencode(entry.root),
    }
    marks = ", ".join(NAME if column in ("path", "root") else "?" for column in ENTRY_COLUMNS)
    db.execute(
        f"INSERT OR REPLACE INTO documents ({', '.join(ENTRY_COLUMNS)}, fields) VALUES ({marks}, ?)",
        [*(values[column] for column in ENTRY_COLUMNS), json.dumps(list(fields), ensure_ascii=False)],
    )


def withdrawn_entry(entry: CatalogEntry, state: str, error: str | None) -> CatalogEntry:
    """What is kept of a document that may be closed by now: where it stands, and nothing that it says."""
    return replace(
        entry,
        state=state,
        error=error,
        title=entry.document_id,
        language="",
        access="restricted",
        collection="",
        metadata={},
        warnings=(),
        passages=0,
        sha256="",
    )


def entry_of(row: sqlite3.Row) -> CatalogEntry:
    """The entry in a row."""
    values = {column: row[column] for column in ENTRY_COLUMNS}
    values |= {"metadata": json.loads(row["metadata"]), "warnings": tuple(json.loads(row["warnings"]))}
    return CatalogEntry(**values)


def passage_row(passage: Passage) -> tuple[object, ...]:
    """The values of a passage in the order of `PASSAGE_COLUMNS`."""
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


def passage_of(row: sqlite3.Row) -> Passage:
    """The passage in a row."""
    values = {column: row[column] for column in PASSAGE_COLUMNS}
    values |= {
        "locator": Locator.from_json(json.loads(row["locator"])),
        "facets": json.loads(row["facets"]),
    }
    return Passage(**values)
