"""Records of a file that cannot be read now: not found, not shown, and back with their file."""

from pathlib import Path

import pytest

from ingest.consistency import check, reindex
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from tests.ingest.conftest import Home
from tests.ingest.test_records import documents, export, some

TABLES = {
    "objects.csv": ("Object number,Title,Access\n", "1936.1.{n},Netsuke of a rat,public\n"),
    "藏品.csv": ("登记号,名称,公开\n", "故{n},青花瓶,公开\n"),
    "Опись.csv": ("Инвентарный номер,Название,Доступ\n", "КП-{n},Ларец,открыт\n"),
}


def table(home: Home, name: str, count: int, ending: str = "") -> Path:
    head, row = TABLES[name]
    return home.write(name, head + "".join(row.format(n=n) for n in range(count)) + ending)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    "damage", [b"PK\x03\x04\x00\x01damaged", b"", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n"]
)
def test_records_of_a_damaged_file_are_hidden_and_come_back_with_it(
    home: Home, name: str, damage: bytes
) -> None:
    path = table(home, name, 4)
    before = home.ingest().added
    found, entries = home.found("1"), home.catalog.entries()
    assert (len(before), len(found)) == (4, 4)
    path.write_bytes(damage)
    report = home.ingest()
    assert ([f.document_id for f in report.failed], report.removed) == ([name], [])
    assert (home.found("1"), list(home.catalog.passages()), home.sound()) == ([], [], True)
    assert home.catalog.counts() == {"failed": 1, "hidden": 4}
    for record in before:
        entry = home.catalog.entry(record)
        assert (entry.state, entry.title, entry.access) == ("hidden", record, "restricted")
        assert (entry.metadata, home.catalog.fields(record)) == ({}, [])
        assert entry.error == "the file it stands in cannot be read: see there"
    assert home.ingest().unchanged == 1
    table(home, name, 4)
    report = home.ingest()
    assert (report.updated, report.added, report.removed) == (before, [], [])
    assert (home.found("1"), home.sound()) == (found, True)
    assert [(e.title, e.access) for e in home.catalog.entries()] == [(e.title, e.access) for e in entries]


def test_a_hidden_record_that_is_not_in_the_file_any_more_is_removed(home: Home) -> None:
    path = table(home, "objects.csv", 3)
    home.ingest()
    path.write_bytes(b"PK\x03\x04")
    home.ingest()
    table(home, "objects.csv", 2)
    assert home.ingest().removed == ["objects.csv#1936.1.2"]
    assert home.catalog.counts() == {"indexed": 2}
    path.write_bytes(b"PK\x03\x04")
    home.ingest()
    path.unlink()
    assert home.ingest(prune=True).removed == ["objects.csv"]
    assert (home.catalog.entries(), home.sound()) == ([], True)


@pytest.mark.parametrize("line", ["broken", '{"number": "1975.1.2", "maker": 1'])
def test_a_record_that_is_read_again_before_the_fault_is_given_as_it_reads_now(home: Home, line: str) -> None:
    export(home, *some(4))
    home.ingest(documents=documents)
    closed = {**some(1)[0], "maker": "Germain", "metadata": {"access": "restricted"}}
    export(home, closed, some(2)[1], line)
    report = home.ingest(documents=documents)
    assert (report.updated, report.unchanged, len(report.failed)) == (["export.txt#1975.1.0"], 1, 1)
    texts = ["Maker: Germain\nMaterial: silver", "Maker: Maker 1\nMaterial: silver"]
    assert sorted(home.found("maker")) == texts
    public = home.index.search("maker", 9, Filters(access=("internal",)))
    assert [e.passage.text for e in public] == texts[1:]
    export(home, *some(4))
    assert len(home.ingest(documents=documents).updated) == 3
    assert (len(home.found("maker")), home.catalog.counts()) == (4, {"indexed": 4})


def test_a_record_met_but_not_cut_before_the_fault_is_hidden(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(home, *some(2))
    home.ingest(documents=documents)
    export(home, some(1)[0], {**some(2)[1], "metadata": {"access": "restricted"}})

    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("ingest.reading.chunk", failing)
        assert len(home.ingest(documents=documents).failed) == 1
    assert home.found("maker") == ["Maker: Maker 0\nMaterial: silver"]
    assert home.catalog.entry("export.txt#1975.1.1").state == "hidden"
    assert home.ingest(documents=documents).updated == ["export.txt#1975.1.1"]


def test_records_stay_hidden_when_the_index_is_built_anew(home: Home) -> None:
    table(home, "objects.csv", 2)
    home.write("note.md", "A note.")
    home.ingest()
    home.write("objects.csv", "")
    home.ingest()
    with PassageIndex.beside(home.folder, home.index.embedder, url=home.url, name=home.name) as new:
        assert reindex(home.catalog, new) == 1
    assert check(home.catalog, home.index, repair=True).sound
    assert home.found("rat") == ["A note."]
