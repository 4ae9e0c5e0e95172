"""Denying clauses against affirming ones, with the real embedding model."""

import pytest

from assistant.verification import Verifier
from assistant.verification.bearings import Bearings
from assistant.verification.parity import parity

pytestmark = pytest.mark.slow  # the real model
PASSAGE = "The lid of the box was lost in 1920. The bottom is signed, and the box was never lacquered."


def _parity(verifier: Verifier, sentence: str, language: str = "en") -> tuple[float, float]:
    (held,) = verifier.hold(sentence, [[PASSAGE]], language=language)
    return parity(Bearings(held))


def test_a_denial_of_what_the_passage_affirms_is_added(verifier: Verifier) -> None:
    added, dropped = _parity(verifier, "The bottom is not signed.")
    assert added > 0.5
    assert dropped == 0.0


def test_what_the_passage_denies_is_dropped(verifier: Verifier) -> None:
    added, dropped = _parity(verifier, "The box was lacquered.")
    assert dropped > 0.5
    assert added == 0.0


@pytest.mark.parametrize(
    ("sentence", "language"),
    [("The box was never lacquered.", "en"), ("Коробку никогда не покрывали лаком.", "ru")],
)
def test_what_both_deny_is_neither(sentence: str, language: str, verifier: Verifier) -> None:
    assert _parity(verifier, sentence, language)[0] < 0.3


def test_a_loss_may_be_told_as_a_denial(verifier: Verifier) -> None:
    assert _parity(verifier, "The lid of the box has not been seen since 1920.")[0] < 0.3
