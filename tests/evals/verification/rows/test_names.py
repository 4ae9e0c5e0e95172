from __future__ import annotations

import random

import pytest

from evals.verification.rows.names import KINDS, changed_name


def all_of(what: str, sentence: str, language: str, evidence: str = "") -> set[str | None]:
    return {changed_name(what, sentence, language, evidence, random.Random(seed)) for seed in range(60)}


def test_a_name_becomes_another_of_its_kind_that_the_passage_does_not_have() -> None:
    made = all_of("name", "The Hen Egg was ordered by Alexander III.", "en", "Николай II заказал яйцо")
    assert "The Hen Egg was ordered by Paul I." in made
    assert "The Hen Egg was ordered by Nicholas II." not in made
    assert not any("Moscow" in text for text in made if text)


def test_a_russian_name_keeps_its_case() -> None:
    made = all_of("place", "Завод основан в Москве.", "ru")
    assert "Завод основан в Лондоне." in made
    assert "Завод основан в Лондону." not in made
    assert "Завод основан во Владивостоке." in made


def test_a_longer_name_is_not_torn_apart() -> None:
    made = all_of("name", "James Cox opened it.", "en")
    assert not any("James" in text for text in made if text)


def test_traditional_characters_stay_traditional() -> None:
    assert "在蘇州燒造。" in all_of("place", "在廣州燒造。", "zh")


def test_an_adjective_keeps_a_material_of_another_gender_away() -> None:
    made = all_of("material", "Изготовили такую бумагу.", "ru")
    assert not any("холст" in text for text in made if text)


def test_a_material_stays_where_something_is_denied() -> None:
    assert all_of("material", "No steel was used.", "en") == {None}


@pytest.mark.parametrize("what", KINDS)
def test_a_sentence_without_a_known_name_is_left_alone(what: str) -> None:
    assert all_of(what, "It is closed on Mondays.", "en") == {None}
