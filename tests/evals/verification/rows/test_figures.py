from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from evals.verification.rows import figures

Change = Callable[[str, str, str, random.Random], str | None]


def all_of(change: Change, sentence: str, language: str, evidence: str = "") -> set[str | None]:
    """What the change makes with forty seeds."""
    return {change(sentence, language, evidence or sentence, random.Random(seed)) for seed in range(40)}


def test_a_year_moves_by_up_to_thirty_and_not_to_one_of_the_passage() -> None:
    made = all_of(figures.near_year, "It was built in 1744.", "en", "1744, 1745 and 1743")
    years = {int(text.split()[-1].rstrip(".")) for text in made if text}
    assert years <= set(range(1714, 1775)) - {1743, 1744, 1745}
    assert len(years) > 10


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("一九三三年出宫。", "zh", "一九二五年出宫。"),
        ("1933年出宫。", "zh", "1925年出宫。"),
        ("He left in 1933.", "en", "He left in 1925."),
    ],
)
def test_another_year_of_the_passage_is_written_as_the_first_was(
    sentence: str, language: str, expected: str
) -> None:
    assert all_of(figures.other_year, sentence, language, "一九二五年、一九三三年") == {expected}


def test_a_decade_moves_by_tens() -> None:
    made = all_of(figures.near_year, "Laid out in the 1740s.", "en")
    assert made <= {f"Laid out in the {year}s." for year in (1710, 1720, 1730, 1750, 1760, 1770)}


def test_a_century_becomes_another() -> None:
    assert all_of(figures.near_year, "Автомат XVIII века.", "ru") <= {
        f"Автомат {century} века." for century in ("XVI", "XVII", "XIX", "XX")
    }


def test_an_object_number_is_no_year_and_no_count() -> None:
    assert all_of(figures.near_year, "It is LC.1998.12.", "en") == {None}
    assert all_of(figures.number, "It is LC.1998.12.", "en") == {None}


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Staff may borrow four books.", "en"),
        ("老卡片共一万二千四百张。", "zh"),
        ("Внутри двух северных полушарий.", "ru"),
        ("About 96,000 euros.", "en"),
    ],
)
def test_one_number_changes_and_the_words_around_it_stay(sentence: str, language: str) -> None:
    made = all_of(figures.number, sentence, language)
    assert None not in made
    assert sentence not in made
    for text in made:
        assert text is not None
        assert text.split()[-1] == sentence.split()[-1] or language == "zh"


def test_a_rough_count_in_two_figures_is_left_alone() -> None:
    assert all_of(figures.number, "要反复三四次。", "zh") == {None}


def test_a_unit_changes_and_its_number_stays() -> None:
    assert all_of(figures.unit, "Height 62 cm.", "en") == {"Height 62 inches."}
    assert all_of(figures.unit, "Высота 62 см.", "ru") == {"Высота 62 мм."}
    assert all_of(figures.unit, "高62厘米。", "zh") == {"高62毫米。"}


def test_an_abbreviation_that_looks_like_a_unit_is_none() -> None:
    assert all_of(figures.unit, "О ней см. 14.40.488a, b.", "ru") == {None}


def test_an_object_number_changes_by_a_digit_or_to_a_known_one() -> None:
    known = ["14.40.488", "14.40.593"]
    made = {figures.object_number("See 14.40.488a, b.", known, random.Random(seed)) for seed in range(40)}
    assert "See 14.40.593a, b." in made
    assert "See 14.40.488a, b." not in made
    assert len(made) > 5


def test_an_article_follows_the_sound() -> None:
    assert figures.with_article("a iron medal and an day") == "an iron medal and a day"
