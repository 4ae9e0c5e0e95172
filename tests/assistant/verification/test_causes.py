"""Causes that a sentence gives, with the real embedding model."""

import pytest

from assistant.verification import Verifier
from assistant.verification.bearings import Bearings
from assistant.verification.causes import causes

pytestmark = pytest.mark.slow  # the real model
PLAIN = "The gate was walled up in 1850. It is of brick."
CAUSED = "The gate was walled up in 1850, because the river had flooded the road."


def _causes(verifier: Verifier, sentence: str, passage: str) -> tuple[float, float]:
    (held,) = verifier.hold(sentence, [[passage]])
    new, other = causes(Bearings(held))
    return max((unsaid for _, unsaid in new), default=0.0), other


@pytest.mark.parametrize(
    "sentence",
    [
        "The gate was walled up in 1850 because the abbot feared robbers.",
        "The gate was walled up in 1850, in order to please the abbot.",
    ],
)
def test_a_cause_that_nobody_gives_is_new(sentence: str, verifier: Verifier) -> None:
    assert _causes(verifier, sentence, PLAIN)[0] > 0.4


def test_another_cause_than_the_given_one_is_found(verifier: Verifier) -> None:
    new, other = _causes(verifier, "The gate was walled up because the abbot feared robbers.", CAUSED)
    assert new == 0.0
    assert other > 0.4


def test_a_cause_of_another_language_is_held_against_what_the_passage_says(verifier: Verifier) -> None:
    given = verifier.measures("Ворота замуровали, так как река затопила дорогу.", [CAUSED], language="ru")
    invented = verifier.measures("Ворота замуровали, так как аббат боялся воров.", [CAUSED], language="ru")
    assert invented.values["cause_apart"] > given.values["cause_apart"] + 0.05
    assert verifier.measures("Ворота замуровали.", [CAUSED], language="ru").values["cause_apart"] == 0.0


def test_the_given_cause_is_not_another_one(verifier: Verifier) -> None:
    assert _causes(verifier, "Because the river had flooded the road, it was walled up.", CAUSED)[1] < 0.2


@pytest.mark.parametrize(
    ("given", "another"),
    [
        (
            "Ворота заложили в 1850 году, потому что река затопила дорогу.",
            "Ворота заложили в 1850 году, потому что аббат боялся разбойников.",
        ),
        ("因为河水淹没了道路，大门于1850年被砌死。", "因为院长害怕强盗，大门于1850年被砌死。"),
    ],
)
def test_a_translated_cause_is_told_from_another(given: str, another: str, verifier: Verifier) -> None:
    assert _causes(verifier, given, CAUSED)[1] < 0.2
    assert _causes(verifier, another, CAUSED)[1] > 0.3
