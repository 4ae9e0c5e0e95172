"""How well the words of a question are met by passages, in whatever languages both are."""

from __future__ import annotations

import numpy as np

from assistant.asked.asking_words import ASKING_WORDS
from assistant.verification.facts import grounded_numbers
from assistant.verification.holding import Held
from assistant.verification.missing import WELL_MET
from retrieval.language.word_keys import Word

_WORDS_OF_A_NUMBER = 2  # an object number tells of which object, as "the egg samovar" does


def met_words(held: Held) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How well each telling word is met, at most well; a question without one is met.

    Words of asking ("please name the piece") tell nothing of what is asked about.
    """
    telling = [
        (word.start, word.end)
        for word in _unnumbered(held)
        if held.sentence.text[word.start : word.end].lower() not in ASKING_WORDS
    ]
    found = [
        WELL_MET if held.words.has(*place) else min(held.alignment.of_place(*place), WELL_MET)
        for place in telling
    ]
    return np.array(found or [WELL_MET])


def met_words_and_numbers(held: Held) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The same with the object numbers that the passages have, each met for as many words as it counts."""
    grounded = {number.end for number in grounded_numbers(held.sentence, held.passages)}
    return np.append(met_words(held), [WELL_MET] * _WORDS_OF_A_NUMBER * len(grounded))


def word_count(held: Held) -> int:
    """How many words a question has, each object number for as many as it counts."""
    numbers = {number.end for number in held.sentence.object_numbers}  # one with its code or without
    return len(_unnumbered(held)) + _WORDS_OF_A_NUMBER * len(numbers)


def _unnumbered(held: Held) -> list[Word]:
    """The words of a question that are no part of an object number."""
    numbers = held.sentence.object_numbers
    return [w for w in held.sentence.words if not any(n.start <= w.start < n.end for n in numbers)]
