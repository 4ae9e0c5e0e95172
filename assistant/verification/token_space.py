"""Token vectors as verification compares them: signs along the directions in which tokens differ most.

That is the form in which an index keeps them (`retrieval.engines`), so what it keeps can be used as it is,
and what it does not keep is made here alike. How near a token lies to sentences at large, its hubness, is
taken off: that makes cosines comparable between words and between languages (as in CSLS,
Conneau et al. 2018).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from retrieval.calibration import SENTENCES
from retrieval.embeddings import Embedder, Encoded, Span, Vectors
from retrieval.engines.token_directions import TokenDirections, learned
from retrieval.language.sentences import script_language

_NEAREST = 5
_LETTERS_OF_A_NAME = 3.0  # a token; everyday words are cut into longer ones


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """The tokens of a passage or a sentence: unit rows, and their places in its text."""

    rows: Vectors
    spans: list[Span]

    @classmethod
    def of_signs(cls, signs: npt.NDArray[np.uint8], spans: list[Span]) -> PassageTokens:
        """From rows of 0 and 1, as `TokenVectors.token_signs` gives them."""
        return cls(signs_as_rows(signs > 0), spans)


class TokenSpace:
    """The directions, the mean token and the background tokens of one embedding model.

    `directions` are those of an index, whose signs can be compared along no others; without them the
    model's own.
    """

    def __init__(self, embedder: Embedder, directions: TokenDirections | None = None) -> None:
        self._embedder = embedder
        self._given = directions
        self._lock = threading.Lock()

    def encode(self, texts: list[str]) -> list[Encoded]:
        """The texts as the model sees passages, tokens and spans."""
        encoded = self._embedder.encode_passages([("", text) for text in texts])
        return [replace(e, spans=bare_spans(text, e.spans)) for text, e in zip(texts, encoded, strict=True)]

    def vectors(self, texts: list[str]) -> Vectors:
        """Shape (texts, dimension): the model's unit vectors of texts, each read alone."""
        return self._embedder.embed_passages(texts)

    def common(self, language: str) -> Vectors:
        """The mean vector of a language's everyday sentences (zh, ru, else en)."""
        common = self._learned[2]
        return common.get(language, common["en"])

    def passage_tokens(self, text: str, given: Encoded | PassageTokens | None = None) -> PassageTokens:
        """The tokens of a passage, made here where they are not given."""
        if isinstance(given, PassageTokens):
            return PassageTokens(given.rows, bare_spans(text, given.spans))
        encoded = given or self.encode([text])[0]
        return PassageTokens(self.kept(encoded.tokens), bare_spans(text, encoded.spans))

    def wants_capital(self, word: str) -> bool:
        """Whether the model's vocabulary knows `word` better with its capital, as it does names."""
        plain = word.replace("ё", "е").replace("Ё", "Е")
        with_capital, without = self._embedder.token_spans_of([plain, plain.lower()])
        return len(without) >= len(with_capital) and len(word) <= _LETTERS_OF_A_NAME * len(without)

    def asked(self, tokens: Vectors) -> Vectors:
        """Unit rows of shape (tokens, directions): a sentence's tokens, exact."""
        return self._directions.unit(tokens)

    def kept(self, tokens: Vectors) -> Vectors:
        """Unit rows of the same shape: a passage's tokens, as their signs alone."""
        return signs_as_rows(self._directions.positive(tokens))

    def hubness(self, asked: Vectors, language: str) -> Vectors:
        """For each row how near it lies to the nearest tokens of a language's everyday sentences."""
        background = self._background.get(language, self._background["en"])
        near = np.partition(asked @ background.T, -_NEAREST, axis=1)[:, -_NEAREST:]
        mean: Vectors = near.mean(axis=1)
        return mean

    @property
    def _directions(self) -> TokenDirections:
        return self._learned[0]

    @property
    def _background(self) -> dict[str, Vectors]:
        return self._learned[1]

    @cached_property
    def _learned(self) -> tuple[TokenDirections, dict[str, Vectors], dict[str, Vectors]]:
        with self._lock:
            directions = self._given or learned(self._embedder)
            background: dict[str, list[Vectors]] = {}
            vectors: dict[str, list[Vectors]] = {}
            for sentence, e in zip(SENTENCES, self.encode(list(SENTENCES)), strict=True):
                rows = signs_as_rows(directions.positive(e.tokens))
                background.setdefault(script_language(sentence), []).append(rows)
                vectors.setdefault(script_language(sentence), []).append(e.vector)
            return (
                directions,
                {code: np.concatenate(rows) for code, rows in background.items()},
                {code: np.mean(rows, axis=0) for code, rows in vectors.items()},
            )


def signs_as_rows(positive: npt.NDArray[np.bool_]) -> Vectors:
    """Unit rows of which only the signs are known."""
    width = max(positive.shape[1], 1)
    rows: Vectors = ((2.0 * positive - 1.0) / width**0.5).astype(np.float32)
    return rows


def bare_spans(text: str, spans: Sequence[Span]) -> list[Span]:
    """The places of tokens without the space before them, which belongs to the token and to no word."""
    return [(a + 1 if text[a : a + 1].isspace() and b - a > 1 else a, b) for a, b in spans]


def overlapping(spans: list[Span], start: int, end: int) -> list[int]:
    """The tokens that touch `start:end`."""
    return [i for i, (a, b) in enumerate(spans) if a < end and start < b]
