"""Matters that a question asks about and a text speaks of or not: a glue, a ship, a burial, a wage.

Who asks which ship carried a clock is not answered by a document that has no ship in it, however well it
speaks of the clock. `matters.csv` lists what museums are asked about, in three languages: the words
that ask about it, and all that a text could have that tells of it. It tells only that something cannot be
there, so what tells is wide and what asks is narrow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.asked.values import pattern_table

_FILE = Path(__file__).with_name("matters.csv")
Patterns = tuple[re.Pattern[str], re.Pattern[str]]


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Patterns]:
    return pattern_table(_FILE, "told")


def asked_matters(question: str) -> tuple[str, ...]:
    """The matters that `question` asks about, by name; most questions ask about none of the list."""
    return tuple(name for name, (asked, _) in _table().items() if asked.search(question))


def untold(matters: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """Those of `matters` that none of `texts` speaks of."""
    return tuple(name for name in matters if not any(_table()[name][1].search(text) for text in texts))
