import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.dates.numerals import chinese, ordinal, roman, sexagenary
from retrieval.dates.spans import YearSpan, century, part_of

YEARS = st.integers(-12000, 3000)


@pytest.mark.parametrize(
    ("span", "edtf"),
    [
        (YearSpan(1738, 1738), "1738"),
        (YearSpan(1701, 1800), "1701/1800"),
        (YearSpan(-220, -220), "-0220"),
        (YearSpan(-299, -200), "-0299/-0200"),
        (YearSpan(0, 79), "0000/0079"),
        (YearSpan(-10499, -7999), "Y-10499/-7999"),
    ],
)
def test_spans_are_written_in_edtf(span: YearSpan, edtf: str) -> None:
    assert span.edtf == edtf


def test_a_span_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot begin in 1800"):
        YearSpan(1800, 1701)


@given(YEARS, YEARS, YEARS, YEARS)
def test_spans_overlap_if_they_share_a_year(a: int, b: int, c: int, d: int) -> None:
    one, other = YearSpan(min(a, b), max(a, b)), YearSpan(min(c, d), max(c, d))
    shared = max(one.first, other.first) <= min(one.last, other.last)
    assert one.overlaps(other) == other.overlaps(one) == shared


@pytest.mark.parametrize(
    ("number", "bc", "years"),
    [(18, False, (1701, 1800)), (1, False, (1, 100)), (1, True, (-99, 0)), (3, True, (-299, -200))],
)
def test_centuries_are_counted_as_historians_do(number: int, bc: bool, years: tuple[int, int]) -> None:
    assert century(number, bc=bc) == YearSpan(*years)


@given(YEARS, st.integers(0, 300), st.floats(0, 1), st.floats(0, 1))
def test_a_part_lies_inside_its_span(first: int, length: int, one: float, other: float) -> None:
    span = YearSpan(first, first + length)
    part = part_of(span, (min(one, other), max(one, other)))
    assert span.first <= part.first <= part.last <= span.last + 1


def test_roman_numerals_may_be_typed_with_cyrillic_letters() -> None:
    assert [roman(text) for text in ("XVIII", "ХVIII", "ІХ", "XX", "XIV")] == [18, 18, 9, 20, 14]
    assert [roman(text) for text in ("IIII", "VX", "", "XXXX", "век")] == [None] * 5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四十五", 45),
        ("元", 1),
        ("十", 10),
        ("一九二五", 1925),
        ("二〇〇一", 2001),
        ("廿三", 23),
        ("一百二十", 120),
    ],
)
def test_chinese_numerals_are_read(text: str, value: int) -> None:
    assert chinese(text) == value


def test_what_is_no_chinese_numeral_is_none() -> None:
    assert [chinese(text) for text in ("", "年", "四年")] == [None] * 3


@given(st.integers(1, 99))
def test_chinese_numerals_below_a_hundred_come_back(number: int) -> None:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    assert chinese(written) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18th", 18), ("eighteenth", 18), ("XVIII", 18), ("18-го", 18), ("восемнадцатого", 18),
        ("thirty-third", 33), ("сорок пятого", 45), ("sixtieth", 60), ("третьем", 3), ("первой", 1),
    ],
)  # fmt: skip
def test_ordinals_are_read_in_every_spelling(text: str, value: int) -> None:
    assert ordinal(text) == value


def test_the_sexagenary_cycle_has_sixty_pairs() -> None:
    pairs = [stem + branch for stem in "甲乙丙丁戊己庚辛壬癸" for branch in "子丑寅卯辰巳午未申酉戌亥"]
    places = [sexagenary(pair) for pair in pairs]
    assert sorted(place for place in places if place is not None) == list(range(60))
    assert sexagenary("甲子") == 0
    assert sexagenary("辛亥") == (1911 - 4) % 60
