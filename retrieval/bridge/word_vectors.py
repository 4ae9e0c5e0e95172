"""A dictionary learned from the embedding model: the index's own words, found by what they mean.

Every word of the passages is embedded once, alone. A word of a question is rendered by the words of
another language that lie nearest to it, with the languages' means taken off and words that lie near
to everything held back (CSLS, Conneau et al., "Word Translation Without Parallel Data", 2018); words
that sound alike are nearer, for names are carried over by their sound. That needs no dictionary,
knows names that no dictionary has, and covers the words that matter: those in the documents.

The words are kept in a SQLite file that only grows: a word whose passages are gone finds nothing and
does no harm, and the file can be made again from the passages.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from retrieval.bridge.word_rows import NEIGHBOURS, Block, Halves, WordRows, centred
from retrieval.language.function_words import content_words
from retrieval.language.transliteration import sound_vectors
from retrieval.sqlite_failures import unavailable

MOST_WORDS = 50_000  # a language; those met first. They take some 85 MB of memory and 75 MB of disk
_MOST_KEPT = 4096  # words asked about whose vectors, and whose neighbours in each language, are kept
_SCHEMA = """
CREATE TABLE IF NOT EXISTS word
    (language TEXT, key TEXT, text TEXT, vector BLOB, sounds BLOB, PRIMARY KEY (language, key));
CREATE TABLE IF NOT EXISTS background
    (language TEXT, words TEXT, vectors BLOB, PRIMARY KEY (language, words));
"""

Vectors = npt.NDArray[np.float32]
# Unit vectors of shape (words, dimension), of words embedded each alone.
Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A word of the index, as written there, and how much nearer than others it lies (0 to 1 or so)."""

    text: str
    nearness: float


@dataclass(frozen=True, slots=True)
class _Near:
    """The neighbours found of words so far, among the words up to the one with the number `newest`."""

    newest: int
    words: dict[str, tuple[Neighbour, ...]] = field(default_factory=dict)


class Neighbours(Protocol):
    """Whatever knows which words of one language lie near to words of another."""

    def neighbours(self, words: Sequence[str], source: str, target: str) -> dict[str, tuple[Neighbour, ...]]:
        """For each of `words` in `source`, the words of `target` that lie nearest to it, nearest first."""


class WordVectors:
    """The words of an index with their vectors, in a file; safe in several threads and processes.

    `background` holds everyday words of each language: from them come its mean and the hubness of
    the others' words. `embed_background` may know their vectors already. Raises Unavailable where the file
    cannot be used.
    """

    def __init__(
        self,
        path: Path,
        embed: Embed,
        background: Mapping[str, Sequence[str]],
        embed_background: Embed | None = None,
    ) -> None:
        self._path, self._embed, self._lock = path, embed, threading.Lock()
        self._embed_background = embed_background or embed
        with unavailable(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Kept open, for SQLite removes what it reads a log with when the last connection is closed, and
            # has no room to make it anew when the disk is full.
            connection = sqlite3.connect(path, timeout=60, check_same_thread=False)
            weakref.finalize(self, connection.close)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
            vectors = {
                language: self._background_vectors(connection, language, words)
                for language, words in background.items()
            }
        self._means = {language: found.mean(axis=0) for language, found in vectors.items()}
        self._background = {language: self._centred(found, language) for language, found in vectors.items()}
        self._rows: dict[str, WordRows] = {}
        self._kept: dict[tuple[str, str], Vectors] = {}
        self._near: dict[tuple[str, str], _Near] = {}

    def learn(self, texts: Iterable[str]) -> int:
        """Take up the words of `texts`; returns how many are new. Known words cost a look-up."""
        met: dict[tuple[str, str], str] = {}
        for text in texts:
            for language in self._means:
                for word in content_words(text, language):
                    met.setdefault((language, word.key), text[word.start : word.end].lower())
        with self._connected() as connection:
            new = list(self._new(connection, met))
            vectors = self._embed([met[place] for place in new])
            rows = [
                (*place, met[place], _stored(vector), _stored(sound_vectors([met[place]], place[0])))
                for place, vector in zip(new, vectors, strict=True)
            ]
            with connection:
                connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?, ?, ?, ?)", rows)
        return len(new)

    def neighbours(self, words: Sequence[str], source: str, target: str) -> dict[str, tuple[Neighbour, ...]]:
        """For each of `words` in `source`, the words of `target` that lie nearest to it, nearest first."""
        known = self._language(target)
        if not words or not known.blocks:
            return {}
        with self._lock:
            near = self._near.get((source, target))
            if near is None or near.newest != known.newest or len(near.words) > _MOST_KEPT:
                near = self._near[source, target] = _Near(known.newest)
        if new := [word for word in dict.fromkeys(words) if word not in near.words]:
            asked = self._centred(self._asked(new, source), source)
            found = known.nearest(asked, sound_vectors(new, source), source)
            for word, several in zip(new, found, strict=True):
                near.words[word] = tuple(Neighbour(text, nearness) for text, nearness in several)
        return {word: near.words[word] for word in words}

    def _asked(self, words: Sequence[str], language: str) -> Vectors:
        """The vectors of words of a question, which is asked about once for each other language."""
        places = [(language, word) for word in words]
        with self._lock:
            vectors = {place: self._kept[place] for place in places if place in self._kept}
        if new := [place for place in places if place not in vectors]:
            vectors |= (made := self._made(new))
            with self._lock:
                if len(self._kept) > _MOST_KEPT:
                    self._kept.clear()
                self._kept |= made
        return np.stack([vectors[place] for place in places])

    def _made(self, places: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Vectors]:
        """The vectors of words by language and word, from the file where the index has the very word."""
        made = {}
        with self._connected() as connection:
            for language, text in places:
                keys = [word.key for word in content_words(text, language)]
                select = "SELECT vector FROM word WHERE language = ? AND key = ? AND text = ?"
                if len(keys) == 1 and (row := connection.execute(select, (language, *keys, text)).fetchone()):
                    made[language, text] = _loaded(row, 1)[0]
        if missing := [place for place in places if place not in made]:
            made.update(zip(missing, self._embed([text for _, text in missing]), strict=True))
        return made

    def _language(self, language: str) -> WordRows:
        """The words of a language; those learned since it was last asked for are taken up first."""
        with self._lock, self._connected() as connection:
            (newest,) = connection.execute("SELECT coalesce(max(rowid), 0) FROM word").fetchone()
            known = self._rows.get(language, WordRows())
            if known.newest == newest:
                return known
            since = connection.execute(
                "SELECT text, vector, sounds FROM word"
                " WHERE +language = ? AND rowid > ? AND rowid <= ? ORDER BY rowid",
                (language, known.newest, newest),
            )
            while found := since.fetchmany(known.room()):
                known = known.with_more(newest, self._block(found, language))
            self._rows[language] = known.with_more(newest, None)
            return self._rows[language]

    def _block(self, found: Sequence[tuple[str, bytes, bytes]], language: str) -> Block:
        texts, vectors, sounds = zip(*found, strict=True)
        rows = np.frombuffer(b"".join(vectors), "<f2").reshape(len(found), -1)
        own = self._centred(rows, language)
        hubness = {
            other: _mean_of_nearest(own, background)
            for other, background in self._background.items()
            if other != language
        }
        return Block(texts, rows, self._means[language], _loaded(sounds, len(found)), hubness)

    def _new(
        self, connection: sqlite3.Connection, met: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, str]]:
        """The words that the file does not hold yet, as many as it has room for."""
        room = {language: MOST_WORDS - _count(connection, language) for language in self._means}
        for language, key in met:
            known = "SELECT 1 FROM word WHERE language = ? AND key = ?"
            if room[language] > 0 and not connection.execute(known, (language, key)).fetchone():
                room[language] -= 1
                yield language, key

    def _background_vectors(
        self, connection: sqlite3.Connection, language: str, words: Sequence[str]
    ) -> Vectors:
        place = (language, "\n".join(words))
        asked = "SELECT vectors FROM background WHERE language = ? AND words = ?"
        if row := connection.execute(asked, place).fetchone():
            return _loaded([row[0]], len(words))
        stored = _stored(self._embed_background(words))
        with connection:
            connection.execute("INSERT OR IGNORE INTO background VALUES (?, ?, ?)", (*place, stored))
        return _loaded([stored], len(words))  # as they will be read the next time

    def _centred(self, vectors: Vectors | Halves, language: str) -> Vectors:
        return centred(vectors, self._means[language])

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with unavailable(self._path), closing(sqlite3.connect(self._path, timeout=60)) as connection:
            yield connection


def _count(connection: sqlite3.Connection, language: str) -> int:
    (rows,) = connection.execute("SELECT count(*) FROM word WHERE language = ?", (language,)).fetchone()
    return int(rows)


def _stored(vectors: Vectors) -> bytes:
    return vectors.astype("<f2").tobytes()


def _loaded(stored: Sequence[bytes], rows: int) -> Vectors:
    vectors = np.frombuffer(b"".join(stored), "<f2").astype(np.float32)
    return vectors.reshape(rows, -1) if rows else vectors.reshape(0, 1)


def _mean_of_nearest(vectors: Vectors, others: Vectors) -> Vectors:
    """For each row of `vectors`, its mean product with the rows of `others` that lie nearest to it."""
    k = min(NEIGHBOURS, len(others))
    nearest: Vectors = np.partition(vectors @ others.T, -k, axis=1)[:, -k:].mean(axis=1)
    return nearest
