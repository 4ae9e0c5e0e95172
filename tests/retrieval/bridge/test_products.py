"""Tests of products with many rows: near enough, and nothing that counts is missed."""

import numpy as np

from retrieval.bridge.products import ERROR, RoughProducts, SparseProducts, Vectors, highest


def unit_rows(rows: int, dimension: int, seed: int) -> Vectors:
    made = np.random.default_rng(seed).standard_normal((rows, dimension)).astype(np.float32)
    made[:, 0] += 3  # a direction in which all are large, as embedding models have
    unit: Vectors = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


def test_rough_products_are_off_by_less_than_they_say() -> None:
    kept, asked = unit_rows(3000, 384, 1), unit_rows(5, 384, 2)
    rough = RoughProducts(kept)(asked)
    assert rough.shape == (5, 3000)
    assert np.abs(rough - asked @ kept.T).max() < ERROR
    assert not np.array_equal(rough, asked @ kept.T)


def test_a_row_of_zeros_has_products_of_zero() -> None:
    kept = np.vstack([np.zeros((1, 16), np.float32), unit_rows(2, 16, 3)])
    assert np.abs(RoughProducts(kept)(np.eye(16, dtype=np.float32)[:2])[:, 0]).max() == 0
    assert np.abs(RoughProducts(kept)(np.zeros((1, 16), np.float32))).max() == 0


def test_products_of_rows_that_are_mostly_zeros_are_exact() -> None:
    random = np.random.default_rng(4)
    rows = (random.random((200, 30)) * (random.random((200, 30)) < 0.1)).astype(np.float32)
    asked = rows[:7] + rows[7:14]
    np.testing.assert_allclose(SparseProducts(rows)(asked), asked @ rows.T, atol=1e-6)


def test_the_highest_of_each_row_are_all_there_with_few_others() -> None:
    rows = np.random.default_rng(5).random((4, 5003)).astype(np.float32)
    rows[0, -1] = 2  # behind the last whole group
    for row, places in zip(rows, highest(rows, 20), strict=True):
        assert set(np.argsort(-row)[:20]) <= set(places)
        assert len(places) < 100


def test_of_few_numbers_all_are_there() -> None:
    assert [list(places) for places in highest(np.zeros((2, 3), np.float32), 10)] == [[0, 1, 2]] * 2
