"""Levels of texts whose difficulty is known, and what makes one rise."""

import pytest

from assistant.reading_level import HARDEST, reading_level, syllables

# How fables are told to small children, and what entries of catalogues can be like.
_FABLE = {
    "en": "A crow sat in a tree. It had a bit of cheese. A fox saw it and was hungry. How well you sing!",
    "ru": "Ворона нашла сыр. Она села на дерево. Лиса увидела сыр. Она сказала: спой мне песню.",
    "zh": "小鸟飞来，落在井边。青蛙说：“你从哪里来？”小鸟说：“我从天上来，飞了一百多里。”",
}
_CATALOGUE = {
    "en": "The ornamentation incorporates naturalistic representations of exotic vegetation, executed in "
    "polychrome enamel and supplemented by gilt-bronze appliqué of considerable sophistication.",
    "ru": "Орнаментальная композиция демонстрирует стилизованные изображения экзотической растительности, "
    "выполненные полихромными эмалями и дополненные золочёными накладными элементами.",
    "zh": "此件珐琅彩瓷瓶通体施白釉，颈部绘缠枝莲纹，釉面莹润，胎质细腻，系清宫造办处奉旨烧造之御用器物。",
}


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_a_fable_is_for_the_first_years_and_a_catalogue_for_nobody_at_school(language: str) -> None:
    fable, entry = (
        reading_level([_FABLE[language]], language),
        reading_level([_CATALOGUE[language]], language),
    )
    assert fable is not None
    assert entry is not None
    assert fable <= 4
    assert entry >= 12


def test_the_english_level_is_the_formula_of_flesch_and_kincaid() -> None:
    # six words in one sentence, eight syllables: 0.39 * 6 + 11.8 * 8 / 6 - 15.59
    assert reading_level(["The potter threw a little bowl."], "en") == pytest.approx(2.5, abs=0.05)


def test_the_russian_level_is_the_formula_fitted_to_school_books() -> None:
    # five words, fifteen syllables: 0.36 * 5 + 5.76 * 3 - 11.97
    assert reading_level(["Старинная икона написана на доске."], "ru") == pytest.approx(6.0, abs=1.2)


@pytest.mark.parametrize(
    ("language", "whole", "cut"),
    [
        ("en", "The bowl is old and it was found in the sea.", "The bowl is old. It was found in the sea."),
        ("ru", "Чаша очень старая и она лежала в море.", "Чаша очень старая. Она лежала в море."),
        (
            "zh",
            "这个碗很老，它是在海里找到的，后来到了我们这里。",
            "这个碗很老。它是在海里找到的。后来到了我们这里。",
        ),
    ],
)
def test_a_sentence_cut_in_two_is_easier(language: str, whole: str, cut: str) -> None:
    before, after = reading_level([whole], language), reading_level([cut], language)
    assert before is not None
    assert after is not None
    assert after < before


@pytest.mark.parametrize(
    ("language", "text", "short", "long"),
    [
        ("en", "It was made by {} in the town.", "Cox", "Castiglione"),
        ("en", "It has the number {} in the book.", "7", "LC.1986.3"),
        ("ru", "Её написал {} для нас.", "Кокс", "Кастильоне"),
        ("zh", "这幅画是{}画的。", "沈子蕃", "郎世宁"),
    ],
)
def test_names_and_numbers_make_no_word_hard(language: str, text: str, short: str, long: str) -> None:
    level = reading_level([text.format(long)], language)
    assert level == reading_level([text.format(short)], language)
    assert level is not None
    assert level < 8


def test_texts_are_measured_together() -> None:
    easy, hard = _FABLE["en"], _CATALOGUE["en"]
    levels = [reading_level(texts, "en") for texts in ([easy], [easy, hard], [hard])]
    assert levels == sorted(levels, key=lambda level: level or 0)
    assert levels[2] == HARDEST


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["La coupe a été tournée à Delft."], "fr"),
        (["1736."], "en"),
        ([], "en"),
        ([""], "zh"),
        (["— …"], "ru"),
    ],
)
def test_nothing_is_said_of_other_languages_or_of_no_words(texts: list[str], language: str) -> None:
    assert reading_level(texts, language) is None


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("made", 1), ("bottles", 2), ("table", 2), ("enamelled", 3), ("collection", 3),
        ("museum", 3), ("material", 4), ("decorated", 4), ("annual", 3), ("vases", 2), ("pieces", 2),
        ("carved", 1), ("painted", 2), ("porcelain", 3), ("being", 2), ("movement", 2), ("quality", 3),
        ("king's", 1), ("façade", 2), ("реставрация", 5), ("часы", 2), ("в", 1), ("ёж", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count
