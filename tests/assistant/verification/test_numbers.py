"""Numbers as three languages write them, with their units."""

import pytest

from assistant.verification.numbers import Number, find_numbers
from assistant.verification.units import Unit


def _values(text: str) -> list[float]:
    return [number.values[0] for number in find_numbers(text) if number.certain]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12,400 cards and 1.5 metres", [12400, 1.5]),
        ("11 000 рублей, 3,1 метра", [11000, 3.1]),
        ("294.3 million Hong Kong dollars", [294_300_000]),
        ("twenty-seven buildings on two acres", [27, 2]),
        ("two hundred and five", [205]),
        ("восемнадцать миниатюр и двадцать пять рам", [18, 25]),
        ("трёх тысяч листов", [3000]),
        ("二亿九千四百三十万港元", [294_300_000]),
        ("登记物品一百一十多万件", [1_100_000]),
        ("金佛二千六百六十五尊", [2665]),
        ("6 1/2 in.", [6.5]),
        ("a fee of £30m and $1.2bn", [30_000_000, 1_200_000_000]),
        ("the first two rooms", [2]),
        ("two-thirds of the glaze, a quarter of the rim", [2 / 3, 1 / 4]),
        ("212 plants, of which scarcely a third could be saved", [212, 1 / 3]),
        ("две трети листов, треть переплётов", [2 / 3, 1 / 3]),
        ("三分之二的人口", [2 / 3]),
        ("hardly one in three survived", [1 / 3]),
        ("骨架缺肢骨,13块", [13]),
        ("one half of the plates", [1 / 2]),
        ("half of the plates", [1 / 2]),
        ("половина тарелок", [1 / 2]),
        ("четверть тарелок, одна десятая чашек, две пятых блюд", [1 / 4, 1 / 10, 2 / 5]),
        ("1/3 of the plates", [1 / 3]),
        ("1/3的盘子", [1 / 3]),
        ("一成的盘子", [1 / 10]),
        ("修缮过两次", [2]),
        ("спас восьмерых рыбаков с четырьмястами снастями", [8, 400]),
        ("зал тридцать пятый", [35]),
        ("铜镜四面，今存六弦", [4, 6]),
        ("Half the sheets are gone.", [1 / 2]),
        ("около половины листов", [1 / 2]),
        ("约半数标本发霉", [1 / 2]),
        ("The instrument M.44 is in room No.7, beside LC.1961.8a.", [44, 7]),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, values: list[float]) -> None:
    assert _values(text) == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("two and a half metres long", 2.5, Unit("length", 1.0)),
        ("a metre and a half", 1.5, Unit("length", 1.0)),
        ("half a kilogram", 0.5, Unit("weight", 1000.0)),
        ("half a million coins", 500_000, None),
        ("three and a half million", 3_500_000, None),
        ("два с половиной метра", 2.5, Unit("length", 1.0)),
        ("полгода", 0.5, Unit("month", 12.0)),
        ("полкило", 0.5, Unit("weight", 1000.0)),
        ("полмиллиона рублей", 500_000, Unit("rouble")),
        ("梁长两米半", 2.5, Unit("length", 1.0)),
        ("高一米五", 1.5, Unit("length", 1.0)),
        ("历时一个半小时", 1.5, Unit("second", 3600.0)),
        ("历时两个半月", 2.5, Unit("month", 1.0)),
        ("a fortnight", 1, Unit("day", 14.0)),
        ("вмещает пять с половиной вёдер", 5.5, Unit("bucket")),
    ],
)
def test_a_half_belongs_to_its_number_and_its_unit(text: str, value: float, unit: Unit | None) -> None:
    (number,) = find_numbers(text)
    assert (number.values, number.unit) == ((value,), unit)


@pytest.mark.parametrize("text", ["поле битвы", "полёт над городом", "полис", "половник"])
def test_a_word_that_begins_like_a_half_is_none(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "四面环山",
        "до половины листа",
        "the second half of the book",
        "вторая половина дня",
        "half a century",
        "前半的字",
    ],
)
def test_which_half_and_a_loose_one_are_not_missed(text: str) -> None:
    assert _values(text) == []


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("nearly 200 drawings", "197 drawings"),
        ("почти двести рисунков", "197 рисунков"),
        ("将近200幅", "197幅"),
        ("почти в двух с половиной метрах", "на глубине 2,4 м"),
        ("about 300 drawings", "297 drawings"),
        ("under three and a half kilograms", "3.4 kg"),
        ("more than twenty splits", "23 splits"),
        ("两吨多", "2.4吨"),
        ("300幅左右", "297幅"),
    ],
)
def test_a_rounded_number_is_borne_out_by_the_exact_one(said: str, there: str) -> None:
    (mine,), (theirs,) = find_numbers(said), find_numbers(there)
    assert mine.roughly(theirs)
    assert not theirs.roughly(mine)


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("nearly 200", "150"),
        ("about 300", "330"),
        ("about 297", "300"),
        ("over 23", "29"),
        ("over 20", "31"),
        ("до 20", "18"),
    ],
)
def test_a_number_is_not_rounded_far_nor_to_an_odd_one(said: str, there: str) -> None:
    (mine,), (theirs,) = find_numbers(said), find_numbers(there)
    assert not mine.roughly(theirs)


@pytest.mark.parametrize(
    "text", ["tens of thousands, many hundred", "数十万年前", "几百件", "双重保护", "несколько сотен листов"]
)
def test_a_number_that_does_not_say_how_many_is_not_missed(text: str) -> None:
    assert _values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("Philip II of Spain", 2), ("Людовик XIV", 14), ("Henry V was crowned", 5), ("Volume XXXIII", 33)],
)
def test_a_roman_numeral_bears_out_a_number_and_is_never_missed(text: str, value: int) -> None:
    (number,) = find_numbers(text)
    assert (number.values, number.ordinal, number.certain) == ((value,), True, False)


@pytest.mark.parametrize("text", ["I am here", "vitamin C is kept", "the I Ching", "a CD of MIX"])
def test_letters_that_are_no_numeral_are_none(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize("text", ["3到5万人", "3 to 5 thousand", "от 3 до 5 тысяч", "3–5 million"])
def test_the_first_of_a_range_may_be_in_the_scale_of_the_last(text: str) -> None:
    first, last = find_numbers(text)
    assert first.values[0] == 3
    assert first.values[1] * 5 == last.values[0] * 3


@pytest.mark.parametrize("text", ["十分精美", "唯一一件", "一般来说", "one of them", "both vases", "三希堂"])
def test_a_numeral_inside_a_word_counts_nothing(text: str) -> None:
    assert _values(text) == []


def test_a_thousands_mark_that_may_be_a_decimal_stands_for_both() -> None:
    assert find_numbers("1.234 кг")[0].values == (1234.0, 1.234)


def test_dimensions_share_the_unit_of_the_last() -> None:
    assert {number.unit for number in find_numbers("185 × 203 см")} == {Unit("length", 0.01)}


def _only(text: str) -> Number:
    (number,) = find_numbers(text)
    return number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("23 cm", "230 mm"),
        ("23 см", "二十三厘米"),
        ("1.5 kg", "1500 克"),
        ("2 hours", "120 минут"),
        ("3 weeks", "21 天"),
    ],
)
def test_amounts_in_units_that_convert_exactly_are_the_same(one: str, other: str) -> None:
    assert _only(one).same_quantity(_only(other))


@pytest.mark.parametrize(
    ("one", "other"), [("23 cm", "23 mm"), ("5 euros", "5 roubles"), ("2 months", "2 years")]
)
def test_the_same_figure_in_another_unit_is_another_amount(one: str, other: str) -> None:
    assert not _only(one).same_quantity(_only(other))


def test_what_stands_at_a_taken_place_is_left_out() -> None:
    assert find_numbers("in 1738", [(3, 7)]) == []


@pytest.mark.parametrize("text", ["二进制字母表", "三元组 (a, b, c)", "最年长的四分卫。", "married couples"])
def test_a_numeral_within_a_word_is_never_missed(text: str) -> None:
    assert not any(number.certain for number in find_numbers(text))


def test_the_second_year_of_a_range_may_be_short() -> None:
    assert 1999.0 in find_numbers("自1998-99季以来")[-1].values


def test_a_quantity_written_alike_in_another_unit_is_another() -> None:
    (grams,), (kilograms,) = (find_numbers(f"244.753 {unit}") for unit in ("grams", "kilograms"))
    assert not grams.same_quantity(kilograms)
    (thousands,), (one,) = find_numbers("1.234 g"), find_numbers("1,234 mg")
    assert thousands.same_quantity(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four decades", "forty years"),
        ("a decade later", "十年后"),
        ("через столетие", "a hundred years later"),
        ("3,600 на квадратный дециметр", "3,600 на кв. дм"),
    ],
)
def test_lengths_of_time_are_the_same_by_other_names(one: str, other: str) -> None:
    assert any(a.same_quantity(b) or a.same_value(b) for a in find_numbers(one) for b in find_numbers(other))


@pytest.mark.parametrize(
    ("said", "there"),
    [("长十三米有余", "长十三点四米"), ("over 13 metres", "13.4 m"), ("fifty per cent", "half of it")],
)
def test_what_is_said_roughly_is_borne_out_by_what_is_exact(said: str, there: str) -> None:
    (own,), (other,) = find_numbers(said), find_numbers(there)
    assert own.roughly(other)


@pytest.mark.parametrize(
    ("said", "there"),
    [("over 13 metres", "18 m"), ("over 13 metres", "13.4 kg"), ("13 metres", "13.4 m"), ("30%", "a half")],
)
def test_what_is_another_amount_is_not(said: str, there: str) -> None:
    (own,), (other,) = find_numbers(said), find_numbers(there)
    assert not own.roughly(other)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("价银六十两", 60, Unit("liang")),
        ("一千两百枚", 1200, None),
        ("14.5 linear feet", 14.5, Unit("length", 0.3048)),
        ("14,5 погонных метров", 14.5, Unit("length")),
        ("重870普特", 870, Unit("pood")),
        ("长12吋", 12, Unit("length", 0.0254)),
        ("六十银元", 60, Unit("silver dollar")),
        ("14 kilovolts", 14, Unit("volt", 1000)),
    ],
)
def test_a_measure_is_read_with_its_unit(text: str, value: float, unit: Unit | None) -> None:
    (number,) = find_numbers(text)
    assert value in number.values
    assert number.unit == unit
