"""What is two questions and what is one, in three languages."""

import json
from pathlib import Path
from typing import Any

import pytest

from retrieval.search.question_parts import question_parts

_QUESTIONS = Path(__file__).parents[3] / "evals" / "questions"

_TWO = {
    "Who made the Peacock clock, and when was the Palace Museum founded?": (
        "Who made the Peacock clock",
        "when was the Palace Museum founded?",
    ),
    "Who made the Peacock clock? And when was the Palace Museum founded?": (
        "Who made the Peacock clock?",
        "when was the Palace Museum founded?",
    ),
    "who carved the ivory puzzle ball and which workshop lacquered the imperial sedan chair": (
        "who carved the ivory puzzle ball",
        "which workshop lacquered the imperial sedan chair",
    ),
    "Could you tell me who wove the Lotus Pond and how large the Gottorf globe is?": (
        "who wove the Lotus Pond",
        "how large the Gottorf globe is?",
    ),
    "Please tell me who wove the Lotus Pond and who built the Gottorf globe.": (
        "who wove the Lotus Pond",
        "who built the Gottorf globe.",
    ),
    "Кто сделал часы «Павлин», а когда основан музей Гугун?": (
        "Кто сделал часы «Павлин»",
        "когда основан музей Гугун?",
    ),
    "Из чего сделана пагода? Сколько весит колокол Годунова?": (),
    "Из чего сделана пагода Цяньлуна? Сколько весит колокол Годунова?": (
        "Из чего сделана пагода Цяньлуна?",
        "Сколько весит колокол Годунова?",
    ),
    "孔雀钟是谁做的，故宫博物院何时成立？": ("孔雀钟是谁做的", "故宫博物院何时成立？"),
    "孔雀钟是谁做的？太和殿有多高？": ("孔雀钟是谁做的？", "太和殿有多高？"),
    "请问谁设计了钴蓝网纹，谁修建了太和殿？": ("谁设计了钴蓝网纹", "谁修建了太和殿？"),
    "Какие размеры у LC.1979.2 и LC.1961.8?": ("Какие размеры у LC.1979.2?", "Какие размеры у LC.1961.8?"),
    "What are bottle 14.40.488 and bottle 14.40.593 made of?": (
        "What are bottle 14.40.488 made of?",
        "What are bottle 14.40.593 made of?",
    ),
    "How tall are 1.2003.4, 1.2003.5 and 1.2003.6?": (
        "How tall are 1.2003.4?",
        "How tall are 1.2003.5?",
        "How tall are 1.2003.6?",
    ),
    "14.40.488和14.40.593是什么材料的？": ("14.40.488是什么材料的？", "14.40.593是什么材料的？"),
}
_ONE = [
    "Who made the Peacock clock?",
    "Who made the Peacock clock, and when did it reach St Petersburg?",
    "What is 14.40.488 and whose collection did it come from?",
    "Where and when was the dish shown in London?",
    "Who was the man who painted the Trinity and who died in Moscow?",
    "What explains what the Peacock clock does and how the tail opens?",
    "A label just says 14.40.488. What is on the card, and how large?",
    "Which painter and which goldsmith?",
    "For what sum is LC.2003.6 insured in the loan LC-2025-03?",
    "Was LC.1961.8 bought together with LC.1961.9?",
    "What is 21.175.335a, b?",
    "Who gave MMA 29.100.5?",
    "Кто сделал часы «Павлин» и когда их привезли в Петербург?",
    "Где у музея парковка и сколько она стоит?",
    "西花园是谁出钱重建的，哪年完工？",
    "孔雀钟是谁做的，它有多高？",
    "那幅画是谁画的，作者是哪里人？",
    "画上没有落款，怎么知道《清明上河图》是谁画的？",
    "",
    "?",
]


@pytest.mark.parametrize("question", [q for q, parts in _TWO.items() if parts])
def test_a_question_about_two_things_is_told_apart(question: str) -> None:
    assert question_parts(question) == _TWO[question]


@pytest.mark.parametrize("question", [*_ONE, *(q for q, parts in _TWO.items() if not parts)])
def test_one_question_stays_whole(question: str) -> None:
    assert question_parts(question) == ()


def test_a_part_that_leans_on_the_one_before_stays_with_it() -> None:
    asked = "Who made the Peacock clock, and how tall is it, and when was the Palace Museum founded?"
    assert question_parts(asked) == (
        "Who made the Peacock clock, and how tall is it",
        "when was the Palace Museum founded?",
    )


def test_more_than_three_parts_and_pasted_texts_are_left_alone() -> None:
    four = " ".join(f"Who made the Clock of {name}?" for name in ("London", "Paris", "Rome", "Moscow"))
    assert question_parts(four) == ()
    assert question_parts("Who made the Peacock clock? When was the Palace Museum founded? " * 10) == ()


def test_hardly_any_question_about_one_thing_is_torn_apart() -> None:
    """A line of the sample questions that has one gold document asks about one thing."""
    asked = [
        json.loads(line) for line in (_QUESTIONS / "corpus_samples.jsonl").read_text("utf-8").splitlines()
    ]
    one = [q["question"] for q in asked if len({gold["document"] for gold in q["gold"]}) < 2]
    assert len(one) > 90
    assert sum(bool(question_parts(question)) for question in one) <= 1


def test_nearly_every_two_part_question_is_told_apart() -> None:
    asked = _rows("two_part.jsonl")
    assert len(asked) >= 30
    assert sum(len(question_parts(q["question"])) == 2 for q in asked) >= 0.9 * len(asked)


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_QUESTIONS / name).read_text(encoding="utf-8").splitlines()]
