"""The questions that the service's page proposes: the samples answer them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.asked.values import AskedValues
from assistant.assistant import Assistant
from assistant.guarding import refusal_of

_ROOT = Path(__file__).parent.parent
_PAGE = (_ROOT / "assistant" / "api" / "page.html").read_text(encoding="utf-8")
_LISTED = re.search(r"EXAMPLES = \[(.*?)\];", _PAGE, re.DOTALL)
_ABOUT = ("records/lacquer-and-fans.lido.xml", "history/故宮博物院的成立.txt", "clocks/часы-павлин.html")
EXAMPLES = re.findall(r'"(\w\w)", "([^"]+)"', _LISTED.group(1) if _LISTED else "")


def test_there_is_one_in_each_language() -> None:
    assert {language for language, _ in EXAMPLES} == {"en", "zh", "ru"}


@pytest.mark.parametrize("question", [question for _, question in EXAMPLES])
def test_an_example_asks_for_no_value_and_for_nothing_that_is_refused(question: str) -> None:
    assert AskedValues.of(question).names == ()
    assert refusal_of(question) is None


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """A home with the samples that the examples are about, under the packaged model."""
    with Assistant(home=tmp_path_factory.mktemp("examples") / "home") as assistant:
        assistant.ingest([_ROOT / "corpus_samples" / name for name in _ABOUT])
        yield assistant


@pytest.mark.slow
@pytest.mark.parametrize("question", [question for _, question in EXAMPLES])
def test_the_samples_answer_an_example(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert not answer.refused, answer.notices
    assert answer.citations
