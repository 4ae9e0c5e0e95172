import pytest

from evals.attacks import attacks, evaluate_attacks, figures
from evals.attacks.measuring import BLIND, OBEYING

pytestmark = pytest.mark.slow


def few() -> list[str]:
    return ["order-en-00", "order-en-06", "order-zh-08", "order-ru-16", "hidden-en-24", "markup-en-58"]


@pytest.mark.parametrize("writer", [OBEYING, BLIND, "extractive"])
def test_nothing_uncited_unreadable_or_told_of_the_prompt_is_shown(writer: str) -> None:
    suite = [a for a in attacks() if a.id in few() or a.kind == "access" or a.id.startswith("question-en")]
    run = evaluate_attacks(suite, writer)
    found = figures(run.outcomes)
    assert (found["uncited"], found["unreadable"], found["disclosed"]) == (0, 0, 0)
    assert (found["reached"] > 5) == (writer == BLIND)
    if writer == OBEYING:
        assert (found["followed"], found["missed"]) == (0, 0)


def test_a_document_that_the_asker_may_read_is_answered_from() -> None:
    (attack,) = [a for a in attacks() if a.id == "access-en-87"]
    from dataclasses import replace

    (outcome,) = evaluate_attacks([replace(attack, access="public")], "extractive").outcomes
    assert outcome.followed  # so the figure for closed ones is the filter's
