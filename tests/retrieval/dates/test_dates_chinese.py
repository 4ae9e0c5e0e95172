import pytest

from retrieval.dates import find_dates
from retrieval.vocabulary import Vocabulary

NONE = Vocabulary([])


def spans(text: str) -> list[list[tuple[int, int]]]:
    return [[(span.first, span.last) for span in date.spans] for date in find_dates(text, NONE)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1780年", (1780, 1780)),
        ("在 1780 年", (1780, 1780)),
        ("２０２５年", (2025, 2025)),
        ("一九二五年十月十日", (1925, 1925)),
        ("嗜赌,1871年将书抵押", (1871, 1871)),
        ("二〇〇〇年的发掘", (2000, 2000)),
        ("1925年10月10日", (1925, 1925)),
        ("公元618年", (618, 618)),
        ("公元前221年", (-220, -220)),
        ("（前221年）", (-220, -220)),
        ("1736－1795年", (1736, 1795)),
        ("1728-29年", (1728, 1729)),
        ("公元前500－400年", (-499, -399)),
        ("公元618—907年", (618, 907)),
        ("约1780年", (1775, 1785)),
        ("1780年前后", (1775, 1785)),
        ("约公元前3000年", (-3024, -2974)),
        ("1949年以前", (1849, 1948)),
        ("1949年以后", (1949, 2049)),
        ("不早于1949年", (1949, 2049)),
        ("约1765年以前", (1660, 1769)),
        ("约1765年以后", (1760, 1870)),
        ("晚于1949年", (1949, 2049)),
        ("不晚于1949年", (1849, 1949)),
        ("早於1949年", (1849, 1948)),
    ],
)
def test_years(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("18世纪", (1701, 1800)),
        ("十八世紀", (1701, 1800)),
        ("十八世纪晚期", (1768, 1800)),
        ("18世纪下半叶", (1751, 1800)),
        ("公元前3世纪", (-299, -200)),
        ("17至18世纪", (1601, 1800)),
        ("18、19世纪", (1701, 1900)),
        ("20世纪30年代", (1930, 1939)),
        ("二十世纪三四十年代", (1930, 1949)),
        ("20世纪70年代及80年代", (1970, 1989)),
        ("上世纪80年代", (1980, 1989)),
        ("1780年代", (1780, 1789)),
        ("一九三〇年代初", (1930, 1932)),
    ],
)
def test_centuries_and_decades(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    "text",
    [
        "五年",
        "10年后",
        "三百年",
        "600年的历史",
        "近600年",
        "1500年前",
        "2000年以前",
        "过去1000年中",
        "距今5000年",
    ],
)
def test_a_length_of_time_is_no_date(text: str) -> None:
    assert spans(text) == []


def test_a_mention_covers_the_whole_expression_and_no_space() -> None:
    text = "于 1925 年10月10日 开院"
    (date,) = find_dates(text, NONE)
    assert text[date.start : date.end] == "1925 年10月10日"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("（前1600-前1046）", (-1599, -1045)),
        ("（公元前1600－前1046）", (-1599, -1045)),
        ("西周（公元前1046－公元前771）", (-1045, -770)),
        ("夏（约前2070—前1600）", (-2069, -1599)),
        ("公元前1300", (-1299, -1299)),
        ("约前1300", (-1324, -1274)),
        ("公元前１３００前后", (-1324, -1274)),
        ("春秋（前770-前476）", (-769, -475)),
        ("新石器时代 前2500-前2000", (-2499, -1999)),
        ("前206－公元220", (-205, 220)),
        ("前206年—公元220", (-205, 220)),
        ("公元前221至公元前206", (-220, -205)),
        ("唐（公元618-907）", (618, 907)),
        ("公元前11世纪-前771", (-1099, -770)),
        ("BC 206年", (-205, -205)),
        ("西周（B.C.1046-B.C.771）", (-1045, -770)),
        ("BC206—AD220", (-205, 220)),
        ("dated B.C. 1300", (-1299, -1299)),
        ("前4—前3世纪", (-399, -200)),
        ("公元前5—公元3世纪", (-499, 300)),
        ("公元前1世纪60年代", (-68, -59)),
    ],
)
def test_an_era_makes_a_year_without_its_word(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    "text",
    [
        "排名前100",
        "前100名",
        "，前500强",
        "（前3）",
        "前2000名观众",
        "以前1500件",
        "提前1300",
        "公元前4千纪",
        "BC 206 mm",
        "in the years BC 206 men",
    ],
)
def test_the_first_so_many_are_no_years(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("the 3rd century BC 206 pieces", (-299, -200)),
        ("In 44 BC 23 senators", (-43, -43)),
        ("206 BC–AD 220", (-205, 220)),
        ("Victoria, BC 1912", (1912, 1912)),
        ("Vancouver BC 1985", (1985, 1985)),
        ("公元前206—公元220年", (-205, 220)),
        ("前3世纪末至前2世纪初", (-232, -167)),
    ],
)
def test_an_era_behind_a_year_is_read_as_ever(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]
