"""Bilingual dictionaries behind one seam: a word's key goes in, its renderings come out.

What a dictionary says is matched against passages, never quoted or shown. A dictionary is turned
once into a small SQLite file below the cache folder and read from there, a few rows a question;
parsing CC-CEDICT at every start would cost seconds.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from retrieval.language.word_keys import dictionary_key

# Raise it when what is written into the file changes, so that caches are made anew.
LAYOUT = 2
_MOST_AT_ONCE = 900  # SQLite's old limit on parameters is 999
# A meaning far down the list is seldom meant twice in a row.
_MOST_BETWEEN, _MOST_ONWARD = 5, 4
_SCHEMA = "CREATE TABLE rendering (key TEXT, rank INTEGER, text TEXT, PRIMARY KEY (key, rank)) WITHOUT ROWID"

Entry = tuple[str, Sequence[str]]


class Dictionary(Protocol):
    """What the bridge asks of a dictionary, wherever it comes from."""

    @property
    def source(self) -> str:
        """The language of the words that are looked up, as an ISO 639-1 code."""

    @property
    def target(self) -> str:
        """The language of the renderings."""

    def look_up(self, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The renderings of each key that is known, most usual first; `dictionary_keys` makes the keys."""


class StoredDictionary:
    """A dictionary in a SQLite file that `store` wrote; safe to use from several threads."""

    def __init__(self, path: Path, source: str, target: str) -> None:
        self.source, self.target = source, target
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()

    def look_up(self, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for start in range(0, len(keys), _MOST_AT_ONCE):
            some = keys[start : start + _MOST_AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = self._connection().execute(
                f"SELECT key, text FROM rendering WHERE key IN ({marks}) ORDER BY key, rank", list(some)
            )
            for word, text in rows:
                found.setdefault(word, []).append(text)
        return {word: tuple(texts) for word, texts in found.items()}

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            self._local.connection = sqlite3.connect(self._uri, uri=True)
        connection: sqlite3.Connection = self._local.connection
        return connection


class Pivot:
    """Two dictionaries that meet in a language between, such as Chinese to English to Russian."""

    def __init__(self, first: Dictionary, second: Dictionary) -> None:
        self.source, self.target = first.source, second.target
        self._first, self._second, self._between = first, second, first.target

    def look_up(self, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Renderings in turns: the best of each word between, then the second best of each."""
        halfway = {
            found: [dictionary_key(text, self._between) for text in texts[:_MOST_BETWEEN]]
            for found, texts in self._first.look_up(keys).items()
        }
        onward = self._second.look_up(list({word for words in halfway.values() for word in words}))
        found = {}
        for start, words in halfway.items():
            ends = [onward[word][:_MOST_ONWARD] for word in words if word in onward]
            turns = (text for turn in itertools.zip_longest(*ends) for text in turn if text)
            if texts := tuple(dict.fromkeys(turns)):
                found[start] = texts
        return found


class MemoryDictionary:
    """A dictionary held in memory: for tests, and for word lists of a museum's own."""

    def __init__(self, source: str, target: str, entries: Iterable[Entry]) -> None:
        self.source, self.target = source, target
        self._entries = {word: tuple(texts) for word, texts in entries}

    def look_up(self, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
        return {word: self._entries[word] for word in keys if word in self._entries}


def store(entries: Iterable[Entry], path: Path) -> None:
    """Write `entries` (key, renderings with the most usual first) as the file of a StoredDictionary.

    The file appears whole or not at all, so a stopped process or two at once do no harm.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, making = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(making)
        try:
            with connection:
                connection.execute(_SCHEMA)
                rows = ((key, i, text) for key, texts in entries for i, text in enumerate(texts))
                connection.executemany("INSERT OR IGNORE INTO rendering VALUES (?, ?, ?)", rows)
        finally:
            connection.close()
        Path(making).chmod(0o644)
        Path(making).replace(path)
    finally:
        Path(making).unlink(missing_ok=True)
