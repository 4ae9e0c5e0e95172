"""A sentence may say less than a passage about when, and never more."""

import pytest

from assistant.verification.dated import find_dated, implied_dates
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def _borne_out(said: str, passage: str, vocabulary: Vocabulary) -> bool:
    theirs = find_dated(passage, vocabulary)
    theirs += implied_dates(passage, theirs)
    dates = find_dated(said, vocabulary)
    assert dates
    return all(any(date.borne_out_by(other) for other in theirs) for date in dates)


@pytest.mark.parametrize(
    ("said", "passage"),
    [
        ("in 1738", "on 12 May 1738"),
        ("在19世纪", "in the 18th and 19th centuries"),
        ("in the 18th century", "XVIII и XIX века"),
        ("20世纪70年代及80年代初", "in the 1970s and early 1980s"),
        ("in the 18th century", "made in 1738"),
        ("в XVIII веке", "made in 1738"),
        ("в 1780 году", "乾隆四十五年"),
        ("in the Qianlong reign", "乾隆四十五年"),
        ("in 1738", "c. 1738"),
        ("from 1771 to 1776", "с 1771 по 1776 год"),
        ("in 1773", "Opened in 1772; closed the next year."),
        ("by the end of the 1940s", "四十年代末"),
        ("in 1868", "He bought prints in 1865 and three years later lent two rooms."),
        ("1960年", "1958年流拍;两年后售出。"),
        ("в 1938 году", "В 1928 году получил патент, через десять лет вернулся."),
        ("в 1943 году", "Патент 1928 года; спустя пятнадцать лет он вернулся."),
        ("in 1921", "It was sold in 1926; five years earlier it was lost."),
        ("in the middle of the 1750s", "a mantua of about 1755"),
        ("1871年", "其子嗜赌,1871年将书抵押。"),
        ("on 1738-05-12", "on 12 May 1738"),
        ("于1738-05-12完成", "12 мая 1738 года"),
        ("in the thirties of the 20th century", "в 1930-х годах"),
        ("in 1737", "dated AH 1150"),
        ("в 1150 году хиджры", "dated AH 1150/1737–38"),
        ("AH 1150 (1737–38)", "伊斯兰历1150年"),
    ],
)
def test_a_date_is_borne_out_by_one_that_says_as_much(
    said: str, passage: str, vocabulary: Vocabulary
) -> None:
    assert _borne_out(said, passage, vocabulary)


@pytest.mark.parametrize(
    ("said", "passage"),
    [
        ("in the 19th century", "between the 18th and 19th centuries"),
        ("in 1739", "on 12 May 1738"),
        ("in 1738", "in the 18th century"),
        ("from 1771 to 1779", "from 1771 to 1776"),
        ("in 1781", "乾隆四十五年"),
        ("in the 19th century", "made in 1738"),
        ("in 1150", "dated AH 1150"),
        ("in 1739", "dated AH 1150"),
        ("AH 1151", "dated AH 1150/1737"),
    ],
)
def test_a_date_is_not_borne_out_by_one_that_says_less_or_else(
    said: str, passage: str, vocabulary: Vocabulary
) -> None:
    assert not _borne_out(said, passage, vocabulary)


@pytest.mark.parametrize("text", ["The jug is C.1877-1928.", "Кувшин КП 1234.", "此壶编号C.1877-1928。"])
def test_the_parts_of_an_object_number_are_no_dates(text: str, vocabulary: Vocabulary) -> None:
    assert find_dated(text, vocabulary) == []
