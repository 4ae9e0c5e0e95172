"""Names in a sentence: capitals, and what Chinese writes foreign and own names with."""

import pytest

from assistant.verification.names import find_names, same_word


def _names(text: str) -> list[str]:
    return [name.text for name in find_names(text) if name.sure]


def test_capitals_inside_a_sentence_are_names() -> None:
    assert _names("The bowl was bought by James Cox in London.") == ["James", "Cox", "London"]


def test_a_full_stop_behind_a_word_ends_a_run_of_names() -> None:
    runs = [name.run for name in find_names("Вдовы Егора Дубова. Головы кукол. Dr. Sally Nugent spoke.")]
    assert len(set(runs)) == 3


def test_what_a_segmenter_cuts_off_a_chinese_name_is_put_back() -> None:
    assert "杨通贵" in _names("头饰出自塘龙寨银匠杨通贵之手。")
    assert _names("村民相信真武大帝能镇火。") == []


def test_a_capital_that_opens_a_sentence_proves_nothing() -> None:
    assert _names("Glazes were fired twice.") == []
    assert _names("Ten years later he returned.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("由易培基主持", "易培基"),
        ("詹姆斯·考克斯制作", "詹姆斯·考克斯"),
        ("孙女伊丽莎白·舍列梅捷娃", "伊丽莎白·舍列梅捷娃"),
    ],
)
def test_a_chinese_sentence_has_names_without_capitals(text: str, name: str) -> None:
    assert name in _names(text)


@pytest.mark.parametrize(
    ("one", "other"), [("Потёмкин", "Потёмкиным"), ("Рюйш", "Рюйша"), ("Рембрандт", "рембрандтовской")]
)
def test_a_russian_name_is_the_same_in_every_case(one: str, other: str) -> None:
    assert same_word(one, other, russian=True)


@pytest.mark.parametrize(("one", "other"), [("Потёмкин", "Кулибин"), ("Репин", "Рембрандт")])
def test_two_names_are_two(one: str, other: str) -> None:
    assert not same_word(one, other, russian=True)


def test_whose_grandson_somebody_is_names_nobody() -> None:
    assert "孙子" not in {name.text for name in find_names("吴少白是吴兰亭的孙子，也是他的学生。")}


def test_a_word_that_begins_like_a_surname_is_no_sure_name() -> None:
    assert _names("从古董商手中买下") == []


@pytest.mark.parametrize(
    ("place", "of_it"), [("Nemea", "Nemean"), ("Rome", "Roman"), ("Egypt", "Egyptian"), ("Savoy", "Savoyard")]
)
def test_what_is_of_a_place_has_its_name(place: str, of_it: str) -> None:
    assert same_word(place, of_it, russian=False)


@pytest.mark.parametrize(
    ("adjective", "place"), [("Scottish", "Scotland"), ("Finnish", "Finland"), ("Irish", "Ireland")]
)
def test_an_adjective_of_a_land_names_it(adjective: str, place: str) -> None:
    assert same_word(adjective, place, russian=False)
    assert same_word(place, adjective, russian=False)
    assert not same_word(adjective, "Iceland", russian=False)


def test_an_ordinal_with_a_capital_is_no_name() -> None:
    assert [name.text for name in find_names("the Ninth Doctor of Prague")] == ["Doctor", "Prague"]


def test_what_is_drawn_together_with_a_verb_is_no_name() -> None:
    said = "I'm comparing it; We’d like O'Neill's letters. Don't lend Crane's. It's by L'Oréal"
    assert [name.text for name in find_names(said)] == ["O'Neill", "Crane", "L'Oréal"]


def test_a_doubled_letter_more_or_less_is_the_same_name() -> None:
    assert same_word("Carracci's", "Carraci", russian=False)
    assert not same_word("Lee", "Le", russian=False)


def test_a_name_behind_an_initial_opens_no_sentence() -> None:
    for text in ("Вазу купил П. М. Третьяков.", "It was bought by J. S. Bach."):
        *_, name = find_names(text)
        assert (name.sure, name.opens) == (True, False)


def test_a_numbered_century_and_a_unit_are_no_names() -> None:
    assert find_names("It is of the XVIIIth century and kept at 18 degrees Celsius.") == []


def test_a_measured_thing_is_no_name() -> None:
    assert find_names("梁长2.5米。") == []
    assert find_names("梁长约十米。") == []


def test_a_name_is_told_without_the_mark_of_a_genitive() -> None:
    *_, name = find_names("It shows Tenzin Norbu's X-ray.")[:2]
    assert (name.text, name.end - name.start) == ("Norbu", 5)


def test_because_behind_a_transcribed_name_is_no_part_of_it() -> None:
    assert "埃德蒙" in [name.text for name in find_names("儿子埃德蒙因为里面写到债务而把它烧了。")]


def test_a_foreign_name_is_whole_though_a_segmenter_cuts_it() -> None:
    assert "吕西安·福雷尔" in _names("照片由吕西安·福雷尔拍摄。")
    assert "华盛顿·欧文" in _names("作者是华盛顿·欧文。")
