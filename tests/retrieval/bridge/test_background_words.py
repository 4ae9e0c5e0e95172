from retrieval.bridge.background_words import MOST_WORDS, background_words
from retrieval.language.function_words import FUNCTION_WORDS
from retrieval.language.word_keys import key
from retrieval.vocabulary import Term, Vocabulary


def test_every_language_has_words_enough_to_measure_against() -> None:
    found = background_words(Vocabulary([]))
    assert set(found) == {"en", "ru", "zh"}
    assert all(100 <= len(words) <= MOST_WORDS for words in found.values())


def test_no_word_comes_twice_or_carries_only_grammar() -> None:
    for language, words in background_words(Vocabulary([])).items():
        keys = [key(word, language) for word in words]
        assert len(set(keys)) == len(keys)
        assert not FUNCTION_WORDS[language] & set(keys)


def test_the_single_words_of_terms_are_added() -> None:
    found = background_words(
        Vocabulary([Term("object", {"en": ("Xylotheque", "wood library"), "ru": ("Ксилотека",)})])
    )
    assert "xylotheque" in found["en"]
    assert "ксилотека" in found["ru"]
    assert "wood library" not in found["en"]
