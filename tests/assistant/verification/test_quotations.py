"""What a sentence puts in quotation marks stands in the passages."""

import pytest

from assistant.verification.quotations import unquoted
from assistant.verification.reading import read
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def _unquoted(sentence: str, passage: str, vocabulary: Vocabulary) -> list[str]:
    places = unquoted(read(sentence, vocabulary), [read(passage, vocabulary)])
    return [sentence[slice(*place)] for place in places]


@pytest.mark.parametrize(
    ("sentence", "passage", "quoted"),
    [
        ("The dial is signed “Jonas Bell”.", 'Signed on the dial "Jonas Pell, London".', "Jonas Bell"),
        ("贞人“宾”的名字仍可辨认。", "贞人名“争”尚可辨识。", "宾"),
        ("Часы «Журавль» стоят в зале.", "Часы «Павлин» стоят в зале.", "Журавль"),
        ("题签写作《观星录》。", "题签为《观星图》。", "观星录"),
    ],
)
def test_a_quotation_that_no_passage_has_is_told(
    sentence: str, passage: str, quoted: str, vocabulary: Vocabulary
) -> None:
    assert _unquoted(sentence, passage, vocabulary) == [quoted]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("It is signed “Jonas Pell”.", 'Signed on the dial "JONAS PELL, London".'),
        ("Механизм «Павлина» разобран.", "Часы «Павлин» стоят в зале."),
        ("印文为「静观自得」。", "印文“静观自得”四字。"),
        ("It reads “made … in London”.", "It reads: made by me in London."),
        ('It is 14" wide and 12" high.', '12" high and 14" wide.'),
        ("The maker's name isn't known.", "Nobody knows who made it."),
    ],
)
def test_a_quotation_may_be_cut_or_stand_in_another_case(
    sentence: str, passage: str, vocabulary: Vocabulary
) -> None:
    assert _unquoted(sentence, passage, vocabulary) == []
