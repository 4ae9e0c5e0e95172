"""Object numbers of a question, held against the evidence: what no passage mentions cannot be answered."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.object_numbers import find_object_numbers, match_strength
from retrieval.passages import Evidence


def unknown_objects(question: str, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The object numbers of `question` where no passage of the evidence mentions any of them; else none.

    A number also counts as mentioned where a passage holds it as part of a longer one, or the other way
    round. Search puts passages that hold a number before all others, so what is not among them is nowhere.
    """
    asked = {number.key: number.text for number in find_object_numbers(question, question=True)}
    if not asked or any(_mentions(e, set(asked)) for e in evidence):
        return ()
    return tuple(asked.values())


def _mentions(evidence: Evidence, asked: set[str]) -> bool:
    passage = evidence.passage
    text = "\n".join([passage.title, *passage.locator.headings, passage.text])
    held = {number.key for number in find_object_numbers(text)}
    held |= {part.strip() for part in passage.facets.get("object_number", "").split(";") if part.strip()}
    return any(match_strength(one, other) > 0 for one in asked for other in held)
