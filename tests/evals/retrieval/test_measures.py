from __future__ import annotations

import math

import pytest

from evals.retrieval.measures import measure

QRELS = {"q1": {"a": 1}, "q2": {"b": 1, "x": 0}, "q3": {"c": 1, "d": 1}}
RUN = {
    "q1": ["a", "x", "y"],
    "q2": ["x", "b"],
    "q3": ["c", "x", "y", "z", "v", "w", "d"],
}


def test_recall_and_ndcg_agree_with_hand_computed_values() -> None:
    found = measure(RUN, QRELS)
    second, seventh = 1 / math.log2(3), 1 / math.log2(8)
    assert found["R@1"] == pytest.approx((1 + 0 + 1 / 2) / 3, abs=1e-4)
    assert found["R@5"] == pytest.approx((1 + 1 + 1 / 2) / 3, abs=1e-4)
    assert found["R@10"] == 1.0
    assert found["nDCG@10"] == pytest.approx((1 + second + (1 + seventh) / (1 + second)) / 3, abs=1e-4)
    assert list(found) == ["R@1", "R@5", "R@10", "nDCG@10"]


def test_a_question_without_results_counts_as_nothing_found() -> None:
    assert measure({"q1": ["a"], "q2": []}, QRELS)["R@10"] == pytest.approx(1 / 3, abs=1e-4)


def test_results_for_questions_that_are_not_judged_change_nothing() -> None:
    assert measure({**RUN, "other": ["a"]}, QRELS) == measure(RUN, QRELS)


def test_a_passage_past_the_tenth_place_counts_only_for_the_deeper_recall() -> None:
    ranked = [f"x{i}" for i in range(14)] + ["a"]
    found = measure({"q1": ranked}, {"q1": {"a": 1}}, depth=20)
    assert found == {"R@1": 0, "R@5": 0, "R@10": 0, "R@20": 1, "nDCG@10": 0}
