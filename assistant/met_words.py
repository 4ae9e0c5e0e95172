"""How well the words of a question are met by passages, in whatever languages both are."""

from __future__ import annotations

import numpy as np

from assistant.asking_words import ASKING_WORDS
from assistant.verification.holding import Held

WELL_MET = 0.45  # from here on nearness says that a word is there (`assistant.verification.features`)


def met_words(held: Held) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How well each telling word is met, at most well; a question without one is met.

    Words of asking ("please name the piece") tell nothing of what is asked about.
    """
    telling = [
        (word.start, word.end)
        for word in held.sentence.words
        if held.sentence.text[word.start : word.end].lower() not in ASKING_WORDS
    ]
    found = [
        WELL_MET if held.words.has(*place) else min(held.alignment.of_place(*place), WELL_MET)
        for place in telling
    ]
    return np.array(found or [WELL_MET])
