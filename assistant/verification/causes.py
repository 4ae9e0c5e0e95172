"""The causes that a sentence gives: none is given in the passages, or another one."""

from __future__ import annotations

import numpy as np

from assistant.verification.bearings import Bearings, Met
from assistant.verification.holding import Held
from assistant.verification.polarity import within
from assistant.verification.verdict import Place

# Shares of a cause's words unsaid: a translation of it leaves some, too.
_TRANSLATED, _ANOTHER = 0.2, 0.6


def causes(bearings: Bearings) -> tuple[list[tuple[Place, float]], float]:
    """Where the sentence gives a cause and the passages give none, each with how unsaid it is.

    And how far a cause is another one, from 0 to 1, where they give one.
    """
    held, found, other = bearings.held, [], 0.0
    for start, end in held.sentence.stance.causes:
        met = next((m for m in bearings.met if m.place[0] < end <= m.place[1]), None)
        if not met:
            continue
        place = start, met.place[1]
        effect = next((m for m in bearings.met if m.place != met.place and m.fit >= met.fit), met)
        given = [m for m in (effect, met) if _gives_a_cause(held, m)]
        if given:
            other = max(other, min(_unsaid(held, place, m) for m in given))
        else:
            found.append((place, _unsaid(held, place, met)))
    return found, other


def _gives_a_cause(held: Held, met: Met) -> bool:
    theirs = held.passages[met.passage].stance
    return bool(within(theirs.causes, *met.sentence) or within(theirs.outcomes, *met.sentence))


def _unsaid(held: Held, place: Place, met: Met) -> float:
    """How far a part of the sentence is not what a passage's sentence says, by the share of its words."""
    columns = held.columns(met.passage, met.sentence)
    words = [w for w in held.sentence.words if place[0] <= w.start < place[1]]
    there = held.passages[met.passage].words
    theirs = {w.key for w in there if met.sentence[0] <= w.start < met.sentence[1]}
    if not words or not columns:
        return 0.0
    said = []
    for word in words:
        known = held.words.foreign and held.words.rendered(word.start, word.end)
        near = held.saying(held.alignment.of_place(word.start, word.end, columns))
        said.append(1.0 if known or word.key in theirs else near)
    unsaid = 1.0 - float(np.mean(said))
    if not held.words.foreign:
        return unsaid
    return min(max((unsaid - _TRANSLATED) / (_ANOTHER - _TRANSLATED), 0.0), 1.0)
