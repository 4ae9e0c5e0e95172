"""A sentence that repeats a passage's words without the word of doubt that leads them there."""

import pytest

from assistant.verification import Verifier
from assistant.verification.arrangement import Arrangement
from assistant.verification.reserves import reserve_cut

pytestmark = pytest.mark.slow  # the real model

CUT = [
    ("The vase was made in Delft.", "The vase was probably made in Delft.", "en"),
    (
        "The crown is a separate piece, soldered on.",
        "It appears that the crown is a separate piece, soldered on.",
        "en",
    ),
    ("Ваза сгорела целиком и сделана заново.", "Ваза сгорела почти целиком и сделана заново.", "ru"),
    ("Этот кубок сделал греческий мастер.", "Считается, что этот кубок сделал греческий мастер.", "ru"),
    ("龚春向金沙寺僧人学会了制壶。", "相传龚春向金沙寺僧人学会了制壶。", "zh"),
    ("老式钟表由宫廷作坊修理。", "老式钟表通常由宫廷作坊修理。", "zh"),
]


def _cut(verifier: Verifier, sentence: str, passage: str, language: str) -> float:
    (held,) = verifier.hold(sentence, [[passage]], language=language)
    return reserve_cut(held, Arrangement(held).joined())


@pytest.mark.parametrize(("sentence", "passage", "language"), CUT)
def test_the_passages_words_without_its_reservation_are_told(
    sentence: str, passage: str, language: str, verifier: Verifier
) -> None:
    assert _cut(verifier, sentence, passage, language) > 0.6
    assert _cut(verifier, passage, passage, language) == 0.0


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        # The reservation is about what the sentence leaves out.
        ("No sample was taken of the stains near the hem.",
         "The stains near the hem are perhaps candle wax, but no sample was taken."),
        # It is made by another word.
        ("The vase was possibly made in Delft.", "The vase was probably made in Delft."),
        # It stands in another sentence.
        ("The vase is of Delft earthenware.", "Perhaps the lid is later. The vase is of Delft earthenware."),
    ],
)  # fmt: skip
def test_what_is_not_repeated_needs_no_reservation(sentence: str, passage: str, verifier: Verifier) -> None:
    assert _cut(verifier, sentence, passage, "en") == 0.0
