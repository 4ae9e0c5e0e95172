import pytest

from retrieval.language.places import overlapping

PLACES = [(0, 2), (2, 5), (8, 9), (12, 20)]


@pytest.mark.parametrize(
    ("place", "met"),
    [((0, 1), [0]), ((1, 3), [0, 1]), ((5, 8), []), ((4, 13), [1, 2, 3]), ((13, 14), [3]), ((20, 30), [])],
)
def test_the_places_that_share_a_character_are_given(place: tuple[int, int], met: list[int]) -> None:
    assert list(overlapping(PLACES, *place)) == met


@pytest.mark.parametrize(("place", "before"), [((5, 8), 2), ((10, 11), 3), ((30, 31), 4)])
def test_where_no_place_is_met_the_range_begins_where_one_would_stand(
    place: tuple[int, int], before: int
) -> None:
    assert overlapping(PLACES, *place) == range(before, before)
