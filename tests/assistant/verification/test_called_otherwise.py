"""Persons whom the passages call otherwise."""

import pytest

from assistant.verification.called_otherwise import called_otherwise
from assistant.verification.reading import read
from retrieval.vocabulary import Vocabulary

LETTERS = (
    "Letters to her partner, Alan Corrie, are closed until 2040. Mrs Kirsten Vane deposited them in 1993; "
    "the designer Robert Dow, whom Dow's granddaughter remembered, and J. S. Hallam wrote others. "
    "In 1926 Otto Brandt's widow, Elise, sold eleven masks. Film. Peacock."
)
MINUTES = (
    "Слушали: В. И. Громову о покупке сабли. Эксперт С. Ю. Калинин оценил её. Сарафан принадлежал Анне "
    "Фёдоровне Поповой, приобретён К. М. Лебединой от вдовы Егора Дубова. Головы кукол из липы."
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def _called(sentence: str, passage: str, vocabulary: Vocabulary) -> list[str]:
    places = called_otherwise(read(sentence, vocabulary), [read(passage, vocabulary)])
    return [sentence[slice(*place)] for place in places]


@pytest.mark.parametrize(
    ("sentence", "passage", "name"),
    [
        ("Her partner was Alan Vane.", LETTERS, "Alan Vane"),
        ("Some letters are by Arthur Dow.", LETTERS, "Arthur Dow"),
        ("Some letters are by T. Hallam.", LETTERS, "Hallam"),
        ("О покупке докладывала В. И. Калинина.", MINUTES, "Калинина"),
        ("Сарафан купила К. М. Попова.", MINUTES, "Попова"),
    ],
)
def test_a_name_put_together_from_two_persons_is_nobodys(
    sentence: str, passage: str, name: str, vocabulary: Vocabulary
) -> None:
    assert _called(sentence, passage, vocabulary) == [name]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Her partner was Mr Alan Corrie.", LETTERS),
        ("Mrs Vane deposited the letters.", LETTERS),
        ("Others are by John Hallam.", LETTERS),
        ("R. Dow wrote others.", LETTERS),
        ("Elise Brandt sold the masks.", LETTERS),
        ("Alan Greave wrote to her.", LETTERS),
        ("Владелица — Анна Попова.", MINUTES),
        ("Саблю оценил Калинин С. Ю.", MINUTES),
        ("От вдовы Егора Дубова.", MINUTES),
    ],
)
def test_a_person_may_be_called_by_less_or_by_an_initial(
    sentence: str, passage: str, vocabulary: Vocabulary
) -> None:
    assert _called(sentence, passage, vocabulary) == []
