from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import onnx
import pytest

from retrieval import whole_numbers
from retrieval.whole_numbers import EIGHT_BITS, LARGEST, ZERO, product_model, product_session, weight_bits


@pytest.fixture(autouse=True)
def _tried_anew() -> Iterator[None]:
    weight_bits.cache_clear()
    yield
    weight_bits.cache_clear()


def test_products_of_as_many_bits_as_are_said_are_right() -> None:
    random = np.random.default_rng(0)
    largest = 2 ** (weight_bits() - 1) - 1
    kept = random.choice([-largest, largest], (384, 100)).astype(np.int8)
    asked = random.choice([0, 255], (20, 384)).astype(np.uint8)
    (products,) = product_session(kept).run(None, {"asked": asked})
    np.testing.assert_array_equal(products, (asked.astype(int) - ZERO) @ kept.astype(int))


def test_seven_bits_where_sums_of_two_products_overflow(monkeypatch: pytest.MonkeyPatch) -> None:
    class Overflowing:
        """What a processor with AVX2 alone makes of pairs of products: sums that stop at sixteen bits."""

        def __init__(self, model: bytes) -> None:
            self.kept = LARGEST.astype(int)

        def run(self, _: None, given: dict[str, npt.NDArray[np.uint8]]) -> list[npt.NDArray[np.int64]]:
            products = given["asked"].astype(int)[:, :, None] * self.kept
            pairs = (products[:, ::2] + products[:, 1::2]).clip(-(2**15), 2**15 - 1)
            return [pairs.sum(axis=1) - ZERO * self.kept.sum(axis=0)]

    monkeypatch.setattr(whole_numbers, "_session", Overflowing)
    assert weight_bits() == 7


def test_what_is_tried_is_the_product_of_the_largest_numbers() -> None:
    written, made = onnx.load(EIGHT_BITS), onnx.load_from_string(product_model(LARGEST))
    assert written.graph == made.graph
