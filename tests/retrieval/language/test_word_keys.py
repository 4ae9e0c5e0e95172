import pytest

from retrieval.language.word_keys import dictionary_key, dictionary_keys, key, words


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Sugar bowls", "sugar-bowl"),
        ("en", "écuelle", "Ecuelle"),
        ("en", "Germain’s", "Germain"),
        ("ru", "позолоченной чаши", "Позолоченная чаша"),
        ("ru", "позолочённой", "позолоченной"),
        ("zh", "銀器", "银器"),
    ],
)
def test_inflections_accents_and_scripts_share_a_key(language: str, one: str, other: str) -> None:
    assert key(one, language) == key(other, language) != ""


def test_different_words_keep_different_keys() -> None:
    assert key("чаша", "ru") != key("чашка", "ru")
    assert key("bowl", "en") != key("bow", "en")


def test_words_of_other_scripts_and_numbers_are_left_out() -> None:
    assert words("71.DG.77 Germain", "ru") == []
    assert [w.key for w in words("супница Germain 1738", "ru")] == [key("супница", "ru")]


def test_a_word_knows_its_place() -> None:
    text = "这件銀器 by Germain"
    assert [text[w.start : w.end] for w in words(text, "zh")] == ["这件銀器"]
    assert [text[w.start : w.end] for w in words(text, "en")] == ["by", "Germain"]


@pytest.mark.parametrize(
    ("language", "listed", "asked"),
    [
        ("ru", "сын", "сыновья"),
        ("ru", "дубовый лист", "дубовых листьев"),
        ("ru", "Цзяолун", "Цзяолуна"),
        ("en", "goose", "geese"),
        ("en", "oak leaf", "oak leaves"),
        ("zh", "银器", "銀器"),
    ],
)
def test_a_form_is_looked_up_under_what_a_dictionary_lists(language: str, listed: str, asked: str) -> None:
    assert dictionary_key(listed, language) in dictionary_keys(asked.split(), language)


def test_words_that_share_a_stem_alone_are_looked_up_apart() -> None:
    assert key("лев", "ru") == key("левый", "ru")
    assert dictionary_key("левый", "ru") not in dictionary_keys(["львами"], "ru")
    assert dictionary_key("лев", "ru") != dictionary_key("левый", "ru")


def test_what_holds_no_word_of_the_language_has_no_key() -> None:
    assert dictionary_key("1738", "ru") == dictionary_key("", "zh") == ""
