"""The words of one language as rows to compare a question's words with, by meaning and by sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from retrieval.bridge.products import ERROR, RoughProducts, SparseProducts, Vectors, WholeProducts, highest

BLOCK = 8192  # words; only full blocks are worth the whole numbers, which are made once
NEIGHBOURS = 10  # the k of CSLS
MOST_FOUND, LEAST_NEARNESS = 8, 0.1
_ALIKE = 0.5  # how alike two words must sound before it counts; most words have something in common
Halves = npt.NDArray[np.float16]
_SPARE = 3  # how many times as many rows as are needed get exact products


def centred(vectors: Vectors | Halves, mean: Vectors) -> Vectors:
    """Unit rows of `vectors` without what they have in common."""
    if not len(vectors):
        return np.zeros((0, len(mean)), np.float32)
    rows = np.asarray(vectors, np.float32) - mean
    unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


class Block:
    """Up to `BLOCK` words: rows of meaning, in half precision, with the `mean` that is taken off of them,
    unit rows of sound, and each one's hubness by asker's language.
    """

    def __init__(
        self,
        texts: Sequence[str],
        rows: Halves,
        mean: Vectors,
        sounds: Vectors,
        hubness: Mapping[str, Vectors],
    ) -> None:
        self.texts, self.hubness = tuple(texts), hubness
        self.full = len(texts) == BLOCK
        self._rows, self._mean = rows, mean
        vectors = centred(rows, mean)
        self._products = RoughProducts(vectors) if self.full else WholeProducts(vectors)
        self._by_sound = SparseProducts(sounds)

    def nearness(self, asked: Vectors) -> Vectors:
        """The products with words' vectors, a full block's within `ERROR`."""
        return self._products(asked)

    def likeness(self, sounds: Vectors) -> Vectors:
        """The products with the rows of words' sounds."""
        return self._by_sound(sounds)

    def vectors(self, places: Sequence[int]) -> Vectors:
        """The vectors of some words."""
        return centred(self._rows[places], self._mean)

    def followed_by(self, other: Block) -> Block:
        """The words of both, where they fit into one block."""
        return Block(
            (*self.texts, *other.texts),
            np.concatenate([self._rows, other._rows]),
            self._mean,
            np.concatenate([self._by_sound.kept, other._by_sound.kept]),
            {code: np.concatenate([own, other.hubness[code]]) for code, own in self.hubness.items()},
        )


@dataclass(frozen=True, slots=True)
class WordRows:
    """All words of a language, up to the one with the number `newest` in their file."""

    newest: int = 0
    blocks: tuple[Block, ...] = field(default=())

    def room(self) -> int:
        """How many words the last block can still take."""
        return BLOCK - len(self.blocks[-1].texts) if self.blocks and not self.blocks[-1].full else BLOCK

    def with_more(self, newest: int, block: Block | None) -> WordRows:
        """These words and `block` behind them, of no more than there is room for."""
        if block is None:
            return WordRows(newest, self.blocks)
        if self.blocks and not self.blocks[-1].full:
            return WordRows(newest, (*self.blocks[:-1], self.blocks[-1].followed_by(block)))
        return WordRows(newest, (*self.blocks, block))

    def nearest(self, asked: Vectors, sounds: Vectors, source: str) -> list[list[tuple[str, float]]]:
        """For each row asked the words that lie nearest, nearest first, and how much nearer than others."""
        nearness = np.concatenate([block.nearness(asked) for block in self.blocks], axis=1)
        others = np.concatenate([block.hubness[source] for block in self.blocks])
        alike = np.concatenate([block.likeness(sounds) for block in self.blocks], axis=1)
        alike = np.maximum(alike - np.float32(_ALIKE), 0)
        found: list[list[tuple[str, float]]] = []
        for row, own, places in zip(asked, nearness, highest(nearness, _SPARE * NEIGHBOURS), strict=True):
            exact = np.sort(self._vectors(places) @ row)
            crowd = exact[-NEIGHBOURS:].mean()
            near = self._likely(2 * own - crowd - others + alike[len(found)])
            scores = 2 * (self._vectors(near) @ row) - crowd - others[near] + alike[len(found)][near]
            best = np.argsort(-scores, kind="stable")[:MOST_FOUND]
            found.append(
                [(self._text(near[i]), float(scores[i])) for i in best if scores[i] > LEAST_NEARNESS]
            )
        return found

    @staticmethod
    def _likely(scores: Vectors) -> list[int]:
        """Where the words stand that may be among the best, in the order of the file."""
        places = np.flatnonzero(scores > LEAST_NEARNESS - 2 * ERROR)
        best = places[np.argsort(-scores[places], kind="stable")[: _SPARE * MOST_FOUND]]
        return sorted(best.tolist())

    def _vectors(self, places: Sequence[int] | npt.NDArray[np.intp]) -> Vectors:
        """The vectors of words at `places`, which rise."""
        blocks, within = np.divmod(np.asarray(places, np.intp), BLOCK)
        parts = [block.vectors(within[blocks == i].tolist()) for i, block in enumerate(self.blocks)]
        return np.concatenate(parts)

    def _text(self, place: int) -> str:
        return self.blocks[place // BLOCK].texts[place % BLOCK]
