import pytest

from retrieval.language.function_words import content_words


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Who made the tureen's lid in 1738, and why?", ["made", "tureen's", "lid"]),
        ("ru", "Кто сделал крышку супницы в 1738 г.?", ["сделал", "крышку", "супницы"]),
        ("zh", "这件托盘是谁在1738年制作的?", ["托盘", "年", "制作"]),
        ("zh", "Germain 的托盤", ["托盤"]),
    ],
)
def test_words_of_meaning_are_kept_as_written(language: str, text: str, expected: list[str]) -> None:
    assert [text[word.start : word.end] for word in content_words(text, language)] == expected


def test_keys_are_without_endings_and_in_simplified_characters() -> None:
    assert [word.key for word in content_words("托盤", "zh")] == ["托盘"]
    assert [word.key for word in content_words("lids", "en")] == ["lid"]
