"""Tests of labelled lines: what a record's field tells."""

import pytest

from assistant.expectations import Expectation
from assistant.record_fields import field_kinds, is_caption


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("title: Lidded bowl", "thing"),
        ("maker01: Louis Cordier", "person"),
        ("place_date: Paris, 1727–28", "date"),
        ("place_date: Paris, 1727–28", "place"),
        ("Материал: серебро", "material"),
        ("作者：郎世宁", "person"),
        ("尺寸: 高 23 厘米", "number"),
    ],
)
def test_a_label_says_what_its_line_tells(line: str, kind: str) -> None:
    assert kind in field_kinds(line)


@pytest.mark.parametrize(
    "line",
    ["He said: come", "The title of the work is unknown.", "caption: Lid, from above", "title:", "12: 30"],
)
def test_other_lines_are_no_fields(line: str) -> None:
    assert not field_kinds(line)


def test_a_field_answers_only_what_is_asked() -> None:
    who = Expectation.of("Who made the écuelle?")
    assert who.labelled_by("maker02: Bowl: Louis Cordier (French, active 1692–1748)")
    assert not who.labelled_by("title: Lidded bowl")
    assert not who.labelled_by("maker: unknown")


def test_a_number_asked_about_wants_what_the_object_is() -> None:
    assert Expectation.of("What is 71.DG.77?").labelled_by("title: Lidded bowl")
    assert not Expectation.of("What is a lidded bowl?").labelled_by("title: Lidded bowl")


@pytest.mark.parametrize(
    "question",
    [
        "Who owned the box before 1900?",
        "1900年以前这只盒子的主人是谁？",
        "Кому принадлежала шкатулка до 1900 года?",
    ],
)
def test_who_owned_an_object_is_told_by_its_provenance_and_in_time(question: str) -> None:
    asked = Expectation.of(question)
    assert asked.labelled_by("Acquisition: Bought by Clara Rauscher, Trieste; 1889")
    assert not asked.labelled_by("Acquisition: Given to the museum by Ilse Rauscher; 1986")
    assert not asked.labelled_by("Maker: Workshop of Koma, Edo")
    assert not asked.labelled_by("Date: about 1820")


def test_who_gave_an_object_is_no_question_about_its_maker() -> None:
    asked = Expectation.of("Who gave the writing box to the museum, and when?")
    assert asked.labelled_by("Credit line (work): Gift of Ilse Rauscher, 1986")
    assert not asked.labelled_by("Date: 1815–1825")
    assert not Expectation.of("Who made the writing box, and when?").labelled_by(
        "Credit line: Gift of Ilse Rauscher"
    )


@pytest.mark.parametrize(
    "line", ["caption: Lid, from above", "Title: Lidded bowl", "图注：碗盖", "Подпись: крышка"]
)
def test_a_caption_is_told_by_its_label(line: str) -> None:
    assert is_caption(line)
    assert not is_caption(f"A word before it, {line}")


def test_what_an_object_is_answers_only_where_nothing_else_is_asked_of_its_number() -> None:
    line = "title: Lidded bowl"
    assert Expectation.of("What is 71.DG.77?").labelled_by(line)
    assert Expectation.of("What piece is 71.DG.77, and who made it?").labelled_by(line)
    assert not Expectation.of("How tall is 71.DG.77?").labelled_by(line)
