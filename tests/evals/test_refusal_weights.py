"""The weights by which answers are refused: the rows they come from, and what they tell apart."""

from dataclasses import replace

import pytest

from assistant.refusal.measures import MEASURES
from evals.question_sets import Gold, Question
from evals.refusal_weights import Row, variants, weigh
from retrieval.passages import Evidence
from tests.assistant.conftest import evidence_of

_QUESTION = Question(
    id="q", language="en", question="Who threw the bowl?", answerable=True, key_facts=["Kocks"],
    gold=[Gold(document="bowl.md", quote="thrown by Kocks")],
)  # fmt: skip


def of(document: str, evidence: list[Evidence]) -> list[Evidence]:
    return [replace(e, passage=replace(e.passage, document_id=document)) for e in evidence]


_FOUND = [
    *of("bowl.md", evidence_of("The bowl was thrown by Kocks.", "The bowl has a pierced foot.")),
    *of("cup.md", evidence_of("The cup is blue.")),
]


def test_an_answerable_question_is_asked_again_with_its_answer_withheld() -> None:
    kinds = {
        kind: ([e.passage.text for e in kept], answers) for kind, kept, answers in variants(_QUESTION, _FOUND)
    }
    assert kinds["asked"] == ([e.passage.text for e in _FOUND], True)
    assert kinds["passages withheld"] == (["The bowl has a pierced foot.", "The cup is blue."], False)
    assert kinds["documents withheld"] == (["The cup is blue."], False)


def test_nothing_is_withheld_where_the_facts_are_told_elsewhere_or_there_is_no_answer() -> None:
    elsewhere = [*_FOUND, *of("list.md", evidence_of("Bowl: Kocks."))]
    assert [kind for kind, *_ in variants(_QUESTION, elsewhere)] == ["asked"]
    unanswerable = _QUESTION.model_copy(update={"answerable": False, "kind": "out-of-domain"})
    assert [(kind, answers) for kind, _, answers in variants(unanswerable, _FOUND)] == [
        ("out-of-domain", False)
    ]


def test_weights_tell_what_is_met_from_what_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    met = dict.fromkeys(MEASURES, 0.0) | {"met_passage": 0.45}
    rows = [Row(f"yes {i}", "asked", True, met) for i in range(20)]
    rows += [Row(f"no {i}", "asked", False, met | {"name_missing": 1.0}) for i in range(20)]
    made = weigh(rows)
    assert set(made) == {*MEASURES, "bias"}
    assert made["name_missing"] < 0
    assert "without an answer" in capsys.readouterr().out
