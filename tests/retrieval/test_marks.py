"""Tests of what is indexed beside a passage's words."""

import pytest

from retrieval.marks import marks_of
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def test_numbers_are_kept_by_key_and_as_they_are_spelled(vocabulary: Vocabulary) -> None:
    marks = marks_of("The spoon 2005.00001.0001 belongs to it.", vocabulary)
    assert marks.numbers == ("2005.1.1",)
    assert marks.spellings == ("2005.00001.0001",)
    assert "2005.1" in marks.number_prefixes


def test_stated_numbers_count_whatever_their_shape(vocabulary: Vocabulary) -> None:
    marks = marks_of("A bottle of agate.", vocabulary, stated="Kasten 7; 14.40.488\n")
    assert set(marks.spellings) == {"Kasten 7", "14.40.488"}
    assert "14.40.488" in marks.numbers
    assert len(marks.numbers) == 2


def test_the_numbers_of_a_range_are_each_indexed(vocabulary: Vocabulary) -> None:
    marks = marks_of("Two covers, 1985.20.23-24, are shown.", vocabulary)
    assert {"1985.20.23", "1985.20.24"} <= set(marks.numbers)


def test_a_number_behind_a_register_is_indexed_without_it_too(vocabulary: Vocabulary) -> None:
    for marks in (
        marks_of("粉彩百鹿尊（故00154701）。", vocabulary),
        marks_of("粉彩百鹿尊。", vocabulary, stated="故00154701"),
    ):
        assert marks.numbers == ("154701", "故.154701")


def test_a_reign_stands_for_its_years(vocabulary: Vocabulary) -> None:
    assert marks_of("此钟为清乾隆年间制。", vocabulary).years == marks_of("Made 1736–1795.", vocabulary).years


@pytest.mark.parametrize(
    "number", ["C.1877-1928", "E.1234-1985", "КП 1234", "M.C. 1234", "Инв. № 1850", "GILBERT.1892-2008"]
)
@pytest.mark.parametrize("text", ["The vase {} is of 1736.", "Ваза {}, 1736 г.", "此瓶（{}）作于1736年。"])
def test_the_parts_of_an_object_number_are_no_years(vocabulary: Vocabulary, text: str, number: str) -> None:
    assert marks_of(text.format(number), vocabulary).years == marks_of("1736", vocabulary).years


@pytest.mark.parametrize(
    "text",
    ["C.1750-60, oak", "C.1750, oak", "Made c.1750-1760", "C. 1750–1760", "signed J.T. 1849",
     "On 14.X.1925 it opened.", "подпись J.T. 1849", "刻有J.T. 1849"],
)  # fmt: skip
def test_what_may_as_well_be_a_date_stays_one(vocabulary: Vocabulary, text: str) -> None:
    assert marks_of(text, vocabulary).years
