"""A name in another's place that the passage has too, with the real embedding model."""

import pytest

from assistant.verification import Verifier
from assistant.verification.arrangement import Arrangement
from assistant.verification.supplanted import supplanted

pytestmark = pytest.mark.slow  # the real model

_LOOM = (
    "The loom was set up in 1811 by the Lyon weaver Étienne Morel, and it made ribbons until 1849. "
    "The shuttle is a copy that the joiner Paul Garnier cut in 1903."
)
_MILL = (
    "Hanna Lindqvist, who drew the plans, calls the mill unsafe, while Peter Brandt would keep it as it is. "
    "Its roof was repaired by Brandt in 1962."
)
_BELL = (
    "Колокол отлил около 1790 года в Слободском мастер Никита Калинин, учившийся у Фёдора Ожегова. "
    "В 1931 году его сняли; директор музея Вера Шубина укрыла его в подвале, а сторож Иван Рогов молчал."
)
_SCROLL = "画卷由苏州裱画师周文清重新装裱，历时四个月。题签的字迹经钱国栋鉴定，认为出自后人之手。"


def _supplanted(verifier: Verifier, sentence: str, passage: str, language: str) -> float:
    (held,) = verifier.hold(sentence, [[passage]], language=language)
    return supplanted(held, Arrangement(held))


@pytest.mark.parametrize(
    ("sentence", "passage", "language"),
    [
        ("Set up in 1811 by Paul Garnier, the loom made ribbons until 1849.", _LOOM, "en"),
        ("Peter Brandt, who drew the plans, calls the mill unsafe.", _MILL, "en"),
        ("Колокол отлил около 1790 года в Слободском мастер Иван Рогов.", _BELL, "ru"),
        ("Директор музея Никита Калинин укрыл его в подвале.", _BELL, "ru"),
        ("画卷由钱国栋重新装裱，历时四个月。", _SCROLL, "zh"),
    ],
)
def test_one_of_the_passage_in_anothers_place_is_told(
    sentence: str, passage: str, language: str, verifier: Verifier
) -> None:
    assert _supplanted(verifier, sentence, passage, language) == 1.0
    assert not verifier.check(sentence, [passage], language=language).supported
    assert _supplanted(verifier, passage, passage, language) == 0.0


@pytest.mark.parametrize(
    ("sentence", "passage", "language"),
    [
        # In its place, in another order of words, by another part of the name.
        ("Étienne Morel, a weaver of Lyon, set up the loom in 1811.", _LOOM, "en"),
        ("In 1962 Peter Brandt repaired the roof of the mill.", _MILL, "en"),
        ("Peter Brandt would keep the mill, which Hanna Lindqvist calls unsafe.", _MILL, "en"),
        ("Мастер Никита Калинин учился у Фёдора Ожегова.", _BELL, "ru"),
        ("Рогов молчал, когда Шубина укрыла колокол в подвале.", _BELL, "ru"),
        ("钱国栋鉴定了题签的字迹。", _SCROLL, "zh"),
        # The same the other way round.
        (
            "James Cox made the Peacock Clock in London in the 1770s.",
            "The Peacock Clock was made in London by James Cox in the 1770s. Prince Potemkin bought it.",
            "en",
        ),
        (
            "古董商马世昌把琴捐给了博物馆。",
            "1935年吴少白将琴售予古董商马世昌，马世昌后捐给博物馆。",
            "zh",
        ),
        # Another preposition: what stands there is a place.
        ("The loom was set up by Étienne Morel in Lyon.", _LOOM, "en"),
        # In another language nothing stands beside the same words.
        ("Станок поставил в 1811 году Поль Гарнье.", _LOOM, "ru"),
    ],
)
def test_one_in_its_own_place_is_not(sentence: str, passage: str, language: str, verifier: Verifier) -> None:
    assert _supplanted(verifier, sentence, passage, language) == 0.0
