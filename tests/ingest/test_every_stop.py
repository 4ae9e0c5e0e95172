"""A batch stopped at each of its writes: the next batch or a repair puts right whatever it left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ingest import pipeline as pipeline_module
from ingest.catalog import Catalog
from ingest.consistency import check
from retrieval.engines.lexical import LexicalIndex
from retrieval.engines.token_vectors import TokenVectors
from retrieval.engines.vectors import VectorStore
from retrieval.filters import Filters
from tests.ingest.conftest import Home

_WRITES = (
    (Catalog, ("begin", "begin_file", "finish", "fail", "touch", "begin_removal", "forget", "add_root")),
    (VectorStore, ("upsert", "place", "delete")),
    (LexicalIndex, ("add", "remove")),
    (TokenVectors, ("add", "remove")),
)
_BEFORE = {
    "objects.csv": "Object number,Title,Material\n1,Kylix,clay\n2,Rat,ivory\n3,Cabinet,oak\n4,Vase,glass\n",
    "займы.csv": "Object number,Title\n1,Ларец\n2,Ковш\n",
    "note.md": "---\naccess: public\n---\n\nThe code of the vault.",
    "信.md": "此瓶为明代青花。",
    "letter.md": "The first wording.",
    "gone.md": "A page that goes.",
}
_AFTER = {
    "objects.csv": "Object number,Title,Material\n1,Kylix,bronze\n4,Vase,glass\n5,Bowl,silver\n",
    "займы.csv": "PK\x03\x04 damaged",
    "note.md": "---\naccess: restricted\n---\n\nThe code of the vault.",
    "信.md": "",
    "letter.md": "The second wording.",
}
_WITHDRAWN = ("ivory", "oak", "clay", "明代", "first wording", "A page that goes", "Ларец", "Ковш")


class Stopped(BaseException):
    """The process is killed here."""


def laid_out(home: Home, files: dict[str, str]) -> None:
    for path in home.docs.iterdir():
        path.unlink()
    for name, text in files.items():
        home.write(name, text)


@contextmanager
def stopping_at(number: int) -> Iterator[list[str]]:
    """Ends what runs at its write of that number, from 0; gives the names of the writes that were begun."""
    begun: list[str] = []

    def counted(name: str, write: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*args: Any, **values: Any) -> Any:
            begun.append(name)
            if len(begun) > number:
                raise Stopped
            return write(*args, **values)

        return asked

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline_module, "_BATCH_PASSAGES", 2)
        for owner, names in _WRITES:
            for name in names:
                patch.setattr(owner, name, counted(f"{owner.__name__}.{name}", getattr(owner, name)))
        yield begun


def outcome(home: Home) -> dict[str, Any]:
    """All that a reader of the home can tell of it."""
    entries = [
        (e.document_id, e.state, e.access, e.passages, home.catalog.fields(e.document_id))
        for e in home.catalog.entries()
    ]
    public = Filters(access=("public",))
    return {
        "entries": entries,
        "found": sorted(home.found("what")),
        "public": [e.passage.text for e in home.index.search("code of the vault", 9, public)],
        "agrees": home.sound(),
        "stale": home.catalog.withdrawn(),
        "check": check(home.catalog, home.index).sound,
    }


def stops(home: Home, expected: dict[str, Any], then: Callable[[str], None]) -> int:
    """Stop the batch at each of its writes in turn, let `then` mend it, and compare; how many there were."""
    for number in range(200):
        laid_out(home, _BEFORE)
        home.ingest(prune=True)
        assert len(home.found("what")) == 10
        laid_out(home, _AFTER)
        with stopping_at(number) as begun:
            try:
                home.ingest(prune=True)
            except Stopped:
                pass
            else:
                return number
        then(f"stopped at write {number}, {begun[-1]}")
        home.ingest(prune=True)
        assert outcome(home) == expected, f"stopped at write {number}, {begun[-1]}"
    raise AssertionError("it does not end")


@pytest.fixture
def expected(home: Home) -> dict[str, Any]:
    laid_out(home, _BEFORE)
    home.ingest()
    laid_out(home, _AFTER)
    home.ingest(prune=True)
    found = outcome(home)
    assert (found["agrees"], found["stale"], found["check"], found["public"]) == (True, [], True, [])
    assert not [text for text in found["found"] if any(word in text for word in _WITHDRAWN)]
    return found


@pytest.mark.slow
def test_the_next_batch_finishes_what_a_stop_left_wherever_it_was(
    home: Home, expected: dict[str, Any]
) -> None:
    assert stops(home, expected, lambda where: None) > 20


@pytest.mark.slow
def test_a_check_tells_what_a_stop_left_and_a_repair_mends_it(home: Home, expected: dict[str, Any]) -> None:
    def repaired(where: str) -> None:
        told = check(home.catalog, home.index)
        assert not told.sound or (home.sound() and not home.catalog.withdrawn()), where
        assert check(home.catalog, home.index, repair=True).sound, where
        assert (home.sound(), home.catalog.withdrawn()) == (True, []), where
        assert check(home.catalog, home.index).sound, where

    assert stops(home, expected, repaired) > 20
