"""Tests of the order of passages: each term moves it the way it should."""

import numpy as np
import pytest

from retrieval import ranking


def test_the_common_part_of_questions_is_taken_off_in_its_share() -> None:
    question, common = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
    searched = ranking.question_vector(question, common)
    np.testing.assert_allclose(searched, [1.0, -ranking.COMMON_SHARE])


def scored(**terms: list[float]) -> list[float]:
    """The scores of two passages that are alike but for `terms`."""
    names = ("nearness", "late", "hubness", "wording")
    alike = {name: np.array(terms.get(name, [0.5, 0.5]), np.float32) for name in names}
    return list(ranking.scores(**alike))


@pytest.mark.parametrize(
    "terms",
    [
        {"nearness": [0.79, 0.80]},
        {"nearness": [0.80, 0.79], "late": [0.2, 0.4]},
        {"nearness": [0.80, 0.79], "hubness": [0.9, 0.7]},
        {"nearness": [0.80, 0.79], "wording": [0.2, 0.6]},
    ],
)
def test_each_term_moves_a_passage_the_way_it_should(terms: dict[str, list[float]]) -> None:
    first, second = scored(**terms)
    assert second > first


def test_enough_is_fetched_to_rank_and_never_less_than_is_wanted() -> None:
    assert ranking.fetched(1) >= 20
    assert ranking.fetched(200) >= 200
