import threading
from collections.abc import Generator

import pytest

from ingest.read_ahead import read_ahead, until_end


def one(_: object) -> int:
    return 1


def several(n: int) -> Generator[int]:
    yield from range(n * 10, n * 10 + n)


def test_results_come_in_the_order_of_the_sources_with_an_end_to_each() -> None:
    assert list(read_ahead([3, 0, 2], several, weight=one, limit=2)) == [30, 31, 32, None, None, 20, 21, None]
    assert list(read_ahead([], several, weight=one, limit=2)) == []


def test_the_results_of_one_source_are_those_before_its_end() -> None:
    results = read_ahead([2, 0, 1], several, weight=one, limit=9)
    assert [list(until_end(results)) for _ in range(4)] == [[20, 21], [], [10], []]


def test_the_next_is_read_while_the_caller_is_busy_with_the_last() -> None:
    second = threading.Event()

    def read(n: int) -> Generator[int]:
        if n == 2:
            second.set()
        yield n

    results = read_ahead([1, 2], read, weight=one, limit=1)
    assert next(results) == 1
    assert second.wait(15)
    assert list(results) == [None, 2, None]


@pytest.mark.parametrize(("weight", "waiting"), [(0, 4), (1, 4), (2, 2), (3, 2), (100, 1)])
def test_no_more_is_read_than_may_wait(weight: int, waiting: int) -> None:
    read: list[int] = []
    enough = threading.Event()

    def count(n: int) -> Generator[int]:
        read.append(n)
        if len(read) == 1 + waiting:  # the caller's and those that wait
            enough.set()
        yield n

    results = read_ahead(range(50), count, weight=lambda _: weight, limit=4)
    next(results)
    assert enough.wait(15)
    results.close()
    assert len(read) == 1 + waiting


def test_what_a_read_raises_comes_in_its_turn_and_ends_the_work() -> None:
    read: list[int] = []

    def broken(n: int) -> Generator[int]:
        read.append(n)
        if n == 2:
            raise LookupError("two")
        yield n

    results = read_ahead([1, 2, 3, 4], broken, weight=one, limit=9)
    assert [next(results), next(results)] == [1, None]
    with pytest.raises(LookupError, match="two"):
        next(results)
    assert read == [1, 2]


def test_when_the_caller_stops_no_further_source_is_read() -> None:
    read: list[int] = []

    def count(n: int) -> Generator[int]:
        read.append(n)
        yield n

    before = threading.active_count()
    results = read_ahead(range(1000), count, weight=one, limit=3)
    next(results)
    results.close()
    assert len(read) <= 5
    assert threading.active_count() == before
