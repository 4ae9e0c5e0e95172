"""Whether a sentence counts what a question asks how many there are of."""

import pytest

from assistant.asked.counted import counts


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many bays long is the studio?", "It is nine bays long."),
        ("How many roof animals are there?", "The hall has ten small animals."),
        ("Сколько портретов на яйце?", "На эмали восемнадцать миниатюрных портретов правителей."),
        ("此帖有多少字？", "全文四十七字。"),
    ],
)
def test_a_number_before_what_is_counted_counts_it(question: str, sentence: str) -> None:
    assert counts(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many bays long is the studio?", "Occasional Papers, number 14."),
        ("How many bays long is the studio?", "The bays were painted in 1776."),
        ("此帖有多少字？", "此帖长二十三公分。"),
        ("Who built the studio?", "It is nine bays long."),
    ],
)
def test_any_other_number_counts_nothing(question: str, sentence: str) -> None:
    assert not counts(question, sentence)
