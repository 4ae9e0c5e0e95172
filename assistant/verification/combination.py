"""Weighs the measures into one score: a logistic sum, its weights kept in `weights.json`.

The weights come from rows whose support is known (docs/decisions/0010-verification.md); one set holds for
a sentence in the passages' language, one for a sentence in another, where words are met less well.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("weights.json")
# Scores are shifted so that this one is the least that supports, in every pair of languages.
THRESHOLD = 0.5

# Measures of which one is enough.
PLAIN = (
    "object_number",
    "date",
    "number",
    "unit",
    "name",
    "term",
    "denial_added",
    "denial_dropped",
    "misplaced",
    "misnamed",
    "exchanged",
    "cause",
    "other_cause",
    "renamed",
    "reserve_cut",
    "called_otherwise",
    "unquoted",
    "undenied",
)

# How much of a measure is enough that no sentence is supported, whatever else is met: facts have ground or
# have none; and the passage's own words with another name, or without their reservation, say something else
# (of 1,300 supported sentences of the development rows two had that). So does a name that is like none of
# theirs, in one language: across languages names of new documents are missed too often for that. And so does
# a word whose opposite the passage has in its place (left, right): 21 unsupported rows and none supported.
# And what is read off both sides alone: another's name, a quotation that is none, a word that is only denied;
# and hardly a word of it being met. A material or place that is missed is enough in one language (584
# unsupported rows, 4 others), two names that are like none between two as well (299, 11).
ENOUGH = {
    **{"object_number": 1.0, "date": 1.0, "number": 1.0, "unit": 1.0},
    **{"renamed": 0.8, "reserve_cut": 0.6, "no_such_name": 1.0, "opposite": 1.0},
    **{"called_otherwise": 1.0, "unquoted": 1.0, "undenied": 1.0, "unsaid": 0.6},
    **{"no_such_names": 1.0, "term": 0.9},
}
# What a name goes with and which denial was left out is hard to tell in another language.
_NOT_PLAIN_ABROAD = frozenset({"misnamed", "denial_dropped"})
_NOT_ENOUGH_ABROAD = frozenset({"no_such_name", "opposite", "unquoted", "undenied", "unsaid", "term"})
_WITHOUT_GROUND = -0.5
# As a whole less like the passages than any of 3,215 supported development rows, and 350 unsupported ones.
_LEAST_MEANT = 0.35
_SURELY = 0.9
Weights = Mapping[str, float]


def score(values: Mapping[str, float], pair: tuple[str, str]) -> float:
    """The score from 0 to 1; `pair` holds the languages of the sentence and of the passages."""
    weights, usual = _weights()[which(pair)], usual_in(pair)
    weighed = (
        weights[name] * value for name, value in summands(values, usual, foreign=pair[0] != pair[1]).items()
    )
    total = weights["bias"] + usual.get("bias", 0.0) + sum(weighed)
    deciding = ENOUGH.keys() - (_NOT_ENOUGH_ABROAD if pair[0] != pair[1] else set())
    if values["meant"] < _LEAST_MEANT or any(values[kind] >= ENOUGH[kind] for kind in deciding):
        total = min(total, _WITHOUT_GROUND)
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def summands(values: Mapping[str, float], usual: Mapping[str, float], *, foreign: bool) -> dict[str, float]:
    """What is weighed and added up: the measures from what is usual, and what they say together.

    One plain problem is enough, whatever else is well met; and to be met far worse than usual is worse
    than its share, for half of a sentence may be about something else.
    """
    found = {name: value - usual.get(name, 0.0) for name, value in values.items()}
    plain = [values[name] for name in PLAIN if not (foreign and name in _NOT_PLAIN_ABROAD)]
    found["worst_problem"] = max(plain)
    found["far_whole"] = 10 * max(-found["whole"], 0.0) ** 2
    found["far_meant"] = 10 * max(-found["meant"], 0.0) ** 2
    found["far_fit"] = 10 * max(-found["fit"], 0.0) ** 2
    found["surely_replaced"] = float(values["replaced"] >= _SURELY)
    found["worst_in_whole"] = 5 * found["worst"] * found["whole"]
    return found


def which(pair: tuple[str, str]) -> str:
    """The name of the set of weights for a pair of languages."""
    return "same" if pair[0] == pair[1] else "foreign"


def usual_in(pair: tuple[str, str]) -> Weights:
    """The measures of how well words are met that are usual in a pair of languages."""
    return _weights().get("-".join(pair), {})


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, Weights]:
    found: Mapping[str, Weights] = json.loads(_FILE.read_text("utf-8"))
    return found
