"""How measures become one score."""

from assistant.verification.combination import THRESHOLD, score, summands
from assistant.verification.features import FEATURES

NOTHING_WRONG = {**dict.fromkeys(FEATURES, 0.0), "fit": 0.45, "whole": 0.6, "meant": 0.8}
PAIRS = [(one, other) for one in ("en", "ru", "zh") for other in ("en", "ru", "zh")]


def test_a_sentence_with_nothing_wrong_is_supported_in_every_pair_of_languages() -> None:
    assert all(score(NOTHING_WRONG, pair) >= THRESHOLD for pair in PAIRS)


def test_one_plain_problem_is_enough_in_every_pair_of_languages() -> None:
    for problem in ("object_number", "date", "number", "unit"):
        assert all(score({**NOTHING_WRONG, problem: 1.0}, pair) < THRESHOLD for pair in PAIRS), problem
    unheard = {**NOTHING_WRONG, "no_such_name": 1.0}
    assert all(score(unheard, pair) < THRESHOLD for pair in PAIRS if pair[0] == pair[1])


def test_what_is_met_worse_scores_less() -> None:
    worse = {**NOTHING_WRONG, "fit": 0.1, "whole": 0.1, "worst": 0.4, "worst_three": 0.4}
    assert all(score(worse, pair) < score(NOTHING_WRONG, pair) for pair in PAIRS)


def test_what_is_about_the_matter_but_not_said_is_not_supported_though_its_words_are_met() -> None:
    assert all(score({**NOTHING_WRONG, "meant": 0.2}, pair) < THRESHOLD for pair in PAIRS)


def test_every_measure_is_weighed() -> None:
    assert set(FEATURES) <= set(summands(NOTHING_WRONG, {}, foreign=False))
