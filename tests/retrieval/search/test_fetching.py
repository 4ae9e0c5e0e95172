"""Tests of passages fetched ahead: each is asked for once, whenever it is wanted."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from retrieval.errors import NotFound
from retrieval.passages import Passage
from retrieval.search.fetching import Fetching
from tests.retrieval.conftest import make_passage

_PASSAGES = {p.passage_id: p for p in (make_passage(f"Text {n}", f"{n}.md") for n in range(6))}
_IDS = list(_PASSAGES)


def test_what_was_fetched_ahead_is_not_asked_for_again_and_the_order_is_that_of_the_ids() -> None:
    asked: list[list[str]] = []

    def get(ids: Sequence[str]) -> list[Passage]:
        asked.append(list(ids))
        return [_PASSAGES[i] for i in sorted(ids) if i in _PASSAGES]

    with ThreadPoolExecutor(1) as beside:
        passages = Fetching(get, beside)
        passages.ahead([])
        passages.ahead(_IDS[:3])
        wanted = [_IDS[4], _IDS[0], "gone", _IDS[2]]
        assert [p.passage_id for p in passages(wanted)] == [_IDS[4], _IDS[0], _IDS[2]]
        passages(_IDS[:3])
    assert asked == [_IDS[:3], [_IDS[4], "gone"]]


def test_an_error_of_what_was_fetched_ahead_is_raised_where_it_is_wanted() -> None:
    def get(ids: Sequence[str]) -> list[Passage]:
        raise NotFound("the collection was replaced")

    with ThreadPoolExecutor(1) as beside:
        passages = Fetching(get, beside)
        passages.ahead(_IDS)
        with pytest.raises(NotFound):
            passages(_IDS[:1])
