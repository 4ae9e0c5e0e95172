"""Tests of how passages and questions are worded for the lexical engine."""

import time

import pytest

from retrieval.bridge import Bridge
from retrieval.bridge.dictionaries import MemoryDictionary
from retrieval.engines.lexical_terms import PAIRS, SHARED, YEARS, pair_term
from retrieval.vocabulary import Vocabulary
from retrieval.wording import Wording
from tests.retrieval.conftest import make_passage


@pytest.fixture(scope="module")
def wording() -> Wording:
    vocabulary = Vocabulary.load()
    ostrich = MemoryDictionary("en", "zh", [("ostrich", ["鸵鸟"])])
    return Wording(vocabulary, Bridge(vocabulary, [ostrich]))


def test_a_passage_is_indexed_with_the_words_that_follow_each_other(wording: Wording) -> None:
    entry = wording.entry(make_passage("Painted by Guardi.", "view.md"))
    assert pair_term("paint", "by") in entry.pairs
    assert pair_term("by", "guardi") in entry.pairs


def test_a_question_asks_for_its_words_and_for_their_order(wording: Wording) -> None:
    groups = wording.question("ostrich feathers").groups["en"]
    asked = {(a.field, a.terms) for group in groups for a in group}
    assert (PAIRS, (pair_term("ostrich", "feather"),)) in asked


def test_a_question_is_asked_for_in_every_language_that_it_can_be_rendered_in(wording: Wording) -> None:
    rendered = wording.question("ostrich feathers").groups["zh"]
    assert any("鸵鸟" in "".join(a.terms) for group in rendered for a in group)


def test_a_date_is_asked_for_as_years_in_any_language(wording: Wording) -> None:
    groups = wording.question("什么时候？乾隆四十五年").groups[SHARED]
    assert any(a.field == YEARS for group in groups for a in group)


def test_small_words_before_a_number_are_no_part_of_it(wording: Wording) -> None:
    (number,) = wording.question("what is 14.40.488?").numbers
    assert number.key == "14.40.488"


def test_small_words_of_a_rendering_are_not_asked_for() -> None:
    chinese = MemoryDictionary("zh", "en", [("所有", ["all", "belong to"])])
    groups = Wording(Vocabulary([]), Bridge(None, [chinese])).question("所有").groups["en"]
    assert [alternative.terms for group in groups for alternative in group] == [("belong",)]


def test_the_parts_of_an_object_number_are_not_asked_for_as_years(wording: Wording) -> None:
    groups = wording.question("What is C.1877-1928?").groups
    assert not any(a.field == YEARS for several in groups.values() for group in several for a in group)
    groups = wording.question("What was made in 1877-1928?").groups
    assert any(a.field == YEARS for several in groups.values() for group in several for a in group)


@pytest.mark.parametrize("words", ["乾隆", "青花银器", "鸵鸟羽毛扇", "1736年乾隆"])
def test_a_long_question_takes_no_longer_than_its_length_asks(wording: Wording, words: str) -> None:
    def taken(length: int) -> float:
        question = words * (length // len(words))
        started = time.thread_time()
        assert wording.question(question).groups["zh"]
        return time.thread_time() - started

    taken(400)
    short = min(map(taken, (980, 1000, 1020)))
    assert (
        min(map(taken, (7900, 8000))) < 20 * short
    )  # measured at 8 to 10 times, at 27 and more where all places are compared
