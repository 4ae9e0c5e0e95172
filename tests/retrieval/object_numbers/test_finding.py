import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.object_numbers import (
    find_object_numbers,
    number_keys,
)
from tests.retrieval.object_numbers.reading import keys, texts


@pytest.mark.parametrize(
    "number",
    [
        "1975.1.130", "71.DG.77", "82.DG.12.2.a", "故00154701", "故 00154701", "新00112233", "故-瓷-017825",
        "КП-123", "КП-11486/21", "НВФ 1234/5", "Э-1234", "27.474A", "8001-903/3", "EA 10057", "OA 9478",
        "T2:118", "M1:23-2", "2001M3:15", "T0305③:12",
        "1925,0406.0.1", "Ge.123", "M.2000.15.3a", "GILBERT.92-2008", "A.103-1910", "E. 5916-1908", "SK-A-4",
        "BK-1975-81", "1944.100.51606", "2019/058", "1993-522Z3", "8.2003.1", "1986.IA.48-05", "LC.2003.4",
        "1985.20", "V2014.6", "48.187.410", "C.1877-1928", "C.123&A-1931", "C.12 & A-1923", "1270&A-1883",
        "M.59&A&B-1952", "50.1234a-b",
    ],
)  # fmt: skip
@pytest.mark.parametrize("sentence", ["{}", "The tureen ({}), silver", "Из собрания: {}.", "藏品“{}”，银"])
def test_numbers_of_many_museums_are_found_whole(number: str, sentence: str) -> None:
    assert texts(sentence.format(number)) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("inv. no. 4567", "4567"),
        ("Inventory number: 4567/2", "4567/2"),
        ("acc. no. 1985-12,", "1985-12"),
        ("Object no. OA 9478", "OA 9478"),
        ("Musée du Louvre, inv. 8360.", "8360"),
        ("Инв. № 4567", "4567"),
        ("Чаша (инв. 4567)", "4567"),
        ("ваза, инв.Э-4567", "Э-4567"),
        ("карта, шифр Кар-6/212", "Кар-6/212"),
        ("馆号IBSC 0048217", "IBSC 0048217"),
        ("инвентарный номер КП-3456/7", "КП-3456/7"),
        ("учётный номер: LC.1998.12", "LC.1998.12"),
        ("藏品号：故00012345", "故00012345"),
        ("编号12345是银器", "12345"),
        ("文物号 00145123", "00145123"),
    ],
)
def test_a_label_makes_any_number_an_object_number(text: str, number: str) -> None:
    assert texts(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "in 1975 and 2001",
        "2025-03-01",
        "01.03.1925, 18.05.24, 2005.03.01",
        "12.5 x 3.4 cm; 12.5 × 3.4; 1250.5 kg",
        "$1,200.50 and 1738.50 livres",
        "12.5%",
        "at 10:30 or 10.30",
        "pp. 128–31, 1750–55",
        "+7 495 123-45-67, 8-800-200-06-00",
        "ISBN 978-7-5134-1780-2",
        "version 1.2.3, v10.15.7",
        "Section 12.3.4",
        "3.14, 19.676, 51.5528435566377",
        "fig. 12.4, Fig. 3.1, vol. 2",
        "№ 5, no. 12",
        "COVID-19, MPEG-2, XVIII-XIX",
        "Washington, DC 20560; New York, NY 10028",
        "the year 1748.3 The next",
        "1738 (September 14, 1796.28 In terms)",
        "ISO 8601, UTF-8, СССР-1",
        "https://example.org/object/1985.20.23",
        "192.168.0.1",
        "1750–51/52, 1759/2003",
        "signed OSWOLT KREL 1499",
        "the text read N.9",
        "a bowl dated AH 1150, a flask of A.H. 975",
        "24.500 руб.",
        "共12345件，高12.5厘米，第123页",
        "其中12345人",
        "重2005.43克，面积1850.25 平方米，公元1736.5年，增长2015.3倍",
    ],
)
def test_other_numbers_are_left(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    "before", ["The bowl (Ding ware)", "Ваза (фарфор)", "(1)", "A bowl (1750)", "(Dingyao)\n", "see (a)"]
)
@pytest.mark.parametrize("number", ["EF.1966.2", "1985.20", "21.175.334"])
def test_a_number_may_stand_behind_a_bracket(before: str, number: str) -> None:
    assert texts(f"{before} {number} was found") == [number]


@pytest.mark.parametrize("text", ["+7 (495) 12.34.56", "office (010)8512.3456.7", "(4852) 123-45/46"])
def test_a_number_behind_an_area_code_is_dialled(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize("number", ["21.175.334", "1985.20", "LC.2003.4", "71.DG.77", "V2014.6", "КП-123"])
@pytest.mark.parametrize(
    "sentence",
    [
        "What is {} made of?", "{} glazed", "{} мастера Кокса", "{} грамота", "{}元代瓶", "{} 米芾", "{}万历",
        "{}人物瓶", "{} 尺寸是多少？", "{}多高？", "{}多少钱", "{}年代",
    ],
)  # fmt: skip
def test_a_word_that_only_begins_like_a_unit_is_none(sentence: str, number: str) -> None:
    assert texts(sentence.format(number)) == [number]


@pytest.mark.parametrize("text", ["LC.2003.4件", "LC.2003.4多宝格", "LC.2003.4 千里江山图", "71.DG.77立瓶"])
def test_no_figure_behind_letters_is_counted_in_chinese(text: str) -> None:
    assert len(texts(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "H.123 cm, Ш-120 мм", "1850.43 m高", "2005.43 grams", "2005.43 граммов, 2005.43 метра",
        "2005.43 millions, 2005.43 тысяч, 2005.43 рублей", "重2005.43米", "2005.43元, 2005.43 万",
        "MSRP 4500元", "2008.1.2日",
    ],
)  # fmt: skip
def test_a_quantity_is_none_whatever_its_unit(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("71.DG.78是什么器物？", "71.DG.78"),
        ("请问1975.1.130的作者是谁", "1975.1.130"),
        ("藏品27.474A与图录所载", "27.474A"),
        ("8001-903/3入藏", "8001-903/3"),
        ("见OA 9478及其盖", "OA 9478"),
    ],
)
def test_chinese_text_leaves_no_space_around_a_number(text: str, number: str) -> None:
    assert texts(text) == texts(text, question=True) == [number]


def test_the_place_is_the_numbers_own() -> None:
    text = "See inv. no. 4567, silver."
    (number,) = find_object_numbers(text)
    assert text[number.start : number.end] == number.text == "4567"


@pytest.mark.parametrize(
    ("text", "number", "key"),
    [
        ("见ＴＸ．２００１．４５，购于2001年。", "ＴＸ．２００１．４５", "tx.2001.45"),
        ("ＢＫ－１９７５－８１是什么？", "ＢＫ－１９７５－８１", "bk.1975.81"),
        ("编号：１２３４５", "１２３４５", "12345"),
        ("故００１５４７０１", "故００１５４７０１", "故.154701"),
        ("１９８５．２０，１９８５．２１", "１９８５．２０", "1985.20"),
    ],
)
def test_full_width_forms_are_read_and_given_as_they_stand(text: str, number: str, key: str) -> None:
    found = find_object_numbers(text)[0]
    assert (found.text, found.key) == (number, key)
    assert text[found.start : found.end] == number


def test_a_number_behind_a_museums_code_is_given_with_and_without_it() -> None:
    assert keys("MMA 29.100.5") == ["mma.29.100.5", "29.100.5"]
    assert [number.text for number in find_object_numbers("ГМТ КП-11486/21")] == [
        "ГМТ КП-11486/21",
        "КП-11486/21",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1985.20.23-24", ["1985.20.23", "1985.20.24"]),
        ("1985.20.123-25", ["1985.20.123", "1985.20.124", "1985.20.125"]),
        ("82.DG.12.2.a–c", ["82.dg.12.2.a", "82.dg.12.2.b", "82.dg.12.2.c"]),
        ("M.2000.15.3a-b", ["m.2000.15.3.a", "m.2000.15.3.b"]),
        ("21.175.335a, b", ["21.175.335.a", "21.175.335.b"]),
        ("8.2003.6–7", ["8.2003.6", "8.2003.7"]),
        ("50.1234a-b", ["50.1234.a", "50.1234.b"]),
        ("27.474a–c", ["27.474.a", "27.474.b", "27.474.c"]),
        ("C.1877-80", ["c.1877", "c.1878", "c.1879", "c.1880"]),
        ("W.1100-1102", ["w.1100", "w.1101", "w.1102"]),
        ("1970.1920-1922", ["1970.1920", "1970.1921", "1970.1922"]),
        ("C.1877-1928", ["c.1877.1928"]),
        ("E.1916-1985", ["e.1916.1985"]),
        ("M.1935‑1990", ["m.1935.1990"]),
        ("CIRC.1950–1960", ["circ.1950.1960"]),
        ("C.123&A-1931", ["c.123.a.1931"]),
        ("1986.IA.48-05", ["1986.ia.48.5"]),
        ("1985.20.1-9000", ["1985.20.1.9000"]),
    ],
)
def test_a_range_gives_each_of_its_numbers_within_bounds(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@given(st.text(max_size=60))
def test_numbers_stand_in_order_inside_the_text(text: str) -> None:
    places = [(number.start, number.end) for number in find_object_numbers(text, question=True)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(text[number.start : number.end] == number.text for number in find_object_numbers(text))


@given(st.text(alphabet="０９ＡＴｘ．／－，。（）　見年19.", max_size=30))
def test_full_width_forms_move_no_place(text: str) -> None:
    assert all(text[number.start : number.end] == number.text for number in find_object_numbers(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1985.20.23–1985.20.25", ["1985.20.23", "1985.20.24", "1985.20.25"]),
        ("71.DG.77-71.DG.79", ["71.dg.77", "71.dg.78", "71.dg.79"]),
        ("1985.20-1985.22", ["1985.20", "1985.21", "1985.22"]),
        ("1975.1.130a–1975.1.130c", ["1975.1.130.a", "1975.1.130.b", "1975.1.130.c"]),
        ("1975.1.130–1976.2.4", ["1975.1.130", "1976.2.4"]),
        ("故00154701-00154703", ["故.154701", "故.154702", "故.154703"]),
        ("故00154701至故00154703", ["故.154701", "故.154702", "故.154703"]),
        ("86.DE.513.1-.2", ["86.de.513.1", "86.de.513.2"]),
        ("1988.7.1 - 1988.7.3", ["1988.7.1", "1988.7.2", "1988.7.3"]),
        ("1988.7.1 to 1988.7.3", ["1988.7.1", "1988.7.2", "1988.7.3"]),
        ("1988.7.1至1988.7.3", ["1988.7.1", "1988.7.2", "1988.7.3"]),
        ("с 1988.7.1 по 1988.7.3", ["1988.7.1", "1988.7.2", "1988.7.3"]),
        ("КП-100 – КП-102", ["kп.100", "kп.101", "kп.102"]),
        ("1988.7.1 to 1989.7.3", ["1988.7.1", "1989.7.3"]),
        ("1988.7.1 and 1988.7.3", ["1988.7.1", "1988.7.3"]),
    ],
)
@pytest.mark.parametrize("sentence", ["{}", "Spoons ({}), silver", "文物号：{}。"])
def test_a_range_between_whole_numbers_gives_all_of_them(text: str, found: list[str], sentence: str) -> None:
    assert keys(sentence.format(text)) == found


def test_days_with_a_dash_between_them_are_no_range_of_numbers() -> None:
    assert keys("Open 12.03.1925-14.03.1925 and 2025.03.01–2025.03.09.") == []


@pytest.mark.parametrize("number", ["SK‑A‑4", "8001‑903/3", "BK‐1975‐81"])
def test_a_hyphen_that_keeps_its_line_is_one(number: str) -> None:
    assert texts(f"The piece {number} is lent.") == [number]


def test_a_stated_range_or_list_has_the_keys_of_all_its_numbers() -> None:
    assert number_keys("1985.20.23-24") == ["1985.20.23.24", "1985.20.23", "1985.20.24"]
    assert number_keys(" 21.175.335a, b ") == ["21.175.335.a.b", "21.175.335.a", "21.175.335.b"]
    assert number_keys("1988.7.1 – 1988.7.2")[1:] == ["1988.7.1", "1988.7.2"]
    assert number_keys("4567") == ["4567"]
    assert number_keys("—") == []
