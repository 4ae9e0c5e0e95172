"""How well the words and object numbers of questions are met."""

import pytest

from assistant.asked.met_words import WELL_MET, met_words, met_words_and_numbers, word_count
from assistant.grounds import Grounds
from assistant.settings import Settings
from assistant.verification.holding import Held
from retrieval.index import PassageIndex


def held(index: PassageIndex, text: str, question: str = "When did LC.1961.8 enter?") -> Held:
    (found,) = Grounds(index, Settings()).verifier().hold(question, [[text]])
    return found


@pytest.mark.parametrize("written", ["LC.1961.8", "LC.1961.8.2", "LC 1961.08"])
def test_an_object_number_that_a_passage_has_is_met_as_two_words_are(
    index: PassageIndex, written: str
) -> None:
    found = held(index, f"The samovar {written} is kept in the hall. It entered late.")
    assert len(met_words(found)) == 1
    assert list(met_words_and_numbers(found)) == [*met_words(found), WELL_MET, WELL_MET]


def test_another_number_is_not_met_and_no_part_of_a_number_is_a_word(index: PassageIndex) -> None:
    assert len(met_words_and_numbers(held(index, "The tray LC.1984.30 is kept in the hall."))) == 1
    assert word_count(held(index, "The tray.")) == 3  # the number for two, and "enter"


def test_a_number_with_a_museums_code_is_one(index: PassageIndex) -> None:
    found = held(index, "The bowl 29.100.5 came late.", "When did MMA 29.100.5 enter?")
    assert (len(met_words_and_numbers(found)), word_count(found)) == (3, 3)
