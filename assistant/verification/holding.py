"""A sentence held against passages: their readings, the words that meet, and the tokens that do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.verification.alignment import Alignment
from assistant.verification.named import NameGrounding
from assistant.verification.reading import Reading
from assistant.verification.token_space import PassageTokens, overlapping
from assistant.verification.verdict import Place
from assistant.verification.words import WordGrounding
from retrieval.embeddings import Vectors

# How near a word is met by what does not say it and by what does, in one language and between two.
_NEAR_AT_HOME, _NEAR_ABROAD = (0.1, 0.4), (0.0, 0.25)


class Held:
    """What is known of a sentence and the passages that it is held against."""

    def __init__(
        self,
        sentence: Reading,
        passages: Sequence[Reading],
        words: WordGrounding,
        alignment: Alignment,
        vector: Vectors,
        tokens: PassageTokens,
        passage_tokens: Sequence[PassageTokens],
    ) -> None:
        self.sentence, self.passages = sentence, passages
        self.words, self.alignment = words, alignment
        self.names = NameGrounding(words)
        self.vector = vector  # the model's, of the sentence
        self.tokens, self.passage_tokens = tokens, passage_tokens
        self._unsaid_to, self.said_from = _NEAR_ABROAD if words.foreign else _NEAR_AT_HOME

    def saying(self, near: float) -> float:
        """How far a word that is met so near is said, from 0 to 1."""
        return min(max((near - self._unsaid_to) / (self.said_from - self._unsaid_to), 0.0), 1.0)

    def rows(self, place: Place, without: Sequence[Place]) -> list[int]:
        """The tokens of the content words in `place`, those of other facts left out."""
        out = [*self.sentence.facts, *without]
        rows: dict[int, None] = {}
        for word in self.sentence.words:
            if place[0] <= word.start < place[1] and not any(a < word.end and word.start < b for a, b in out):
                rows.update(dict.fromkeys(overlapping(self.alignment.spans, word.start, word.end)))
        return list(rows)

    def columns(self, passage: int, clause: Place) -> list[int]:
        starts = self.alignment.places[:, 0]
        held = (self.alignment.owners == passage) & (starts >= clause[0]) & (starts < clause[1])
        return [int(i) for i in np.flatnonzero(held)]
