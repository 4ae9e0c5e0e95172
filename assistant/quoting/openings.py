"""The parts of the document found first where a question's answer has its place: opening and sections.

A catalogue entry begins with its title, maker, dimensions, and goes on for pages under headings: provenance,
marks, exhibitions. A question about them finds the pages that share its words; "H: 65.1 × W: 35.9 cm" and
"Chalmin (Paris), sold to the museum, 1988" share none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.asked.expectations import Expectation
from assistant.asked.record_fields import ANYTHING, kinds_told
from retrieval.passages import Evidence, Passage

_OPENING = 3  # passages
_LONGEST = 200  # passages of a document, in which sections are looked for
_MOST_SECTIONS = 3  # passages that are added of them


def with_opening(
    question: str, evidence: Sequence[Evidence], opening: Callable[[str, int], Sequence[Passage]]
) -> list[Evidence]:
    """`evidence` with the passages of its first document that have a field, or stand in a section, of what
    is asked.

    They stand behind the first passage, whose score they share. `opening` gives the first passages of a
    document.
    """
    expected = Expectation.of(question)
    asked = expected.fields_asked
    if not evidence or not asked:
        return list(evidence)
    known = {e.passage.passage_id for e in evidence}
    first = evidence[0]
    sections = asked - ANYTHING - {"reason"}
    passages = [
        p
        for p in opening(first.passage.document_id, _LONGEST if sections else _OPENING)
        if p.passage_id not in known
    ]
    added = [
        p for p in passages if p.position < _OPENING and any(map(expected.labelled_by, p.text.splitlines()))
    ]
    under = [p for p in passages if p not in added and kinds_told("", p.locator.headings) & sections]
    return [first, *(Evidence(p, first.score) for p in [*added, *under[:_MOST_SECTIONS]]), *evidence[1:]]
