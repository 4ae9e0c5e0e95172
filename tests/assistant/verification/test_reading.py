"""What is read off a text, where one kind of fact might be taken for another."""

import pytest

from assistant.verification.reading import read
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def test_a_sum_with_its_currency_is_nobodys_name(vocabulary: Vocabulary) -> None:
    reading = read("工程耗资1240万卢布。", vocabulary)
    assert reading.names == ()
    assert [number.values for number in reading.numbers] == [(12_400_000.0,)]


def test_a_place_within_a_persons_name_is_none(vocabulary: Vocabulary) -> None:
    assert read("由吕西安·福雷尔拍摄。", vocabulary).mentions == ()
    assert [mention.terms[0].kind for mention in read("他去过西安。", vocabulary).mentions] == ["place"]
