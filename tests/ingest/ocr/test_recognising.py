"""Pages recognised in parallel, in order, and remembered."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.ocr import Picture, RecognisedLine, Recognition, recognise
from ingest.ocr.recognising import _keep
from retrieval.errors import Unavailable


class Counting:
    """An engine that reads the brightness of a picture, and counts how often it is asked."""

    name = "counting"
    asked = 0
    lock = threading.Lock()

    def recognise(self, picture: Picture) -> Recognition:
        with Counting.lock:
            Counting.asked += 1
        line = RecognisedLine(str(picture[0, 0, 0]), (0, 0, 5, 5), 0.5)
        return Recognition(picture.shape[1], picture.shape[0], (line,))


@pytest.fixture(autouse=True)
def _from_zero() -> None:
    Counting.asked = 0


def pictures(*shades: int) -> Iterator[Picture]:
    for shade in shades:
        yield np.full((8, 8, 3), shade, dtype=np.uint8)


def texts(found: Iterator[Recognition]) -> list[str]:
    return [line.text for each in found for line in each.lines]


@pytest.mark.parametrize("workers", [1, 3])
def test_pages_come_in_their_order_and_each_tells_that_it_is_alive(workers: int) -> None:
    alive: list[int] = []
    found = recognise(
        pictures(*range(9)), lambda _: Counting(), workers=workers, alive=lambda: alive.append(1)
    )
    assert texts(found) == [str(n) for n in range(9)]
    assert len(alive) == 9


def test_pictures_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def counted() -> Iterator[Picture]:
        for picture in pictures(*range(20)):
            taken.append(1)
            yield picture

    found = recognise(counted(), lambda _: Counting(), workers=2)
    next(found)
    assert len(taken) <= 4
    found.close()  # type: ignore[attr-defined]


def test_a_page_is_recognised_once_and_another_engine_does_it_again(tmp_path: Path) -> None:
    for _ in range(2):
        assert texts(recognise(pictures(1, 2), lambda _: Counting(), cache=tmp_path)) == ["1", "2"]
    assert Counting.asked == 2

    class Other(Counting):
        name = "other"

    assert texts(recognise(pictures(1), lambda _: Other(), cache=tmp_path)) == ["1"]
    assert Counting.asked == 3


def test_a_damaged_memory_is_made_anew(tmp_path: Path) -> None:
    list(recognise(pictures(1), lambda _: Counting(), cache=tmp_path))
    (kept,) = tmp_path.rglob("*.json")
    for damage in ("{", "[]", json.dumps({"width": 1, "height": 1, "lines": [["a"]], "unread": 0})):
        kept.write_text(damage, encoding="utf-8")
        assert texts(recognise(pictures(1), lambda _: Counting(), cache=tmp_path)) == ["1"]
    assert Counting.asked == 4


def test_what_was_read_badly_before_pages_were_turned_is_read_again(tmp_path: Path) -> None:
    list(recognise(pictures(1), lambda _: Counting(), cache=tmp_path))
    (kept,) = tmp_path.rglob("*.json")
    old = json.loads(kept.read_text(encoding="utf-8"))
    del old["turns"]
    kept.write_text(json.dumps(old), encoding="utf-8")
    list(recognise(pictures(1), lambda _: Counting(), cache=tmp_path))
    assert Counting.asked == 2
    old["lines"][0][2] = 0.95
    kept.write_text(json.dumps(old), encoding="utf-8")
    list(recognise(pictures(1), lambda _: Counting(), cache=tmp_path))
    assert Counting.asked == 2


def test_a_memory_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    _keep(tmp_path / "file" / "kept.json", Recognition(1, 1, ()))


def test_an_engine_that_is_not_there_is_said_to_be() -> None:
    def absent(_: int) -> Counting:
        raise Unavailable("tesseract is not installed")

    with pytest.raises(Unavailable, match="not installed"):
        list(recognise(pictures(1), absent))
