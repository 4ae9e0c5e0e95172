"""The opening of the document found first: where the fields of a record stand.

A catalogue entry begins with its title, maker, dimensions, and goes on for pages. A question about them
finds the pages, which share its words; "H: 65.1 × W: 35.9 cm" shares none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.expectations import Expectation
from retrieval.passages import Evidence, Passage

_PASSAGES = 3


def with_opening(
    question: str, evidence: Sequence[Evidence], opening: Callable[[str, int], Sequence[Passage]]
) -> list[Evidence]:
    """`evidence` with the opening passages of its first document that have a field of what is asked.

    They stand behind the first passage, whose score they share. `opening` gives the first passages of a
    document.
    """
    expected = Expectation.of(question)
    if not evidence or not (expected.kinds or expected.identifies):
        return list(evidence)
    known = {e.passage.passage_id for e in evidence}
    first = evidence[0]
    added = [
        Evidence(passage, first.score)
        for passage in opening(first.passage.document_id, _PASSAGES)
        if passage.passage_id not in known and any(map(expected.labelled_by, passage.text.splitlines()))
    ]
    return [first, *added, *evidence[1:]]
