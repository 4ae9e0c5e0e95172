"""Opposites that stand where the passage says the same."""

import pytest

from assistant.verification.contrasts import opposites


@pytest.mark.parametrize(
    ("sentence", "ground"),
    [
        ("The bowl was sold in 1965.", "The bowl was bought in 1965."),
        ("На левой пластине скол.", "На правой пластине скол."),
        ("两面花纹不同。", "两面花纹相同。"),
        ("The southern gate.", "Северные ворота."),
        ("Княгиня осталась довольна.", "Княгиня осталась недовольна."),
        ("The statue is finished.", "The statue is unfinished."),
        ("The cement was kept.", "The cement was removed."),
        ("水泥予以保留。", "水泥全部剔除。"),
    ],
)
def test_the_opposite_of_what_the_passage_says_is_found(sentence: str, ground: str) -> None:
    assert opposites(sentence, ground)


@pytest.mark.parametrize(
    ("sentence", "ground"),
    [
        ("There are more than eighty coats.", "漆层厚达八十余道，传世不足十件。"),
        ("修复师指出纬线损坏。", "Реставратор отметил, что нити разрушены."),
    ],
)
def test_what_says_the_same_in_another_language_is_no_opposite(sentence: str, ground: str) -> None:
    assert not opposites(sentence, ground)


def test_a_passage_that_says_both_opposes_nothing() -> None:
    assert not opposites("It was sold.", "It was bought in 1938 and sold in 1965.")


def test_what_the_rest_of_the_sentence_says_opposes_nothing() -> None:
    assert not opposites("it was sold", "It was bought.", "It was bought, and later it was sold.")


@pytest.mark.parametrize(
    ("sentence", "ground", "sure"),
    [
        ("The crack is in the left panel.", "The crack is in the right panel.", True),
        ("Подпись слева внизу.", "Подпись справа внизу.", True),
        ("北面有门。", "南面有门。", True),
        ("Cassini's widow sold it to Maddox.", "Maddox bought it from Cassini's widow.", False),
        ("The tour closed in 2011.", "The tour opened in 2010.", False),
    ],
)
def test_what_may_be_told_from_either_side_is_not_sure(sentence: str, ground: str, sure: bool) -> None:
    assert [found.sure for found in opposites(sentence, ground)] == [sure]


def test_what_somebody_left_to_a_museum_is_on_no_side() -> None:
    assert not opposites(
        "She left the album to the museum.", "By her will the museum has the right to the album."
    )
