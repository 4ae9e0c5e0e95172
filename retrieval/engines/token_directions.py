"""The directions along which token vectors are compared, and the signs in which passages' tokens are kept.

They are the principal ones of the tokens of sentences of our own, around the mean token. Two engines of
one model, or two machines, find other ones where tokens differ as much along many of them, so signs mean
something only beside the directions they were taken along.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.calibration import SENTENCES
from retrieval.embeddings import Embedder, Vectors

MOST = 256


@dataclass(frozen=True, slots=True)
class TokenDirections:
    """A mean token of shape (dimension,), and a basis of shape (dimension, directions)."""

    mean: Vectors
    basis: Vectors

    def along(self, tokens: Vectors) -> Vectors:
        """Shape (tokens, directions): what tokens, given as (tokens, dimension), have along each."""
        found: Vectors = np.matmul(tokens - self.mean, self.basis)
        return found

    def unit(self, tokens: Vectors) -> Vectors:
        """The same as unit rows."""
        rows = self.along(tokens)
        unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return unit

    def positive(self, tokens: Vectors) -> npt.NDArray[np.bool_]:
        """The signs alone, of the same shape."""
        positive: npt.NDArray[np.bool_] = self.along(tokens) > 0
        return positive


def mean_token(embedder: Embedder) -> Vectors:
    """The model's mean token, from sentences of our own in three languages."""
    mean: Vectors = _sentence_tokens(embedder).mean(axis=0, dtype=np.float32)
    return mean


def principal(embedder: Embedder, mean: Vectors) -> Vectors:
    """The directions in which tokens differ most around `mean`, as columns: as many as fill whole bytes."""
    _, _, directions = np.linalg.svd(_sentence_tokens(embedder) - mean, full_matrices=False)
    most = min(MOST, len(directions) // 8 * 8)
    return np.ascontiguousarray(directions[:most].T, dtype=np.float32)


def learned(embedder: Embedder) -> TokenDirections:
    """The directions of a model by itself, where no index has kept any."""
    mean = mean_token(embedder)
    return TokenDirections(mean, principal(embedder, mean))


def _sentence_tokens(embedder: Embedder) -> Vectors:
    """The tokens of the calibration's sentences, shape (tokens, dimension)."""
    encoded = embedder.encode_passages([("", text) for text in SENTENCES])
    return np.concatenate([e.tokens for e in encoded])
