"""Tests of the order of passages: each term moves it the way it should."""

import numpy as np

from retrieval import ranking


def test_the_common_part_of_questions_is_taken_off_in_its_share() -> None:
    question, common = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
    searched = ranking.question_vector(question, common)
    np.testing.assert_allclose(searched, [1.0, -ranking.COMMON_SHARE])


def test_a_passage_whose_words_fit_comes_before_one_that_is_only_near() -> None:
    flat = np.zeros(2, np.float32)
    nearness, late = np.array([0.80, 0.79], np.float32), np.array([0.2, 0.4], np.float32)
    assert ranking.scores(nearness, late, flat).argmax() == 1


def test_a_passage_near_to_every_question_is_put_back() -> None:
    flat, hubness = np.zeros(2, np.float32), np.array([0.9, 0.7], np.float32)
    assert ranking.scores(np.array([0.80, 0.79], np.float32), flat, hubness).argmax() == 1


def test_enough_is_fetched_to_rank_and_never_less_than_is_wanted() -> None:
    assert ranking.fetched(1) >= 20
    assert ranking.fetched(200) >= 200
