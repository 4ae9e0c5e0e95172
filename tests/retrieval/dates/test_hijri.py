import pytest

from retrieval.dates import find_dates
from retrieval.vocabulary import Vocabulary

NONE = Vocabulary([])


def spans(text: str) -> list[list[tuple[int, int]]]:
    return [[(span.first, span.last) for span in date.spans] for date in find_dates(text, NONE)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("dated 966 AH/1558–59 CE", (1558, 1559)),
        ("AH 1150/1737 CE", (1737, 1737)),
        ("AH 1150/1737–38", (1737, 1738)),
        ("A.H. 1025/A.D. 1616", (1616, 1616)),
        ("dated AH 1268–69 / 1851–53", (1851, 1853)),
        ("dated 1150/1737", (1737, 1737)),
        ("966/1558–59", (1558, 1559)),
        ("1300/1921, the solar calendar of Iran", (1921, 1921)),
        ("1025 H./1616", (1616, 1616)),
        ("dated 1025 (1616)", (1616, 1616)),
        ("1150 г. х. / 1737 г.", (1737, 1737)),
        ("1150 г. хиджры/1737–38 гг.", (1737, 1738)),
        ("1150 г. х. (1737)", (1737, 1737)),
    ],
)
def test_of_a_double_date_the_years_of_our_era_are_taken(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


def test_the_year_of_the_hijra_is_no_part_of_the_mention() -> None:
    text = "dated AH 1150/1737 CE by the maker"
    (date,) = find_dates(text, NONE)
    assert text[date.start : date.end] == "1737 CE"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1736/1795", (1736, 1795)),
        ("1368/1644", (1368, 1644)),
        ("1736/37", (1736, 1737)),
        ("в 1736/1737 гг.", (1736, 1737)),
        ("В 1750 г. Х. Рембрандт", (1750, 1750)),
        ("1785 г. х., м.", (1785, 1785)),
        ("Meyer, H. 1985, 12", (1985, 1985)),
    ],
)
def test_two_years_of_one_calendar_stay_a_range(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    "text",
    ["Инв. № 1150/1737", "lot 1150/1737", "A.H. 1150", "Hijri 1150", "1150 of the Hijra", "1150 г. х."],
)
def test_a_number_of_another_kind_or_calendar_is_no_year(text: str) -> None:
    assert spans(text) == []
