from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

import pytest

from ingest import pipeline
from ingest.catalog import Written
from ingest.consistency import add_current, check, reindex
from retrieval.engines.lexical import LexicalIndex
from retrieval.engines.vectors import VectorStore
from retrieval.filters import Filters
from retrieval.generations import live_generation
from retrieval.index import PassageIndex
from retrieval.locators import Locator
from retrieval.passages import Passage, passage_id
from tests.ingest.conftest import Home


@pytest.fixture(autouse=True)
def _three_documents(home: Home) -> None:
    for n in range(3):
        home.write(f"{n}.md", f"text number {n}")
    home.ingest()


def stranger() -> Passage:
    return Passage(passage_id("x", 0, "stranger"), "x", 0, "stranger", Locator())


def test_an_index_that_agrees_is_sound(home: Home) -> None:
    report = check(home.catalog, home.index)
    assert report.sound
    assert report.to_json() == {
        "missing": 0, "orphaned": 0, "wrong_access": 0, "unfinished": [], "repaired": False,
        "sound": True,
    }  # fmt: skip


def test_what_is_missing_and_what_is_too_much_is_found_and_left(home: Home) -> None:
    home.index.remove(sorted(home.catalog.passage_ids())[:2])
    home.index.add([stranger()])
    for _ in range(2):
        report = check(home.catalog, home.index)
        assert (report.missing, report.orphaned, report.sound) == (2, 1, False)


def test_a_repair_makes_the_index_agree(home: Home) -> None:
    home.index.remove(sorted(home.catalog.passage_ids())[:2])
    home.index.add([stranger()])
    report = check(home.catalog, home.index, repair=True)
    assert (report.missing, report.orphaned, report.repaired, report.sound) == (2, 1, True, True)
    assert check(home.catalog, home.index).to_json()["missing"] == 0
    assert (home.sound(), len(home.found("text"))) == (True, 3)


def newer(home: Home, document_id: str, text: str) -> Written:
    """A document as a batch is about to write it, read with another text than it has."""
    (before,) = home.catalog.passages(document_id)
    passage = replace(before, passage_id=passage_id(document_id, 0, text), text=text)
    return Written(replace(home.catalog.entry(document_id), sha256=text), [passage])


def test_documents_cut_short_are_named_and_what_is_being_written_is_not_removed(home: Home) -> None:
    entry, passages = home.catalog.entry("0.md"), list(home.catalog.passages("0.md"))
    home.catalog.begin([Written(entry, passages)])
    home.catalog.begin_removal(["1.md"])
    report = check(home.catalog, home.index)
    assert (report.unfinished, report.missing, report.sound) == (("0.md", "1.md"), 0, False)
    assert home.index.get(passages[0].passage_id) == passages[0]


def test_a_repair_finishes_documents_cut_short(home: Home) -> None:
    home.catalog.begin([newer(home, "0.md", "a newer text")])
    home.catalog.begin_removal(["1.md"])
    report = check(home.catalog, home.index, repair=True)
    assert (report.missing, report.orphaned, report.unfinished, report.sound) == (1, 2, (), True)
    assert home.catalog.counts() == {"indexed": 2}
    assert sorted(home.found("text")) == ["a newer text", "text number 2"]
    assert home.catalog.stale_passage_ids("0.md") == []
    assert check(home.catalog, home.index).sound
    assert home.sound()


def test_a_repair_leaves_what_a_batch_begins_meanwhile_to_the_batch(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.catalog.begin([newer(home, "0.md", "a newer text")])
    add = home.index.add

    def overtaken(passages: Sequence[Passage]) -> None:
        home.catalog.begin([newer(home, "0.md", "the newest text")])
        add(passages)

    monkeypatch.setattr(home.index, "add", overtaken)
    report = check(home.catalog, home.index, repair=True)
    assert (report.unfinished, report.sound) == (("0.md",), False)
    assert "a newer text" not in home.found("text")
    monkeypatch.undo()
    home.ingest()
    assert (home.sound(), home.catalog.counts()) == (True, {"indexed": 3})


@pytest.mark.parametrize("overtaking", ["a newer version", "a removal", "a failure"])
def test_what_comes_late_to_the_index_does_not_stay_there(
    home: Home, overtaking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two batches: the first has begun with a version of 0.md when the second finishes with the document."""
    begun = newer(home, "0.md", "a newer text")
    home.catalog.begin([begun])
    add = home.index.add

    def after_another_batch(late: Sequence[Passage]) -> None:
        monkeypatch.undo()
        if overtaking == "a newer version":
            home.write("0.md", "the newest text")
            home.ingest()
        elif overtaking == "a removal":
            home.pipeline().remove(["0.md"])
        else:
            home.write("0.md", "")
            home.ingest()
        assert home.sound()
        add(late)
        assert not home.sound(), "nothing came late"

    monkeypatch.setattr(home.index, "add", after_another_batch)
    assert add_current(home.catalog, home.index, begun.passages) == {"0.md"}
    assert home.sound()
    assert "a newer text" not in home.found("text")


def test_a_repair_closes_what_a_stopped_batch_was_closing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("vase.md", "---\naccess: public\n---\n\nA vase.")
    home.ingest()
    home.write("vase.md", "---\naccess: restricted\n---\n\nA vase.")

    def killed(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "add_current", killed)
        with pytest.raises(KeyboardInterrupt):
            home.ingest()
    assert check(home.catalog, home.index).unfinished == ("vase.md",)
    assert check(home.catalog, home.index, repair=True).sound
    assert found_as(home, "public") == []
    assert found_as(home, "restricted") == ["A vase."]
    assert check(home.catalog, home.index).sound


@pytest.mark.parametrize("text", ["", " \n", "%PDF-1.4 broken"])
@pytest.mark.parametrize("repairing", [True, False])
def test_a_failure_cut_short_is_told_and_ended_by_a_repair_or_the_next_batch(
    home: Home, monkeypatch: pytest.MonkeyPatch, text: str, repairing: bool
) -> None:
    home.write("0.md", text)

    def killed(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(home.index, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            home.ingest()
    report = check(home.catalog, home.index)
    assert (report.unfinished, report.orphaned, report.sound) == (("0.md",), 1, False)
    if repairing:
        assert check(home.catalog, home.index, repair=True).sound
    else:
        assert home.ingest().unchanged == 3
    assert sorted(home.found("text")) == ["text number 1", "text number 2"]
    assert (check(home.catalog, home.index).sound, home.sound()) == (True, True)


def found_as(home: Home, access: str) -> list[str]:
    """What a search for passages of one access finds, by either engine."""
    filters = Filters(access=(access,))
    found = [
        *home.index.search("vase", 9, filters),
        *home.index.search_vectors("vase", 9, filters),
        *home.index.search_words("vase", 9, filters),
    ]
    return sorted({evidence.passage.text for evidence in found})


@pytest.mark.parametrize("engine", ["vectors", "words"])
def test_a_passage_that_one_engine_gives_under_another_access_is_found_and_repaired(
    home: Home, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    home.write("vase.md", "---\naccess: restricted\n---\n\nA vase.")
    home.ingest()
    (passage,) = home.catalog.passages("vase.md")
    opened = replace(passage, facets={"access": "public"})
    with monkeypatch.context() as patch:
        other = VectorStore if engine == "words" else LexicalIndex
        patch.setattr(other, "place" if engine == "words" else "add", lambda *_, **__: None)
        home.index.add([opened])
    assert found_as(home, "public") == ["A vase."]
    report = check(home.catalog, home.index)
    assert (report.wrong_access, report.sound) == (1, False)
    assert check(home.catalog, home.index, repair=True).wrong_access == 1
    assert found_as(home, "public") == []
    assert check(home.catalog, home.index).sound


def test_what_is_still_in_the_catalogue_stays_in_the_index(home: Home) -> None:
    passages = list(home.catalog.passages())
    home.index.remove([p.passage_id for p in passages])
    assert add_current(home.catalog, home.index, passages) == set()
    assert home.sound()


def test_a_reindex_makes_a_new_index_out_of_the_catalogue_alone(home: Home) -> None:
    home.index.add([stranger()])
    told: list[tuple[int, int, str]] = []
    with PassageIndex.beside(home.folder, home.index.embedder, url=home.url, name=home.name) as new:
        assert reindex(home.catalog, new, lambda *step: told.append(step)) == 3
    assert told == [(0, 3, "0.md"), (3, 3, "")]
    assert (live_generation(home.folder), home.sound(), len(home.found("text"))) == (2, True, 3)


def test_what_a_batch_writes_while_a_reindex_runs_is_in_the_new_index(home: Home) -> None:
    def another_batch(done: int, total: int, document_id: str) -> None:
        if done == 0:
            home.write("00.md", "late text")
            home.ingest()

    with PassageIndex.beside(home.folder, home.index.embedder, url=home.url, name=home.name) as new:
        assert reindex(home.catalog, new, another_batch) == 4
    assert home.sound()
    assert "late text" in home.found("late")


def test_a_repair_drops_what_a_killed_reindex_left(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    with PassageIndex.beside(home.folder, home.index.embedder, url=home.url, name=home.name) as new:
        with monkeypatch.context() as killed:
            killed.setattr(PassageIndex, "drop_replaced", lambda self: None)
            new.promote()
        assert f"{home.name}-0001" in new._vectors.names()
        assert check(home.catalog, new, repair=True).sound
        assert f"{home.name}-0001" not in new._vectors.names()
    assert (home.sound(), len(home.found("text"))) == (True, 3)
