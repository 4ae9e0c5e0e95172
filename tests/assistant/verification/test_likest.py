"""Tests of the part of the passages that is most like a sentence."""

from __future__ import annotations

import pytest

from assistant.verification import Verifier
from assistant.verification.likest import Likest
from assistant.verification.polarity import stance

_TEXT = "The kiln was built in 1741. It was pulled down in 1803."
_FIRST, _SECOND, _BOTH = (0, 27), (28, 55), (0, 55)


def _likest(first: float, second: float, both: float = 0.5) -> Likest:
    return Likest([[(_FIRST, first), (_SECOND, second), (_BOTH, both)]])


def test_a_fact_in_the_likest_part_is_not_astray() -> None:
    assert _likest(0.9, 0.3).astray([("date", [(0, 22)], [(0, 50)])]) == (0.0, 0.0)


def test_a_fact_of_another_part_is_astray_by_how_much_less_like_that_is() -> None:
    beside, alone = _likest(0.9, 0.3, 0.8).astray([("date", [(0, 50)], [(0, 22)])])
    assert (beside, alone) == (pytest.approx(0.5), 0.0)  # the run of both has it too
    beside, alone = _likest(0.9, 0.3, 0.8).astray([("number", [(0, 50)], [])])
    assert (beside, alone) == (0.0, pytest.approx(0.5))


def test_a_fact_of_another_passage_is_astray() -> None:
    likest = Likest([[(_FIRST, 0.9)], [(_FIRST, 0.1)]])
    assert likest.passage == 0
    assert likest.astray([("date", [(1, 22)], [(0, 22)])]) == (1.0, 0.0)


def test_a_denial_is_unmet_where_the_likest_part_denies_nothing() -> None:
    likest, denies = _likest(0.9, 0.3), stance("The kiln was not built in 1741.")
    assert likest.denials(denies, stance(_TEXT)) == (1.0, 0.0)
    assert likest.denials(stance("It was built then."), stance(_TEXT)) == (0.0, 0.0)
    denied = stance("The kiln was never lit here. It was pulled down in 1803.")
    assert likest.denials(denies, denied) == (0.0, 0.0)
    assert likest.denials(stance("The kiln was lit."), denied) == (0.0, 1.0)


def test_a_denial_elsewhere_in_the_passage_meets_none() -> None:
    denied = stance("The kiln was built in 1741. It was not repaired after.")
    assert _likest(0.9, 0.3).denials(stance("It was not built in 1741."), denied) == (1.0, 0.0)


def test_the_year_of_another_event_is_told_across_languages(verifier: Verifier) -> None:
    passage = (
        "1768年，窑炉被洪水冲毁。窑中从前烧制青花碗，供宫廷使用。碗的底部绘有两条龙和一朵莲花。"
        "三名工匠曾在这里工作。当地商人于1803年买下了一座花园。"
    )
    right = verifier.measures("The kiln was destroyed by a flood in 1768.", [passage], language="en")
    wrong = verifier.measures("The kiln was destroyed by a flood in 1803.", [passage], language="en")
    assert right.values["astray"] == 0.0
    assert wrong.values["astray"] > 0.1
