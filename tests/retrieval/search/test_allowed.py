"""Tests of the nearest among allowed passages: whichever way they are found, they are those."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.embeddings import Embedder, Vectors
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from retrieval.passages import Passage
from retrieval.search import allowed
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
    found = allowed.nearest_allowed(
        nearest, lexical, index._tokens, vector=vector, k=k, filters=filters, language="en"
    )
    return list(found), asked


def _assert_as_near(index: PassageIndex, found: list[str], filters: Filters, k: int) -> None:
    """`found` is as near, place by place, as the nearest of all that are allowed; sheets are much alike."""
    every = [p.passage_id for p in _passages() if p.facets["access"] in filters.access]
    kept = index._tokens.kept([*every, *found], "en", lambda ids: [])
    near = kept.vectors @ index.embedder.embed_questions([_QUESTION])[0]
    assert len(set(found)) == k
    assert set(found) <= set(every)
    assert near[len(every) :] == pytest.approx(np.sort(near[: len(every)])[::-1][:k], abs=2e-3)


def test_few_allowed_passages_are_compared_without_chroma(index: PassageIndex) -> None:
    found, asked = _nearest(index, _CLOSED, 5)
    _assert_as_near(index, found, _CLOSED, 5)
    assert asked == []


def test_of_many_allowed_the_nearest_are_fetched_and_what_is_not_allowed_left_out(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowed, "FEW", 0)
    found, asked = _nearest(index, _OPEN, 20)
    _assert_as_near(index, found, _OPEN, 20)
    assert asked == [Filters()]


def test_where_what_is_near_is_hardly_ever_allowed_all_that_are_asked_for_come_back(
    index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowed, "FEW", 0)
    monkeypatch.setattr(allowed, "_FETCHED", 1)  # the nearest are all closed: too few are left
    more = Filters()  # is asked for before Chroma filters
    for most, compared, chroma_asked in (
        (100, 0, [Filters(), more]),
        (10, 2000, [Filters(), more]),
        (10, 0, [Filters(), more, _OPEN]),
    ):
        monkeypatch.setattr(allowed, "_MOST_FETCHED", most)
        monkeypatch.setattr(allowed, "MOST_COMPARED", compared)
        found, asked = _nearest(index, _OPEN, 10)
        _assert_as_near(index, found, _OPEN, 10)
        assert asked == chroma_asked


def test_passages_in_another_language_are_fetched_without_chromas_filter(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowed, "FEW", 0)
    monkeypatch.setattr(allowed, "MOST_COMPARED", 0)
    letters = [make_passage(f"A letter about the silver tureen, sheet {n}", f"{n}.md") for n in range(60)]
    russian = [make_passage(f"Письмо о серебряной супнице, лист {n}", f"ru-{n}.md") for n in range(60)]
    russian = [replace(passage, language="ru") for passage in russian]
    only = Filters(language=("ru",))
    with PassageIndex.open(tmp_path, embedder) as opened:
        opened.add([*letters, *russian])
        found, asked = _nearest(opened, only, 12)
        kept = opened._tokens.kept([*(p.passage_id for p in russian), *found], "en", lambda ids: [])
        near = kept.vectors @ embedder.embed_questions([_QUESTION])[0]
    assert asked == [Filters()]
    assert len(set(found) & {p.passage_id for p in russian}) == 12
    assert near[60:] == pytest.approx(np.sort(near[:60])[::-1][:12], abs=2e-3)


def test_vectors_that_were_lost_beside_the_index_are_asked_of_chroma(
    index: PassageIndex, tmp_path: Path
) -> None:
    [lost, *_], _ = _nearest(index, _CLOSED, 1)
    index._tokens.remove([lost])
    found, asked = _nearest(index, _CLOSED, 5)
    assert lost in found
    assert asked == [_CLOSED]
    assert index.search(_QUESTION, 1, _CLOSED)  # which makes what was lost
    assert _nearest(index, _CLOSED, 5)[1] == []


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
