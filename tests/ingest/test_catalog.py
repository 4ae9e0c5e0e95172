import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.catalog import Catalog, CatalogEntry, Written
from retrieval.errors import CallerError, NotFound, Unavailable
from retrieval.locators import Locator
from retrieval.passages import Passage, passage_id


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "home" / "catalog.sqlite")


def entry(document_id: str = "a.md", **values: object) -> CatalogEntry:
    plain = CatalogEntry(document_id, f"/docs/{document_id}", "/docs", 10, 20, "hash", "recipe")
    return replace(plain, **values)  # type: ignore[arg-type]


def passages(document_id: str, *texts: str) -> list[Passage]:
    return [
        Passage(
            passage_id(document_id, n, text), document_id, n, text, Locator(page=n + 1, chars=(0, 4)),
            title="Титул", language="zh", kind="pdf", facets={"access": "public"},
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip


def test_an_entry_comes_back_as_it_was_written(catalog: Catalog) -> None:
    full = entry(
        title="瓷器", language="zh", kind="pdf", access="public", collection="瓷", metadata={"作者": "А"},
        warnings=("one", "two"), read_ms=5,
    )  # fmt: skip
    catalog.begin([Written(full, passages("a.md", "x", "y"))])
    found = catalog.entry("a.md")
    assert found.changed_at.endswith("+00:00")
    assert replace(found, changed_at="") == replace(full, state="pending", passages=2)


def test_an_id_in_pieces_finds_its_document(catalog: Catalog) -> None:
    catalog.begin([Written(entry("r\u00e9sum\u00e9.txt"), ())])
    assert catalog.entry("re\u0301sume\u0301.txt").document_id == "r\u00e9sum\u00e9.txt"


def test_passages_come_back_as_they_were_written_in_order(catalog: Catalog) -> None:
    written = passages("a.md", *(f"text {n} \x00 中" for n in range(12)))
    catalog.begin([Written(entry(), written)])
    assert list(catalog.passages("a.md")) == written
    assert catalog.passage(written[3].passage_id) == written[3]
    assert list(catalog.passages("b.md")) == []


def test_passages_of_all_documents_are_read_past_the_first_thousand(catalog: Catalog) -> None:
    several = [Written(entry(i), passages(i, *(f"{i} {n}" for n in range(700)))) for i in ("a", "b", "c")]
    catalog.begin(several)
    assert list(catalog.passages()) == [p for written in several for p in written.passages]


def test_a_file_of_records_is_no_document_but_its_records_are(catalog: Catalog) -> None:
    catalog.begin_file(entry("a.xml"))
    assert catalog.entry("a.xml").recipe == ""
    record = entry("a.xml#1", file="a.xml")
    fields = [{"name": "maker", "value": "Germain"}]
    catalog.begin([Written(record, passages("a.xml#1", "x"), fields), Written(entry("a.xml", records=1))])
    assert [e.document_id for e in catalog.entries(state="pending")] == ["a.xml", "a.xml#1"]
    catalog.finish(["a.xml#1", "a.xml"], index_ms=0)
    assert [e.document_id for e in catalog.entries()] == ["a.xml#1"]
    assert [e.document_id for e in catalog.entries(files=True)] == ["a.xml"]
    assert (catalog.counts(), catalog.fields("a.xml#1"), catalog.fields("a.xml")) == (
        {"indexed": 1},
        fields,
        [],
    )
    assert (catalog.record_ids("a.xml"), catalog.records_read("a.xml", "recipe")) == (
        ["a.xml#1"],
        {"a.xml#1": "hash"},
    )
    assert catalog.records_read("a.xml", "another recipe") == {}
    catalog.touch(entry("a.xml", root="/moved"))
    assert catalog.entry("a.xml#1").root == "/moved"


def test_a_catalogue_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with Catalog(path) as first:
        first.begin([Written(entry(), passages("a.md", "x"))])
    with sqlite3.connect(path) as db:
        for column in ("file", "records", "fields"):
            db.execute("DROP INDEX IF EXISTS documents_by_file")
            db.execute(f"ALTER TABLE documents DROP COLUMN {column}")
        db.execute("PRAGMA user_version=1")
    db.close()
    with Catalog(path) as second:
        assert (second.entry("a.md").file, second.fields("a.md")) == ("", [])
        assert [p.text for p in second.passages()] == ["x"]


def test_a_full_disk_is_named_and_leaves_the_catalogue_whole(catalog: Catalog) -> None:
    catalog.begin([Written(entry(), passages("a.md", "x"))])
    (pages,) = catalog._rows("PRAGMA page_count")[0]
    catalog._rows(f"PRAGMA max_page_count={pages + 2}")  # SQLite answers now as on a disk without room
    with pytest.raises(Unavailable, match=r"catalog\.sqlite cannot be used now: .* full"):
        catalog.begin([Written(entry("b.md"), passages("b.md", "x" * 100_000))])
    assert [e.document_id for e in catalog.entries()] == ["a.md"]
    catalog.finish(["a.md"], index_ms=0)
    assert catalog.entry("a.md").state == "indexed"


def test_a_damaged_catalogue_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    path.write_text("this is a letter, " * 100)
    with pytest.raises(Unavailable, match=r"c\.sqlite is damaged .*put a copy"):
        Catalog(path)


def test_a_catalogue_that_is_damaged_further_on_is_named_when_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with Catalog(path) as first:
        first.begin([Written(entry(), passages("a.md", "x"))])
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"Z" * (len(whole) - 4096))
    with Catalog(path) as damaged, pytest.raises(Unavailable, match="is damaged"):
        damaged.entries()


def test_a_statement_that_is_wrong_is_no_damage(catalog: Catalog) -> None:
    catalog.close()
    with pytest.raises(sqlite3.ProgrammingError):
        catalog.entries()


def test_a_file_name_that_is_not_utf_8_is_no_documents_id(catalog: Catalog) -> None:
    with pytest.raises(NotFound, match=r"caf.udce9"):
        catalog.entry("caf\udce9.md")


def test_a_catalogue_of_a_version_to_come_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(CallerError, match="newer"):
        Catalog(path)


def test_what_is_not_there_is_said_by_name(catalog: Catalog) -> None:
    with pytest.raises(NotFound, match=r"no document 'x\.md' in the catalogue"):
        catalog.entry("x.md")
    with pytest.raises(NotFound, match="no passage 'abc' in the catalogue"):
        catalog.passage("abc")


def test_a_document_is_pending_until_it_is_finished(catalog: Catalog) -> None:
    catalog.begin([Written(entry(), passages("a.md", "x"))])
    assert (catalog.counts(), catalog.passage_count(), catalog.passage_ids()) == ({"pending": 1}, 0, set())
    assert len(catalog.passage_ids(pending=True)) == 1
    catalog.finish(["a.md"], index_ms=7)
    assert (catalog.counts(), catalog.passage_count()) == ({"indexed": 1}, 1)
    assert catalog.passage_ids() == catalog.passage_ids(pending=True) == {passage_id("a.md", 0, "x")}
    assert catalog.entry("a.md").index_ms == 7


def test_an_update_makes_only_the_passages_it_dropped_stale(catalog: Catalog) -> None:
    old, new = passages("a.md", "same", "old"), passages("a.md", "same", "new")
    catalog.begin([Written(entry(), old)])
    catalog.finish(["a.md"], index_ms=1)
    catalog.begin([Written(entry(), new)])
    assert catalog.stale_passage_ids("a.md") == [old[1].passage_id]
    assert list(catalog.passages("a.md")) == new
    with pytest.raises(NotFound):
        catalog.passage(old[1].passage_id)
    catalog.finish(["a.md"], index_ms=1)
    assert catalog.stale_passage_ids("a.md") == []


def test_a_failed_document_keeps_its_reason_and_none_of_its_passages(catalog: Catalog) -> None:
    catalog.begin([Written(entry(), passages("a.md", "x"))])
    catalog.finish(["a.md"], index_ms=1)
    catalog.fail(entry(error="a.md is empty"))
    assert (catalog.entry("a.md").state, catalog.entry("a.md").error) == ("failed", "a.md is empty")
    assert (list(catalog.passages()), len(catalog.stale_passage_ids("a.md"))) == ([], 1)
    catalog.forget(["a.md"])
    assert (catalog.stale_passage_ids("a.md"), catalog.entry("a.md").passages) == ([], 0)


def test_a_removal_begins_by_hiding_and_ends_by_forgetting(catalog: Catalog) -> None:
    catalog.begin([Written(entry(), passages("a.md", "x"))])
    catalog.finish(["a.md"], index_ms=1)
    catalog.begin_removal(["a.md"])
    assert [e.document_id for e in catalog.entries(state="removing")] == ["a.md"]
    assert (catalog.passage_ids(), len(catalog.stale_passage_ids("a.md"))) == (set(), 1)
    catalog.forget(["a.md"])
    assert (catalog.entries(), catalog.stale_passage_ids("a.md")) == ([], [])


def test_a_touched_file_keeps_all_but_its_place_and_time(catalog: Catalog) -> None:
    catalog.begin([Written(entry(title="T"), passages("a.md", "x"))])
    catalog.finish(["a.md"], index_ms=1)
    catalog.touch(entry(path="/new/a.md", root="/new", mtime_ns=99))
    found = catalog.entry("a.md")
    assert (found.path, found.root, found.mtime_ns) == ("/new/a.md", "/new", 99)
    assert (found.title, found.state, found.passages) == ("T", "indexed", 1)


def test_entries_are_chosen_by_root_and_state(catalog: Catalog) -> None:
    catalog.begin([Written(entry("a"), []), Written(entry("b"), []), Written(entry("c", root="/other"), [])])
    catalog.finish(["a", "c"], index_ms=1)
    assert [e.document_id for e in catalog.entries(root=Path("/docs"))] == ["a", "b"]
    assert [e.document_id for e in catalog.entries(state="indexed")] == ["a", "c"]
    assert [e.document_id for e in catalog.entries(root=Path("/docs"), state="indexed")] == ["a"]


def test_a_root_is_dropped_only_when_no_document_needs_it(catalog: Catalog) -> None:
    for root in ("/docs", "/empty", "/docs"):
        catalog.add_root(Path(root))
    catalog.begin([Written(entry(), [])])
    assert catalog.roots() == [Path("/docs"), Path("/empty")]
    catalog.drop_root(Path("/docs"))
    catalog.drop_root(Path("/empty"))
    assert catalog.roots() == [Path("/docs")]


def test_a_path_that_is_not_utf8_comes_back_byte_for_byte(catalog: Catalog) -> None:
    name = os.fsdecode(b"/docs/\xd4\xc2.md")
    catalog.add_root(Path(name))
    catalog.begin([Written(entry(path=name, root=name), [])])
    catalog.touch(entry(path=name, root=name, size=3))
    assert (catalog.entry("a.md").path, catalog.entry("a.md").size) == (name, 3)
    assert catalog.roots() == [Path(name)]
    assert len(catalog.entries(root=Path(name))) == 1


def test_a_change_that_fails_in_the_middle_changes_nothing(catalog: Catalog) -> None:
    unwritable = replace(entry("b"), title="\ud800")
    with pytest.raises(UnicodeEncodeError):
        catalog.begin([Written(entry("a"), passages("a", "x")), Written(unwritable, [])])
    assert catalog.entries() == []
    catalog.begin([Written(entry("a"), passages("a", "x"))])
    assert catalog.counts() == {"pending": 1}


def test_an_opened_catalogue_holds_what_was_written_before(tmp_path: Path) -> None:
    first = Catalog(tmp_path / "c.sqlite")
    first.begin([Written(entry(), passages("a.md", "x"))])
    first.close()
    assert [e.document_id for e in Catalog(tmp_path / "c.sqlite").entries()] == ["a.md"]


_WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from ingest.catalog import Catalog, Written
from tests.ingest.test_catalog import entry, passages
catalog = Catalog(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}{n}"
    catalog.begin([Written(entry(name), passages(name, "x", "y"))])
    print(name, flush=True)
    if sys.argv[4] == "finish":
        catalog.finish([name], index_ms=1)
"""


def writer(path: Path, prefix: str, count: int, end: str) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", _WRITER, str(path), prefix, str(count), end]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    running = [writer(tmp_path / "c.sqlite", prefix, 60, "finish") for prefix in "ab"]
    assert [process.communicate()[0].count("\n") for process in running] == [60, 60]
    assert [process.returncode for process in running] == [0, 0]
    catalog = Catalog(tmp_path / "c.sqlite")
    assert (catalog.counts(), catalog.passage_count()) == ({"indexed": 120}, 240)


def test_a_process_killed_before_it_finished_leaves_its_documents_pending(tmp_path: Path) -> None:
    process = writer(tmp_path / "c.sqlite", "a", 100_000, "stop")
    assert process.stdout is not None
    for _ in range(5):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    catalog = Catalog(tmp_path / "c.sqlite")
    written = catalog.entries(state="pending")
    assert len(written) >= 5
    assert all(len(list(catalog.passages(e.document_id))) == e.passages == 2 for e in written)


def test_a_thousand_entries_are_read_in_a_fraction_of_a_second(catalog: Catalog) -> None:
    catalog.begin([Written(entry(f"{n:04d}"), passages(f"{n:04d}", "x")) for n in range(1000)])
    began = time.perf_counter()
    assert len(catalog.entries(root=Path("/docs"))) == 1000
    assert time.perf_counter() - began < 0.5
