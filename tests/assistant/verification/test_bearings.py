"""Denials where their clause stands in a passage, with the real embedding model."""

import pytest

from assistant.verification import Verifier
from assistant.verification.bearings import Bearings

pytestmark = pytest.mark.slow  # the real model


def _added(verifier: Verifier, sentence: str, passage: str) -> float:
    (held,) = verifier.hold(sentence, [[passage]])
    return Bearings(held).denials()[0]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("The left gauntlet was not lost before 1890.", "The left gauntlet was lost before 1890."),
        ("Через час реакция не прекратилась.", "Примерно через час реакция прекратилась."),
        ("六十岁以上老人不免费。", "门票六十元，六十岁以上老人免费。"),
        (
            "Весной Потёмкин не попросил Кулибина собрать часы.",
            "Весной Потёмкин попросил Кулибина собрать часы, но осенью умер, не дождавшись.",
        ),
    ],
)
def test_what_is_denied_stands_there_undenied(sentence: str, passage: str, verifier: Verifier) -> None:
    """Neither a loss that is itself denied nor a denial of something else in the passage excuses it."""
    assert _added(verifier, sentence, passage) == 1.0


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("The gauntlet was never found.", "The gauntlet was not found, and is lost."),
        ("三分之一以前从没公开过。", "其中三分之一为首次公开。"),
        ("The lid of the box has not been seen since.", "The lid of the box was lost."),
        # What нет denies stands before it; душа is of another clause.
        ("Прежней «Данаи» больше нет, но душа сохранена.", "Прежней «Данаи» больше нет, но душа сохранена."),
    ],
)
def test_a_denial_is_met_by_one_or_by_what_may_stand_for_it(
    sentence: str, passage: str, verifier: Verifier
) -> None:
    assert _added(verifier, sentence, passage) <= 0.5
