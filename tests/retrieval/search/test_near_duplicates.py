"""Tests of what is the same said twice, and of what only looks so."""

import pytest

from retrieval.passages import Evidence
from retrieval.search.near_duplicates import without_near_duplicates
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


_RECORD = (
    "Tea caddy of pressed brass with a hinged lid, made by {} for a merchant of the town; the sides show a "
    "hunt with hounds, the lid a {} in a wreath of leaves, and the inside was lined with tin when it came "
    "to the museum with other household things of the same owner."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_RECORD.format("Petrov", "stag"), _RECORD.format("Sidorov", "stag")),
        (_RECORD.format("P. Petrov", "stag"), _RECORD.format("P. Sidorov", "stag")),
        (_RECORD.format("McCoy", "stag"), _RECORD.format("MacCoy", "stag")),
        (_EN.replace("was made", "was made, says Ива\u0301нов,"), _EN),
        (f"Petrov made this. {_EN}", f"Sidorov made this. {_EN}"),
        (f"{_EN} Petrov gave it to Sidorov.", f"{_EN} Sidorov gave it to Petrov."),
        (f"{_EN}\nGift of J. Smith", _EN),
        ("此钟陈列于第三展厅，通体鎏金，上层有一只孔雀。", "此钟陈列于第五展厅，通体鎏金，上层有一只孔雀。"),
        (_ZH, _ZH.replace("孔雀", "凤凰")),
        ("この時計は京都の工房で作られた", "この時計は大阪の工房で作られた"),
    ],
)
def test_what_differs_in_a_name_is_not_the_same(one: str, other: str) -> None:
    assert kept(one, other) == [one, other]
    assert kept(other, one) == [other, one]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{_EN} Volume XIV.", f"{_EN} Volume."),
        (f"{_EN} See vol. iv.", f"{_EN} See vol."),
        (_EN.replace("two crayfish", "crayfish"), _EN),
        (_EN.replace("crayfish lie", "half a crayfish lie"), _EN),
        (f"{_EN} Case 5, shelf 3, box 3.", f"{_EN} Case 5, shelf 5, box 3."),
        (f"{_EN} Three cups and two plates.", f"{_EN} Two cups and three plates."),
        (_RU.replace("сидит", "сидит двадцатый"), _RU),
    ],
)
def test_what_differs_in_a_numeral_or_a_number_word_is_not_the_same(one: str, other: str) -> None:
    assert len(kept(one, other)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_EN.replace("was made", "was not made"), _EN),
        (f"{_EN} It is signed.", f"{_EN} It isn't signed."),
        (f"{_EN} It is signed.", f"{_EN} It is unsigned."),
        (_RU.replace("изготовлены", "не изготовлены"), _RU),
        (_ZH.replace("此钟为", "此钟非"), _ZH),
    ],
)
def test_what_denies_the_other_is_not_the_same(one: str, other: str) -> None:
    assert len(kept(one, other)) == 2


def test_what_has_one_thing_for_another_is_not_the_same() -> None:
    assert len(kept(_RECORD.format("him", "stag"), _RECORD.format("him", "swan"))) == 2


def test_a_capital_that_opens_a_sentence_is_no_name() -> None:
    assert kept(_EN, f"{_EN}\nFront and back.") == [_EN]
    assert kept(_EN, _EN.replace("; the stand", ". The stand")) == [_EN]


def test_what_says_something_else_is_not_the_same() -> None:
    assert len(kept(_EN, _ZH, _RU, "The candelabra are by another hand.", "此钟为仿制。")) == 5


def test_texts_without_words_are_the_same() -> None:
    assert kept("—", "…") == ["—"]
