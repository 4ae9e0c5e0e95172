from __future__ import annotations

from evals.near_alike.facts import FIGURES
from evals.near_alike.records import make_records, with_articles


def test_the_same_seed_makes_the_same_entries_and_another_makes_others() -> None:
    texts = [record.text for record in make_records(30)]
    assert [record.text for record in make_records(30)] == texts
    assert [record.text for record in make_records(30, seed=4)] != texts


def test_entries_are_six_hundred_with_a_number_each() -> None:
    records = make_records()
    assert len({record.number for record in records}) == len({r.text for r in records}) == 600


def test_an_entry_says_every_fact_it_is_said_to_hold() -> None:
    for record in make_records(60):
        assert all(fact.record in record.text for fact in record.places.values())
        assert f"Accession number {record.number}." in record.text


def test_no_figure_stands_twice_in_an_entry() -> None:
    for record in make_records(60):
        assert len({f for f in record.places.values() if f in FIGURES}) == 3


def test_articles_agree_with_the_figures_they_stand_before() -> None:
    assert with_articles("a owl, a bear and a ivy") == "an owl, a bear and an ivy"
