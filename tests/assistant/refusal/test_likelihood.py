"""The likelihood that evidence answers."""

from assistant.refusal.likelihood import THRESHOLD, likelihood
from assistant.refusal.measures import MEASURES

_MET = dict.fromkeys(MEASURES, 0.0) | {
    "met_passage": 0.45,
    "two_least_met": 0.45,
    "least_met_document": 0.45,
    "words": 0.5,
}


def test_a_question_that_the_evidence_has_all_of_is_answered() -> None:
    assert likelihood(_MET) > THRESHOLD


def test_names_dates_and_values_that_nothing_has_make_an_answer_unlikely() -> None:
    lacking = _MET | {"name_missing": 1.0, "fact_missing": 1.0, "value_missing": 1.0}
    assert likelihood(lacking) < THRESHOLD
    for name in ("name_missing_document", "fact_missing", "value_missing", "kind_nowhere", "matter_untold"):
        assert likelihood(_MET | {name: 1.0}) < likelihood(_MET), name


def test_where_nothing_was_measured_nothing_speaks_against_an_answer() -> None:
    assert likelihood({}) == 1.0
