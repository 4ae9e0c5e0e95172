import threading

import pytest

from ingest.read_ahead import read_ahead


def one(_: object) -> int:
    return 1


def test_results_come_in_the_order_of_the_sources() -> None:
    assert list(read_ahead([3, 1, 2], lambda n: n * 10, weight=one, limit=2)) == [30, 10, 20]
    assert list(read_ahead([], lambda n: n, weight=one, limit=2)) == []


def test_the_next_is_read_while_the_caller_is_busy_with_the_last() -> None:
    second = threading.Event()

    def read(n: int) -> int:
        if n == 2:
            second.set()
        return n

    results = read_ahead([1, 2], read, weight=one, limit=1)
    assert next(results) == 1
    assert second.wait(15)
    assert list(results) == [2]


@pytest.mark.parametrize(("weight", "waiting"), [(0, 4), (1, 4), (2, 2), (3, 2), (100, 1)])
def test_no_more_is_read_than_may_wait(weight: int, waiting: int) -> None:
    read: list[int] = []
    enough = threading.Event()

    def count(n: int) -> int:
        read.append(n)
        if len(read) == 1 + waiting:  # the caller's and those that wait
            enough.set()
        return n

    results = read_ahead(range(50), count, weight=lambda _: weight, limit=4)
    next(results)
    assert enough.wait(15)
    results.close()
    assert len(read) == 1 + waiting


def test_what_a_read_raises_comes_in_its_turn_and_ends_the_work() -> None:
    read: list[int] = []

    def broken(n: int) -> int:
        read.append(n)
        if n == 2:
            raise LookupError("two")
        return n

    results = read_ahead([1, 2, 3, 4], broken, weight=one, limit=9)
    assert next(results) == 1
    with pytest.raises(LookupError, match="two"):
        next(results)
    assert read == [1, 2]


def test_when_the_caller_stops_no_further_source_is_read() -> None:
    read: list[int] = []

    def count(n: int) -> int:
        read.append(n)
        return n

    before = threading.active_count()
    results = read_ahead(range(1000), count, weight=one, limit=3)
    next(results)
    results.close()
    assert len(read) <= 5
    assert threading.active_count() == before
