from __future__ import annotations

from collections import Counter

from evals.near_alike.facts import Fact
from evals.near_alike.questions import make_questions
from evals.near_alike.records import Record, make_records
from retrieval.language.sentences import script_language

RECORDS = make_records()
QUESTIONS = make_questions(RECORDS)


def named_in(question: str, language: str) -> set[Fact]:
    """The facts that a question in this language names; a bee is not named by a beehive."""
    found = {
        fact for record in RECORDS for fact in record.places.values() if said(fact, language) in question
    }
    return {f for f in found if not any(f != g and said(f, language) in said(g, language) for g in found)}


def said(fact: Fact, language: str) -> str:
    return {"en": fact.en, "zh": fact.zh, "ru": fact.ru}[language]


def test_the_same_entries_are_asked_about_in_each_language() -> None:
    by_language = {code: [q.number for q in QUESTIONS if q.language == code] for code in ("en", "zh", "ru")}
    assert by_language["en"] == by_language["zh"] == by_language["ru"]
    assert len(set(by_language["en"])) == 100
    assert all(script_language(question.text) == question.language for question in QUESTIONS)


def test_a_question_names_two_or_three_facts_that_stand_together_in_its_entry_alone() -> None:
    counts: Counter[int] = Counter()
    for question in QUESTIONS:
        named = named_in(question.text, question.language)
        counts[len(named)] += 1
        assert [r.number for r in RECORDS if named <= {*r.places.values()}] == [question.number]
    assert set(counts) == {2, 3}


def test_no_question_gives_the_number_away() -> None:
    assert not any(question.number in question.text for question in QUESTIONS)


def test_the_same_seed_asks_the_same_and_another_asks_otherwise() -> None:
    assert make_questions(RECORDS) == QUESTIONS
    assert make_questions(RECORDS, seed=4) != QUESTIONS


def test_entries_that_nothing_singles_out_are_not_asked_about() -> None:
    twin = RECORDS[0]
    pair = [twin, Record("1999.1.1", twin.title, twin.text, twin.places)]
    assert make_questions(pair) == []
