import pytest

from assistant.asked.times import AskedTime
from retrieval.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What did visitors pay in 1920?", "In 1910 visitors paid 20 kopecks."),
        ("Сколько платили посетители в 1920 году?", "В 1930 году билет стоил рубль."),
        ("一九二〇年门票多少钱？", "一九三〇年门票为五角。"),
        ("Who ran the workshop in the 1740s?", "From 1761 to 1770 his widow ran the workshop."),
    ],
)
def test_a_sentence_of_other_years_tells_of_another_time(question: str, sentence: str) -> None:
    assert AskedTime.of(question, Vocabulary.load()).is_another(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What did visitors pay in 1920?", "In 1920 visitors paid nothing."),
        ("What did visitors pay in 1920?", "Visitors paid nothing."),
        ("What did visitors pay in 1920?", "From 1910 to 1925 the ticket was 20 kopecks."),
        ("What did visitors pay in 1920?", "The ticket was 20 kopecks in 1910, and nothing in 1920."),
        ("Сколько платили в 1745 году?", "乾隆十年门票为五角。"),
        # Where no time is asked about, or only when something was made.
        ("What did visitors pay?", "In 1910 visitors paid 20 kopecks."),
        ("Where is the vase of the Qianlong reign?", "It was sold in 1889."),
    ],
)
def test_one_of_its_years_or_of_none_does_not(question: str, sentence: str) -> None:
    assert not AskedTime.of(question, Vocabulary.load()).is_another(sentence)
