"""Whose birth or death a sentence tells."""

import pytest

from assistant.asked.lives import AskedLife
from assistant.asked.values import AskedValues

_BORN = "In what year was the goldsmith Louis Cordier born?"


def lacking(question: str, sentence: str, heading: str = "") -> bool:
    return AskedLife.of(question, AskedValues.of(question)).lacking(sentence, heading)


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        ("Mark of Charles Cordier (1722–1727).", "Marks"),
        ("French, born in Mons in 1723, son of a clerk.", "Robert Joseph Auguste"),
        ("Louis Cordier had a pupil, Henry Auguste (born 1759).", ""),
    ],
)
def test_the_years_of_another_are_no_birth_of_the_person_asked_about(sentence: str, heading: str) -> None:
    assert lacking(_BORN, sentence, heading)


@pytest.mark.parametrize(
    ("question", "sentence", "heading"),
    [
        (_BORN, "Louis Cordier (1661–1748) signed the lid.", ""),
        (_BORN, "French, born in Paris in 1661.", "Louis Cordier"),
        (_BORN, "He was born in 1661.", "Commentary"),
        ("Simon Gallien出生于哪一年？", "Simon Gallien (1690–1757), goldsmith", ""),
        ("В каком году родился Дмитрий Виноградов?", "Секрет нашёл Дмитрий Виноградов (1720–1758).", ""),
        ("When was Dmitry Vinogradov born?", "Секрет нашёл Дмитрий Иванович Виноградов (1720–1758).", ""),
    ],
)
def test_the_years_of_that_person_are_in_any_script(question: str, sentence: str, heading: str) -> None:
    assert not lacking(question, sentence, heading)


def test_where_no_name_or_no_life_is_asked_for_nothing_is_lacking() -> None:
    assert not lacking("When was she born?", "Henry Auguste was born in 1759.")
    assert not lacking("When did Louis Cordier register his mark?", "Henry Auguste was born in 1759.")
