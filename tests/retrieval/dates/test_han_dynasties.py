import pytest

from retrieval.dates import find_dates
from retrieval.vocabulary import Vocabulary

SHIPPED = Vocabulary.load()


def spans(text: str) -> list[list[tuple[int, int]]]:
    return [[(span.first, span.last) for span in date.spans] for date in find_dates(text, SHIPPED)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("宋代至元代", (960, 1368)),
        ("宋至元", (960, 1368)),
        ("唐代至元代", (618, 1368)),
        ("南宋至元初", (1127, 1303)),
        ("10世纪至元代", (901, 1368)),
        ("明至清", (1368, 1912)),
        ("由明到清，", (1368, 1912)),
        ("漢至晉", (-205, 420)),
        ("北宋至元", (960, 1368)),
        ("唐至五代", (618, 979)),
        ("唐至清末", (618, 1912)),
        ("南北朝至隋", (420, 618)),
        ("清至民国", (1636, 1949)),
        ("辽—金", (916, 1234)),
    ],
)
def test_dynasties_of_one_character_may_be_the_ends_of_a_range(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("魏晋", (220, 420)),
        ("魏晉時期", (220, 420)),
        ("辽金", (916, 1234)),
        ("金元时期", (1115, 1368)),
        ("元明清", (1271, 1912)),
        ("辽宋金元", (916, 1368)),
        ("夏商周三代", (-2069, -255)),
    ],
)
def test_dynasties_side_by_side_are_one_date(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("明至道光", (1368, 1850)),
        ("明宣德至正统", (1426, 1449)),
        ("宋熙宁至元丰", (1068, 1085)),
        ("唐开元至天宝", (713, 756)),
        ("开元至天宝年间", (713, 756)),
        ("明弘治至正德", (1488, 1521)),
    ],
)
def test_eras_that_are_other_words_too_may_be_the_ends_of_a_range(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("宋至道三年", [(997, 997)]),
        ("元代至大年间", [(1308, 1311)]),
        ("元代至元年间", [(1264, 1294), (1335, 1340)]),
        ("元至元三十年", [(1293, 1293)]),
        ("至元三十年", [(1293, 1293)]),
    ],
)
def test_the_era_of_the_yuan_stays_an_era(text: str, years: list[tuple[int, int]]) -> None:
    assert spans(text) == [years]


@pytest.mark.parametrize(
    "text",
    [
        "说明清楚",
        "发明清单",
        "证明至清晰",
        "水至清则无鱼",
        "金元券",
        "100金元",
        "周明",
        "从今晚至明早",
    ],
)
def test_characters_of_other_words_are_no_dynasties(text: str) -> None:
    assert spans(text) == []
