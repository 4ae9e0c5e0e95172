"""The weights by which answers are refused: the rows they come from, and what they tell apart."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.refusal.measures import MEASURES
from evals.answers.question_sets import Gold, Question
from evals.answers.refusal_weights import Row, variants, weigh
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
    assert kinds["sentences withheld"] == (["The bowl has a pierced foot.", "The cup is blue."], False)
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


def test_only_the_sentence_that_answers_is_withheld_where_its_passage_says_more() -> None:
    told = evidence_of("The bowl was thrown by Kocks. It has a pierced foot and a lid.", "The cup is blue.")
    found = [*of("bowl.md", told[:1]), *of("cup.md", told[1:])]
    kept = {kind: evidence for kind, evidence, _ in variants(_QUESTION, found)}["sentences withheld"]
    assert [e.passage.text for e in kept] == ["It has a pierced foot and a lid.", "The cup is blue."]
    assert kept[0].passage.passage_id != found[0].passage.passage_id
    assert kept[1] == found[1]


def test_questions_in_another_language_are_refused_as_often_as_others() -> None:
    """Though nearly all of them that have no answer are asked in the documents' own language."""
    rows = []
    for i in range(60):
        met = dict.fromkeys(MEASURES, 0.0) | {"met_passage": 0.45 - i / 1000}
        rows.append(Row(f"home {i}", "asked", True, met))
        rows.append(Row(f"home without {i}", "asked", False, met | {"met_passage": 0.3 - i / 1000}))
        rows.append(Row(f"abroad {i}", "asked", True, met | {"met_passage": 0.25 - i / 1000, "foreign": 1.0}))
    rows.append(Row("abroad without", "asked", False, rows[2].values | {"met_passage": 0.1}))
    made = weigh(rows)
    total = np.array([made["bias"] + sum(made[n] * row.values[n] for n in MEASURES) for row in rows])
    for foreign in (0.0, 1.0):
        answered = [
            t for t, row in zip(total, rows, strict=True) if row.answers and row.values["foreign"] == foreign
        ]
        assert 0.0 < np.mean(np.array(answered) < 0) < 0.2
