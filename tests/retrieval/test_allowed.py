"""Tests of the nearest among allowed passages: whichever way they are found, they are those."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval import allowed
from retrieval.embeddings import Embedder, Vectors
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from retrieval.passages import Passage
from tests.retrieval.conftest import make_passage

_MANY, _RARE = 240, 12
_OPEN, _CLOSED = Filters(access=("public",)), Filters(access=("restricted",))
_QUESTION = "a secret letter about the silver tureen"


def _passages() -> Iterator[Passage]:
    for n in range(_MANY):
        closed = n % 20 == 0
        text = f"A letter about the silver tureen, sheet {n}" if n % 3 else f"A bill for oats and hay {n}"
        # What is closed is what the question is nearest to.
        passage = make_passage(f"A secret {text[2:]}" if closed else text, f"{n}.md")
        yield replace(passage, facets={"access": "restricted" if closed else "public"})


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[PassageIndex]:
    with PassageIndex.open(tmp_path_factory.mktemp("home"), embedder) as opened:
        opened.add(list(_passages()))
        yield opened


def _nearest(index: PassageIndex, filters: Filters, k: int) -> tuple[list[str], list[Filters]]:
    """What is found, and what Chroma was asked to filter by."""
    asked: list[Filters] = []

    def nearest(vector: Vectors, k: int, filters: Filters) -> dict[str, float]:
        asked.append(filters)
        return index._vectors.search(name, vector, k, filters)

    name = index._collection()
    vector = index.embedder.embed_questions([_QUESTION])[0]
    lexical = index._words(name)
    found = allowed.nearest_allowed(nearest, lexical, index._tokens, vector=vector, k=k, filters=filters)
    return list(found), asked


def _by_chroma(index: PassageIndex, filters: Filters, k: int) -> list[str]:
    vector = index.embedder.embed_questions([_QUESTION])[0]
    return list(index._vectors.search(index._collection(), vector, k, filters))


def test_few_allowed_passages_are_compared_without_chroma(index: PassageIndex) -> None:
    found, asked = _nearest(index, _CLOSED, 5)
    assert found == _by_chroma(index, _CLOSED, 5)
    assert asked == []


def test_of_many_allowed_the_nearest_are_fetched_and_what_is_not_allowed_left_out(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowed, "FEW", 0)
    found, asked = _nearest(index, _OPEN, 20)
    assert found == _by_chroma(index, _OPEN, 20)
    assert asked == [Filters()]


def test_where_what_is_near_is_hardly_ever_allowed_all_that_are_asked_for_come_back(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowed, "FEW", 0)
    monkeypatch.setattr(allowed, "_FETCHED", 1)  # the nearest are all closed: too few are left
    open_ones = _by_chroma(index, _OPEN, 10)
    found, asked = _nearest(index, _OPEN, 10)
    assert sorted(found) == sorted(open_ones)  # half precision may change places
    assert asked == [Filters()]
    monkeypatch.setattr(allowed, "MOST_COMPARED", 0)
    assert _nearest(index, _OPEN, 10) == (open_ones, [Filters(), _OPEN])


def test_vectors_that_were_lost_beside_the_index_are_asked_of_chroma(
    index: PassageIndex, tmp_path: Path
) -> None:
    [lost, *_] = _by_chroma(index, _CLOSED, 1)
    index._tokens.remove([lost])
    found, asked = _nearest(index, _CLOSED, 5)
    assert found[0] == lost
    assert asked == [_CLOSED]
    assert index.search(_QUESTION, 1, _CLOSED)  # which makes what was lost
    assert _nearest(index, _CLOSED, 5) == (found, [])


def test_filters_that_allow_nothing_find_nothing(index: PassageIndex) -> None:
    assert _nearest(index, Filters(language=("zh",)), 5) == ([], [])


@pytest.mark.parametrize(("few", "compared"), [(300, 2000), (0, 2000), (0, 0)])
def test_a_restricted_record_never_reaches_a_visitor_and_all_he_asks_for_comes_back(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch, few: int, compared: int
) -> None:
    monkeypatch.setattr(allowed, "FEW", few)
    monkeypatch.setattr(allowed, "MOST_COMPARED", compared)
    found = index.search(_QUESTION, 100, _OPEN)
    assert len(found) == 100
    assert {e.passage.facets["access"] for e in found} == {"public"}
    closed = index.search(_QUESTION, 50, _CLOSED)
    assert len(closed) == _RARE
    assert {e.passage.facets["access"] for e in closed} == {"restricted"}
