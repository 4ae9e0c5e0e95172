"""The causes that a sentence gives: none is given in the passages, or another one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assistant.verification.alignment import place_of
from assistant.verification.bearings import Bearings, Met
from assistant.verification.holding import Held
from assistant.verification.polarity import within
from assistant.verification.reading import Reading
from assistant.verification.verdict import Place

# Between languages: the share of its words that a translated cause leaves unsaid, and that another one does;
# how much of what the rest of the sentence leaves unsaid is taken off, and what it is where there is no rest.
_TRANSLATED, _ANOTHER, _ALLOWED, _USUAL = 0.1, 0.5, 0.5, 0.25


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


def given_causes(sentence: Reading) -> list[Place]:
    """The places of what the sentence gives as causes, each up to the end of its clause."""
    found = ((end, place_of(sentence.clauses, end - 1)) for _, end in sentence.stance.causes)
    return [(end, clause[1]) for end, clause in found if clause and sentence.text[end : clause[1]].strip()]


def _gives_a_cause(held: Held, met: Met) -> bool:
    theirs = held.passages[met.passage].stance
    return bool(within(theirs.causes, *met.sentence) or within(theirs.outcomes, *met.sentence))


def _unsaid(held: Held, place: Place, met: Met) -> float:
    """How far a part of the sentence is not what a passage's sentence says, by the share of its words.

    Between languages words of what is said are missed too: half as many are allowed for as are missed of the
    rest of the sentence.
    """
    said = list(_said(held, met))
    inside = [how_far for at, how_far in said if place[0] <= at < place[1]]
    outside = [how_far for at, how_far in said if not place[0] <= at < place[1]]
    if not inside:
        return 0.0
    unsaid = 1.0 - float(np.mean(inside))
    if not held.words.foreign:
        return unsaid
    unsaid -= _ALLOWED * (1.0 - float(np.mean(outside)) if outside else _USUAL)
    return min(max((unsaid - _TRANSLATED) / (_ANOTHER - _TRANSLATED), 0.0), 1.0)


def _said(held: Held, met: Met) -> Iterator[tuple[int, float]]:
    """Where each word of the sentence begins, with how far the passage's sentence says it."""
    columns = held.columns(met.passage, met.sentence)
    there = held.passages[met.passage].words
    theirs = {w.key for w in there if met.sentence[0] <= w.start < met.sentence[1]}
    for word in held.sentence.words if columns else ():
        known = held.words.foreign and held.words.rendered(word.start, word.end)
        near = held.saying(held.alignment.of_place(word.start, word.end, columns))
        yield word.start, 1.0 if known or word.key in theirs else near
