from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers import Answer, Sentence
from assistant.citations import Citation
from assistant.conversation.topics import Topic, Topics, adds
from retrieval.locators import Locator
from retrieval.passages import Passage
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def topics() -> Topics:
    return Topics(Vocabulary.load())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who made the Peacock clock in the Hermitage?", ["Peacock clock", "Hermitage"]),
        ("What is in the Hall of Mental Cultivation?", ["Hall of Mental Cultivation"]),
        ("Where is 14.40.488 now?", ["14.40.488"]),
        ("Кто собрал часы «Павлин»?", ["часы «Павлин»"]),
        ("Где хранится икона Рублёва?", ["икона Рублёва"]),
        ("《千里江山图》是谁画的？", ["《千里江山图》"]),
        ("乾隆为什么喜欢倦勤斋？", ["乾隆", "倦勤斋"]),
        ("What is it made of?", []),
        ("When was the bowl thrown?", []),
        ("А когда?", []),
        ("它是什么材料做的？", []),
    ],
)
def test_names_are_those_of_works_places_persons_and_numbers(
    topics: Topics, text: str, names: list[str]
) -> None:
    assert topics.names(text) == names


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("How should I clean the dark fossil-resin bottle?", ["dark fossil-resin bottle"]),
        ("Who restored the lacquer of the Peacock clock?", ["lacquer", "Peacock clock"]),
        ("汴河上那座桥为什么中间没有柱子？", ["汴河", "桥", "中间", "柱子"]),
        ("Где стоят эти вещи?", ["стоят вещи"]),
        ("How many visitors came?", ["visitors"]),
    ],
)
def test_a_subject_is_what_a_question_names_or_all_that_it_says(
    topics: Topics, text: str, subject: list[str]
) -> None:
    assert topics.subject(text) == subject


def answer(question: str, *sentences: str, title: str = "Часы «Павлин»", refused: bool = False) -> Answer:
    passage = Passage("p1", "a.md", 0, " ".join(sentences), Locator(), title)
    return Answer(
        id="a1", question=question, language="en", refused=refused, text="", model="extractive", prompt=None,
        sentences=tuple(Sentence(s, (1,), 1.0) for s in sentences), passages=(), timings_ms={},
        citations=() if refused else (Citation(1, passage, passage.text),), searched=question,
    )  # fmt: skip


def test_the_topic_is_what_was_asked_about_and_who_the_answer_names(topics: Topics) -> None:
    found = topics.of_turn(answer("Who made the Peacock clock?", "It came from the shop of James Cox."))
    assert found == Topic(("Peacock clock",), ("James Cox",))


def test_a_question_that_names_nothing_is_about_what_its_answer_cites(topics: Topics) -> None:
    found = topics.of_turn(answer("Что отсчитывает секунды?", "Стрекоза."))
    assert found.names[-1] == "Часы «Павлин»"


def test_a_refusal_adds_nothing_to_the_topic(topics: Topics) -> None:
    refusal = answer("Who made the Peacock clock?", refused=True)
    assert topics.of_turn(refusal) == Topic(("Peacock clock",))
    assert topics.of_turn(replace(refusal, question="It?", searched="It?")) == Topic()


def test_a_refused_question_that_names_nothing_leaves_the_older_topic(topics: Topics) -> None:
    before = Topic(("Peacock clock",), ("James Cox",))
    refusal = answer("Is there a copy?", refused=True)
    assert topics.of_turn(refusal, before) == Topic(("copy", "Peacock clock"))
    other = answer("Who painted the Trinity?", refused=True)
    assert topics.of_turn(other, before) == Topic(("Trinity",))


def test_what_a_question_took_over_is_its_topic_and_its_verbs_are_not(topics: Topics) -> None:
    searched = "А когда её купили? (вазу с драконом)"
    refusal = replace(answer(searched, refused=True), question="А когда её купили?")
    assert topics.of_turn(refusal).names == ("вазу с драконом",)


@pytest.mark.parametrize(
    ("text", "known", "does"),
    [
        ("the Peacock clock", ["When did the peacock clock come?"], False),
        ("James Cox", ["When did the peacock clock come?"], True),
        ("in 1920", ["in 1910"], True),
        ("汝窑", ["汝窑在哪里"], False),
        ("часы «Павлин»", ["Кто собрал часы?"], True),
    ],
)
def test_a_name_that_is_there_already_adds_nothing(text: str, known: list[str], does: bool) -> None:
    assert adds(text, known) is does
