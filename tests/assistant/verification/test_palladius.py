"""Chinese names in Cyrillic, syllable for syllable."""

import pytest

from assistant.verification.palladius import cyrillic, is_palladius, is_read_in_cyrillic
from assistant.verification.spelling import readings


@pytest.mark.parametrize(
    ("pinyin", "written"),
    [
        ("zhang", "чжан"),
        ("jing", "цзин"),
        ("quan", "цюань"),
        ("zi", "цзы"),
        ("ji", "цзи"),
        ("hui", "хуэй"),
        ("yuan", "юань"),
    ],
)
def test_a_syllable_is_written_as_palladius_wrote_it(pinyin: str, written: str) -> None:
    assert cyrillic(pinyin) == written


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Симэна", "王希孟"),
        ("Чжаоцзюнем", "郭昭俊把两帖带到香港"),
        ("Минъюань", "顾明远"),
        ("Цзицзэна", "孟继曾"),
        ("Кая", "郑凯"),
        ("Каем", "郑凯"),
    ],
)
def test_a_name_in_any_case_is_read_off_its_characters(name: str, text: str) -> None:
    assert is_read_in_cyrillic(name, readings(text))


@pytest.mark.parametrize(("name", "text"), [("Юань", "明朝"), ("Баочан", "王希孟")])
def test_another_name_is_not_read_off_them(name: str, text: str) -> None:
    assert not is_read_in_cyrillic(name, readings(text))


@pytest.mark.parametrize("name", ["Рембрандт", "Осборн", "Рубенс"])
def test_a_western_name_is_not_taken_for_a_chinese_one(name: str) -> None:
    assert not is_palladius(name)
