"""Token vectors of passages, kept small: how well a passage, or a sentence of it, fits a question.

The score of a sentence is late interaction (MaxSim, Khattab and Zaharia 2020): the mean, over the
question's tokens, of the best cosine with a token of the sentence. A passage's tokens are kept as the
signs of their components around the model's mean token, along the 256 directions in which the tokens of
our own sentences differ most: 32 bytes a token. The question's tokens stay exact.

Beside them stands how near the passage is to questions at large (its hubness): some passages, tables
above all, are near to every question and say nothing to most. Measured as in CSLS (Conneau et al.
2018): the mean cosine to the ten nearest of a language's background questions.

The file is a cache: what is not in it is computed from the passage's text and put there, so nothing
depends on it being whole, and a passage's id names its text, so nothing in it grows stale.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.calibration import QUESTIONS
from retrieval.embeddings import Embedder, Encoded, Span, Vectors
from retrieval.engines.token_directions import TokenDirections, mean_token, principal
from retrieval.language.sentences import sentence_spans
from retrieval.passages import Passage, passage_context
from retrieval.sqlite_failures import unavailable

_VERSION = 4
_SCHEMA = """
CREATE TABLE IF NOT EXISTS means (
    model TEXT NOT NULL, name TEXT NOT NULL, mean BLOB NOT NULL, PRIMARY KEY (model, name)
) STRICT;
CREATE TABLE IF NOT EXISTS tokens (
    model TEXT NOT NULL, passage_id TEXT NOT NULL, vector BLOB NOT NULL, signs BLOB NOT NULL,
    hubness BLOB NOT NULL,
    PRIMARY KEY (model, passage_id)
) STRICT, WITHOUT ROWID;
"""


_LANGUAGES = tuple(sorted(QUESTIONS))
_NEAREST = 10

_MOST_ASKED = 500  # ids in one statement

Bits = npt.NDArray[np.uint8]
Fetch = Callable[[Sequence[str]], Sequence[Passage]]
_Row = tuple[bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of passages, in one order: unit vectors, signs of their tokens, and hubness."""

    passage_ids: list[str]
    vectors: Vectors
    signs: list[Bits]
    hubness: Vectors


class TokenVectors:
    """The token vectors of the passages of one index, in one SQLite file shared by processes."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        self._path = path
        self._lock = threading.Lock()
        with unavailable(path):
            self._db = sqlite3.connect(path, timeout=60, check_same_thread=False, isolation_level=None)
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.execute("PRAGMA synchronous=NORMAL")
                self._make_tables()
            except BaseException:
                self._db.close()
                raise
        self._means: dict[str, Vectors] = {}

    def _make_tables(self) -> None:
        """Make the tables; those of another version are a cache that nobody needs any more."""
        if self._db.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
            return
        statements = ["BEGIN IMMEDIATE", "DROP TABLE IF EXISTS means", "DROP TABLE IF EXISTS tokens"]
        for statement in [*statements, *_SCHEMA.split(";\n"), f"PRAGMA user_version = {_VERSION}", "COMMIT"]:
            self._db.execute(statement)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def add(self, passages: Sequence[Passage], encoded: Sequence[Encoded]) -> None:
        """Keep the tokens of passages as `Embedder.encode_passages` gave them."""
        directions, model = self.directions(), self._embedder.fingerprint
        hubness = self._hubness(np.stack([e.vector for e in encoded]))
        rows = [
            (
                model,
                passage.passage_id,
                e.vector.astype(np.float16).tobytes(),
                np.packbits(directions.positive(e.tokens), axis=1).tobytes(),
                near.tobytes(),
            )
            for passage, e, near in zip(passages, encoded, hubness, strict=True)
        ]
        with self._lock, unavailable(self._path):
            self._db.executemany("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?, ?)", rows)

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Forget passages."""
        with self._lock, unavailable(self._path):
            self._db.executemany("DELETE FROM tokens WHERE passage_id = ?", [(i,) for i in passage_ids])

    def held(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of the passages of which something is kept."""
        select = "SELECT passage_id FROM tokens WHERE model = ? AND passage_id IN"
        return {row[0] for row in self._selected(select, passage_ids)}

    def kept(self, passage_ids: Sequence[str], language: str, fetch: Fetch) -> Kept:
        """What is kept of passages, their hubness among questions in `language` (zh, ru, else en).

        `fetch` gives the passages of ids that nothing is kept of yet; what it does not give is left out.
        """
        rows = self._rows(passage_ids, fetch)
        known = [i for i in passage_ids if i in rows]
        column = _LANGUAGES.index(_known(language))
        vectors = [np.frombuffer(rows[i][0], np.float16) for i in known]
        return Kept(
            known,
            np.array(vectors, np.float32).reshape(len(known), self._embedder.dimension),
            [self._unpacked(rows[i][1]) for i in known],
            np.array([np.frombuffer(rows[i][2], np.float32)[column] for i in known], np.float32),
        )

    def nearest(self, vector: Vectors, passage_ids: Sequence[str], k: int) -> list[str] | None:
        """The `k` of these passages nearest to `vector`, best first; None unless all are kept here."""
        select = "SELECT passage_id, vector FROM tokens WHERE model = ? AND passage_id IN"
        rows = self._selected(select, passage_ids)
        if len(rows) < len(passage_ids):
            return None
        vectors = np.frombuffer(b"".join(row for _, row in rows), np.float16).reshape(len(rows), len(vector))
        nearness = vectors.astype(np.float32) @ vector
        return [rows[i][0] for i in np.argsort(-nearness, kind="stable")[:k]]

    def late_scores(self, question: Encoded, kept: Kept) -> Vectors:
        """Late interaction of the question with each passage, about -1 to 1; 0 where either has no token."""
        near = self._cosines(question, kept.signs)
        lengths = np.array([len(signs) for signs in kept.signs])
        some = np.flatnonzero(lengths if near.size else np.zeros_like(lengths))
        scores: Vectors = np.zeros(len(lengths), np.float32)
        if len(some):
            starts = (np.cumsum(lengths) - lengths)[some]
            scores[some] = np.maximum.reduceat(near, starts, axis=0).mean(axis=1)
        return scores

    def sentence_scores(
        self, question: Encoded, passages: Sequence[Passage]
    ) -> list[list[tuple[Span, float]]]:
        """For each passage its sentences in order, as spans of its text, each with its score."""
        places = self._embedder.passage_token_spans([_parts(p) for p in passages])
        rows = self._rows(
            [p.passage_id for p in passages], lambda ids: [p for p in passages if p.passage_id in ids]
        )
        near = self._cosines(question, [self._unpacked(rows[p.passage_id][1]) for p in passages])
        scored, at = [], 0
        for passage, spans in zip(passages, places, strict=True):
            own, at = near[at : at + len(spans)], at + len(spans)
            starts = np.array([a for a, _ in spans])
            scored.append(
                [
                    ((a, b), float(own[inside].max(axis=0).mean()) if own.size else 0.0)
                    for a, b in sentence_spans(passage.text, passage.language)
                    if (inside := (starts >= a) & (starts < b)).any()
                ]
            )
        return scored

    def token_signs(self, passages: Sequence[Passage]) -> list[tuple[Bits, list[Span]]]:
        """For each passage the signs of its tokens, a row of 0 and 1 each, and their places in its text."""
        places = self._embedder.passage_token_spans([_parts(p) for p in passages])
        rows = self._rows(
            [p.passage_id for p in passages], lambda ids: [p for p in passages if p.passage_id in ids]
        )
        return [
            (self._unpacked(rows[p.passage_id][1]), spans) for p, spans in zip(passages, places, strict=True)
        ]

    def directions(self) -> TokenDirections:
        """Those along which the signs kept here were taken, whichever engine runs the model now."""
        mean = self._mean("token", lambda: mean_token(self._embedder))
        flat = self._mean("basis", lambda: principal(self._embedder, mean).ravel())
        return TokenDirections(mean, flat.reshape(self._embedder.dimension, -1))

    def question_mean(self, language: str) -> Vectors:
        """The mean vector of background questions in `language` (zh, ru, else en)."""
        mean: Vectors = self._background(_known(language)).mean(axis=0)
        return mean

    def _background(self, language: str) -> Vectors:
        """The unit vectors of a language's background questions, shape (questions, dimension)."""
        flat = self._mean(
            f"questions/{language}", lambda: self._embedder.embed_questions(QUESTIONS[language]).ravel()
        )
        return flat.reshape(-1, self._embedder.dimension)

    def _hubness(self, vectors: Vectors) -> Vectors:
        """Shape (passages, languages): each passage's mean cosine to its nearest background questions."""
        near = [np.sort(vectors @ self._background(code).T, axis=1) for code in _LANGUAGES]
        return np.stack([n[:, -_NEAREST:].mean(axis=1) for n in near], axis=1).astype(np.float32)

    def _cosines(self, question: Encoded, signs: Sequence[Bits]) -> Vectors:
        """Shape (all passages' tokens, question tokens): cosines of signs to centred question tokens."""
        wanted = self.directions().unit(question.tokens)
        bits = np.concatenate(signs).astype(np.float32)
        # A row of signs is 2 * bits - 1, of length sqrt(number of signs).
        cosines: Vectors = bits @ (2 * wanted.T)
        cosines -= wanted.sum(axis=1)
        cosines /= bits.shape[1] ** 0.5
        return cosines

    def _mean(self, name: str, compute: Callable[[], Vectors]) -> Vectors:
        """A vector that this file keeps, computed once for each model."""
        if name not in self._means:
            key = (self._embedder.fingerprint, name)
            select = "SELECT mean FROM means WHERE model = ? AND name = ?"
            with self._lock, unavailable(self._path):
                row = self._db.execute(select, key).fetchone()
            if row is None:
                mean = compute()
                with self._lock, unavailable(self._path):
                    self._db.execute("INSERT OR IGNORE INTO means VALUES (?, ?, ?)", (*key, mean.tobytes()))
                    row = self._db.execute(select, key).fetchone()
            self._means[name] = np.frombuffer(row[0], np.float32)
        return self._means[name]

    def _rows(self, passage_ids: Sequence[str], fetch: Fetch) -> dict[str, _Row]:
        """For each passage id its vector, signs and hubness as kept, made where they are missing."""
        select = "SELECT passage_id, vector, signs, hubness FROM tokens WHERE model = ? AND passage_id IN"
        rows = {passage_id: tuple(row) for passage_id, *row in self._selected(select, passage_ids)}
        if (missing := [i for i in passage_ids if i not in rows]) and (passages := fetch(missing)):
            self.add(passages, self._embedder.encode_passages([_parts(p) for p in passages]))
            rows |= self._rows([p.passage_id for p in passages], lambda _: [])
        return rows

    def _selected(self, select: str, passage_ids: Sequence[str]) -> list[Any]:
        """The rows of passages for a statement that ends before the list of their ids."""
        rows = []
        for start in range(0, len(passage_ids), _MOST_ASKED):
            some = passage_ids[start : start + _MOST_ASKED]
            whole = f"{select} ({', '.join('?' * len(some))})"
            with self._lock, unavailable(self._path):
                rows += self._db.execute(whole, (self._embedder.fingerprint, *some)).fetchall()
        return rows

    def _unpacked(self, signs: bytes) -> Bits:
        """One row of 0 and 1 a token."""
        width = self.directions().basis.shape[1] // 8
        return np.unpackbits(np.frombuffer(signs, np.uint8).reshape(-1, width), axis=1)


def _known(language: str) -> str:
    return language if language in QUESTIONS else "en"


def _parts(passage: Passage) -> tuple[str, str]:
    return passage_context(passage.title, passage.locator.headings), passage.text
