"""Weighs the measures into one score: a logistic sum, its weights kept in `weights.json`.

The weights come from rows whose support is known (docs/decisions/0009-verification.md); one set holds for
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

Weights = Mapping[str, float]


def score(values: Mapping[str, float], pair: tuple[str, str]) -> float:
    """The score from 0 to 1; `pair` holds the languages of the sentence and of the passages."""
    weights = _weights()[_which(pair)]
    total = weights["bias"] + sum(weights[name] * value for name, value in _centred(values, pair).items())
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def contributions(values: Mapping[str, float], pair: tuple[str, str]) -> dict[str, float]:
    """How much each measure takes off, those that take off most first."""
    weights = _weights()[_which(pair)]
    taken = {name: -weights[name] * value for name, value in _centred(values, pair).items()}
    return dict(sorted(taken.items(), key=lambda item: -item[1]))


def _which(pair: tuple[str, str]) -> str:
    return "same" if pair[0] == pair[1] else "foreign"


def _centred(values: Mapping[str, float], pair: tuple[str, str]) -> dict[str, float]:
    """The measures of how well words are met, from what is usual in the pair of languages."""
    usual = _weights().get(f"{pair[0]}-{pair[1]}", {})
    return {name: value - usual.get(name, 0.0) for name, value in values.items()}


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, Weights]:
    found: Mapping[str, Weights] = json.loads(_FILE.read_text("utf-8"))
    return found
