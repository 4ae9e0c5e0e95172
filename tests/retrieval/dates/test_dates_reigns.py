import pytest

from retrieval.dates import find_dates
from retrieval.vocabulary import Term, Vocabulary


def term(kind: str, names: str, first: int, last: int, guarded: str = "") -> Term:
    en, zh, ru = (tuple(part.split("|")) for part in names.split(" / "))
    return Term(kind, {"en": en, "zh": zh, "ru": ru}, first, last, frozenset(guarded.split("|")))


SMALL = Vocabulary(
    [
        term("dynasty", "Tang dynasty|Tang / 唐朝|唐代|唐 / династия Тан|танский", 618, 907, "Tang"),
        term("dynasty", "Yuan dynasty|Yuan / 元朝|元代|元 / династия Юань", 1271, 1368, "Yuan"),
        term(
            "dynasty", "Ming dynasty|Ming / 明朝|明代|明 / династия Мин|минский|Мин", 1368, 1644, "Ming|Мин"
        ),
        term("dynasty", "Qing dynasty|Qing / 清朝|清代|清 / династия Цин|Цин", 1636, 1912, "Qing|Цин"),
        term("dynasty", "Song dynasty|Song / 宋朝|宋代|宋 / династия Сун", 960, 1279, "Song"),
        term("reign", "Kangxi / 康熙|康熙帝 / Канси", 1662, 1722),
        term("reign", "Qianlong / 乾隆|乾隆帝 / Цяньлун", 1736, 1795),
        term("reign", "Yongle / 永乐 / Юнлэ", 1403, 1424),
        term("reign", "Shangyuan / 上元 / Шанъюань", 674, 676),
        term("reign", "Shangyuan of Suzong / 上元 / Шанъюань Су-цзуна", 760, 761),
        term("reign", "Jianwu / 建武 / Цзяньу", 25, 56),
        term("reign", "Jianwu of Jin / 建武 / Цзяньу Цзинь", 317, 318),
        term("reign", "Louis XV / 路易十五 / Людовик XV", 1715, 1774),
        term("period", "Meiji period|Meiji / 明治 / период Мэйдзи", 1868, 1912),
        term("period", "Rococo / 洛可可 / рококо", 1720, 1770),
        term("period", "Republic of China / 民国|中华民国 / Китайская Республика", 1912, 1949),
    ]
)

SHIPPED = Vocabulary.load()


def spans(text: str) -> list[list[tuple[int, int]]]:
    return [[(span.first, span.last) for span in date.spans] for date in find_dates(text, SMALL)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Ming dynasty", (1368, 1644)),
        ("a Ming vase", (1368, 1644)),
        ("late Ming–early Qing", (1553, 1727)),
        ("Yuan to Ming dynasty", (1271, 1644)),
        ("Qianlong period", (1736, 1795)),
        ("Qianlong mark and period", (1736, 1795)),
        ("late Qianlong period", (1776, 1795)),
        ("Louis XV period", (1715, 1774)),
        ("минская ваза", (1368, 1644)),
        ("в эпоху Мин", (1368, 1644)),
        ("конец эпохи Цин", (1821, 1912)),
        ("годы правления Цяньлуна", (1736, 1795)),
        ("清代", (1636, 1912)),
        ("清乾隆", (1736, 1795)),
        ("清代·乾隆", (1736, 1795)),
        ("大明永乐年製", (1403, 1424)),
        ("乾隆年间", (1736, 1795)),
        ("乾隆晚期", (1776, 1795)),
        ("清代中期", (1728, 1820)),
        ("清初", (1636, 1727)),
        ("晚清", (1821, 1912)),
        ("明末清初", (1553, 1727)),
        ("清末民初", (1821, 1924)),
        ("明清时期", (1368, 1912)),
        ("民国时期", (1912, 1949)),
    ],
)
def test_dynasties_reigns_and_their_parts(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("乾隆四十五年", 1780),
        ("乾隆元年", 1736),
        ("乾隆45年", 1780),
        ("清康熙六年", 1667),
        ("康熙六十一年", 1722),
        ("乾隆甲子", 1744),
        ("民国二十年", 1931),
        ("明治三十年", 1897),
        ("6th year of Kangxi", 1667),
        ("the forty-fifth year of the Qianlong reign", 1780),
        ("Qianlong year 45", 1780),
        ("in Qianlong 45, the emperor", 1780),
        ("45-й год правления Цяньлун", 1780),
        ("шестой год правления под девизом Канси", 1667),
    ],
)
def test_a_regnal_year_is_counted_from_the_first(text: str, year: int) -> None:
    assert spans(text) == [[(year, year)]]


def test_years_of_one_reign_may_be_a_range() -> None:
    assert spans("乾隆四十五年至五十年") == [[(1780, 1785)]]


def test_a_pair_of_the_cycle_that_came_twice_in_a_reign_keeps_both_years() -> None:
    assert spans("康熙壬寅") == [[(1662, 1662), (1722, 1722)]]


def test_an_ambiguous_era_keeps_every_candidate() -> None:
    assert spans("上元年间") == [[(674, 676), (760, 761)]]
    assert spans("建武二年") == [[(26, 26), (318, 318)]]


def test_a_regnal_year_too_late_for_a_reign_rules_it_out() -> None:
    assert spans("建武二十年") == [[(44, 44)]]


def test_a_dynasty_nearby_settles_an_ambiguous_era() -> None:
    jin = Vocabulary([*SMALL.terms, term("dynasty", "Jin dynasty / 晋代 / династия Цзинь", 266, 420)])
    (date, *_) = [date for date in find_dates("晋代建武年间", jin) if len(date.spans) == 1]
    assert (date.spans[0].first, date.spans[0].last) == (317, 318)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("大正三年", [(1914, 1914)]),
        ("大正12年", [(1923, 1923)]),
        ("平成元年", [(1989, 1989)]),
        ("Meiji 12", [(1879, 1879)]),
        ("Shōwa 15, Tokyo", [(1940, 1940)]),
        ("12th year of Meiji", [(1879, 1879)]),
        ("12-й год Мэйдзи", [(1879, 1879)]),
        ("Minguo 12", [(1923, 1923)]),
        ("日本天保三年", [(1832, 1832)]),
        ("江户天保三年", [(1832, 1832)]),
        ("北齐天保三年", [(552, 552)]),
        ("天保三年", [(552, 552), (1832, 1832)]),
        ("享保10年", [(1725, 1725)]),
        ("Genroku 3", [(1690, 1690)]),
    ],
)
def test_years_of_japan_and_of_the_republic_are_counted(text: str, years: list[tuple[int, int]]) -> None:
    found = find_dates(text, SHIPPED)
    assert [[(span.first, span.last) for span in date.spans] for date in found] == [years]


@pytest.mark.parametrize(
    ("text", "year"), [("Taisho 12 (1923)", 1923), ("Guangxu 26 (1900)", 1900), ("Kangxi 20 (AD 1681)", 1681)]
)
def test_a_regnal_year_may_have_ours_in_brackets_behind_it(text: str, year: int) -> None:
    assert [[span.first for span in date.spans] for date in find_dates(text, SHIPPED)] == [[year], [year]]


@pytest.mark.parametrize(
    "text",
    [
        "秦皇岛出土",
        "秦皇島",
        "大正藏",
        "广大正确",
        "保持水平成三年",
        "Meiji Shrine",
        "Meiji 12 cm",
        "庆应义塾大学",
    ],
)
def test_names_of_places_and_other_words_are_no_eras(text: str) -> None:
    assert find_dates(text, SHIPPED) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tang Yin painted it",
        "bought by Mr Song of Beijing",
        "Song of songs",
        "the song of birds",
        "100 元",
        "1925元",
        "永乐宫的壁画",
        "Rococo ornament",
        "洛可可风格的座钟",
        "说明初步",
        "осталось 15 мин.",
        "20世纪中国",
    ],
)
def test_names_that_mean_no_time_are_left(text: str) -> None:
    assert not [date for date in spans(text) if date != [(1901, 2000)]]


def test_a_reign_behind_a_surname_is_a_person() -> None:
    def dated(text: str) -> list[str]:
        return [text[date.start : date.end] for date in find_dates(text, Vocabulary.load())]

    assert dated("sorted by Fang Zhiyuan") == []
    assert dated("его дочь Тань Цзинъи") == []
    assert dated("имеет номер Цзянь 0087") == []
    assert dated("made under Ming Wanli") == ["Wanli"]
    assert dated("in the Zhiyuan reign") == ["Zhiyuan reign"]


def test_a_style_with_a_word_for_time_is_a_date() -> None:
    assert spans("during the Rococo") == [[(1720, 1770)]]
    assert spans("the Rococo period") == [[(1720, 1770)]]


def test_years_in_brackets_stand_beside_their_reign() -> None:
    assert spans("乾隆四十五年（1780年）") == [[(1780, 1780)], [(1780, 1780)]]
    assert spans("Tang, 618–907") == [[(618, 907)]]


def test_the_shipped_vocabulary_is_used_without_another() -> None:
    (date,) = find_dates("乾隆四十五年")
    assert [span.first for span in date.spans] == [1780]


def test_a_reigns_name_in_two_words_is_a_time_only_where_it_is_called_one() -> None:
    assert not find_dates("The code, the Da Yuan Kang Xi, was promulgated.", SMALL)
    assert find_dates("Made in the Kang Xi period.", SMALL)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("康雍乾三代的官窑", (1662, 1795)),
        ("清三代瓷器", (1662, 1795)),
        ("康乾盛世", (1662, 1795)),
        ("乾嘉时期的玉器", (1736, 1820)),
        ("同光年间的瓷器", (1862, 1908)),
        ("永宣青花", (1403, 1435)),
    ],
)
def test_reigns_that_are_named_together_are_a_time(text: str, years: tuple[int, int]) -> None:
    (found,) = find_dates(text, SHIPPED)
    assert [(span.first, span.last) for span in found.spans] == [years]


def test_an_era_with_a_common_name_is_meant_beside_another() -> None:
    assert [date.spans[0].first for date in find_dates("同治光绪年间的瓷器", SHIPPED)] == [1862, 1875]
    assert find_dates("大观园与嘉道理的共同治理", SHIPPED) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("晚唐五代的铜镜", (836, 907)),
        ("中唐时期的三彩", (766, 835)),
        ("其中唐代三件", (618, 907)),
        ("the Elizabethan era", (1558, 1603)),
        ("эпоха Нового царства", (-1549, -1068)),
        ("文革时期", (1966, 1976)),
    ],
)
def test_a_period_within_a_dynasty_or_of_another_country_has_years_of_its_own(
    text: str, years: tuple[int, int]
) -> None:
    first = find_dates(text)[0]
    assert [(span.first, span.last) for span in first.spans] == [years]
