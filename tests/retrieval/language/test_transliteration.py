import numpy as np
import pytest

from retrieval.language.transliteration import loose_key, sound_vectors


def _consonants(word: str, language: str) -> str:
    return loose_key(word, language).translate({ord("A"): None, ord("I"): None})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Чайковский", "ru"), ("Tchaikovsky", "en")),
        (("Чайковский", "ru"), ("Chaikovskii", "en")),
        (("Germain", "en"), ("Жермен", "ru")),
        (("Germain", "en"), ("热尔曼", "zh")),
        (("Jared", "en"), ("贾里德", "zh")),
        (("Прусский", "ru"), ("Prusskii", "en")),
        (("Tesla", "en"), ("特斯拉", "zh")),
        (("Tesla", "en"), ("Тесла", "ru")),
        (("乾隆", "zh"), ("Цяньлун", "ru")),
        (("乾隆", "zh"), ("Qianlong", "en")),
        (("Чжэндэ", "ru"), ("正德", "zh")),
        (("Hermès", "en"), ("Hermes", "en")),
    ],
)
def test_transcriptions_of_a_name_share_their_consonants(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert _consonants(*one) == _consonants(*other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Germain", "Auguste"), ("Qianlong", "Kangxi"), ("Cox", "Rubens")]
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert _consonants(one, "en") != _consonants(other, "en")


def test_a_key_has_sounds_only_even_of_odd_words() -> None:
    assert loose_key("", "en") == loose_key("1738", "ru") == loose_key("—", "zh") == ""
    assert set(loose_key("Объём-шью’й", "ru")) <= set("SKPFTLNMAI")


def test_names_that_sound_alike_are_nearer_than_others() -> None:
    names = ["Meissonnier", "Germain", "Boucher"]
    likeness = sound_vectors(["Мейсонье", "Жермен", "Буше"], "ru") @ sound_vectors(names, "en").T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2]
    assert (likeness <= 1.001).all()


def test_short_words_sound_like_nothing() -> None:
    assert not sound_vectors(["eau", "Lu", ""], "en").any()
    assert np.allclose(np.linalg.norm(sound_vectors(["Germain"], "en"), axis=1), 1)
