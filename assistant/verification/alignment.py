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
    token taken off. `owners` says which passage a column is of, and `places` where it stands there.
    """

    spans: list[Span]
    near: Vectors
    whole: float
    leading: int
    owners: np.ndarray[tuple[int], np.dtype[np.int64]]
    places: np.ndarray[tuple[int, int], np.dtype[np.int64]]

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


@dataclass(frozen=True, slots=True)
class Columns:
    """A passage as it is held against sentences: its tokens, and for each the number of its sentence."""

    tokens: PassageTokens
    language: str
    sentences: Places

    @classmethod
    def of(cls, reading: Reading, tokens: PassageTokens) -> Columns:
        """The tokens of a passage, told apart by the sentences of its reading."""
        starts = np.array([a for a, _ in reading.sentences])
        at = np.array([a for a, _ in tokens.spans], np.int64)
        sentences = np.maximum(np.searchsorted(starts, at, side="right") - 1, 0)
        return cls(tokens, reading.language, sentences)


class Asked:
    """A sentence's tokens, to be held against many sets of passages; each passage is compared once."""

    def __init__(self, space: TokenSpace, tokens: Vectors, spans: list[Span]) -> None:
        self.spans = spans
        self.rows = space.asked(tokens)
        self.tokens = PassageTokens(self.rows, spans)
        self._space = space
        self._hubness: dict[str, Vectors] = {}
        self._near: dict[int, tuple[Columns, Vectors]] = {}  # the columns with it, that no other has its id

    def near(self, columns: Columns) -> Vectors:
        """Cosines of the sentence's tokens to a passage's, with the sentence's hubness taken off."""
        language = columns.language
        if language not in self._hubness:
            self._hubness[language] = self._space.hubness(self.rows, language)[:, None]
        if id(columns) not in self._near:
            near = self.rows @ columns.tokens.rows.T - self._hubness[language]
            self._near[id(columns)] = columns, near
        return self._near[id(columns)][1]


def align(asked: Asked, passages: Sequence[Columns]) -> Alignment:
    """The sentence against passages."""
    counts = [len(p.tokens.spans) for p in passages]
    owners = np.repeat(np.arange(len(passages)), counts)
    spans = [np.array(p.tokens.spans, np.int64).reshape(-1, 2) for p in passages]
    return Alignment(
        asked.spans,
        np.concatenate([asked.near(p) for p in passages], axis=1),
        *_whole(asked.rows, passages),
        owners,
        np.concatenate(spans),
    )


def _whole(asked: Vectors, passages: Sequence[Columns]) -> tuple[float, int]:
    """The best cosine of the sentence's mean with that of neighbouring sentences, and whose they are."""
    best = 0.0, 0
    if not len(asked):
        return best
    own = asked.mean(axis=0)
    own = own / max(float(np.linalg.norm(own)), 1e-12)
    for number, passage in enumerate(passages):
        if not len(passage.sentences):
            continue
        starts = np.flatnonzero(np.diff(passage.sentences, prepend=-1))
        alone = np.add.reduceat(passage.tokens.rows, starts, axis=0)
        # What is one sentence's and its neighbour's; the direction of a sum is that of the mean.
        sums = np.concatenate([alone, alone[:-1] + alone[1:]])
        fit = float((sums @ own / np.maximum(np.linalg.norm(sums, axis=1), 1e-12)).max())
        best = max(best, (fit, number), key=lambda found: found[0])
    return best


def place_of(spans: Sequence[Place], at: int) -> Place | None:
    """The one of `spans` that holds `at`."""
    return next(((a, b) for a, b in spans if a <= at < b), None)
