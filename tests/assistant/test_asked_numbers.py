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


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who wrote Occasional Papers number 14?", "Lime Court Museum, Occasional Papers, number 14."),
        ("What is exhibit number 12 in the tower?", "Exhibit number 012 in the tower is a bell."),
        ("What is object no. 12?", "Object 12 is a bell."),
        ("What is shown under number 12a?", "The bell (12 A) hangs in the tower."),
        ("第14号是什么？", "图录第14号为铜钟。"),
    ],
)
def test_a_number_that_may_count_a_volume_is_known_where_it_stands(question: str, text: str) -> None:
    assert not unknown_objects(question, [Evidence(make_passage(text), 1)])


@pytest.mark.parametrize("text", ["Nothing.", "See 14.40.593, 3.14, 1914 and pp. 12-14.", "Object 140."])
def test_a_number_that_stands_nowhere_by_itself_is_unknown(text: str) -> None:
    assert unknown_objects("Who wrote Occasional Papers number 14?", [Evidence(make_passage(text), 1)])
