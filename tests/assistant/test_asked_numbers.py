"""Tests of object numbers that are asked about and stand nowhere."""

from dataclasses import replace

import pytest

from assistant.asked_numbers import unknown_objects
from retrieval.passages import Evidence
from tests.retrieval.conftest import make_passage

_BOWL = Evidence(make_passage("The lidded bowl 71.DG.77.a–b was made in Paris.", "bowl.md"), 1.0)


@pytest.mark.parametrize("question", ["What is 71.DG.77?", "What is 71.dg.077.b?", "Who made the bowl?"])
def test_a_number_that_a_passage_mentions_whole_or_in_part_is_known(question: str) -> None:
    assert not unknown_objects(question, [_BOWL])


@pytest.mark.parametrize("question", ["What is 71.DG.78?", "编号71.DG.78是什么？", "Что такое 84.DG.745?"])
def test_a_number_that_no_passage_mentions_is_unknown(question: str) -> None:
    assert unknown_objects(question, [_BOWL])


def test_one_known_number_of_two_is_enough() -> None:
    assert not unknown_objects("Compare 71.DG.77 with 71.DG.78.", [_BOWL])


def test_a_number_that_a_record_states_is_known() -> None:
    stated = Evidence(
        replace(make_passage("An agate bottle.", "b.md"), facets={"object_number": "14.40.488"}), 1
    )
    assert not unknown_objects("What is 14.40.488?", [stated])
