"""Tests of what sentences say as a whole, by the real model."""

import numpy as np
import pytest

from assistant.verification.meaning import PassageMeaning, length_of, meaning_of
from assistant.verification.reading import read
from assistant.verification.token_space import TokenSpace
from retrieval.embeddings import Embedder
from retrieval.vocabulary import Vocabulary

_PASSAGE = (
    "The clock was made in London about 1780. It was bought in 1902 from a dealer in Canton, and is 92 cm "
    "high. Its four elephants turn their heads on the hour."
)


@pytest.fixture(scope="module")
def space(packaged_model: Embedder) -> TokenSpace:
    return TokenSpace(packaged_model)


def _likeness(space: TokenSpace, text: str, passage: str = _PASSAGE) -> float:
    said = meaning_of(space, text, space.vectors([text])[0])
    meaning = PassageMeaning(space, read(passage, Vocabulary.load(), wants_capital=space.wants_capital))
    return meaning.likeness(said, length_of(text))


def test_a_passage_without_a_word_says_nothing(space: TokenSpace) -> None:
    assert _likeness(space, "The clock was made in London.", "— · —") == 0.0


@pytest.mark.parametrize("passage", ["— · —", "The clock was made in London about 1780.", _PASSAGE])
def test_a_passage_of_any_shape_is_read_before_it_is_asked(space: TokenSpace, passage: str) -> None:
    meaning = PassageMeaning(space, read(passage, Vocabulary.load(), wants_capital=space.wants_capital))
    meaning.prepare()
    said = meaning_of(
        space, "The clock was made in London.", space.vectors(["The clock was made in London."])[0]
    )
    assert (meaning.likeness(said, 29) > 0.8) == ("London" in passage)


@pytest.mark.parametrize(
    ("said", "not_said"),
    [
        ("On the hour the four elephants move their heads.", "The four elephants are of gilt bronze."),
        ("此钟约1780年制于伦敦。", "此钟于1925年在北京展出。"),
        ("Каждый час четыре слона поворачивают головы.", "Слоны отлиты из бронзы и позолочены."),
    ],
)
def test_what_a_passage_says_in_other_words_is_more_like_it_than_more_of_the_same_matter(
    space: TokenSpace, said: str, not_said: str
) -> None:
    assert _likeness(space, said) > _likeness(space, not_said) + 0.05


def test_a_sentence_may_draw_on_neighbouring_ones(space: TokenSpace) -> None:
    merged = "Made in London about 1780, the clock was bought in 1902 from a dealer in Canton."
    first, second, _ = _PASSAGE.split(". ")
    assert _likeness(space, merged) > max(_likeness(space, merged, first), _likeness(space, merged, second))


def test_a_short_sentence_may_say_what_a_clause_says_but_a_clause_bears_out_no_long_one(
    space: TokenSpace,
) -> None:
    assert _likeness(space, "It is 92 cm high.") > 0.8
    assert np.isclose(length_of("高92厘米"), 11)
    long = "It is 92 cm high, and thirty more like it stood in the hall of the emperor's palace."
    whole = _PASSAGE.replace(", and", " and")
    assert np.isclose(_likeness(space, long), _likeness(space, long, whole), atol=0.05)


def test_what_a_heading_names_is_what_the_sentences_speak_of(space: TokenSpace) -> None:
    said, passage = "James Cox made the Peacock Clock.", "It stands in a hall. It was made by James Cox."
    headed = f"{passage}\nThe Peacock Clock"
    assert _likeness(space, said, headed) > _likeness(space, said, passage) + 0.1
