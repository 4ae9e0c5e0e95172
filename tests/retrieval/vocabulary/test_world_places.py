"""Places of the world that the shipped file does not list."""

from pathlib import Path

import pytest

from retrieval.vocabulary import Vocabulary
from retrieval.vocabulary.world_places import world_places


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.mark.parametrize("text", ["made in Warsaw in 1920", "сделаны в Варшаве", "在华沙做的"])
def test_a_city_is_one_in_three_languages(text: str, vocabulary: Vocabulary) -> None:
    (mention,) = vocabulary.find(text)
    assert [term.forms["en"] for term in mention.terms] == [("Warsaw",)]


@pytest.mark.parametrize(
    "text",
    [
        "jersey and muslin",
        "a muscat grape",
        "Того же года",
        "того же года",
        "塔林在寺西",
        "碗口有金边",
        "包罗万象",
    ],
)
def test_words_that_look_like_places_are_none(text: str, vocabulary: Vocabulary) -> None:
    assert not [t for m in vocabulary.find(text) for t in m.terms if t.kind == "place"]


def test_what_the_shipped_file_lists_is_not_doubled(vocabulary: Vocabulary) -> None:
    for text in ("Paris", "北京", "Италия", "Iran"):
        assert len({term for mention in vocabulary.find(text) for term in mention.terms}) == 1


def test_a_museum_can_add_to_a_place_by_any_of_its_names(tmp_path: Path) -> None:
    ours = tmp_path / "ours.csv"
    ours.write_text("kind,en,zh,ru\nplace,,突尼斯,Регентство Тунис\nplace,Warsaw|Varsovie,,\n", "utf-8")
    found = Vocabulary.load(ours).find("Регентство Тунис, Varsovie")
    assert [term.forms["en"][0] for mention in found for term in mention.terms] == ["Tunisia", "Warsaw"]


def test_every_place_has_a_name_in_each_language() -> None:
    places = list(world_places())
    assert len(places) > 300
    assert all(set(place.forms) == {"en", "zh", "ru"} for place in places)
