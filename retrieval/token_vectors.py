"""Token vectors of passages, kept small, to say which sentence of a passage fits a question.

The score of a sentence is late interaction (MaxSim, Khattab and Zaharia 2020): the mean, over the
question's tokens, of the best cosine with a token of the sentence. A passage's tokens are kept as the
signs of their components around the model's mean token: 48 bytes a token for 384 dimensions. The
question's tokens stay exact.

The file is a cache: what is not in it is computed from the passage's text and put there, so nothing
depends on it being whole, and a passage's id names its text, so nothing in it grows stale.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from retrieval.calibration import QUESTIONS, SENTENCES
from retrieval.embeddings import Embedder, Encoded, Span, Vectors
from retrieval.passages import Passage, passage_context
from retrieval.sentences import sentence_spans

_SCHEMA = """
CREATE TABLE IF NOT EXISTS means (
    model TEXT NOT NULL, name TEXT NOT NULL, mean BLOB NOT NULL, PRIMARY KEY (model, name)
) STRICT;
CREATE TABLE IF NOT EXISTS tokens (
    model TEXT NOT NULL, passage_id TEXT NOT NULL, signs BLOB NOT NULL, PRIMARY KEY (model, passage_id)
) STRICT, WITHOUT ROWID;
"""


class TokenVectors:
    """The token vectors of the passages of one index, in one SQLite file shared by processes."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, timeout=60, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        for statement in _SCHEMA.split(";\n"):
            self._db.execute(statement)
        self._means: dict[str, Vectors] = {}

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def add(self, passages: Sequence[Passage], encoded: Sequence[Encoded]) -> None:
        """Keep the tokens of passages as `Embedder.encode_passages` gave them."""
        mean, model = self.token_mean(), self._embedder.fingerprint
        rows = [
            (model, p.passage_id, np.packbits(e.tokens > mean, axis=1).tobytes())
            for p, e in zip(passages, encoded, strict=True)
        ]
        with self._lock:
            self._db.executemany("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?)", rows)

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Forget passages."""
        with self._lock:
            self._db.executemany("DELETE FROM tokens WHERE passage_id = ?", [(i,) for i in passage_ids])

    def sentence_scores(
        self, question: Encoded, passages: Sequence[Passage]
    ) -> list[list[tuple[Span, float]]]:
        """For each passage its sentences in order, as spans of its text, each with its score."""
        wanted = question.tokens - self.token_mean()
        wanted = wanted / np.maximum(np.linalg.norm(wanted, axis=1, keepdims=True), 1e-12)
        places = self._embedder.passage_token_spans([_parts(p) for p in passages])
        scored = []
        for passage, signs, spans in zip(passages, self._signs(passages), places, strict=True):
            # A row of signs has length sqrt(dimension): the product is the cosine to the sign vector.
            near = wanted @ (signs.T / np.sqrt(signs.shape[1]))
            starts = np.array([a for a, _ in spans])
            scored.append(
                [
                    ((a, b), float(near[:, inside].max(axis=1).mean()))
                    for a, b in sentence_spans(passage.text, passage.language)
                    if (inside := (starts >= a) & (starts < b)).any()
                ]
            )
        return scored

    def token_mean(self) -> Vectors:
        """The model's mean token, from sentences of our own in three languages."""
        return self._mean("token", lambda: _token_mean(self._embedder))

    def question_mean(self, language: str) -> Vectors:
        """The mean vector of questions in `language` (zh, ru, else en), from questions of our own."""
        language = language if language in QUESTIONS else "en"
        return self._mean(
            f"question/{language}",
            lambda: self._embedder.embed_questions(QUESTIONS[language]).mean(axis=0, dtype=np.float32),
        )

    def _mean(self, name: str, compute: Callable[[], Vectors]) -> Vectors:
        """A mean that this file keeps, computed once for each model."""
        if name not in self._means:
            key = (self._embedder.fingerprint, name)
            select = "SELECT mean FROM means WHERE model = ? AND name = ?"
            with self._lock:
                row = self._db.execute(select, key).fetchone()
            if row is None:
                mean = compute()
                with self._lock:
                    self._db.execute("INSERT OR IGNORE INTO means VALUES (?, ?, ?)", (*key, mean.tobytes()))
                    row = self._db.execute(select, key).fetchone()
            self._means[name] = np.frombuffer(row[0], np.float32)
        return self._means[name]

    def _signs(self, passages: Sequence[Passage]) -> list[Vectors]:
        """One row of +1 and -1 a token, for each passage."""
        model = self._embedder.fingerprint
        marks = ", ".join("?" * len(passages))
        with self._lock:
            rows = self._db.execute(
                f"SELECT passage_id, signs FROM tokens WHERE model = ? AND passage_id IN ({marks})",
                (model, *(p.passage_id for p in passages)),
            ).fetchall()
        known = dict(rows)
        if missing := [p for p in passages if p.passage_id not in known]:
            self.add(missing, self._embedder.encode_passages([_parts(p) for p in missing]))
            return self._signs(passages)
        width = -(-self._embedder.dimension // 8)
        unpacked = [
            np.unpackbits(np.frombuffer(known[p.passage_id], np.uint8).reshape(-1, width), axis=1)
            for p in passages
        ]
        return [bits[:, : self._embedder.dimension].astype(np.float32) * 2 - 1 for bits in unpacked]


def _token_mean(embedder: Embedder) -> Vectors:
    encoded = embedder.encode_passages([("", text) for text in SENTENCES])
    mean: Vectors = np.concatenate([e.tokens for e in encoded]).mean(axis=0, dtype=np.float32)
    return mean


def _parts(passage: Passage) -> tuple[str, str]:
    return passage_context(passage.title, passage.locator.headings), passage.text
