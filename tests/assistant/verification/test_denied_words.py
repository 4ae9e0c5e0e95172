"""Words that the passages only deny."""

import pytest

from assistant.verification.denied_words import undenied
from assistant.verification.reading import read
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def _undenied(sentence: str, passage: str, vocabulary: Vocabulary) -> list[str]:
    places = undenied(read(sentence, vocabulary), [read(passage, vocabulary)])
    return [sentence[slice(*place)] for place in places]


@pytest.mark.parametrize(
    ("sentence", "passage", "word"),
    [
        (
            "The station was itself attacked in 1874.",
            "The station was not attacked in 1874, as has been written; the raid was elsewhere.",
            "attacked",
        ),
        ("Серебряный оклад сохранился.", "Оклад, упомянутый в описи 1854 года, не сохранился.", "сохранился"),
        ("На карте есть подпись лейтенанта.", "Подписи нет, карта не издавалась.", "подпись"),
        ("琴身漆面曾作清洗。", "印面残留印泥，未作清洗。", "清洗"),
    ],
)
def test_a_word_that_is_only_denied_cannot_be_said(
    sentence: str, passage: str, word: str, vocabulary: Vocabulary
) -> None:
    assert word in _undenied(sentence, passage, vocabulary)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("The station was never attacked.", "The station was not attacked in 1874."),
        ("The dial is signed.", "The dial is signed; the movement is not signed."),
        ("It was painted in 1650.", "It was not painted before 1647."),
        ("The screen lacks the painted back.", "The back is not painted."),
        ("真品无疑，理由是土锈自然。", "他认为真品无疑，理由是土锈自然。"),
        ("Warm glue was used.", "A synthetic adhesive was tested but not used."),
    ],
)
def test_a_word_that_is_said_too_or_denied_in_part_may_be_said(
    sentence: str, passage: str, vocabulary: Vocabulary
) -> None:
    assert _undenied(sentence, passage, vocabulary) == []
