"""Which names of a sentence passages have, with the real embedding model."""

import pytest

from assistant.verification import Verifier

pytestmark = pytest.mark.slow  # the real model


def _has(verifier: Verifier, name: str, sentence: str, passages: list[str]) -> bool:
    (held,) = verifier.hold(sentence, [passages], language="en")
    (found,) = [n for n in held.sentence.names if n.text == name]
    return held.names.has(found)


@pytest.mark.parametrize("beside", [[], ["A clock stands in the hall."], ["A clock.", "Rules.", "A bowl."]])
def test_a_place_of_the_vocabulary_is_missed_however_many_passages_there_are(
    verifier: Verifier, beside: list[str]
) -> None:
    sentence = "The vase was lent to Yokohama in 1990."
    assert not _has(verifier, "Yokohama", sentence, ["The vase was lent to Kyoto in 1990.", *beside])
    assert _has(verifier, "Yokohama", sentence, [*beside, "1990年此瓶借给横滨。"])


def test_a_place_may_be_abbreviated_in_chinese(verifier: Verifier) -> None:
    sentence = "The vase was shown in Japan in 1990."
    assert _has(verifier, "Japan", sentence, ["此瓶于1990年赴日展出。"])
    assert not _has(verifier, "Japan", sentence, ["此瓶于1990年赴美展出。"])
