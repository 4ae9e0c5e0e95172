"""Tests of what becomes of sentences that are too hard: what the model may put in their place."""

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from langchain_core.messages import BaseMessage

from assistant.drafts import Draft, DraftSentence, Source
from assistant.writing.checking import Checking
from assistant.writing.simplifying import Simplifying
from retrieval.embeddings import Embedder
from retrieval.errors import CallerError, Cancelled, Unavailable
from tests.assistant.conftest import evidence_of
from tests.assistant.writing.conftest import checking_of

pytestmark = pytest.mark.slow

_HARD = (
    "The Peacock Clock, an automaton of considerable complexity, was manufactured in London by James Cox in "
    "the 1770s."
)
_CLOCK = f"{_HARD} It was bought by Prince Potemkin in 1781."
_EASY = "The Peacock Clock was made in London. James Cox made it in the 1770s."
_SHORT = "Prince Potemkin bought it in 1781."
EVIDENCE = evidence_of(_CLOCK)


class Written:
    """Stands for a chat model: writes `lines`, and keeps what it was told."""

    def __init__(self, lines: dict[int, str] | Exception, *, shows: bool = True) -> None:
        self._lines, self._shows = lines, shows
        self.messages: list[Sequence[BaseMessage]] = []

    def lines(self, messages: Sequence[BaseMessage], *, model: str, gone: Any = None) -> dict[int, str]:
        self.messages.append(messages)
        if isinstance(self._lines, Exception):
            raise self._lines
        return self._lines

    def may_show(self, text: str, sources: Sequence[str]) -> bool:
        return self._shows

    def room(self, name: str, empty: Sequence[BaseMessage]) -> int | None:
        return None

    def length(self, model: str) -> Any:
        return len


@pytest.fixture(scope="module")
def checking(tmp_path_factory: pytest.TempPathFactory, packaged_model: Embedder) -> Iterator[Checking]:
    with checking_of(EVIDENCE, tmp_path_factory.mktemp("index"), packaged_model) as made:
        yield made


def drafted(*texts: str) -> Draft:
    source = Source(EVIDENCE[0], _HARD)
    return Draft(tuple(DraftSentence(text, (source,), 0.9) for text in texts), prompt="answer@2")


def simplified(checking: Checking, written: Written, draft: Draft, *, audience: str = "youth") -> Draft:
    asked = Simplifying(written, checking)  # type: ignore[arg-type]
    return asked.simplified(
        draft, model="openai:small", language="en", audience=audience, gone=threading.Event()
    )


def test_a_hard_sentence_gives_way_to_easier_ones_with_its_sources(checking: Checking) -> None:
    draft = simplified(checking, Written({1: _EASY}), drafted(_HARD, _SHORT))
    assert [s.text for s in draft.sentences] == [
        "The Peacock Clock was made in London.", "James Cox made it in the 1770s.", _SHORT,
    ]  # fmt: skip
    assert all(s.sources == (Source(EVIDENCE[0], _HARD),) for s in draft.sentences)
    assert all(s.support >= 0.5 for s in draft.sentences)
    assert draft.simpler == "simpler@1"


def test_the_model_is_shown_the_hard_sentences_and_what_they_rest_on(checking: Checking) -> None:
    written = Written({})
    assert simplified(checking, written, drafted(_SHORT, _HARD)) == drafted(_SHORT, _HARD)
    ((system, user),) = written.messages
    assert "Schoolchildren of about twelve" in system.text
    assert f"1. {_HARD}" in user.text
    assert f"1. {_SHORT}" not in user.text
    assert user.text.count("<passage ") == 1


@pytest.mark.parametrize(
    ("why", "line"),
    [
        ("nothing is written", ""),
        ("it is no easier", _HARD),
        ("it is harder", _HARD.replace("complexity", "technological sophistication")),
        (
            "it says what no passage says",
            "The Peacock Clock was made in Paris. James Cox made it in the 1770s.",
        ),
        ("it has another date", "The Peacock Clock was made in London. James Cox made it in the 1870s."),
        ("its date is lost", "The Peacock Clock was made in London by James Cox."),
        ("a name is lost", "The Peacock Clock was made in London in the 1770s."),
    ],
)
def test_a_sentence_stays_when_what_is_written_for_it_does_not_hold(
    checking: Checking, why: str, line: str
) -> None:
    draft = simplified(checking, Written({1: line}), drafted(_HARD))
    assert [s.text for s in draft.sentences] == [_HARD], why
    assert draft.simpler is None


def test_what_must_not_be_shown_takes_no_sentences_place(checking: Checking) -> None:
    draft = simplified(checking, Written({1: _EASY}, shows=False), drafted(_HARD))
    assert [s.text for s in draft.sentences] == [_HARD]


@pytest.mark.parametrize("error", [Unavailable("down"), CallerError("too long")])
def test_all_stays_when_the_model_does_not_answer(checking: Checking, error: Exception) -> None:
    assert simplified(checking, Written(error), drafted(_HARD)) == drafted(_HARD)


def test_the_work_is_given_up_when_nobody_waits(checking: Checking) -> None:
    with pytest.raises(Cancelled):
        simplified(checking, Written(Cancelled("gone")), drafted(_HARD))


@pytest.mark.parametrize(("audience", "texts"), [("curator", [_HARD]), ("youth", [_SHORT])])
def test_no_model_is_asked_where_nothing_is_too_hard(
    checking: Checking, audience: str, texts: Sequence[str]
) -> None:
    written = Written({1: _EASY})
    assert simplified(checking, written, drafted(*texts), audience=audience) == drafted(*texts)
    assert written.messages == []
