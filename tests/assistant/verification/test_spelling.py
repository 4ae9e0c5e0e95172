"""Names in another script by their sound."""

import pytest

from assistant.verification.spelling import (
    ALIKE_AS_SPELLED,
    heard_as,
    is_pinyin,
    is_read,
    likeness,
    sound_of,
    syllables_of,
    transcribed,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("彼得", "zh"), ("Петру", "ru")),
        (("弗拉基米尔", "zh"), ("Владимир", "ru")),
        (("蒙斯图尔特", "zh"), ("Mountstuart", "en")),
        (("Осборна", "ru"), ("Osborne", "en")),
    ],
)
def test_a_transcription_sounds_like_its_name(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert likeness(sound_of(*one), sound_of(*other)) >= ALIKE_AS_SPELLED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("鲁本斯", "zh"), ("Рембрандт", "ru")),
        (("康弗斯", "zh"), ("Altman", "en")),
        (("格拉西莫夫", "zh"), ("Пиотровский", "ru")),
        (("Шервуд", "ru"), ("Vasnetsov", "en")),
    ],
)
def test_another_name_does_not(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert likeness(sound_of(*one), sound_of(*other)) < ALIKE_AS_SPELLED


def test_a_name_in_pinyin_is_read_off_its_characters_alone() -> None:
    assert is_pinyin("Xiaozhou")
    assert is_read("Xiaozhou", "由方小舟进行")
    assert not is_read("Mingyuan", "由方小舟进行")
    assert not is_pinyin("Osborne")


def test_a_name_in_pinyin_is_cut_into_syllables() -> None:
    assert ("zhang", "wen", "jin") in syllables_of("ZhangWenjin")


@pytest.mark.parametrize("name", ["Carolina", "Turing", "Jensen", "Kerman", "Cilicia"])
def test_a_name_with_a_syllable_that_chinese_lacks_is_none_in_pinyin(name: str) -> None:
    assert not is_pinyin(name)


def test_names_are_transcribed_with_rare_characters_beside_common_ones() -> None:
    heard = transcribed("确定型图灵机")
    assert any(likeness(sound_of("Turing", "en"), sound) >= ALIKE_AS_SPELLED for sound in heard)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Chéret", ("Шере", "ru")),
        ("Degas", ("Дега", "ru")),
        ("Bordeaux", ("Бордо", "ru")),
        ("Monet", ("莫奈", "zh")),
        ("Rigaud", ("里戈", "zh")),
    ],
)
def test_a_french_name_is_heard_without_its_silent_letters(name: str, other: tuple[str, str]) -> None:
    least = ALIKE_AS_SPELLED
    assert likeness(sound_of(name, "en"), sound_of(*other)) < least
    assert any(likeness(s, sound_of(*other)) >= max(least, own) for s, own in heard_as(name, "en"))


def test_a_name_without_silent_letters_has_one_sound() -> None:
    assert len(heard_as("Potemkin", "en")) == len(heard_as("Потёмкин", "ru")) == 1


def test_a_german_ch_is_heard_as_in_german() -> None:
    """Each sound stands with how alike another has to be at least."""
    theirs = sound_of("Бах", "ru")
    assert any(
        likeness(sound, theirs) >= max(least, ALIKE_AS_SPELLED) for sound, least in heard_as("Bach", "en")
    )
    assert not any(likeness(sound, theirs) >= ALIKE_AS_SPELLED for sound, _ in heard_as("Charles", "en"))


def test_a_consonant_between_two_syllables_may_belong_to_either() -> None:
    assert set(syllables_of("jianguo")) == {("jiang", "uo"), ("jian", "guo")}
    assert all(is_pinyin(name) for name in ("Jianguo", "Jinguo", "Tiananmen", "Fangan"))
    assert not is_pinyin("Carolina")
    assert is_read("Jianguo", "修復師王建國更換")


def test_a_name_that_stands_many_times_is_cut_and_read_once() -> None:
    before = (syllables_of.cache_info().misses, is_read.cache_info().misses)
    for _ in range(1000):
        is_pinyin("Xuanyuanqing")
        is_read("Xuanyuanqing", "轩辕青")
    assert syllables_of.cache_info().misses - before[0] <= 1
    assert is_read.cache_info().misses - before[1] <= 1
