"""Object numbers as questions name them: with a word for them, without marks, without a space."""

import time

import pytest

from retrieval.object_numbers import (
    find_object_numbers,
    key_without_register,
    number_key,
)
from tests.retrieval.object_numbers.reading import texts


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What is object 4567?", "4567"),
        ("Tell me about “4567”", "4567"),
        ("Who made number 77?", "77"),
        ("Что такое предмет № 12?", "12"),
        ("4567号是什么？ 编号4567是什么？", "4567"),
    ],
)
def test_in_a_question_a_named_number_counts(question: str, number: str) -> None:
    assert texts(question, question=True) == [number]
    assert texts("How many objects of the 18th century came in 1985?", question=True) == []


@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("Who wrote Occasional Papers number 14?", False),
        ("Tell me about “4567”", False),
        ("What is number 14.40.488?", True),
        ("What is inv. no. 4567?", True),
        ("what is object 71.dg.77?", True),
    ],
)
def test_a_number_that_is_only_called_one_may_be_no_objects(question: str, sure: bool) -> None:
    (number,) = find_object_numbers(question, question=True)
    assert number.sure is sure


def test_a_question_may_leave_the_marks_of_a_number_out() -> None:
    for question in ("What is 71DG77?", "请问71dg77是什么？"):
        (number,) = find_object_numbers(question, question=True)
        assert (number.key, number.sure) == ("71.dg.77", False)
    assert find_object_numbers("What is 71DG77?") == []
    assert texts("Is a 10x15 print, 15mm20 or a 4K60 video from the 1920s mp3?", question=True) == []


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("EA10470", "ea.10470"), ("OA9478", "oa.9478"), ("RF1234", "rf.1234"), ("JP1847", "jp.1847"),
        ("ZBA1234", "zba.1234"), ("A123456", "a.123456"), ("ea10470", "ea.10470"), ("КП1234", "kп.1234"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("question", ["What is {}?", "Что такое {}?", "请问{}是什么？", "{}"])
def test_a_question_may_leave_the_space_of_a_number_out(question: str, number: str, key: str) -> None:
    (found,) = find_object_numbers(question.format(number), question=True)
    assert (found.text, found.key, found.sure, found.guessed) == (number, key, False, True)
    assert find_object_numbers(question.format(number)) == []


@pytest.mark.parametrize(
    "text",
    ["an MP3 on A4, B2B", "ISO9001", "Covid19", "AD1750", "UTF8", "DC20560", "room101", "v2024", "the 1920s",
     "EA10470.jpg", "x-EA10470", "EA10470-2"],
)  # fmt: skip
def test_other_letters_before_digits_are_left(text: str) -> None:
    assert not any(number.guessed for number in find_object_numbers(f"What is {text} here?", question=True))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("12345?", "12345"), ("oa 9478", "oa.9478"), ("1975 1 130", "1975.1.130"),
        ("71 DG 77", "71.dg.77"), ("t2:118", "t.2.118"), ("гмт кп-11486/21", "гmt.kп.11486.21"),
        ("Э 1234", "э.1234"), ("INV-77", "inv.77"), ("C123:1-1931", "c.123.1.1931"),
        ("11486/21", "11486.21"), ("故 123", "故.123"),
    ],
)  # fmt: skip
def test_what_is_nothing_but_a_number_is_one(typed: str, key: str) -> None:
    (found,) = find_object_numbers(typed, question=True)
    assert (found.key, found.sure, found.guessed) == (key, False, True)
    assert find_object_numbers(typed) == []


@pytest.mark.parametrize("typed", ["1738", "1738?", "14.10.1925", "$500", "hello 12", "乾隆60年", "?", "OA"])
def test_a_year_a_day_or_a_word_alone_is_no_number(typed: str) -> None:
    assert find_object_numbers(typed, question=True) == []


@pytest.mark.parametrize("question", ["故宫00154701是什么？", "故宮博物院藏00154701", "What is 00154701?"])
def test_a_question_may_leave_the_register_out(question: str) -> None:
    (found,) = find_object_numbers(question, question=True)
    assert (found.text, found.key, found.sure, found.guessed) == ("00154701", "154701", False, False)
    assert key_without_register("故.154701") == key_without_register("故.瓷.154701") == found.key
    assert key_without_register("kп.154701.2") == "kп.154701.2"


def test_years_behind_circa_are_no_number_of_a_question() -> None:
    assert texts("What was made c.1750-60, c.1750-1760 or c.1750?", question=True) == []
    assert texts("What is c.1877-1928?", question=True) == ["c.1877-1928"]


@pytest.mark.parametrize("unit", ["a.", "A&A ", "1&A", "AB1234", "1:1:", "A.1 & A ", "C.1877-"])
def test_a_long_run_of_one_thing_is_looked_through_in_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    started = time.process_time()
    find_object_numbers(text, question=True)
    number_key(text)
    assert time.process_time() - started < 2  # measured below 0.3 s
