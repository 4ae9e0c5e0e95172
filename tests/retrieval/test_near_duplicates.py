"""Tests of what is the same said twice, and of what only looks so."""

import pytest

from retrieval.near_duplicates import without_near_duplicates
from retrieval.passages import Evidence
from tests.retrieval.conftest import make_passage

_EN = (
    "The tureen was made by Germain for an ambassador. Its lid has the shape of a cauliflower, "
    "and two crayfish lie beside it; the stand bears the arms of its first owner."
)
_ZH = "此钟为清乾隆年间造办处所制，通体鎏金，上层有一只孔雀，报时开屏，下层为乐师奏乐之景。"
_RU = "Часы изготовлены для императорского двора; на корпусе из золочёной бронзы сидит павлин."


def kept(*texts: str) -> list[str]:
    found = [Evidence(make_passage(text, f"{n}.md"), 1.0 - n / 10) for n, text in enumerate(texts)]
    return [evidence.passage.text for evidence in without_near_duplicates(found)]


@pytest.mark.parametrize("text", [_EN, _ZH, _RU])
def test_a_copy_is_given_once_and_the_first_stays(text: str) -> None:
    assert kept(text, _EN[:70], f"{text}\n", text.upper()) == list(dict.fromkeys([text, _EN[:70]]))


def test_a_copy_in_traditional_characters_or_without_accents_is_the_same() -> None:
    assert kept(_ZH, _ZH.replace("钟", "鐘").replace("为", "為").replace("层", "層")) == [_ZH]
    assert len(kept("Café à l'eau, Sèvres, dépôt légal", "Cafe a l'eau, Sevres, depot legal")) == 1


def test_a_draft_with_a_word_more_is_the_same() -> None:
    assert kept(_EN, f"{_EN} Draft.") == [_EN]


@pytest.mark.parametrize(("text", "other"), [(_EN, "77"), (_ZH, "77"), (_RU, "XVIII 77")])
def test_what_differs_in_a_number_is_not_the_same(text: str, other: str) -> None:
    assert len(kept(f"{text} 76", f"{text} {other}")) == 2


def test_what_says_something_else_is_not_the_same() -> None:
    assert len(kept(_EN, _ZH, _RU, "The candelabra are by another hand.", "此钟为仿制。")) == 5


def test_texts_without_words_are_the_same() -> None:
    assert kept("—", "…") == ["—"]
