"""Two facts of a sentence that stand in each other's places in the passage: who gave and who was given to.

The words of such a sentence are all there. What tells it is what the embedding model makes of the words
around a fact, for their vectors know their surroundings: around the giver of the sentence they are like those
around the giver of the passage, whoever that is. Vectors of whole sentences know nothing of it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import numpy as np

from assistant.verification.alignment import place_of
from assistant.verification.bindings import Bound
from assistant.verification.holding import Held
from assistant.verification.token_space import PassageTokens, overlapping
from assistant.verification.verdict import Place
from retrieval.embeddings import Vectors

_WINDOW = 4  # tokens either side of a fact
_BY_CHANCE, _SCALE = (
    0.02,
    12.0,
)  # what two facts fit better in each other's places though they are in their own
At = tuple[int, int]  # a passage and a place in it
_Thing = tuple[str, Place, tuple[At, ...]]


def exchanged(held: Held, facts: Iterable[Bound]) -> float:
    """How surely two facts of one kind are in each other's places, from 0 to 1."""
    things = _whole_names([(kind, place, tuple(own)) for kind, place, own, _ in facts if own])
    said = [_around(held.tokens, place, (0, len(held.sentence.text))) for _, place, _ in things]
    there = [_rows(_around_in(held, at) for at in own) for _, _, own in things]
    most = 0.0
    for (i, one), (j, other) in itertools.combinations(enumerate(things), 2):
        if one[0] != other[0] or set(one[2]) & set(other[2]):
            continue
        mine, theirs = said[i], said[j]
        if mine is None or theirs is None or not (len(there[i]) and len(there[j])):
            continue
        across = (there[j] @ mine).max() + (there[i] @ theirs).max()
        most = max(most, float(across - (there[i] @ mine).max() - (there[j] @ theirs).max()))
    return min(max(most - _BY_CHANCE, 0.0) * _SCALE, 1.0)


def _whole_names(things: Sequence[_Thing]) -> list[_Thing]:
    """The facts in order, neighbouring words of a name as one."""
    found: list[_Thing] = []
    for kind, place, own in sorted(things, key=lambda thing: thing[1]):
        if found and kind == found[-1][0] == "name" and place[0] - found[-1][1][1] <= 1:
            _, before, theirs = found.pop()
            found.append((kind, (before[0], place[1]), (*theirs, *own)))
        else:
            found.append((kind, place, own))
    return found


def _around_in(held: Held, at: At) -> Vectors | None:
    """What stands around a place of a passage, in its sentence."""
    passage, place = at
    inside = place_of(held.passages[passage].sentences, place) or (0, len(held.passages[passage].text))
    return _around(held.passage_tokens[passage], (place, place + 1), inside)


def _around(tokens: PassageTokens, place: Place, inside: Place) -> Vectors | None:
    """The direction of the tokens next to a place, those in it left out; None where no token is."""
    own = overlapping(tokens.spans, *place)
    if not own:
        return None
    window = range(max(own[0] - _WINDOW, 0), min(own[-1] + _WINDOW + 1, len(tokens.spans)))
    beside = [i for i in window if i not in own]
    within = [i for i in beside if inside[0] <= tokens.spans[i][0] < inside[1]]
    total: Vectors = tokens.rows[within or beside or own].sum(axis=0)
    unit: Vectors = total / max(float(np.linalg.norm(total)), 1e-9)
    return unit


def _rows(vectors: Iterable[Vectors | None]) -> Vectors:
    found = [v for v in vectors if v is not None]
    return np.stack(found) if found else np.zeros((0, 0), np.float32)
