"""Facts in each other's places, told by what stands around them, with the real embedding model."""

import pytest

from assistant.verification import Verifier
from assistant.verification.bindings import Bindings
from assistant.verification.exchanged import exchanged

pytestmark = pytest.mark.slow  # the real model

MODEL_SHIP = "It was made at Portsmouth in 1747 by Benjamin Slade on the orders of Lord Anson."
PLATES = "Виды парка на тарелках писал Семён Ладыгин, а позолоту исполнил Карл Вебер."


def _exchanged(verifier: Verifier, sentence: str, passage: str) -> float:
    (held,) = verifier.hold(sentence, [[passage]])
    return exchanged(held, Bindings(held).facts)


@pytest.mark.parametrize(
    ("turned", "right", "passage"),
    [
        (
            "It was made at Portsmouth in 1747 by Lord Anson on the orders of Benjamin Slade.",
            "In 1747 Benjamin Slade made it at Portsmouth on the orders of Lord Anson.",
            MODEL_SHIP,
        ),
        (
            "Карл Вебер писал виды парка на тарелках, а Семён Ладыгин их золотил.",
            "Семён Ладыгин писал виды парка на тарелках, а Карл Вебер их золотил.",
            PLATES,
        ),
        (
            "The parks on the plates are by Karl Weber, the gilding is by Semyon Ladygin.",
            "The parks on the plates are by Semyon Ladygin, the gilding is by Karl Weber.",
            PLATES,
        ),
        (
            "抗战胜利后，三处文物先集中到南京，一九四七年全部运回重庆。",
            "三处文物在抗战胜利后集中于重庆，一九四七年运回南京。",
            "抗战胜利后，三处文物先集中到重庆，一九四七年全部运回南京。",
        ),
    ],
)
def test_facts_in_each_others_places_are_told_from_those_in_their_own(
    turned: str, right: str, passage: str, verifier: Verifier
) -> None:
    assert _exchanged(verifier, turned, passage) > _exchanged(verifier, right, passage)


def test_a_name_of_two_words_is_one_thing(verifier: Verifier) -> None:
    """Benjamin and Slade, each read alone, would be held to be in each other's places."""
    assert _exchanged(verifier, MODEL_SHIP, MODEL_SHIP) == 0.0
