"""Matters that a question asks about, and what speaks of them."""

import pytest

from assistant.asked.matters import asked_matters, untold


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("Which ship carried the bowls to Lisbon?", "vehicle"),
        ("哪艘船把瓷碗运到里斯本？", "vehicle"),
        ("Как назывался корабль, который вёз чаши?", "vehicle"),
        ("What glue was used on the handle?", "adhesive"),
        ("把手是用什么胶粘的？", "adhesive"),
        ("Каким клеем приклеили ручку?", "adhesive"),
        ("Where is the potter buried?", "burial"),
        ("陶工葬在哪里？", "burial"),
        ("Где похоронен гончар?", "burial"),
        ("How many visitors saw the bowls?", "attendance"),
        ("Where did Xu Wei study painting?", "schooling"),
        ("With whom had she studied at Kazan?", "schooling"),
    ],
)
def test_a_question_tells_the_matter_in_three_languages(question: str, matter: str) -> None:
    assert matter in asked_matters(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who made the bowl?",
        "碗是谁做的？",
        "Кто сделал сосуд?",  # no "осуд…"
        "В какой деревне стояли печи?",  # no wood
        "What do the two cane-carrier figures hold?",
        "What do conservators mean by crackle?",
        "I want to study the costumes: how long beforehand do I write?",
        "Who studied the marks?",
    ],
)
def test_most_questions_ask_about_no_matter_of_the_list(question: str) -> None:
    assert asked_matters(question) == ()


def test_what_no_text_speaks_of_is_untold() -> None:
    asked = asked_matters("Which ship carried the bowls to Lisbon?")
    assert untold(asked, ["The bowls came to Lisbon in 1751.", "They are of stoneware."]) == ("vehicle",)
    assert untold(asked, ["The bowls came to Lisbon in 1751.", "The vessel sank."]) == ()
    assert untold(asked, ["Чаши привезли на корабле."]) == ()
    assert untold((), []) == ()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How long did the firing take?", "It was fired for three days."),
        ("烧了多少天？", "烧了三天三夜。"),
        ("Сколько дней шёл обжиг?", "Обжиг шёл трое суток."),
        ("How many workers built the kiln?", "Forty workers built it."),
    ],
)
def test_a_number_with_what_it_counts_tells_of_the_matter(question: str, text: str) -> None:
    asked = asked_matters(question)
    assert asked
    assert untold(asked, [text]) == ()
    assert untold(asked, ["The kiln is of brick."]) == asked
