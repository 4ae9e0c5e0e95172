"""Dates of any kind in running text: what is found, what is left alone, and what holds for every text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.dates import DateMention, YearSpan, find_dates
from retrieval.vocabulary import Vocabulary

NONE = Vocabulary([])


def found(text: str) -> list[tuple[str, list[tuple[int, int]]]]:
    return [
        (text[date.start : date.end], [(span.first, span.last) for span in date.spans])
        for date in find_dates(text, NONE)
    ]


def test_every_date_of_a_sentence_is_found_in_its_place() -> None:
    text = "Made c. 1738 in Paris, sold on 12 March 1925 and lent since the late 1990s."
    assert found(text) == [
        ("c. 1738", [(1733, 1743)]),
        ("12 March 1925", [(1925, 1925)]),
        ("late 1990s", [(1997, 1999)]),
    ]


def test_one_text_may_hold_dates_of_three_languages() -> None:
    text = "展品年代：18世纪晚期（late 18th century, конец XVIII века）"
    assert [spans for _, spans in found(text)] == [[(1768, 1800)]] * 3


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("from 1736 to 1795", (1736, 1795)),
        ("May 1735–June 1738", (1735, 1738)),
        ("с 1736 по 1795 год", (1736, 1795)),
        ("1736年至1795年", (1736, 1795)),
        ("late 17th century–early 18th century", (1668, 1733)),
        ("十九世纪末至二十世纪初", (1868, 1933)),
        ("19世纪末20世纪初", (1868, 1933)),
        ("公元前206年—公元220年", (-205, 220)),
    ],
)
def test_two_ends_of_a_range_are_one_date(text: str, years: tuple[int, int]) -> None:
    assert [spans for _, spans in found(text)] == [[years]]


@pytest.mark.parametrize(
    "text",
    [
        "1738 mm high and 12.5 x 3.4 cm",
        "see p. 1738 and pp. 1285–1301",
        "lot 1821, no. 1925, cat. 1102",
        "1200 livres and 1750 francs",
        "about 2000 visitors",
        "1500 soldiers, 1200–1300 soldiers",
        "1285 figures",
        "ISBN 978-7-5134-1780-2",
        "tel. +7 495 123 1945, fax 2025 1234",
        "$1750, £1800 and € 1900",
        "accession number 1985.20.23, inv. 1827",
        "the catalogue's OA 1750 and JH 1870",
        "weight 1765 g",
        "a screen of 1920 x 1080 pixels",
        "8,720 grams, 10,153.423 grams",
        "https://example.org/collection/1738/1925-03-01",
        "Инв. № 1738, с. 1812, стр. 1125, лот 1925",
        "1200 рублей, 1500 экспонатов, более 1800 предметов",
        "вес 1738 г, весом 1812 г, 845 г.",
        "15 мин. ожидания, 1925 руб.",
        "заплатили 2011 юаней, заменили 1260 жёлтых черепиц, 1730 писем и 1850 томов",
        "展厅高1738毫米，共1925件，编号1812，第1750页",
        "六百年的历史，600年前，近1000年来，1500年前",
        "共1800元，2000多人",
        "version 1.20.25 of 10:30",
        "Section 12.3.4",
        "in room 1925",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("the exhibition of 1738.12 In the next", [(1738, 1738)]),
        ("see Wilson 2001, 98", [(2001, 2001)]),
        ("{{Seelig 2007}}, 179n25", [(2007, 2007)]),
        ("the 1925 exhibition was large", [(1925, 1925)]),
        ("sold in 1801 for 1200 livres", [(1801, 1801)]),
        ("1891", [(1891, 1891)]),
        ("{{Fuhring 2005c}}, 156", [(2005, 2005)]),
        ("his portrait of 1739–41 shows", [(1739, 1741)]),
        ("no earlier than 1452", [(1452, 1552)]),
        ("Abulcasis (936–1013)", [(936, 1013)]),
        ("Guy who?\n1956", [(1956, 1956)]),
        ("весной 1812 г. в Москве", [(1812, 1812)]),
        ("于1780，在广州", [(1780, 1780)]),
    ],
)
def test_a_year_among_other_numbers_is_seen(text: str, spans: list[tuple[int, int]]) -> None:
    assert [each for _, each in found(text)] == [spans]


FRAGMENTS = st.sampled_from(
    [
        "c. 1738", "1768-9", "18th century", "BC", "before 1800", "XVIII век", "гг.", "до н. э.",
        "乾隆四十五年", "清初", "20世纪30年代", "公元前", "Ming dynasty", "10 октября 1925 г.", "2025-03-01",
        " ", "–", "(", ")",
        "1985.20.23", "年", "世纪", "early ", "to ", "\n", "0", "00", "月", "十", "元年", "т", "s", ".", "/",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=6)), max_size=12).map("".join))
@settings(deadline=None, max_examples=300)
def test_mentions_are_ordered_apart_and_inside_the_text(text: str) -> None:
    mentions = find_dates(text)
    ends = [0] + [mention.end for mention in mentions]
    for mention, end_before in zip(mentions, ends, strict=False):
        assert end_before <= mention.start < mention.end <= len(text)
        assert mention.spans
        assert list(mention.spans) == sorted(set(mention.spans))


@given(st.integers(1000, 2100), st.sampled_from(["in {}, at Paris", "в {} году", "于{}年", "({})", "c. {}"]))
def test_every_year_with_a_word_for_it_is_read(year: int, sentence: str) -> None:
    (mention,) = find_dates(sentence.format(year), NONE)
    assert mention.spans[0].overlaps(YearSpan(year, year))


def test_dates_know_nothing_of_reigns_with_an_empty_vocabulary() -> None:
    assert find_dates("清乾隆, Ming dynasty, Louis XV", NONE) == []


def test_a_passage_takes_milliseconds() -> None:
    passage = (
        "The tureen was made in Paris c. 1728-29 by Thomas Germain (1673–1748) for a Portuguese patron. "
        "乾隆四十五年（1780年）造，高12.5厘米。Куплено в XVIII веке, инв. № 4567, вес 1738 г. "
    ) * 6
    find_dates(passage)
    started = time.process_time()
    for _ in range(5):
        find_dates(passage[:1000])
    assert (time.process_time() - started) / 5 < 0.05  # measured at 2 ms; a slow machine has room


def test_a_mention_is_a_value() -> None:
    assert DateMention(0, 4, (YearSpan(1738, 1738),)) == find_dates("1738", NONE)[0]
