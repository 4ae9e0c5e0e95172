"""Whether it is asked who made something, and which sentences speak of making."""

import pytest

from assistant.asked.made import asks_who_made, tells_who_made


@pytest.mark.parametrize(
    "question",
    [
        "Who made the Peacock clock?",
        "By whom was the panel painted?",
        "Which workshop wove the tapestry?",
        "Кто сделал часы «Павлин»?",
        "Кем построена колокольня?",
        "孔雀钟是谁制作的？",
        "这幅画的作者是哪位画家？",
    ],
)
def test_a_question_for_the_maker_is_known(question: str) -> None:
    assert asks_who_made(question)


@pytest.mark.parametrize(
    "question",
    ["Who repaired the clock?", "What was the clock made of?", "Кто купил часы?", "谁捐赠了这座钟？"],
)
def test_other_questions_are_none(question: str) -> None:
    assert not asks_who_made(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "The movement is signed by Timothy Williamson.",
        "It comes from the workshop of Pierre Germain.",
        "Автомат вышел из лондонской фирмы Джеймса Кокса.",
        "Чаша работы Петрова.",
        "此钟出自广州工匠之手。",
        "机芯由伦敦钟表匠约翰·贝尔制成。",
    ],
)
def test_a_sentence_about_a_maker_tells(sentence: str) -> None:
    assert tells_who_made(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["It came to St Petersburg in 1781, in pieces.", "Часы прибыли в 1781 году.", "此钟高98厘米。"],
)
def test_a_sentence_about_anything_else_does_not(sentence: str) -> None:
    assert not tells_who_made(sentence)
