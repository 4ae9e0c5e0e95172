"""Materials of which others are kinds."""

import pytest

from assistant.verification.material_kinds import has_of_its_kind, is_general
from assistant.verification.reading import read
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("It is bound in leather.", "переплетён в козлиную кожу, сафьян"),
        ("The panel is of wood.", "доска липовая, с дубовыми шпонками"),
        ("Переплёт кожаный.", "bound in green goatskin"),
        ("The floor is of stone.", "пол выложен сланцем"),
    ],
)
def test_what_is_of_a_kind_is_of_the_general_material(said: str, there: str, vocabulary: Vocabulary) -> None:
    (mention,) = read(said, vocabulary).mentions
    assert is_general(mention)
    assert has_of_its_kind(mention, there)
