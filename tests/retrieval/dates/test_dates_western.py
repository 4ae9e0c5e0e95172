import pytest

from retrieval.dates import find_dates
from retrieval.vocabulary import Vocabulary

NONE = Vocabulary([])


def spans(text: str) -> list[list[tuple[int, int]]]:
    return [[(span.first, span.last) for span in date.spans] for date in find_dates(text, NONE)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1738", (1738, 1738)),
        ("c. 1738", (1733, 1743)),
        ("c.1738", (1733, 1743)),
        ("Circa 1900", (1895, 1905)),
        ("about 1780 in Canton", (1775, 1785)),
        ("ок. 1740 г.", (1735, 1745)),
        ("(c. 650)", (625, 675)),
        ("ca. 1750–55", (1750, 1755)),
        ("1768-9", (1768, 1769)),
        ("1904/5", (1904, 1905)),
        ("1736-1795 гг.", (1736, 1795)),
        ("в 1750 году", (1750, 1750)),
        ("в 845 году", (845, 845)),
        ("in the year 845", (845, 845)),
        ("AD 79", (79, 79)),
        ("221–206 BC", (-220, -205)),
        ("206 B.C.–A.D. 220", (-205, 220)),
        ("323 B.C. - 317 B.C.", (-322, -316)),
        ("221 г. до н. э.", (-220, -220)),
        ("between 1750 and 1760", (1750, 1760)),
        ("before 1800", (1700, 1799)),
        ("не позднее 1750 г.", (1650, 1750)),
        ("after 1769", (1769, 1869)),
        ("not before 1769", (1769, 1869)),
        ("не раньше 1769 г.", (1769, 1869)),
        ("позднее 1769 г.", (1769, 1869)),
        ("not after 1800", (1700, 1800)),
        ("не позже 1800 г.", (1700, 1800)),
        ("post-1945 design", (1945, 1945)),
        ("before c. 1765", (1660, 1769)),
        ("after c. 1765", (1760, 1870)),
        ("не позднее ок. 1765 г.", (1660, 1770)),
        ("не ранее ок. 1765 г.", (1760, 1870)),
        ("c1760", (1755, 1765)),
        ("circa1760", (1755, 1765)),
        ("(c1760–65)", (1760, 1765)),
        ("ca. 1353–36 B.C.", (-1352, -1335)),
        ("1353–36 гг. до н. э.", (-1352, -1335)),
        ("332–30 B.C.", (-331, -29)),
        ("1000–50 BC", (-999, -49)),
        ("Tang dynasty (618–907)", (618, 907)),
    ],
)
def test_years_and_ranges_of_years(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("18th century", (1701, 1800)),
        ("the eighteenth-century clock", (1701, 1800)),
        ("17th c.", (1601, 1700)),
        ("first half of the 3rd c. BC", (-299, -250)),
        ("late 16th century", (1568, 1600)),
        ("mid-18th century", (1734, 1767)),
        ("early to mid 18th century", (1701, 1767)),
        ("the third quarter of the 18th century", (1751, 1775)),
        ("17th–18th centuries", (1601, 1800)),
        ("1st century BC–1st century AD", (-99, 100)),
        ("late 2nd century BCE–1st century CE", (-132, 100)),
        ("2nd century BC–AD 50", (-199, 50)),
        ("300 BC–1st century AD", (-299, 100)),
        ("I в. до н. э.–I в. н. э.", (-99, 100)),
        ("17th century–18th century", (1601, 1800)),
        ("12th century, late", (1168, 1200)),
        ("15th century (early)", (1401, 1433)),
        ("9th century, beginning; bound", (801, 833)),
        ("XVI в. (вторая половина)", (1551, 1600)),
        ("16. Jh., 1. Hälfte", (1501, 1550)),
        ("Ende des 18. Jahrhunderts", (1768, 1800)),
        ("letztes Viertel 17. Jh.", (1676, 1700)),
        ("fin du XVIIe siècle", (1668, 1700)),
        ("In the 19th century, late in his life", (1801, 1900)),
        ("seventeenth and early eighteenth centuries", (1601, 1733)),
        ("3rd-2nd century BC", (-299, -100)),
        ("turn of the 20th century", (1891, 1910)),
        ("before the 18th century", (1601, 1700)),
        ("2nd millennium BC", (-1999, -1000)),
        ("XVIII век", (1701, 1800)),
        ("в ХVIII в.", (1701, 1800)),
        ("18-го века", (1701, 1800)),
        ("девятнадцатого столетия", (1801, 1900)),
        ("конец XIX – начало XX в.", (1868, 1933)),
        ("во второй половине XVIII века", (1751, 1800)),
        ("1-я четверть XX в.", (1901, 1925)),
        ("рубеж XIX–XX вв.", (1891, 1910)),
        ("III в. до н. э.", (-299, -200)),
        ("V–IV вв. до н. э.", (-499, -300)),
        ("III тысячелетие до н. э.", (-2999, -2000)),
        ("XVIIIe siècle", (1701, 1800)),
        ("18. Jahrhundert", (1701, 1800)),
        ("the later half of the 19th century", (1851, 1900)),
        ("the first years of the 16th century", (1501, 1533)),
        ("the last decades of the 16th century", (1568, 1600)),
        ("the nineteen-thirties", (1930, 1939)),
        ("the late eighteen-sixties", (1867, 1869)),
        ("the thirties of the twentieth century", (1930, 1939)),
        ("the 30s of the 20th century", (1930, 1939)),
        ("тридцатыми годами XX века", (1930, 1939)),
        ("30-ми годами XX века", (1930, 1939)),
    ],
)
def test_centuries_and_their_parts(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1790s", (1790, 1799)),
        ("the early 1540's", (1540, 1542)),
        ("mid-1730s", (1733, 1736)),
        ("1720s–30s", (1720, 1739)),
        ("1600s–1700s", (1600, 1799)),
        ("1930-е гг.", (1930, 1939)),
        ("начало 1930-х годов", (1930, 1932)),
        ("1920–1930-е годы", (1920, 1939)),
        ("30-е годы XX века", (1930, 1939)),
        ("в тридцатых годах XIX века", (1830, 1839)),
    ],
)
def test_decades_and_their_parts(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


def test_the_seventeen_hundreds_are_a_decade_or_a_century() -> None:
    assert spans("in the 1700s") == [[(1700, 1709), (1700, 1799)]]


@pytest.mark.parametrize(
    "text",
    [
        "12 March 1925", "March 12, 1925", "12th of March, 1925", "March 12–14, 1925", "March 1925",
        "Mar. 1925",
        "10 октября 1925 г.", "в октябре 1925 года", "25.12.1925", "14.X.1925", "1/3/1925", "1925-03-01",
        "1925-03-01T12:30:00Z", "1925/03/01", "1925.03.01", "September 14, 1925.28 In terms of",
    ],
)  # fmt: skip
def test_dates_of_days_and_months_give_their_year(text: str) -> None:
    assert spans(text) == [[(1925, 1925)]]


def test_a_year_range_that_goes_backwards_is_none() -> None:
    assert spans("1795–1736") == []


@pytest.mark.parametrize("text", ["arc1760", "Doc1760", "C1760"])
def test_letters_before_a_number_that_are_no_circa_make_it_a_code(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize("text", ["5 тыс. лет", "Людовик XVIII в Лувре", "18 c. of water are", "MIX century"])
def test_what_only_looks_like_a_century_is_none(text: str) -> None:
    assert spans(text) == []


def test_a_year_of_the_hijra_in_chinese_numerals_is_none_of_ours() -> None:
    assert spans("伊斯兰历一一五〇年") == []
