"""The part that a word plays in its clause."""

import pytest

from assistant.verification.grammar import part_of


@pytest.mark.parametrize(
    ("text", "word", "language", "led"),
    [
        ("It was left to the old museum in 1913.", "museum", "en", "to"),
        ("Altman left it in 1913.", "Altman", "en", ""),
        ("Картину купили у первого владельца.", "владельца", "ru", "у"),
        ("先由景德镇烧好，送到北京", "景德镇", "zh", "由"),
    ],
)
def test_the_word_before_its_group_leads_it(text: str, word: str, language: str, led: str) -> None:
    at = text.index(word)
    assert part_of(text, (at, at + len(word)), language).led == led


def test_who_acts_and_who_is_acted_on_differ_in_case() -> None:
    acting = part_of("Художник купил дом.", (0, 8), "ru")
    acted_on = part_of("Дом купили художнику.", (11, 20), "ru")
    assert acting.fits(acting) == 1.0
    assert acting.fits(acted_on) == 0.0
