"""Tests of the order of passages: each term moves it the way it should."""

import numpy as np
import pytest

from retrieval.search import ranking


def test_the_common_part_of_questions_is_taken_off_in_its_share() -> None:
    question, common = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
    searched = ranking.question_vector(question, common)
    np.testing.assert_allclose(searched, [1.0, -ranking.COMMON_SHARE])


def scored(**terms: list[float]) -> list[float]:
    """The scores of two passages that are alike but for `terms`."""
    names = ("nearness", "late", "hubness", "wording")
    alike = {name: np.array(terms.get(name, [0.5, 0.5]), np.float32) for name in names}
    return list(ranking.scores(**alike, crowd=2))


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


def test_wording_decides_among_passages_whose_meanings_differ_by_chance_alone() -> None:
    random = np.random.default_rng(0)
    near_alike = (0.4 + random.normal(0, ranking.CHANCE / 2, 40)).astype(np.float32)
    unlike = (0.4 + random.normal(0, 10 * ranking.CHANCE, 40)).astype(np.float32)
    wording = np.zeros(40, np.float32)
    wording[7] = 0.2
    zeros = np.zeros(40, np.float32)
    for meant, decides in ((near_alike, True), (unlike, False)):
        meant[7] = np.sort(meant)[20]
        scores = ranking.scores(2 * meant, zeros, zeros, wording, crowd=40)
        assert (scores.argmax() == 7) == decides


def test_passages_that_words_alone_found_do_not_count_as_a_crowd() -> None:
    meant = np.array([0.4, 0.401, 0.399, 0.0], np.float32)
    zeros = np.zeros(4, np.float32)
    apart = ranking.scores(2 * meant, zeros, zeros, zeros, crowd=4)
    crowded = ranking.scores(2 * meant, zeros, zeros, zeros, crowd=3)
    assert crowded[1] == pytest.approx(apart[1])  # the best keeps its score
    assert crowded[1] - crowded[3] < apart[1] - apart[3]


@pytest.mark.parametrize("meant", [[], [0.3], [0.3, 0.3]])
def test_passages_that_do_not_differ_are_told_apart_by_nothing(meant: list[float]) -> None:
    assert ranking.reliability(np.array(meant, np.float32)) == pytest.approx(0.0, abs=1e-9)


def test_enough_is_fetched_to_rank_and_never_less_than_is_wanted() -> None:
    assert ranking.fetched(1) >= 20
    assert ranking.fetched(200) >= 200
