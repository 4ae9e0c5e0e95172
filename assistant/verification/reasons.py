"""Which of a sentence's measures tells best why it is not supported, in a plain sentence."""

from __future__ import annotations

from assistant.verification.combination import contributions
from assistant.verification.features import Measures

# The kind that a reader is told for each measure, and for a measure without a place the reason.
_KINDS = {
    "object_number": "object_number",
    "date": "date",
    "number": "number",
    "unit": "unit",
    "misplaced": "number",
    "name": "name",
    "unsure_name": "name",
    "term": "claim",
    "denial_added": "negation",
    "denial_dropped": "negation",
    "hedge": "hedge",
    "opposite": "claim",
    "cause": "claim",
}
_REASONS = {
    "denial_added": "the sentence denies what the passage says",
    "denial_dropped": "the passage denies what the sentence says",
    "hedge": "the passage only supposes what the sentence states",
}
_NOT_SAID = "the passage does not say this"


def reason_of(sentence: str, measures: Measures) -> tuple[str, str]:
    """The kind and the reason: what takes most off the score, of what can be named."""
    for name in contributions(measures.values, measures.pair):
        if not measures.values[name] or name not in _KINDS:
            continue
        if name in _REASONS:
            return _KINDS[name], _REASONS[name]
        for problem in measures.problems:
            if problem.kind == name:
                return _KINDS[name], problem.reason
    return "claim", _NOT_SAID
