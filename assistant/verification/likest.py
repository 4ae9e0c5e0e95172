"""What the part of the passages that is most like a sentence, as a whole, has of its facts and denials.

Words meet all over a passage about one matter, in another language above all; what a sentence says as a
whole is said in one place. There its dates and numbers stand, and what it denies is denied.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verification.bindings import Settled
from assistant.verification.polarity import Stance, within
from assistant.verification.verdict import Place

# The parts of one passage, each with its likeness to the sentence (`PassageMeaning.likenesses`).
Likenesses = Sequence[tuple[Place, float]]
_FASTER = 5.0  # how fast a difference of cosines counts
_SOFTLY, _MORE = (
    0.5,
    0.3,
)  # what a word that may deny leaves of an unmet denial; how far one of several is unmet


class Likest:
    """The part of the passages that is most like a sentence; there has to be one."""

    def __init__(self, parts: Sequence[Likenesses]) -> None:
        self._parts = [(likeness, i, place) for i, own in enumerate(parts) for place, likeness in own]
        self._likeness, self.passage, self.place = max(self._parts)

    def astray(self, settled: Sequence[Settled]) -> tuple[float, float]:
        """How much less like the sentence the likest part is that has a fact of it, from 0 to 1.

        The most over the facts: first of those that have a rival here, a date another date, then of those
        that have none.
        """
        beside, alone = 0.0, 0.0
        for _, own, rivals in settled:
            less = min(_FASTER * (self._likeness - self._best_with(own)), 1.0)
            if any(i == self.passage and self._has(at) for i, at in rivals):
                beside = max(beside, less)
            else:
                alone = max(alone, less)
        return beside, alone

    def _best_with(self, places: Sequence[tuple[int, int]]) -> float:
        return max(
            (
                likeness
                for likeness, i, (start, end) in self._parts
                if any(i == j and start <= at < end for j, at in places)
            ),
            default=-1.0,
        )

    def _has(self, at: int) -> bool:
        return self.place[0] <= at < self.place[1]

    def denials(self, sentence: Stance, passage: Stance) -> tuple[float, float]:
        """How far the sentence denies what is not denied here, and leaves out a denial, each from 0 to 1.

        `passage` is the stance of the passage that the part is of.
        """
        mine, maybe = len(sentence.denials), len(sentence.soft_denials)
        theirs, soft = within(passage.denials, *self.place), within(passage.soft_denials, *self.place)
        added = dropped = 0.0
        if mine and not theirs:
            added = _SOFTLY if soft else 1.0
        elif mine > theirs + soft:
            added = _MORE
        if theirs and not mine:
            dropped = _SOFTLY if maybe else 1.0
        return added, dropped
