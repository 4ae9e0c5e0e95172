"""What an extract is for readers who need an easier one: fewer quotes or others, and none of them changed."""

from collections.abc import Sequence

import pytest

from assistant.drafts import Draft
from assistant.quoting.easier_quotes import easier_extract
from assistant.quoting.extractive import drafted
from assistant.quoting.sentence_choice import Candidate
from retrieval.passages import Evidence
from tests.assistant.conftest import evidence_of

_HARD = "The ornamentation incorporates naturalistic representations of exotic vegetation in enamel."
_HARD_TOO = "Conservation documentation substantiates considerable deterioration of the decoration."
_EASY = "The clock has a bird on it that can sing."
_EASY_TOO = "It came to us by sea."


def candidates_of(*texts: tuple[str, float], evidence: Sequence[Evidence] = ()) -> list[Candidate]:
    """Sentences with their fit, all of one passage unless there is evidence for each."""
    one = evidence_of(" ".join(text for text, _ in texts))[0]
    placed = list(evidence) or [one] * len(texts)
    return [Candidate(e, 0, text, fit, fit) for e, (text, fit) in zip(placed, texts, strict=True)]


def given(candidates: Sequence[Candidate], count: int, audience: str) -> list[str]:
    draft = easier_extract(Draft(tuple(map(drafted, candidates[:count]))), candidates, audience)
    for sentence in draft.sentences:
        assert all(source.quote in source.evidence.passage.text for source in sentence.sources)
    return [sentence.text for sentence in draft.sentences]


@pytest.mark.parametrize("audience", ["public", "youth"])
def test_an_easier_sentence_leads_where_it_is_as_fit(audience: str) -> None:
    candidates = candidates_of((_HARD, 0.8), (_EASY, 0.795))
    assert given(candidates, 1, audience) == [_EASY]
    assert given(candidates, 2, audience) == [_EASY]
    assert given(candidates, 2, "curator") == [_HARD, _EASY]


def test_a_fitter_sentence_leads_however_hard_it_is() -> None:
    assert given(candidates_of((_HARD, 0.8), (_EASY, 0.7)), 2, "youth") == [_HARD, _EASY]


def test_an_easy_sentence_gives_way_to_none() -> None:
    assert given(candidates_of((_EASY, 0.8), (_EASY_TOO, 0.8)), 2, "youth") == [_EASY, _EASY_TOO]


def test_another_document_never_takes_the_lead() -> None:
    evidence = evidence_of(_HARD)
    other = evidence_of(_EASY)[0]
    moved = Evidence(type(other.passage)("other", "b.md", 0, _EASY, other.passage.locator), 0.9)
    candidates = candidates_of((_HARD, 0.8), (_EASY, 0.8), evidence=[*evidence, moved])
    assert given(candidates, 1, "youth") == [_HARD]


@pytest.mark.parametrize(("fit", "kept"), [(0.75, [_EASY, _HARD]), (0.65, [_EASY])])
def test_a_further_sentence_that_is_too_hard_is_quoted_only_when_it_is_nearly_as_fit(
    fit: float, kept: list[str]
) -> None:
    assert given(candidates_of((_EASY, 0.8), (_HARD, fit)), 2, "youth") == kept


def test_a_further_sentence_that_is_easy_stays() -> None:
    candidates = candidates_of((_EASY, 0.8), (_EASY_TOO, 0.62), (_HARD_TOO, 0.61))
    assert given(candidates, 3, "youth") == [_EASY, _EASY_TOO]


def test_an_empty_extract_stays_empty() -> None:
    assert easier_extract(Draft(), [], "youth") == Draft()
