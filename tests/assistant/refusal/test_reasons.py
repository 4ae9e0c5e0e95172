"""What refusals say, in three languages."""

import pytest

from assistant.refusal.measures import EvidenceMeasures
from assistant.refusal.reasons import refusal, refusal_of, searched_for
from tests.assistant.conftest import evidence_of


def test_what_no_passage_mentions_is_the_first_reason() -> None:
    found = refusal_of(EvidenceMeasures({}, ("Tokyo",), ("1990",), ("money",)), "en")
    assert found.to_json() == {
        "kind": "not-mentioned",
        "reason": "No passage found mentions Tokyo, 1990, which the question takes as given.",
        "missing": ["Tokyo", "1990"],
    }


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "The passages found are near the question, but none gives a weight."),
        ("zh", "检索到的段落与问题相近，但都没有给出重量。"),
        ("ru", "Найденные фрагменты близки к вопросу, но ни в одном не указано: вес."),
    ],
)
def test_a_value_that_nothing_gives_is_named_in_the_language_of_the_question(
    language: str, reason: str
) -> None:
    assert refusal_of(EvidenceMeasures({}, asked_values=("weight",)), language).reason == reason


def test_without_anything_plainer_it_says_that_the_passages_do_not_answer() -> None:
    found = refusal_of(EvidenceMeasures({}), "de")
    assert (found.kind, found.missing) == ("not-answered", ())
    assert found.reason == "The passages found are near the question, but do not answer it."
    assert refusal("unknown-object", "zh", ["A.1", "A.2"]).reason == "检索到的段落都没有提到编号 A.1、A.2。"


def test_what_was_searched_for_names_the_documents_that_came_nearest_once() -> None:
    evidence = [*evidence_of("A bowl.", "A cup.", title="Inventory"), *evidence_of("A jug.", title="Loans")]
    assert searched_for("Who?", evidence, "en") == "Searched for “Who?”; nearest: Inventory; Loans."
    assert searched_for("Who?", [], "ru") == ""
