"""What the evidence has of a question, sentence by sentence."""

import pytest

from assistant.asked.expectations import Expectation
from assistant.refusal.measures import kind_nowhere, matter_untold
from retrieval import Locator, Passage


def passage(text: str, title: str = "") -> Passage:
    return Passage("p", "jug.md", 0, text, Locator(), title=title, language="en")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When was the potter born?", "The potter was born in Delft. He joined the guild in 1692."),
        ("What did the jug cost?", "The jug cost a fortune. It is 40 cm high."),
        ("Who glazed the jug?", "The jug was glazed by hand, and fired twice."),
        ("When was Adriaan Kocks born?", "He taught Rochus Hoppesteyn (1661–1692)."),
    ],
)
def test_what_no_single_sentence_has_is_nowhere(question: str, text: str) -> None:
    assert kind_nowhere(Expectation.of(question), [passage(text)])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When was the potter born?", "The potter joined the guild. He was born in Delft in 1670."),
        ("What did the jug cost?", "It is 40 cm high. It was sold for 30 guineas."),
        ("Who glazed the jug?", "The jug was glazed by Adriaan Kocks."),
        ("Describe the jug.", "It is blue."),
    ],
)
def test_what_one_sentence_has_is_somewhere(question: str, text: str) -> None:
    assert not kind_nowhere(Expectation.of(question), [passage(text)])


@pytest.mark.parametrize(
    ("question", "line"),
    [("How heavy is the coin?", "weight: 8.61 (g)"), ("How tall is the knight?", "Maße: Höhe: 193 cm")],
)
def test_a_field_of_what_is_asked_has_it(question: str, line: str) -> None:
    assert not kind_nowhere(Expectation.of(question), [passage(line)])
    assert kind_nowhere(Expectation.of("What did the coin cost?"), [passage(line)])


def test_a_title_says_nothing_of_when() -> None:
    named = passage("Jug of 1670\nIt is blue and white.", title="Jug of 1670")
    assert kind_nowhere(Expectation.of("When was it made?"), [named])


@pytest.mark.parametrize(
    ("document", "said", "untold"),
    [
        (["The jug came to Lisbon."], ["The jug came to Lisbon."], 1.0),
        (["The jug came to Lisbon.", "The ship sank."], ["The jug came to Lisbon."], 0.5),
        (["The ship sank off Lisbon."], ["The ship sank off Lisbon."], 0.0),
    ],
)
def test_a_matter_is_told_in_the_quotes_in_the_document_or_nowhere(
    document: list[str], said: list[str], untold: float
) -> None:
    assert matter_untold("Which ship carried the jug to Lisbon?", document, said) == untold
    assert matter_untold("Who carried the jug to Lisbon?", document, said) == 0.0
