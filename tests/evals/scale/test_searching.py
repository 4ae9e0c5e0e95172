from __future__ import annotations

from evals.scale.searching import spread


def test_times_are_given_as_median_95th_of_a_hundred_and_longest() -> None:
    assert spread(list(range(1, 102))) == {"p50": 51, "p95": 96, "most": 101}


def test_one_time_is_all_three() -> None:
    assert spread([7.04]) == {"p50": 7.0, "p95": 7.0, "most": 7.0}
