from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.bridge.kept_vectors import KeptVectors, Vectors


class _Model:
    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, words: Sequence[str]) -> Vectors:
        self.asked.append(list(words))
        return np.array([[len(word), 1] for word in words], np.float32)


@pytest.fixture
def model() -> _Model:
    return _Model()


def test_a_list_is_embedded_once_for_all_who_keep_it_there(tmp_path: Path, model: _Model) -> None:
    first = KeptVectors(model, tmp_path)(["bowl", "jug"])
    second = KeptVectors(model, tmp_path)(["bowl", "jug"])
    np.testing.assert_array_equal(first, second)
    assert model.asked == [["bowl", "jug"]]


def test_another_list_and_another_order_are_embedded_anew(tmp_path: Path, model: _Model) -> None:
    kept = KeptVectors(model, tmp_path)
    kept(["bowl", "jug"])
    np.testing.assert_array_equal(kept(["jug", "bowl"]), [[3, 1], [4, 1]])
    kept(["bowl"])
    assert len(model.asked) == 3


@pytest.mark.parametrize("left", [b"", b"\x93NUMPY\x01", b"not an array at all"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, model: _Model, left: bytes) -> None:
    kept = KeptVectors(model, tmp_path)
    first = kept(["bowl", "jug"])
    (path,) = tmp_path.iterdir()
    path.write_bytes(left)
    np.testing.assert_array_equal(kept(["bowl", "jug"]), first)
    np.testing.assert_array_equal(KeptVectors(model, tmp_path)(["bowl", "jug"]), first)
    assert len(model.asked) == 2


def test_of_several_who_write_at_once_all_have_the_vectors(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: KeptVectors(_Model(), tmp_path)(["bowl"]), range(32)))
    assert all((vectors == [[4, 1]]).all() for vectors in found)
    assert [path.suffix for path in tmp_path.iterdir()] == [".npy"]


def test_where_nothing_can_be_written_words_are_embedded_all_the_same(tmp_path: Path, model: _Model) -> None:
    (tmp_path / "file").write_text("in the way")
    kept = KeptVectors(model, tmp_path / "file" / "below")
    np.testing.assert_array_equal(kept(["bowl"]), [[4, 1]])
    np.testing.assert_array_equal(kept(["bowl"]), [[4, 1]])
    assert len(model.asked) == 2
