"""How likely the evidence answers a question: a logistic sum of its measures, weights in `weights.json`.

`python -m evals.answers.refusal_weights` makes them; docs/decisions/0013-refusal.md says from what and why.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("weights.json")
# The bias is set so that this is the least with which an answer is given.
THRESHOLD = 0.5


def likelihood(values: Mapping[str, float]) -> float:
    """From 0 to 1, above `THRESHOLD` for what should be answered; 1 where nothing was measured."""
    if not values:
        return 1.0
    weights = _weights()
    total = weights["bias"] + sum(weights[name] * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    found: Mapping[str, float] = json.loads(_FILE.read_text("utf-8"))
    return found
