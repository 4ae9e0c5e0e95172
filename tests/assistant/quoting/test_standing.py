"""Documents that others have superseded."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.quoting.sentence_choice import SentenceChoice
from assistant.quoting.standing import asks_of_the_past, superseded, superseded_notice
from retrieval.passages import Evidence
from tests.assistant.conftest import evidence_of

_TEXT = "A full ticket costs 8 euros."


def passage(document: str, title: str, *, text: str = _TEXT, score: float = 0.9, **facets: str) -> Evidence:
    """Evidence of one passage of a document with these facets."""
    (found,) = evidence_of(text, title=title, score=score)
    return replace(found, passage=replace(found.passage, document_id=document, facets=facets))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (passage("v/rules-2019.md", "Rules 2019", superseded_by="rules-2024.md"), {}),
        (passage("v/rules-2019.md", "Rules 2019"), {"supersedes": "rules-2019.md"}),
        (passage("v/rules-2019.md", "Rules 2019"), {"supersedes": "rules-2018.md\nrules-2019"}),
    ],
)
def test_a_document_is_superseded_where_it_says_so_or_its_successor_does(
    old: Evidence, new: dict[str, str]
) -> None:
    assert superseded([old, passage("v/rules-2024.md", "Rules 2024", **new)]) == {
        "v/rules-2019.md": "Rules 2024"
    }


@pytest.mark.parametrize(
    "old",
    [
        passage("a.md", "Rules", status="утратила силу"),
        passage("a.md", "参观须知（已废止）"),
        passage("a.md", "Rules (superseded)"),
    ],
)
def test_a_status_or_a_title_tells_too_without_a_successor(old: Evidence) -> None:
    assert superseded([old]) == {"a.md": ""}


def test_what_says_nothing_of_the_kind_is_in_force() -> None:
    assert (
        superseded([passage("a.md", "Rules 2019", status="действует"), passage("b.md", "Rules 2024")]) == {}
    )


@pytest.mark.parametrize(
    "question", ["What did it cost in 2019?", "以前票价多少？", "Сколько стоил прежний билет?"]
)
def test_a_question_about_the_past_is_told(question: str) -> None:
    assert asks_of_the_past(question)
    assert not asks_of_the_past("How much is a ticket?")


def test_a_superseded_document_comes_below_the_one_in_force_unless_the_past_is_asked_about(
    choice: SentenceChoice,
) -> None:
    def first(question: str, evidence: Sequence[Evidence]) -> str:
        return choice.candidates(question, evidence)[0].evidence.passage.document_id

    old = passage("old.md", "Rules", status="superseded")
    new = passage("new.md", "Rules", text="A full ticket costs 11 euros.", score=0.8)
    assert first("What does a full ticket cost?", [old, new]) == "new.md"
    assert first("What did a full ticket cost before?", [old, new]) == "old.md"


def test_a_notice_names_the_citations_the_document_and_its_successor() -> None:
    assert superseded_notice("en", [1, 3], "Rules 2019", "Rules 2024") == (
        "Citation [1][3]: “Rules 2019” is no longer in force; it was superseded by “Rules 2024”."
    )
    assert superseded_notice("ru", [1], "Правила", "") == "Цитата [1]: документ «Правила» утратил силу."
    assert (
        superseded_notice("zh", [2], "须知", "新须知") == "引文 [2]：《须知》已不再有效，已由《新须知》取代。"
    )
