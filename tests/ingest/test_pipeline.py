import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from ingest import pipeline as pipeline_module
from ingest.catalog import Written
from ingest.documents import Block, Document
from ingest.pipeline import Pipeline
from ingest.plan import make_plan
from ingest.readers import ReadOptions, documents_in
from ingest.reading import blank_entry
from retrieval.errors import NotFound, ReadingFailed, Unavailable, UnreadableDocument
from retrieval.filters import Filters
from retrieval.locators import Locator
from retrieval.passages import Passage
from tests.ingest.conftest import Home


def test_a_batch_adds_then_changes_nothing_then_updates(home: Home) -> None:
    home.write("a.md", "# Silver\n\nA tureen of 1738.")
    home.write("b.txt", "此瓶为明代青花。")
    first = home.ingest()
    assert (first.added, first.passages, first.failed) == (["a.md", "b.txt"], 2, [])
    assert first.seconds > 0
    second = home.ingest()
    assert (second.added, second.updated, second.unchanged, second.passages) == ([], [], 2, 0)
    home.write("a.md", "# Silver\n\nA tureen of 1739, by Germain.")
    third = home.ingest()
    assert (third.updated, third.unchanged) == (["a.md"], 1)
    assert sorted(home.found("tureen")) == ["A tureen of 1739, by Germain.", "此瓶为明代青花。"]
    assert home.sound()


def test_the_report_has_the_form_of_the_contract(home: Home) -> None:
    home.write("a.md", "text")
    home.write("b.md", "")
    report = home.ingest().to_json()
    assert report.pop("seconds")
    (failed,) = report.pop("failed")  # type: ignore[misc]
    assert failed["document_id"] == "b.md"
    assert report == {"added": ["a.md"], "updated": [], "unchanged": 0, "removed": [], "passages": 1}


def test_the_catalogue_tells_what_is_known_of_a_document(home: Home) -> None:
    home.write("a.md", "---\ntitle: The tureen\naccess: public\ncollection: silver\n---\n\nA tureen of 1738.")
    home.ingest()
    entry = home.catalog.entry("a.md")
    assert (entry.title, entry.language, entry.kind, entry.state) == (
        "The tureen",
        "en",
        "markdown",
        "indexed",
    )
    assert (entry.access, entry.collection, entry.passages, len(entry.sha256)) == ("public", "silver", 1, 64)
    (passage,) = home.catalog.passages("a.md")
    assert passage.facets == {"access": "public", "collection": "silver"}
    assert home.index.search("tureen", 5, Filters(access=("public",)))[0].passage == passage
    assert home.index.search("tureen", 5, Filters(access=("restricted",))) == []


def test_an_access_nobody_knows_is_restricted_with_a_warning(home: Home) -> None:
    home.write("a.md", "---\naccess: everyone\n---\n\ntext")
    home.write("b.md", "text")
    home.ingest(access="public")
    a, b = home.catalog.entry("a.md"), home.catalog.entry("b.md")
    assert (a.access, b.access) == ("restricted", "public")
    assert any("unknown access 'everyone'" in warning for warning in a.warnings)


def test_a_new_time_with_the_same_bytes_is_no_change(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.write("a.md", "text")
    home.ingest()
    os.utime(path, (1, 1))
    assert home.ingest(documents=lambda path: pytest.fail("it was read")).unchanged == 1
    assert home.catalog.entry("a.md").mtime_ns == 1_000_000_000


def test_force_and_another_recipe_read_everything_again(home: Home) -> None:
    home.write("a.md", "text")
    home.ingest()
    assert home.ingest(force=True).updated == ["a.md"]
    assert home.ingest(target_tokens=50).updated == ["a.md"]
    assert home.ingest(target_tokens=50).unchanged == 1


def test_another_access_for_documents_that_state_none_holds_from_the_next_batch(home: Home) -> None:
    home.write("a.md", "A vase.")
    home.write("b.csv", "Object number,Title\n1,Bowl\n")
    home.ingest(access="public")
    assert home.ingest(access="restricted").updated == ["a.md", "b.csv#1"]
    assert {entry.access for entry in home.catalog.entries()} == {"restricted"}
    assert home.index.search("vase", 5, Filters(access=("public",))) == []
    assert home.ingest(access="restricted").unchanged == 2


def test_other_options_of_reading_make_every_file_due(home: Home) -> None:
    home.write("a.md", "A vase.")
    home.ingest(reading=ReadOptions(ocr="none").recipe)
    assert home.ingest(reading=ReadOptions(ocr="none", ocr_cache=Path("cache")).recipe).unchanged == 1
    assert home.ingest(reading=ReadOptions(pdf_reader="docling").recipe).updated == ["a.md"]
    assert home.ingest().updated == ["a.md"]


@pytest.mark.parametrize("name", ["t.csv.mapping.yaml", "studiolo-mapping.yaml"])
def test_a_mapping_that_comes_changes_or_goes_makes_its_table_due(home: Home, name: str) -> None:
    home.write("t.csv", "Object number,Title,Who may see\n1,Bowl,public\n2,Vase,restricted\n")
    home.write("a.md", "A vase.")
    home.ingest(access="internal")
    mapping = home.write(name, "columns: {Who may see: access}")
    report = home.ingest()
    assert (report.updated, report.unchanged) == (["t.csv#1", "t.csv#2"], 1)
    assert [home.catalog.entry(f"t.csv#{n}").access for n in (1, 2)] == ["public", "restricted"]
    assert home.ingest().unchanged == 2
    mapping.write_text("columns: {Who may see: nothing}")
    assert [failure.document_id for failure in home.ingest().failed] == ["t.csv"]
    mapping.unlink()
    assert home.ingest().failed == []
    assert [home.catalog.entry(f"t.csv#{n}").access for n in (1, 2)] == ["internal", "internal"]


def test_what_is_gone_is_removed_only_when_asked(home: Home) -> None:
    home.write("a.md", "one")
    home.write("b.md", "two").unlink()
    gone = home.write("c.md", "three")
    home.ingest()
    gone.unlink()
    assert home.ingest().removed == []
    assert sorted(home.found("text")) == ["one", "three"]
    assert home.ingest(prune=True).removed == ["c.md"]
    assert (home.found("text"), home.sound()) == (["one"], True)


def test_a_removed_document_is_found_no_more_and_its_file_stays(home: Home) -> None:
    path = home.write("a.md", "one")
    home.ingest()
    home.pipeline().remove(["a.md"])
    assert (home.found("one"), home.catalog.entries(), path.exists()) == ([], [], True)
    with pytest.raises(NotFound, match=r"a\.md"):
        home.pipeline().remove(["a.md"])


def test_a_reader_that_breaks_costs_one_document(home: Home) -> None:
    for name in ("a.md", "b.md", "c.md", "d.md"):
        home.write(name, f"text of {name}")

    def broken(path: Path) -> Iterator[Document]:
        if path.name == "b.md":
            raise RecursionError("too deep")
        if path.name == "c.md":
            raise UnreadableDocument("c.md is locked")
        return documents_in(path)

    report = home.ingest(documents=broken)
    assert report.added == ["a.md", "d.md"]
    assert {f.document_id: f.error for f in report.failed} == {
        "b.md": "unexpected RecursionError while reading: too deep",
        "c.md": "c.md is locked",
    }
    assert home.catalog.entry("b.md").error == report.failed[0].error
    again = home.ingest()
    assert (again.updated, again.unchanged, again.failed) == (["b.md"], 3, [])
    assert home.catalog.entry("b.md").error is None
    home.write("c.md", "text that is longer")
    assert home.ingest().updated == ["c.md"]


@pytest.mark.parametrize(
    "fault",
    [
        OSError(28, "No space left on device"),
        ReadingFailed("a.md: reading it took more than 300 seconds: given up"),
        NotFound("a.md: there is no such file"),
    ],
)
def test_a_file_that_failed_for_a_passing_reason_is_read_by_the_next_batch(
    home: Home, fault: Exception
) -> None:
    home.write("a.md", "A tureen of 1738.")
    home.write("b.md", "A bowl.")
    home.ingest()
    home.write("a.md", "A tureen of 1739, by Germain.")

    def failing(path: Path) -> NoReturn:
        raise fault

    assert [failure.document_id for failure in home.ingest(documents=failing).failed] == ["a.md"]
    assert "A tureen of 1738." not in home.found("tureen"), "what it says now may be closed"
    report = home.ingest()
    assert (report.updated, report.unchanged, report.failed) == (["a.md"], 1, [])
    assert "A tureen of 1739, by Germain." in home.found("tureen")
    assert home.ingest().unchanged == 2


def test_a_file_of_records_that_failed_for_a_passing_reason_is_read_by_the_next_batch(home: Home) -> None:
    home.write("a.csv", "Object number,Title\n1,Bowl\n2,Vase\n")

    def failing(path: Path) -> Iterator[Document]:
        yield next(iter(documents_in(path)))
        raise OSError(5, "Input/output error")

    assert [failure.document_id for failure in home.ingest(documents=failing).failed] == ["a.csv"]
    assert home.ingest().failed == []
    assert [entry.document_id for entry in home.catalog.entries(state="indexed")] == ["a.csv#1", "a.csv#2"]
    assert home.sound()


def test_a_file_that_broke_leaves_nothing_of_its_earlier_self(home: Home) -> None:
    home.write("a.md", "one")
    home.ingest()
    home.write("a.md", "")
    assert [f.document_id for f in home.ingest().failed] == ["a.md"]
    assert (home.found("one"), home.sound()) == ([], True)


def test_a_file_that_could_not_be_opened_is_tried_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write("a.md", "one")

    def refused(path: Path) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("ingest.reading.content_hash", refused)
        (failure,) = home.ingest().failed
    assert failure.error == "a.md cannot be opened: Permission denied"
    assert home.ingest().updated == ["a.md"]


def test_a_file_that_vanishes_while_the_batch_runs_costs_itself(home: Home) -> None:
    home.write("a.md", "one")
    gone = home.write("b.md", "two")

    def vanish(done: int, total: int, document_id: str) -> None:
        gone.unlink(missing_ok=True)

    report = home.ingest(progress=vanish)
    assert (report.added, [f.document_id for f in report.failed]) == (["a.md"], ["b.md"])


def test_a_file_that_changes_while_it_is_read_is_read_again_by_the_next_batch(home: Home) -> None:
    path = home.write("a.md", "A tureen of 1738.")

    def changing(file: Path) -> Iterator[Document]:
        found = list(documents_in(file))
        path.write_text("A tureen of 1739, by Germain.", encoding="utf-8")
        yield from found

    assert home.ingest(documents=changing).added == ["a.md"]
    assert home.ingest().updated == ["a.md"]
    assert home.found("tureen") == ["A tureen of 1739, by Germain."]
    assert home.sound()


def test_blank_text_and_signs_no_database_takes_cost_nothing_else(home: Home) -> None:
    home.write("a.md", "x")
    home.write("b.md", "y")

    def odd(path: Path) -> list[Document]:
        block = Block("text" if path.name == "a.md" else " ", "paragraph", Locator())
        return [Document("t\ud800", "markdown", (block,), "en_GB", {"by": "\udcff"}, ("w\udcff",))]

    report = home.ingest(documents=odd)
    assert (report.added, report.failed[0].error) == (["a.md"], "b.md holds no text")
    entry = home.catalog.entry("a.md")
    assert (entry.title, entry.language, entry.metadata) == (r"t\ud800", "en", {"by": r"\udcff"})


def test_an_index_that_does_not_answer_blames_no_document(home: Home) -> None:
    home.write("a.md", "one")

    def down() -> NoReturn:
        raise Unavailable("no Chroma")

    broken = Pipeline(home.catalog, down, model_fingerprint=home.index.embedder.fingerprint)
    with pytest.raises(Unavailable):
        broken.run([home.docs])
    assert home.catalog.counts() == {}
    assert home.ingest().added == ["a.md"]


def test_progress_tells_how_far_the_batch_is(home: Home) -> None:
    for name in ("a.md", "b.md"):
        home.write(name, name)
    told: list[tuple[int, int, str]] = []
    home.ingest(progress=lambda *step: told.append(step))
    assert told == [(0, 2, "a.md"), (1, 2, "b.md"), (2, 2, "")]


def test_the_next_document_is_read_while_one_is_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline_module, "_BATCH_PASSAGES", 1)
    for name in ("a.md", "b.md"):
        home.write(name, f"text of {name}")
    second = threading.Event()
    add = home.index.add

    def watched(path: Path) -> Iterator[Document]:
        if path.name == "b.md":
            second.set()
        return documents_in(path)

    def slow(passages: list[Passage]) -> None:
        assert second.wait(15), "the next document was not read"
        add(passages)

    monkeypatch.setattr(home.index, "add", slow)
    assert home.ingest(documents=watched).added == ["a.md", "b.md"]
    assert home.sound()


def test_a_thousand_unchanged_documents_cost_a_stat_each(home: Home) -> None:
    for n in range(1000):
        home.write(f"{n // 100}/{n}.md", "text")
    recipe = home.pipeline().recipe
    plan = make_plan([home.docs], home.catalog, recipe=recipe, today=date(2026, 11, 27))
    home.catalog.add_root(home.docs)
    entries = [
        replace(blank_entry(source, recipe), sha256="0" * 64, state="indexed") for source, _ in plan.due
    ]
    home.catalog.begin(Written(entry) for entry in entries)
    home.catalog.finish([entry.document_id for entry in entries], index_ms=0)

    def opened() -> NoReturn:
        raise AssertionError("the index was opened")

    began = time.perf_counter()
    fingerprint = home.index.embedder.fingerprint
    report = Pipeline(home.catalog, opened, model_fingerprint=fingerprint).run([home.docs])
    assert (report.unchanged, time.perf_counter() - began < 2) == (1000, True)


def test_xml_and_json_of_no_known_vocabulary_are_passed_over_in_a_folder(home: Home) -> None:
    home.write("a.md", "A tureen of 1738.")
    home.write("settings.xml", "<?xml version='1.0'?><settings><colour>red</colour></settings>")
    home.write("package.json", '{"name": "viewer", "private": true}')
    home.write("cut.json", '{"name": "vie')
    report = home.ingest()
    assert report.added == ["a.md"]
    assert report.skipped == {".xml": 1, ".json": 1}
    assert [failure.document_id for failure in report.failed] == ["cut.json"]
    assert {entry.document_id: entry.state for entry in home.catalog.entries()} == {
        "a.md": "indexed",
        "cut.json": "failed",
        "package.json": "skipped",
        "settings.xml": "skipped",
    }
    again = home.ingest()
    assert (again.unchanged, again.failed) == (4, [])


def test_a_file_of_no_known_vocabulary_fails_when_it_is_named(home: Home) -> None:
    path = home.write("settings.xml", "<settings/>")
    assert home.ingest().failed == []
    [failure] = home.ingest(path).failed
    assert failure.error == "settings.xml: there is no reader for .xml files of its kind"
