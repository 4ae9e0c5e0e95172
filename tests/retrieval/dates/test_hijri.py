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
def test_of_a_double_date_the_years_of_our_era_stand_last(text: str, years: tuple[int, int]) -> None:
    assert spans(text)[-1] == [years]


def test_both_years_of_a_double_date_are_mentioned() -> None:
    text = "dated AH 1150/1737 CE by the maker"
    assert [text[date.start : date.end] for date in find_dates(text, NONE)] == ["AH 1150", "1737 CE"]
    assert spans(text) == [[(1737, 1738)], [(1737, 1737)]]
    assert spans("dated 1150/1737 by the maker") == [[(1737, 1737)]]


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
    "text", ["Инв. № 1150/1737", "lot 1150/1737", "AH-64", "AH 1150.3", "1600 AH", "AH 0"]
)
def test_a_number_of_another_kind_is_no_year(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A.H. 1150",
        "dated 1150 A.H.",
        "Hijri 1150",
        "1150 of the Hijra",
        "1150 г. х.",
        "1150 г. хиджры",
        "回历1150年",
        "碗上的纪年为伊斯蘭曆1150年",
    ],
)
def test_a_year_of_the_hijra_alone_is_the_two_years_of_ours_that_it_falls_into(text: str) -> None:
    assert spans(text) == [[(1737, 1738)]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("AH 1269", (1852, 1853)),
        ("AH 5", (626, 627)),
        ("dated AH 1268–69", (1851, 1853)),
        ("c. AH 1268", (1846, 1857)),
        ("before AH 656", (1158, 1257)),
        ("1785 г. х., м.", (1785, 1785)),
    ],
)
def test_years_of_the_hijra_are_ranges_and_have_limits_as_ours(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("10th century AH", [(1495, 1592)]),
        ("first half of the 10th century A.H.", [(1495, 1543)]),
        ("IX–X вв. хиджры", [(1398, 1592)]),
        ("3rd/9th century", [(801, 900)]),
        ("early 4th/10th century", [(901, 933)]),
        ("18th/19th century", [(1701, 1900)]),
        ("3rd/4th century", [(201, 400)]),
    ],
)
def test_a_century_of_the_hijra_is_read_as_ours(text: str, years: list[tuple[int, int]]) -> None:
    assert spans(text) == [years]
