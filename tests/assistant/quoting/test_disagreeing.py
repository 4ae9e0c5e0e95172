"""Documents that give different values for the same thing."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answering import Answering, Question
from assistant.answers import Answer
from assistant.quoting.disagreeing import rival
from assistant.quoting.sentence_choice import Candidate
from assistant.settings import EXTRACTIVE, Settings
from retrieval.index import PassageIndex
from retrieval.passages import Evidence
from retrieval.vocabulary import Vocabulary
from tests.assistant.conftest import evidence_of

_VOCABULARY = Vocabulary.load()


def of(document: str, text: str, title: str = "Inventory", **facets: str) -> Evidence:
    (found,) = evidence_of(text, title=title)
    return replace(found, passage=replace(found.passage, document_id=document, facets=facets))


def candidates(*evidence: Evidence) -> list[Candidate]:
    return [Candidate(e, rank, e.passage.text, 0.5, 0.5 - rank / 100) for rank, e in enumerate(evidence)]


def kind_of(question: str, one: str, other: str, old: Sequence[str] = ()) -> str | None:
    found = rival(
        question, candidates(of("a.md", one), of("b.md", other)), _VOCABULARY, old=dict.fromkeys(old, "")
    )
    return found[0] if found else None


@pytest.mark.parametrize(
    ("question", "one", "other", "kind"),
    [
        (
            "When was the lidded bowl made?",
            "The lidded bowl was made in Delft in 1690.",
            "The lidded bowl was made in Delft in 1720.",
            "date",
        ),
        ("How tall is it?", "The lidded bowl is 12 cm tall.", "The lidded bowl is 15 cm tall.", "number"),
        ("Когда изготовлена чаша?", "Чаша изготовлена в 1690 году.", "Чаша изготовлена в 1720 году.", "date"),
        ("青花碗制作于哪一年？", "青花碗制作于1690年。", "青花碗制作于1720年。", "date"),
        ("What is it made of?", "The lidded bowl is of silver.", "The lidded bowl is of copper.", "material"),
    ],
)  # fmt: skip
def test_different_values_of_the_same_thing_are_a_disagreement(
    question: str, one: str, other: str, kind: str
) -> None:
    assert kind_of(question, one, other) == kind
    assert kind_of(question, one, one) is None
    assert kind_of(question, one, other, old=["b.md"]) is None


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("When was the bowl made?", "The lidded bowl was made in 1690.", "The tall vase was made in 1720."),
        ("When was it made?", "The lidded bowl was made in 1690.", "It was sold to London in 1931."),
        ("How tall is the bowl?", "The lidded bowl is 12 cm tall.", "The lidded bowl is 120 mm tall."),
        ("How tall is the bowl?", "The lidded bowl is 12 cm tall.", "The lidded bowl weighs 640 g."),
        ("Who made it?", "The lidded bowl was made in 1690.", "The lidded bowl was made in 1720."),
    ],
)  # fmt: skip
def test_another_thing_another_attribute_and_another_unit_are_none(
    question: str, one: str, other: str
) -> None:
    assert kind_of(question, one, other) is None


def test_one_document_does_not_disagree_with_itself() -> None:
    one, other = of("a.md", "The bowl was made in 1690."), of("a.md", "The bowl was made in 1720.")
    assert rival("When was the bowl made?", candidates(one, other), _VOCABULARY, old={}) is None


_TALL, _TALLER = "The lidded bowl is 12 cm tall.", "The lidded bowl is 15 cm tall."


def rival_of(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    return rival("How tall is the bowl?", candidates(*one, *other), _VOCABULARY, old={}) is not None


@pytest.mark.parametrize(
    ("number", "disagree"), [("LC.1979.2", False), ("lc.1961.8", True), ("LC.1961.8a", True), ("", True)]
)
def test_different_objects_differ_and_sources_on_them_do_not_disagree(number: str, disagree: bool) -> None:
    stated = of("a.md", _TALL, object_number="LC.1961.8")
    assert rival_of([stated], [of("b.md", _TALLER, object_number=number)]) is disagree
    assert rival_of([stated], [of("b.md", _TALLER, f"Bowl {number.upper()}")]) is disagree
    assert rival_of([stated], [of("b.md", f"{_TALLER} {number.upper()}".strip())]) is disagree
    opening, later = of("b.md", f"It is {number.upper()}."), of("b.md", _TALLER)
    later = replace(later, passage=replace(later.passage, position=1))
    assert rival_of([stated], [opening, later]) is disagree


def test_what_another_record_says_of_the_object_may_disagree() -> None:
    stated = of("a.md", "The lidded bowl LC.1961.8 is 12 cm tall.", object_number="LC.1961.8")
    mention = of("b.md", "The lidded bowl LC.1961.8 is 15 cm tall.", object_number="LC.1979.2")
    assert rival_of([stated], [mention])


def test_an_answer_shows_both_sides_with_their_dates_and_says_so(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.refusal.refusing.Refusing.refusal", lambda *_: None)
    index.add(
        [
            of("a.md", "The lidded bowl was made in Delft in 1690.", "Card", dated="1950").passage,
            of("b.md", "The lidded bowl was made in Delft in 1720.", "Catalogue", dated="2020-05-01").passage,
        ]
    )
    question = Question("When was the lidded bowl made in Delft?", model=EXTRACTIVE)
    *_, answer = Answering(index, Settings()).answer(question)
    assert isinstance(answer, Answer)
    assert {c.document_id for c in answer.citations} == {"a.md", "b.md"}
    (said,) = answer.to_json()["disagreements"]
    assert said["kind"] == "date"
    assert {(side["document_id"], side["date"]) for side in said["sides"]} == {
        ("a.md", "1950"),
        ("b.md", "2020-05-01"),
    }
    assert answer.notices[0].startswith("Sources disagree: [1] ")
    assert "Card (1950)" in answer.notices[0]
