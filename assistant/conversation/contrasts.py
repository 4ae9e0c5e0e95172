"""What a follow-up takes the place of in the question before it: "And for silk?" of "for lacquer".

A date takes the place of a date, a material of a material, a place of a place, and what stands behind
a preposition of what stands behind the same one. The rest of the old question still counts.
"""

from __future__ import annotations

import re

from assistant.conversation.leaning_words import PREPOSITION, PREPOSITIONS
from assistant.conversation.topics import Span, Topics
from retrieval.dates import find_dates

_BEFORE = re.compile(rf"(?:\b(?:{PREPOSITIONS})\s+)?(?:\b(?:the|an?)\s+)?$|[在从对用]$", re.IGNORECASE)
# They say as often when as where, and whose: what stands behind them is told by its kind alone.
_OF_MANY_MEANINGS = re.compile(r"in|at|on|to|of|from|with|во?|на|со?|у|к|по|от|до|из|[在从]", re.IGNORECASE)
_DEFINITE = re.compile(r"the\b|[这那]", re.IGNORECASE)


def without_replaced(text: str, new: str, topics: Topics) -> str:
    """`text` without what `new` stands in the place of; as it is where that cannot be told."""
    for start, end in reversed(_replaced(text, new, topics)):
        before = _BEFORE.search(text[:start])
        text = f"{text[: before.start() if before else start]} {text[end:]}"
    return " ".join(text.split()).strip(" ,;，；").removeprefix("的")


def _replaced(text: str, new: str, topics: Topics) -> list[Span]:
    if find_dates(new):
        return [(date.start, date.end) for date in find_dates(text)]
    if _DEFINITE.match(new):  # "And the silver?" may be that of the box
        return []
    kinds = {kind for *_, kind in topics.kinds(new)}
    if spans := [(start, end) for start, end, kind in topics.kinds(text) if kind in kinds]:
        return spans
    preposition = PREPOSITION.match(new)
    if not preposition or _OF_MANY_MEANINGS.fullmatch(preposition.group()):
        return []
    same = re.compile(rf"\b{preposition.group()}\s+(?:(?!\b(?:{PREPOSITIONS})\b)[^,;.()])+", re.IGNORECASE)
    return [found.span() for found in same.finditer(text)]
