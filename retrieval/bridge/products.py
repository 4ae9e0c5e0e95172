"""Products of a question's few rows with very many others, at a fraction of what a plain product costs.

Whole numbers of eight bits take a quarter of the memory to read and a tenth of the time, and come near
enough to say which few rows need an exact product. Of rows that are mostly zeros, zeros are passed over.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retrieval.whole_numbers import ZERO, product_session

Vectors = npt.NDArray[np.float32]
# Seven bits for the many rows, eight for the question's: what processors without VNNI add up in 16 bits
# does not overflow then. A product of unit rows is at most about this far off.
_MOST_KEPT, _MOST_ASKED = 63, 127
ERROR = 0.01


class WholeProducts:
    """The products of any rows with `kept` ones of shape (rows, dimension), exactly."""

    def __init__(self, kept: Vectors) -> None:
        self._columns = np.ascontiguousarray(kept.T)  # in this order the product of a few rows is fastest

    def __call__(self, asked: Vectors) -> Vectors:
        """Shape (asked rows, kept rows)."""
        products: Vectors = asked @ self._columns
        return products


class RoughProducts:
    """The products of any rows with `kept` ones of shape (rows, dimension), each within `ERROR`."""

    def __init__(self, kept: Vectors) -> None:
        self._steps = _steps(kept, _MOST_KEPT)
        self._session = product_session(np.rint(kept / self._steps[:, None]).astype(np.int8).T)

    def __call__(self, asked: Vectors) -> Vectors:
        """Shape (asked rows, kept rows)."""
        steps = _steps(asked, _MOST_ASKED)
        wholes = (np.rint(asked / steps[:, None]) + ZERO).astype(np.uint8)
        (products,) = self._session.run(None, {"asked": wholes})
        scaled: Vectors = products * self._steps[None]
        scaled *= steps[:, None]
        return scaled


class SparseProducts:
    """The products of rows that are mostly zeros with `kept` ones, exactly."""

    def __init__(self, kept: Vectors) -> None:
        self._columns = np.ascontiguousarray(kept.T)
        self.kept: Vectors = self._columns.T

    def __call__(self, asked: Vectors) -> Vectors:
        """Shape (asked rows, kept rows)."""
        products = np.zeros((len(asked), self._columns.shape[1]), np.float32)
        for row, sums in zip(asked, products, strict=True):
            for column in np.flatnonzero(row):
                sums += row[column] * self._columns[column]
        return products


def highest(rows: Vectors, k: int) -> list[npt.NDArray[np.intp]]:
    """For each row where its `k` highest numbers stand, and some others that are nearly as high.

    The k-th highest of the maxima of groups is reached by k numbers, and by few more.
    """
    groups = rows.shape[1] // _GROUP
    if groups < k:
        return [np.arange(rows.shape[1])] * len(rows)
    maxima = rows[:, : groups * _GROUP].reshape(len(rows), _GROUP, groups).max(axis=1)
    levels = np.partition(maxima, -k, axis=1)[:, -k]
    return [np.flatnonzero(row >= level) for row, level in zip(rows, levels, strict=True)]


_GROUP = 32


def _steps(rows: Vectors, most: int) -> Vectors:
    """What one whole number of each row stands for."""
    steps: Vectors = np.maximum(np.abs(rows).max(axis=1), 1e-9) / np.float32(most)
    return steps
