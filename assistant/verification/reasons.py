"""Which of a sentence's measures tells best why it is not supported, in a plain sentence."""

from __future__ import annotations

from assistant.verification.features import Measures

# The measures that can be told to a reader, the plainest first, and the kind that each is.
_TOLD = {
    "object_number": "object_number",
    "date": "date",
    "number": "number",
    "unit": "unit",
    "name": "name",
    "called_otherwise": "name",
    "unquoted": "claim",
    "undenied": "negation",
    "denial_added": "negation",
    "denial_dropped": "negation",
    "opposite": "claim",
    "term": "claim",
    "cause": "claim",
    "misplaced": "number",
    "misnamed": "name",
    "reserve_cut": "hedge",
    "hedge": "hedge",
    "overstated": "hedge",
    "room_dropped": "hedge",
    "unsure_name": "name",
}
_REASONS = {
    "denial_added": "the sentence denies what the passage says",
    "denial_dropped": "the passage denies what the sentence says",
    "reserve_cut": "the passage says with reserve what the sentence states",
    "hedge": "the passage only supposes what the sentence states",
    "overstated": "the sentence says more than the passage does",
    "room_dropped": "the passage leaves room where the sentence leaves none",
}
_LEAST = 0.3
_NOT_SAID = "the passage does not say this"


def reason_of(measures: Measures) -> tuple[str, str]:
    """The kind and the reason: the plainest of what was found wrong."""
    for name, kind in _TOLD.items():
        if measures.values[name] < _LEAST:
            continue
        if name in _REASONS:
            return kind, _REASONS[name]
        found = next((p for p in measures.problems if p.kind == name), None)
        if found:
            return _dated(name, found.reason, kind), found.reason
    return "claim", _NOT_SAID


def _dated(name: str, reason: str, kind: str) -> str:
    """A misplaced fact is of the kind it is: a year is a date."""
    return (
        "date"
        if name == "misplaced" and any(len(word) == 4 and word.isdigit() for word in reason.split())
        else kind
    )
