"""How much each word of a passage looks like an answer to a question.

Nearness tells which sentence speaks of what is asked, and the sentence that says it best is often the
question over again. So a small network, the weights of which lie beside this file, looks at every token of
a passage with the question beside it: what the token is, the question's tokens that it is nearest to, the
question as a whole, and the tokens around it. It was taught with questions whose answers are marked in the
text (`python -m evals.reader.training`; docs/decisions/0015-reader.md says from which, and what it is worth).

It reads the token vectors that an index keeps, so no model runs. They are those of one embedding model;
with another one nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.embeddings import Vectors
from retrieval.engines.token_directions import TokenDirections

WEIGHTS = Path(__file__).with_name("weights.npz")
# The network's constants, which training shares.
WIDTH = 7  # tokens that one convolution sees
DILATION = 3  # of the second: it sees every third token
REACHES = (8, 30)  # tokens to either side, within which the words of the question are looked for
# That all inputs are of one size.
SCALES = {"token": 4.0, "nearest": 4.0, "mean": 8.0, "weighed": 4.0, "around": 6.0}

Array = npt.NDArray[np.float32]


class AnswerReader:
    """Reads passages whose tokens are kept along `directions`; safe to use from several threads."""

    def __init__(self, weights: Mapping[str, Array], directions: TokenDirections) -> None:
        along = {name: directions.basis.T @ weights[name] for name in ("token", "asked", "whole", "weight")}
        self._w = {**weights, **along}

    @classmethod
    def of(cls, fingerprint: str, directions: TokenDirections) -> AnswerReader | None:
        """The reader for an embedding model, by its fingerprint; None for one it was not made for, or where
        its weights were left out.
        """
        model, weights = _kept(WEIGHTS)
        return cls(weights, directions) if fingerprint == model else None

    def read(self, question: Vectors, passages: Sequence[npt.NDArray[np.uint8]]) -> list[Array]:
        """For each passage a number for each of its tokens: the greater, the more like an answer.

        `question` are its tokens as unit rows along the directions, shape (tokens, directions); a passage is
        given as the signs of its tokens, rows of 0 and 1. Numbers can be compared within one question.
        """
        if not passages or not len(question):
            return [np.zeros(len(signs), np.float32) for signs in passages]
        gap = np.zeros((max(REACHES[-1], DILATION * (WIDTH // 2)), question.shape[1]), np.float32)
        rows, inside = [], []
        for signs in passages:
            rows += [unit_signs(signs), gap]
            inside += [np.ones(len(signs), bool), np.zeros(len(gap), bool)]
        mask = np.concatenate(inside)
        found = self._logits(question, np.concatenate(rows), mask[:, None])[mask]
        return list(np.split(found, np.cumsum([len(signs) for signs in passages])[:-1]))

    def _logits(self, question: Vectors, tokens: Vectors, mask: npt.NDArray[np.bool_]) -> Array:
        w = self._w
        near = tokens @ question.T
        weights = _softmax((question @ w["weight"] + w["weight_bias"])[:, 0])
        whole = SCALES["token"] * (weights @ (question @ w["whole"] + w["whole_bias"]))
        own = SCALES["token"] * (tokens @ w["token"] + w["token_bias"])
        nearest = _softmax(near * w["sharpness"]) @ (question @ w["asked"] + w["asked_bias"])
        nearest = SCALES["token"] * nearest
        told = np.stack(
            [
                SCALES["nearest"] * near.max(axis=1),
                SCALES["mean"] * near.mean(axis=1),
                SCALES["weighed"] * (near @ weights),
                *(SCALES["around"] * each for each in _around(near, mask, weights)),
            ],
            axis=1,
        )
        x = np.concatenate([own, nearest, own * whole, own * nearest, told], axis=1)
        x = _gelu(x @ w["mix"] + w["mix_bias"]) * mask
        for name, dilation in (("first", 1), ("second", DILATION)):
            seen = _normal(x, w[f"{name}_scale"], w[f"{name}_shift"]) * mask
            x = (x + _gelu(_convolved(seen, w[name], dilation) + w[f"{name}_bias"])) * mask
        found: Array = (x @ w["out"])[:, 0]
        return found


def unit_signs(signs: npt.NDArray[np.uint8]) -> Vectors:
    """Rows of 0 and 1 as unit rows: what is known of a token kept as signs."""
    rows: Vectors = (signs.astype(np.float32) * 2 - 1) / np.sqrt(np.float32(signs.shape[1]))
    return rows


def _around(near: Array, mask: npt.NDArray[np.bool_], weights: Array) -> Iterator[Array]:
    """How well the question is met around each token, all its words alike and as they are weighed."""
    there = np.where(mask, near, np.float32(-1))
    for reach in REACHES:
        best = _highest_around(there, reach)
        yield best.mean(axis=1)
        yield best @ weights


def _highest_around(rows: Array, reach: int) -> Array:
    """The highest of each column within `reach` rows to either side, by doubling what is compared."""
    width, size = 2 * reach + 1, 1
    highest = np.pad(rows, ((reach, reach), (0, 0)), constant_values=-1)
    while 2 * size <= width:
        highest = np.maximum(highest[:-size], highest[size:])
        size *= 2
    found: Array = np.maximum(highest[: len(rows)], highest[width - size : width - size + len(rows)])
    return found


def _softmax(rows: Array) -> Array:
    shifted = np.exp(rows - rows.max(axis=-1, keepdims=True))
    found: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return found


def _gelu(x: Array) -> Array:
    inner = x * x  # a power of an array costs as much as all the rest
    inner *= x
    inner *= np.float32(0.044715)
    inner += x
    inner *= np.float32(np.sqrt(2 / np.pi))
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner


def _normal(x: Array, scale: Array, shift: Array) -> Array:
    centred = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + np.float32(1e-5))
    found: Array = centred / spread * scale + shift
    return found


def _convolved(x: Array, kernel: Array, dilation: int) -> Array:
    """`kernel` of shape (width, inputs, outputs) along the rows of `x`, with nothing beyond its ends."""
    width = len(kernel)
    reach = dilation * (width // 2)
    padded = np.pad(x, ((reach, reach), (0, 0)))
    parts = [padded[i * dilation : i * dilation + len(x)] @ kernel[i] for i in range(width)]
    found: Array = np.sum(parts, axis=0, dtype=np.float32)
    return found


@lru_cache(maxsize=2)
def _kept(path: Path) -> tuple[str, Mapping[str, Array]]:
    """The fingerprint of the model that weights were made for, and the weights."""
    if not path.is_file():
        return "", {}
    with np.load(path) as kept:
        model = str(kept["model"])
        return model, {name: kept[name].astype(np.float32) for name in kept.files if name != "model"}
