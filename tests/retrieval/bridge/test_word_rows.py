"""Tests of the words of one language as rows: however many blocks they fill, the same are near."""

import numpy as np
import pytest

from retrieval.bridge import word_rows
from retrieval.bridge.products import Vectors
from retrieval.bridge.word_rows import Block, WordRows

_WORDS, _DIMENSION = 640, 48
_MEAN = np.full(_DIMENSION, 0.05, np.float32)


def unit(rows: Vectors) -> Vectors:
    made: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return made


def grown(turns: list[int]) -> WordRows:
    """The same words, taken up some at a time."""
    random = np.random.default_rng(1)
    vectors = unit(random.standard_normal((_WORDS, _DIMENSION))).astype(np.float16)
    sounds = unit(random.random((_WORDS, 12)) * (random.random((_WORDS, 12)) < 0.3) + 1e-9)
    hubness = (random.random(_WORDS) * 0.1).astype(np.float32)
    rows, at = WordRows(), 0
    for turn in turns:
        while turn:
            n = min(turn, rows.room())
            here = slice(at, at + n)
            texts = [f"word-{i}" for i in range(at, at + n)]
            block = Block(texts, vectors[here], _MEAN, sounds[here], {"ru": hubness[here]})
            rows, at, turn = rows.with_more(at + n, block), at + n, turn - n
    return rows


def asked() -> tuple[Vectors, Vectors]:
    random = np.random.default_rng(2)
    return unit(random.standard_normal((6, _DIMENSION))), unit(random.random((6, 12)))


def test_the_same_words_are_near_in_one_block_and_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = grown([_WORDS]).nearest(*asked(), "ru")
    monkeypatch.setattr(word_rows, "BLOCK", 100)
    rows = grown([30, 250, 3, 357])
    assert [block.full for block in rows.blocks] == [True] * 6 + [False]
    parts = rows.nearest(*asked(), "ru")
    assert all(whole)
    for one, other in zip(whole, parts, strict=True):
        assert [text for text, _ in one] == [text for text, _ in other]
        assert [score for _, score in one] == pytest.approx([score for _, score in other], abs=1e-5)


def test_the_nearest_are_those_of_the_formula() -> None:
    rows = np.random.default_rng(3).standard_normal((300, 16)).astype(np.float16)
    mean = rows.mean(axis=0, dtype=np.float32)
    vectors = unit(rows - mean)
    hubness = {"zh": vectors[:, 0]}
    block = Block([str(i) for i in range(300)], rows, mean, np.zeros((300, 4), np.float32), hubness)
    row = unit(vectors[7:8] + vectors[9:10])
    [found] = WordRows(1, (block,)).nearest(row, np.zeros((1, 4), np.float32), "zh")
    near = (vectors @ row.T)[:, 0]
    scores = 2 * near - np.sort(near)[-word_rows.NEIGHBOURS :].mean() - vectors[:, 0]
    best = [i for i in np.argsort(-scores)[: word_rows.MOST_FOUND] if scores[i] > word_rows.LEAST_NEARNESS]
    assert [text for text, _ in found] == [str(i) for i in best]
    assert [score for _, score in found] == pytest.approx([float(scores[i]) for i in best], abs=1e-5)
