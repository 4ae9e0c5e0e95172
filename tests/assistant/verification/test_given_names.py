"""Names that every language says otherwise."""

import pytest

from assistant.verification.given_names import given_names, given_names_in_han


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("James", "en"), ("Иакова", "ru")),
        (("Venus's", "en"), ("维纳斯", "zh")),
        (("Людовика", "ru"), ("路易·波旁", "zh")),
    ],
)
def test_one_name_in_two_languages(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert given_names(*one) & given_names(*other)


def test_two_names_are_two() -> None:
    assert not given_names("James", "en") & given_names("Иван", "ru")
    assert not given_names("bowl", "en")


def test_names_are_found_in_chinese_text() -> None:
    assert given_names("Hercules", "en") <= given_names_in_han("墙上画着赫拉克勒斯。")
    assert not given_names_in_han("让他看扬州的瓷器。")
