"""Tests of object numbers that are asked about and stand nowhere."""

from dataclasses import replace

import pytest

from assistant.asked.numbers import is_of_another, of_asked_objects, touches_another, unknown_objects
from retrieval.locators import Locator
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


@pytest.mark.parametrize(
    "question",
    ["Does the MP3000 read ISO9001?", "Что такое КП1234?", "请问EA10470是什么？", "Is A4 or B2B meant?"],
)
def test_what_only_looks_like_a_number_is_none_where_nothing_has_it(question: str) -> None:
    assert not unknown_objects(question, [_BOWL])
    assert of_asked_objects(question, [_BOWL]) == [_BOWL]


@pytest.mark.parametrize("question", ["What is EA10470?", "Что такое EA10470?", "请问EA10470是什么？"])
def test_a_number_typed_without_its_space_asks_for_the_object_that_has_it(question: str) -> None:
    papyrus = Evidence(make_passage("The papyrus EA 10470 is on display.", "papyrus.md"), 1.0)
    assert not unknown_objects(question, [_BOWL, papyrus])
    assert of_asked_objects(question, [_BOWL, papyrus]) == [papyrus]
    assert unknown_objects(f"{question} 84.DG.745?", [_BOWL]) == ("84.DG.745",)


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
    found = [Evidence(make_passage(text), 1)]
    assert not unknown_objects(question, found)
    assert of_asked_objects(question, [*found, _BOWL]) == [*found, _BOWL]


@pytest.mark.parametrize("text", ["Nothing.", "See 14.40.593, 3.14, 1914 and pp. 12-14.", "Object 140."])
def test_a_number_that_stands_nowhere_by_itself_is_unknown(text: str) -> None:
    assert unknown_objects("Who wrote Occasional Papers number 14?", [Evidence(make_passage(text), 1)])


def of(document: str, text: str, position: int = 0, *, title: str = "Card", number: str = "") -> Evidence:
    passage = make_passage(text, document, position, title=title)
    return Evidence(replace(passage, facets={"object_number": number} if number else {}), 1.0)


def test_what_is_of_an_object_are_its_record_and_the_passages_that_mention_it() -> None:
    record = [of("a.md", "A box.", i, number="LC.1979.2a, b") for i in (0, 1)]
    other, mention = (of("b.md", t, i, number="LC.1.1") for i, t in enumerate(("A tray.", "See LC.1979.2.")))
    essay = of("c.md", "A tray that is older.")
    asked = [other, *record, essay, mention]
    assert of_asked_objects("How wide is LC.1979.2?", asked) == [*record, mention]
    assert of_asked_objects("How wide is LC.1979.2, or lc.1.1?", asked) == [other, *record, mention]
    assert of_asked_objects("How wide is the box?", asked) == asked
    assert of_asked_objects("How wide is LC.1999.9?", asked) == []


def test_an_entry_goes_on_about_its_object_and_a_list_about_others() -> None:
    opened = "The box LC.1979.2.", "Wider than LC.1.1.", "It is red."
    entry = [of("a.txt", text, i) for i, text in enumerate(opened)]
    rows = "Loans:", "LC.1979.2 | box", "LC.1.1 | tray", "By air."
    listed = [of("b.txt", text, i) for i, text in enumerate(rows)]
    other = of("a.txt", "It is blue.", 3)
    headed = replace(other, passage=replace(other.passage, locator=Locator(headings=("LC.1.1",))))
    assert of_asked_objects("What is LC.1979.2?", [*entry, headed]) == entry
    assert of_asked_objects("What is LC.1979.2?", listed) == [listed[0], listed[1], listed[3]]


def test_a_lone_number_asks_for_an_object_where_a_record_has_it() -> None:
    record, mention, other = of("a.md", "A bell.", number="12"), of("b.md", "Hall 12."), of("c.md", "A tray.")
    assert of_asked_objects("What is object 12?", [other, record, mention]) == [record, mention]


@pytest.mark.parametrize(
    ("sentence", "number", "of_another", "touches"),
    [
        ("It is of silver.", "LC.1979.2", False, False),
        ("It is of silver.", "", False, False),
        ("LC.1.1 is of silver, and so is LC.1979.2.", "LC.1979.2", False, False),
        ("LC.1.1 is of silver.", "LC.1979.2", False, True),
        ("LC.1979.2 is of silver.", "LC.1.1", False, True),
        ("It is of silver.", "LC.1.1", True, True),
        ("LC.1.2 is of silver.", "LC.1.1", True, True),
    ],
)
def test_a_sentence_is_of_another_object_in_its_record_unless_it_names_the_one_asked_about(
    sentence: str, number: str, of_another: bool, touches: bool
) -> None:
    passage = of("a.md", sentence, number=number).passage
    asked = "What is LC.1979.2 made of?"
    assert is_of_another(asked, sentence, passage) is of_another
    assert touches_another(asked, sentence, passage) is touches
    assert not is_of_another("What is the box made of?", sentence, passage)
    assert not touches_another("What is the box made of?", sentence, passage)
