from __future__ import annotations

from itertools import chain

import pytest

from evals.near_alike import facts
from evals.near_alike.facts import Fact
from retrieval.language.sentences import script_language

ALL = list(
    chain(
        facts.KINDS,
        facts.FIGURES,
        facts.SCENES,
        facts.MATERIALS,
        facts.TOWNS,
        facts.OWNERS,
        facts.DAMAGES,
    )
)


@pytest.mark.parametrize("fact", ALL, ids=lambda fact: fact.record)
def test_a_fact_is_said_in_each_language_in_its_own_script(fact: Fact) -> None:
    said = {"en": fact.en, "zh": fact.zh, "ru": fact.ru}
    assert {language: script_language(text) for language, text in said.items()} == {
        language: language for language in said
    }


@pytest.mark.parametrize("language", ["record", "en", "zh", "ru"])
def test_no_two_facts_are_said_in_the_same_words(language: str) -> None:
    said = [getattr(fact, language) for fact in ALL]
    assert len(set(said)) == len(said)
