"""The opening of a record beside the passages that were found."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from assistant.quoting.openings import with_opening
from retrieval.locators import Locator
from retrieval.passages import Evidence, Passage
from tests.assistant.conftest import evidence_of

_FOUND = evidence_of("The lidded bowl was drawn by a visitor.", "A second passage.")
_FIELDS = evidence_of("dimensions: H: 12 cm, 640 g", "The bowl has a history.", title="Bowl")


def opening_of(*evidence: Evidence) -> Callable[[str, int], Sequence[Passage]]:
    return lambda document, most: [e.passage for e in evidence][:most]


def test_fields_of_what_is_asked_stand_behind_the_first_passage() -> None:
    widened = with_opening("How tall is the lidded bowl?", _FOUND, opening_of(*_FIELDS))
    assert [e.passage.text for e in widened] == [
        "The lidded bowl was drawn by a visitor.",
        "dimensions: H: 12 cm, 640 g",
        "A second passage.",
    ]
    assert widened[1].score == _FOUND[0].score


@pytest.mark.parametrize("question", ["Why was it drawn?", "Describe the lidded bowl."])
def test_fields_of_something_else_are_left_where_they_are(question: str) -> None:
    assert with_opening(question, _FOUND, opening_of(*_FIELDS)) == list(_FOUND)


def test_what_was_found_is_not_added_again_and_nothing_is_added_to_nothing() -> None:
    question = "How tall is the lidded bowl?"
    assert with_opening(question, _FIELDS, opening_of(*_FIELDS)) == list(_FIELDS)
    assert with_opening(question, [], opening_of(*_FIELDS)) == []


def under(heading: str, *texts: str) -> list[Evidence]:
    """Passages that stand under a heading, far behind the opening of their document."""
    return [
        Evidence(replace(e.passage, position=40 + i, locator=Locator(headings=("Bowl", heading))), e.score)
        for i, e in enumerate(evidence_of(*texts))
    ]


def test_the_section_that_is_asked_for_stands_behind_the_first_passage() -> None:
    sold = under("Provenance", "Chalmin (Paris), sold to the museum, 1988.")
    shown = under("Exhibition History", "Turin, 2020, no. 4.")
    sections = opening_of(*_FIELDS, *sold, *shown)
    widened = with_opening("From whom did the museum buy the bowl?", _FOUND, sections)
    assert [e.passage.text for e in widened][1] == sold[0].passage.text
    assert len(widened) == len(_FOUND) + 1
    widened = with_opening("Which exhibitions was the bowl in?", _FOUND, sections)
    assert [e.passage.text for e in widened][1] == shown[0].passage.text


def test_of_a_long_section_three_passages_are_added() -> None:
    sold = under("Provenance", *(f"Owner {i}." for i in range(9)))
    widened = with_opening("Who owned the bowl?", _FOUND, opening_of(*sold))
    assert len(widened) == len(_FOUND) + 3
