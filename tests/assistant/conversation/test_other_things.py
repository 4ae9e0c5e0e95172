from __future__ import annotations

import pytest

from assistant.conversation.other_things import in_its_place, is_thing
from assistant.conversation.topics import Topics
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def topics() -> Topics:
    return Topics(Vocabulary.load())


@pytest.mark.parametrize(
    "text",
    [
        "jade ruyi", "silk robe", "Peacock clock", "21.175.198", "brush pot with the eight immortals",
        "玉如意", "丝绸袍子", "нефритовый жуи", "халат императора",
    ],
)  # fmt: skip
def test_what_is_called_an_object_is_a_thing(topics: Topics, text: str) -> None:
    assert is_thing(text, topics)


@pytest.mark.parametrize(
    "text",
    [
        "height", "lid", "inscription", "its robe", "this vase", "height of the vase", "robe's lining",
        "in the vase", "second one", "James Cox", "高度", "盖子", "玉如意的高度", "瓶颈", "它的袍子",
        "высота", "высота вазы", "крышка", "его халат", "в вазе", "",
    ],
)  # fmt: skip
def test_parts_aspects_and_places_of_things_are_none(topics: Topics, text: str) -> None:
    assert not is_thing(text, topics)


@pytest.mark.parametrize(
    ("question", "new", "asked"),
    [
        ("Who repaired the neck of the moon flask TX.1?", "ruyi", "Who repaired the neck of the ruyi?"),
        ("Where was Admiral Greig's portrait shown?", "the robe", "Where was the robe shown?"),
        ("Who made it? (moon flask; clock TX.1; Kyoto)", "ruyi", "Who made it? (ruyi; Kyoto)"),
        ("Who made it? (moon flask; clock TX.1)", "ruyi", "Who made it? (ruyi)"),
        ("《中秋帖》有多少个字？", "玉如意", "玉如意有多少个字？"),
        ("格雷格海军上将的肖像是谁画的？", "玉如意", "玉如意是谁画的？"),
        ("谁修复了抱月瓶TX.1？", "玉如意", "谁修复了玉如意？"),
        ("Кто написал портрет адмирала Грейга?", "жуи", "Кто написал жуи?"),
        ("Где ваза на красной подставке?", "жуи", "Где жуи на красной подставке?"),
    ],
)  # fmt: skip
def test_a_thing_takes_the_place_of_another_with_its_number_and_owner(
    topics: Topics, question: str, new: str, asked: str
) -> None:
    assert in_its_place(question, new, topics) == asked


def test_a_question_about_no_thing_has_no_place_for_one(topics: Topics) -> None:
    assert in_its_place("When did James Cox die?", "ruyi", topics) is None
