"""Which tokens of passages a sentence's tokens meet, and how well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.verification.reading import Reading
from assistant.verification.token_space import PassageTokens, TokenSpace, overlapping
from assistant.verification.verdict import Place
from retrieval.embeddings import Span, Vectors

Places = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence held against several passages.

    `near` has shape (sentence tokens, all passages' tokens): cosines with the hubness of the sentence's
    token taken off. `owners` says which passage a column is of, `places` where it stands there, and
    `sentences` which of all passages' sentences it belongs to.
    """

    spans: list[Span]
    near: Vectors
    whole: float
    leading: int
    owners: np.ndarray[tuple[int], np.dtype[np.int64]]
    places: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    sentences: np.ndarray[tuple[int], np.dtype[np.int64]]

    def rows(self, start: int, end: int) -> list[int]:
        """The sentence's tokens that stand at `start:end`."""
        return overlapping(self.spans, start, end)

    def of_place(self, start: int, end: int, columns: Sequence[int] | None = None) -> float:
        """How well what stands at `start:end` of the sentence is met, by any tokens or those of `columns`."""
        rows = overlapping(self.spans, start, end)
        if not rows:
            return 0.0
        near = self.near[rows] if columns is None else self.near[np.ix_(rows, list(columns))]
        return float(near.max(axis=1).mean()) if near.size else -1.0

    def meeting(self, start: int, end: int, columns: Sequence[int] | None = None) -> tuple[int, int] | None:
        """The passage, and the place in it, of the token that best meets `start:end`."""
        rows = overlapping(self.spans, start, end)
        if not rows:
            return None
        total = self.near[rows].max(axis=0)
        if columns is not None:
            chosen = list(columns)
            if not chosen:
                return None
            column = chosen[int(total[chosen].argmax())]
        else:
            column = int(total.argmax())
        return int(self.owners[column]), int(self.places[column, 0])


def align(
    space: TokenSpace,
    sentence: tuple[Vectors, list[Span]],
    passages: Sequence[tuple[Reading, PassageTokens]],
) -> Alignment:
    """The sentence, given as the model's tokens and their places, against passages."""
    asked = space.asked(sentence[0])
    near = [asked @ p.rows.T - space.hubness(asked, r.language)[:, None] for r, p in passages]
    owners = np.concatenate([np.full(len(p.spans), i) for i, (_, p) in enumerate(passages)])
    places = np.concatenate([np.array(p.spans, np.int64).reshape(-1, 2) for _, p in passages])
    sentences = _sentences(passages)
    rows = np.concatenate([p.rows for _, p in passages])
    return Alignment(
        sentence[1],
        np.concatenate(near, axis=1),
        *_whole(asked, rows, sentences, owners),
        owners,
        places,
        sentences,
    )


def _whole(asked: Vectors, rows: Vectors, sentences: Places, owners: Places) -> tuple[float, int]:
    """The best cosine of the sentence's mean with that of neighbouring sentences, and whose they are."""
    if not len(asked) or not len(rows):
        return 0.0, 0
    own = asked.mean(axis=0)
    own = own / max(float(np.linalg.norm(own)), 1e-12)
    best = 0.0, 0
    for first in range(int(sentences.max()) + 1):
        for last in (first, first + 1):
            held = np.flatnonzero((sentences >= first) & (sentences <= last))
            if len(held):
                held = held[owners[held] == owners[held[0]]]
                mean = rows[held].mean(axis=0)
                fit = float(mean @ own) / max(float(np.linalg.norm(mean)), 1e-12)
                best = max(best, (fit, int(owners[held[0]])))
    return best


def _sentences(passages: Sequence[tuple[Reading, PassageTokens]]) -> Places:
    """For each token of all passages the number of its sentence, counted through."""
    found: list[int] = []
    before = 0
    for reading, tokens in passages:
        starts = np.array([a for a, _ in reading.sentences])
        for a, _ in tokens.spans:
            found.append(before + max(int(np.searchsorted(starts, a, side="right")) - 1, 0))
        before += len(reading.sentences)
    return np.array(found, np.int64)


def place_of(spans: Sequence[Place], at: int) -> Place | None:
    """The one of `spans` that holds `at`."""
    return next(((a, b) for a, b in spans if a <= at < b), None)
