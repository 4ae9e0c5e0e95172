from __future__ import annotations

import pytest

from evals.answers.key_facts import states


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("1772", "Made in 1772."), ("1772", "作于1772年"), ("1925", "10.10.1925"),
        ("335", "21.175.335a, b"), ("9331|9,331", "9 331 pieces"), ("17500", "It cost 17,500 livres."),
        ("17 500", "17500"), ("4 × 3|4x3", "4 × 3 мм"), ("10.95", "10,95 kg"), ("22 %", "22% zinc"),
        ("−30 °C", "at -30°C"), ("95 g", "The copy weighs 95g."), ("71.DG.77", "71.DG.77.a"),
        ("чаш", "двух чашек"), ("James Cox", "James\nCox"), ("Ｃｏｘ", "by COX"),
        ("王希孟", "作者王希孟。"), ("Germain|热尔曼", "由Germain制作"), ("three|3", "in 3 parts"),
        ("8", "8 onces [1]"), ("1750–51", "1750-51"), ("1", "1, 2"), ("1975.1.130", "see 1975.1.130"),
        ("12 мая", "12 мая"), ("4.0", "BY-NC 4.0."),
    ],
)  # fmt: skip
def test_a_fact_is_found_whatever_is_between_its_letters(fact: str, text: str) -> None:
    assert states(text, fact)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("twenty-four|24", "in 1924"), ("8", "in 1738"), ("8", "1.8 m"), ("8", "8.5 m"),
        ("335", "1,335"), ("4.0", "40 of 1740"), ("40", "4.0"), ("22.2", "222"),
        ("9331|9,331", "in 1933. [1]"), ("nine|9", "in 1923. [9]"), ("1", "11"), ("lid", "solid"),
        ("oil", "boiled"), ("1772", "17720"), ("22.2", "22.25"), ("4 × 3", "43"), ("95 g", "195 g"),
        ("1738", "17 38"), ("Cox", "Kocks"), ("Cox|", "Kocks"), ("–", "– a dash"),
    ],
)  # fmt: skip
def test_a_part_of_another_number_or_word_is_no_fact(fact: str, text: str) -> None:
    assert not states(text, fact)
