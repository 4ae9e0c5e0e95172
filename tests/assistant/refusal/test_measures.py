"""What the evidence has of a question, sentence by sentence."""

import pytest

from assistant.expectations import Expectation
from assistant.refusal.measures import kind_nowhere
from retrieval import Locator, Passage


def passage(text: str, title: str = "") -> Passage:
    return Passage("p", "jug.md", 0, text, Locator(), title=title, language="en")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When was the potter born?", "The potter was born in Delft. He joined the guild in 1692."),
        ("What did the jug cost?", "The jug cost a fortune. It is 40 cm high."),
        ("Who glazed the jug?", "The jug was glazed by hand, and fired twice."),
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


def test_a_title_says_nothing_of_when() -> None:
    named = passage("Jug of 1670\nIt is blue and white.", title="Jug of 1670")
    assert kind_nowhere(Expectation.of("When was it made?"), [named])
