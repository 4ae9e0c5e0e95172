import time

import pytest

from retrieval.dates import find_dates
from retrieval.vocabulary import Vocabulary

NONE = Vocabulary([])


def spans(text: str, vocabulary: Vocabulary = NONE) -> list[list[tuple[int, int]]]:
    return [[(span.first, span.last) for span in date.spans] for date in find_dates(text, vocabulary)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("second or third quarter of the 18th century", (1726, 1775)),
        ("first or second half of the 18th century", (1701, 1800)),
        ("second and third quarters of the 19th century", (1826, 1875)),
        ("1st–2nd quarter 18th c.", (1701, 1750)),
        ("18th century, second or third quarter", (1726, 1775)),
        ("third–fourth quarter of the 5th century BC", (-449, -400)),
        ("early/mid 18th century", (1701, 1767)),
        ("early–mid-18th century", (1701, 1767)),
        ("mid-late 18th century", (1734, 1800)),
        ("first half to the middle of the 18th century", (1701, 1767)),
        ("the end of the 18th century-early 19th century", (1768, 1833)),
        ("early to mid-1760s", (1760, 1766)),
        ("вторая-третья четверть XVIII века", (1726, 1775)),
        ("вторая и третья четверти XVIII века", (1726, 1775)),
        ("I-II четв. XIX в.", (1801, 1850)),
        ("2-3-я четв. XIX в.", (1826, 1875)),
        ("I — II треть XIX в.", (1801, 1867)),
        ("середина – вторая половина XIX в.", (1834, 1900)),
        ("2-я четверть — середина XVIII в.", (1726, 1767)),
        ("начало–середина XVIII века", (1701, 1767)),
        ("с начала до середины XVIII века", (1701, 1767)),
        ("Mitte bis Ende des 18. Jahrhunderts", (1734, 1800)),
        ("18世纪中期至末期", (1734, 1800)),
        ("20世纪上半叶至中叶", (1901, 1967)),
    ],
)
def test_two_parts_of_one_century_are_one_date(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("17th or first half of the 18th century", (1601, 1750)),
        ("second or first half of the third century", (101, 250)),
        ("the first or second century", (1, 200)),
        ("XIX - 1-я пол. XX в.", (1801, 1950)),
        ("I – первая половина II в.", (1, 150)),
        ("II – 1-я пол. III в. н. э.", (101, 250)),
        ("18世纪末、初级学校", (1768, 1800)),
        ("the week-end of the 18th century", (1701, 1800)),
    ],
)
def test_a_century_before_a_part_of_another_stays_a_century(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("перв. пол. XVIII в.", (1701, 1750)),
        ("вт. пол. XVIII в.", (1751, 1800)),
        ("втор. пол. XVIII в.", (1751, 1800)),
        ("вт.пол. XVIII в.", (1751, 1800)),
        ("1-ая половина XIX века", (1801, 1850)),
        ("перв. четв. XIX в.", (1801, 1825)),
        ("third-quarter of the 18th century", (1751, 1775)),
        ("II-я половина XIX века", (1851, 1900)),
        ("в 1-2-й четвертях XIX века", (1801, 1850)),
        ("2nd half, 17th century", (1651, 1700)),
        ("second to third quarter, 19th century", (1826, 1875)),
        ("dernier tiers du XVIIIe siècle", (1768, 1800)),
    ],
)
def test_shortened_words_name_a_part(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("18世纪中后期", (1734, 1800)),
        ("十八世纪中晚期", (1734, 1800)),
        ("18世纪早、中期", (1701, 1767)),
        ("清中晚期", (1728, 1912)),
        ("明中后期", (1460, 1644)),
        ("清早中期", (1636, 1820)),
        ("清代中晚期", (1728, 1912)),
        ("清早期至中期", (1636, 1820)),
        ("乾隆中后期", (1756, 1795)),
        ("清中前期", (1636, 1820)),
    ],
)
def test_a_compound_part_is_two_thirds(text: str, years: tuple[int, int]) -> None:
    assert spans(text, Vocabulary.load()) == [[years]]


def test_a_school_is_no_part() -> None:
    assert spans("初中期末考试", Vocabulary.load()) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1720-е–1730-е гг.", (1720, 1739)),
        ("в 1720-х—1730-х годах", (1720, 1739)),
        ("1890-е–1900-е гг.", (1890, 1909)),
        ("с 1820-х по 1830-е годы", (1820, 1839)),
        ("конец 1820-х-начало 1830-х гг.", (1827, 1832)),
        ("1760е гг.", (1760, 1769)),
        ("1860-е–1905 гг.", (1860, 1905)),
        ("1700s–1800s", (1700, 1899)),
        ("late 1700s to early 1800s", (1767, 1832)),
        ("1880s-early 1890s", (1880, 1892)),
        ("late 1760s–mid-1770s", (1767, 1776)),
        ("c.1760s", (1760, 1769)),
        ("60-е гг. I в. до н.э.", (-68, -59)),
        ("80-е годы II века до н. э.", (-188, -179)),
        ("70–60-е гг. I в. до н. э.", (-78, -59)),
        ("the sixties of the first century B.C.", (-68, -59)),
        ("30-е годы V века н. э.", (430, 439)),
        ("90-е гг. XIX – нач. XX в.", (1890, 1933)),
        ("60-е гг. II – I в. до н. э.", (-168, 0)),
    ],
)
def test_decades_keep_both_ends_and_their_era(text: str, years: tuple[int, int]) -> None:
    assert spans(text) == [[years]]


@pytest.mark.parametrize("text", ["1760м над уровнем моря", "высота 1760х, ширина", "arc.1760s", "1760S"])
def test_a_measure_or_a_code_is_no_decade(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    "piece", ["first ", "second or ", "I-", "early - ", "середина – ", "1-я ", "  ", "中期至", "1720s-", "18"]
)
def test_long_odd_text_takes_no_more_than_its_length(piece: str) -> None:
    text = piece * (100_000 // len(piece)) + "18th"
    started = time.process_time()
    spans(text)
    assert (
        time.process_time() - started < 3
    )  # measured at 0.6 s at most; the square of the length would be minutes


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("the last two decades of the 17th century", (1681, 1700)),
        ("the first decade of the 21st century", (2001, 2010)),
        ("the first decades of the 20th century", (1901, 1933)),
        ("последние два десятилетия XVII века", (1681, 1700)),
        ("в первом десятилетии XX века", (1901, 1910)),
        ("первые десятилетия XX века", (1901, 1933)),
        ("17世纪的最后二十年", (1681, 1700)),
        ("二十世纪头三十年", (1901, 1930)),
        ("the last decade of the Qianlong reign", (1736, 1795)),
        ("乾隆最后十年", (1736, 1795)),
    ],
)
def test_decades_at_either_end_of_a_century_are_counted(text: str, years: tuple[int, int]) -> None:
    assert [(span.first, span.last) for date in find_dates(text) for span in date.spans] == [years]
