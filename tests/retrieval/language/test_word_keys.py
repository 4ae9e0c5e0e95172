import pytest

from retrieval.language.word_keys import key, words


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
