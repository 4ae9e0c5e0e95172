"""Who did it to whom, and what stands together, with the real embedding model."""

import pytest

from assistant.verification import Verifier
from assistant.verification.arrangement import Arrangement

pytestmark = pytest.mark.slow  # the real model


def _arranged(verifier: Verifier, sentence: str, passage: str, language: str) -> Arrangement:
    (held,) = verifier.hold(sentence, [[passage]], language=language)
    return Arrangement(held)


TURNED = [
    ("The organ plays nine songs on six pipes.", "The organ plays six songs on nine pipes.", "en"),
    ("Взрослый билет стоит 7 евро, детский 15 евро.", "Взрослый билет стоит 15 евро, детский 7 евро.", "ru"),
    ("葡萄牙商人把它带到日本。", "日本商人把它带到葡萄牙。", "zh"),
]


@pytest.mark.parametrize(("sentence", "passage", "language"), TURNED)
def test_what_changed_places_is_turned(
    sentence: str, passage: str, language: str, verifier: Verifier
) -> None:
    assert _arranged(verifier, sentence, passage, language).turned()[0] > 0.5


@pytest.mark.parametrize(
    ("sentence", "passage", "language"),
    [
        *((passage, passage, language) for _, passage, language in TURNED),
        ("Maps are lit at 40 lux, bronzes at 150 lux.", "150 lux for bronzes, 40 lux for maps", "en"),
        ("On nine pipes the organ plays six songs.", "The organ plays six songs on nine pipes.", "en"),
    ],
)
def test_another_order_of_the_same_is_not(
    sentence: str, passage: str, language: str, verifier: Verifier
) -> None:
    assert _arranged(verifier, sentence, passage, language).turned()[0] < 0.2


def test_a_word_that_stands_elsewhere_in_the_passage_is_astray(verifier: Verifier) -> None:
    passage = "Staff may borrow four books for three weeks. Volunteers read in the room."
    lone, behind, before = _arranged(
        verifier, "Volunteers may borrow four books for three weeks.", passage, "en"
    ).strays()
    assert behind > 0.25
    assert (lone, before) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("sentence", "passage", "language"),
    [
        (
            "Просьбу фотографа Назарина оплатить съёмку часовни отклонили.",
            "Просьбу фотографа Кротова оплатить съёмку часовни отклонили. Назарин болел.",
            "ru",
        ),
        (
            "She blames nobody, although Dr Lindqvist suspects that the mate watered the cases.",
            "She blames nobody, although Ramón Iturra suspects that the mate watered the cases.",
            "en",
        ),
        (
            "勃拉姆斯派来的技师只停留了一个下午便返回维也纳。",
            "林德纳派来的技师只停留了一个下午便返回维也纳。",
            "zh",
        ),
    ],
)
def test_a_word_between_the_same_words_is_in_anothers_place(
    sentence: str, passage: str, language: str, verifier: Verifier
) -> None:
    assert _arranged(verifier, sentence, passage, language).replaced() > 0.3
    assert _arranged(verifier, passage, passage, language).replaced() == 0.0
