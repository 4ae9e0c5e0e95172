"""Files that hold records: each a document of its own, in step with what is in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest import pipeline as pipeline_module
from ingest.documents import Document, Field
from ingest.records import field_blocks
from retrieval.errors import UnreadableDocument
from retrieval.filters import Filters
from retrieval.locators import Locator
from tests.ingest.conftest import Home


def documents(path: Path) -> Iterator[Document]:
    """A reader of JSON lines, each a record: its number, and its values by field."""
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line == "broken":
            raise UnreadableDocument(f"{path.name}: line {n + 1} is broken")
        values = json.loads(line)
        said = values.pop("metadata", {})
        number = values.pop("number", "")
        fields = tuple(
            Field(name, value, Locator(lines=(n + 1, n + 1)), years=(1738, 1745) if name == "date" else None)
            for name, value in values.items()
        )
        yield Document(
            f"Record {number}", "lines", field_blocks(fields, "en"), "en", said, (), fields, number
        )


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline_module, "_BATCH_PASSAGES", 3)


def export(home: Home, *records: dict[str, Any] | str, name: str = "export.txt") -> None:
    home.write(name, "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records))


def some(count: int) -> list[dict[str, Any]]:
    return [{"number": f"1975.1.{n}", "maker": f"Maker {n}", "material": "silver"} for n in range(count)]


def listed(home: Home) -> list[str]:
    return [entry.document_id for entry in home.catalog.entries()]


def test_each_record_is_a_document_and_the_file_is_none(home: Home) -> None:
    export(home, *some(8))
    report = home.ingest(documents=documents)
    assert report.added == [f"export.txt#1975.1.{n}" for n in range(8)]
    assert (report.failed, report.passages, home.sound()) == ([], 8, True)
    assert listed(home) == report.added
    assert home.catalog.counts() == {"indexed": 8}
    entry = home.catalog.entry("export.txt#1975.1.3")
    assert (entry.title, entry.file, entry.path) == (
        "Record 1975.1.3", "export.txt", str(home.docs / "export.txt"),
    )  # fmt: skip
    assert home.catalog.fields(entry.document_id)[0]["value"] == "Maker 3"
    assert home.catalog.entry("export.txt").records == 8


def test_what_has_not_changed_in_a_file_is_not_embedded_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = some(8)
    export(home, *records)
    home.ingest(documents=documents)
    assert home.ingest(documents=lambda path: pytest.fail("it was read")).unchanged == 1
    records[2]["maker"] = "Another"
    export(home, *records[:5], *records[6:], {"number": "new", "maker": "New"})
    embedded: list[str] = []
    encode = home.index.embedder.encode_passages

    def counted(texts: Sequence[tuple[str, str]]) -> Any:
        embedded.extend(text for _, text in texts)
        return encode(texts)

    with monkeypatch.context() as patch:
        patch.setattr(home.index.embedder, "encode_passages", counted)
        report = home.ingest(documents=documents)
    moved = ["export.txt#1975.1.6", "export.txt#1975.1.7"]  # they stand in other lines now
    assert (report.added, report.updated) == (["export.txt#new"], ["export.txt#1975.1.2", *moved])
    assert (report.removed, report.unchanged) == (["export.txt#1975.1.5"], 4)
    assert embedded == ["Maker: Another\nMaterial: silver", "Maker: New"]
    assert home.sound()
    assert "Maker: Maker 5\nMaterial: silver" not in home.found("maker")
    (passage,) = home.catalog.passages(moved[0])
    assert passage.locator.lines == (6, 6)
    assert home.index.get(passage.passage_id) == passage


def test_records_of_the_same_number_are_kept_apart_with_a_warning(home: Home) -> None:
    export(home, *some(1), *some(1), {"number": " a\tb\n" * 100, "maker": "Long"})
    home.ingest(documents=documents)
    *ids, long = listed(home)
    assert ids == ["export.txt#1975.1.0", "export.txt#1975.1.0~2"]
    assert long.startswith("export.txt#a b a b")
    assert len(long) < 230
    assert "more than once" in home.catalog.entry("export.txt").warnings[0]


def test_a_file_that_breaks_off_keeps_the_records_before_and_says_so(home: Home) -> None:
    export(home, *some(4))
    home.ingest(documents=documents)
    export(home, *some(2), "broken")
    report = home.ingest(documents=documents)
    assert [(f.document_id, f.error) for f in report.failed] == [
        ("export.txt", "export.txt: line 3 is broken")
    ]
    assert home.catalog.counts() == {"failed": 1, "indexed": 2, "hidden": 2}
    assert len(home.found("maker")) == 2
    assert home.ingest(documents=documents).unchanged == 1
    export(home, *some(2))
    assert home.ingest(documents=documents).removed == ["export.txt#1975.1.2", "export.txt#1975.1.3"]
    assert home.sound()


@pytest.mark.parametrize("stop_after", range(1, 10, 2))
def test_a_batch_stopped_in_the_middle_of_a_file_is_finished_by_the_next(home: Home, stop_after: int) -> None:
    export(home, *some(5))
    home.ingest(documents=documents)
    changed = [{**record, "maker": "Changed"} for record in some(10)]
    export(home, *changed)

    def stopped(path: Path) -> Iterator[Document]:
        for n, document in enumerate(documents(path)):
            if n == stop_after:
                raise KeyboardInterrupt
            yield document

    reader = home.pipeline(documents=stopped)
    with pytest.raises(KeyboardInterrupt):
        reader.run([home.docs])
    home.ingest(documents=documents)
    assert listed(home) == [f"export.txt#1975.1.{n}" for n in range(10)]
    assert all(text.startswith("Maker: Changed") for text in home.found("maker"))
    assert home.sound()


def test_a_file_that_is_gone_takes_its_records_with_it(home: Home) -> None:
    export(home, *some(3))
    home.write("other.md", "text")
    home.ingest(documents=lambda path: documents(path) if path.suffix == ".txt" else _one(path))
    (home.docs / "export.txt").unlink()
    assert home.ingest().removed == []
    home.ingest(prune=True)
    assert listed(home) == ["other.md"]
    assert home.sound()


def test_removing_a_file_by_hand_removes_its_records(home: Home) -> None:
    export(home, *some(3))
    home.ingest(documents=documents)
    home.pipeline().remove(["export.txt#1975.1.0"])
    assert len(listed(home)) == 2
    home.pipeline().remove(["export.txt"])
    assert listed(home) == []
    assert home.sound()


def test_a_file_may_be_removed_by_hand_beside_a_record_of_it(home: Home) -> None:
    export(home, *some(3))
    home.ingest(documents=documents)
    home.pipeline().remove(["export.txt#1975.1.0", "export.txt"])
    assert listed(home) == []
    assert home.sound()


def test_a_record_that_was_removed_by_hand_comes_back_with_its_file(home: Home) -> None:
    export(home, *some(3))
    home.ingest(documents=documents)
    home.pipeline().remove(["export.txt#1975.1.0"])
    report = home.ingest(documents=documents)
    assert (report.added, report.unchanged) == (["export.txt#1975.1.0"], 2), "the others are not read anew"
    assert home.ingest(documents=documents).unchanged == 1
    assert home.sound()


def test_a_file_of_records_that_becomes_one_document_loses_its_records(home: Home) -> None:
    export(home, *some(3))
    home.ingest(documents=documents)
    home.write("export.txt", "Now a text that says something else.")
    report = home.ingest()
    assert (report.updated, len(report.removed)) == (["export.txt"], 3)
    assert listed(home) == ["export.txt"]
    export(home, *some(3))
    assert len(home.ingest(documents=documents).added) == 3
    assert len(listed(home)) == 3
    assert home.sound()


def test_a_document_with_records_beside_it_is_listed_with_them(home: Home) -> None:
    export(
        home, {"number": "", "description": "A letter."}, {"number": "photo.png", "description": "A view."}
    )
    report = home.ingest(documents=documents)
    assert report.added == ["export.txt#photo.png", "export.txt"]
    assert listed(home) == ["export.txt", "export.txt#photo.png"]


def test_a_record_without_text_is_left_out_with_a_warning(home: Home) -> None:
    export(home, {"number": "1", "maker": " "}, {"number": "2", "maker": "Germain"})
    home.ingest(documents=documents)
    assert listed(home) == ["export.txt#2"]
    assert home.catalog.entry("export.txt").warnings == ("record '1' holds no text",)


def test_a_file_whose_records_hold_no_text_fails(home: Home) -> None:
    export(home, {"number": "1", "maker": ""})
    report = home.ingest(documents=documents)
    assert [(f.document_id, f.error) for f in report.failed] == [("export.txt", "export.txt holds no text")]


def test_a_record_that_lost_its_text_is_removed(home: Home) -> None:
    export(home, *some(2))
    home.ingest(documents=documents)
    export(home, {"number": "1975.1.0"}, some(2)[1])
    assert home.ingest(documents=documents).removed == ["export.txt#1975.1.0"]
    assert home.sound()


def test_fields_are_filters(home: Home) -> None:
    export(
        home,
        {"number": "1", "maker": "Thomas Germain", "material": "Silver", "date": "um 1740"},
        {"number": "2", "maker": "Anna Ivanova", "material": "wood"},
    )
    home.ingest(documents=documents)

    def found(**filters: Any) -> list[str]:
        evidence = home.index.search("maker", 10, Filters.from_json(filters))
        return [e.passage.document_id.partition("#")[2] for e in evidence]

    assert found(material="silver") == ["1"]
    assert found(material=["wood", "SILVER"], maker="thomas germain") == ["1"]
    assert found(dates={"from": 1739, "to": 1741}) == ["1"]
    assert found(dates={"from": 1500, "to": 1600}) == []
    assert found(place="Paris") == []


def test_an_embargo_restricts_until_it_is_over(home: Home) -> None:
    metadata = {"embargo": "2026-12-31", "access": "public"}
    export(home, {"number": "1", "maker": "A", "metadata": metadata}, *some(2))
    home.ingest(documents=documents, today=date(2026, 12, 31))
    entry = home.catalog.entry("export.txt#1")
    assert (entry.access, entry.warnings) == ("restricted", ("restricted: under embargo until 2026-12-31",))
    assert home.ingest(documents=documents, today=date(2026, 12, 31)).unchanged == 1
    report = home.ingest(documents=documents, today=date(2027, 1, 1))
    assert (report.updated, report.unchanged) == (["export.txt#1"], 2)
    assert home.catalog.entry("export.txt#1").access == "public"
    assert home.ingest(documents=documents, today=date(2027, 1, 2)).unchanged == 1


def test_an_embargo_of_a_record_ends_where_its_file_is_a_document_too(home: Home) -> None:
    def letter(path: Path) -> Iterator[Document]:
        yield replace(next(documents(path)), record="", metadata={})
        yield from documents(path)

    export(home, {"number": "1", "maker": "A", "metadata": {"embargo": "2026-12-31", "access": "public"}})
    home.ingest(documents=letter, today=date(2026, 12, 31))
    assert home.catalog.entry("export.txt#1").access == "restricted"
    assert home.catalog.entry("export.txt").access == "internal"
    assert home.ingest(documents=letter, today=date(2026, 12, 31)).unchanged == 1
    assert "export.txt#1" in home.ingest(documents=letter, today=date(2027, 1, 1)).updated
    assert home.catalog.entry("export.txt#1").access == "public"
    assert home.ingest(documents=letter, today=date(2027, 1, 2)).unchanged == 1


def test_what_a_document_says_of_itself_does_not_take_it_for_a_page_or_an_embargo(home: Home) -> None:
    home.write("bowl.md", "---\npart_of: Tea service\n---\nThe bowl is of silver.\n")
    home.write("cup.md", "---\nrestricted_until: 2026-12-31\n---\nThe cup is of gold.\n")
    home.ingest(today=date(2026, 12, 31))
    assert home.catalog.entry("bowl.md").passages == 1
    assert home.catalog.entry("cup.md").access == "restricted"
    assert home.ingest(today=date(2027, 1, 1)).updated == ["cup.md"]
    assert home.ingest(today=date(2027, 1, 2)).unchanged == 2


def test_access_in_words_is_understood_and_what_is_not_is_restricted(home: Home) -> None:
    said = ("Open for research.", "Closed until 2050.", "level 3")
    export(home, *({"number": str(n), "maker": "A", "metadata": {"access": s}} for n, s in enumerate(said)))
    home.ingest(documents=documents)
    entries = home.catalog.entries()
    assert [e.access for e in entries] == ["public", "restricted", "restricted"]
    assert [e.warnings for e in entries] == [(), (), ("unknown access 'level 3': treated as restricted",)]


def test_ten_thousand_records_do_not_gather_in_memory(home: Home) -> None:
    """What waits at once is bounded by the batch, not by the file."""
    asked: list[int] = []

    def many(path: Path) -> Iterator[Document]:
        for n in range(10_000):
            asked.append(n)
            field = Field("maker", f"Maker {n}", Locator(lines=(n, n)))
            yield Document(f"{n}", "lines", field_blocks([field], "en"), "en", record=f"{n}", fields=(field,))

    home.write("export.txt", "x")
    written: list[int] = []

    def stop(done: int, total: int, document_id: str) -> None:
        return None

    add = home.index.add

    def watched(passages: Any) -> None:
        written.append(len(passages))
        assert len(asked) - sum(written) < 12
        if sum(written) > 30:
            raise MemoryError("enough seen")
        add(passages)

    home.index.add = watched  # type: ignore[method-assign]
    with pytest.raises(MemoryError, match="enough seen"):
        home.ingest(documents=many, progress=stop)


def _one(path: Path) -> Iterator[Document]:
    from ingest.readers import documents_in

    return documents_in(path)


def test_a_page_that_is_read_with_another_document_is_no_failure_and_has_no_passages(home: Home) -> None:
    def pages(path: Path) -> Iterator[Document]:
        yield Document(path.stem, "alto", (), metadata={"part_of": "mets.xml"})

    home.write("1.txt", "a page")
    report = home.ingest(documents=pages)
    (entry,) = home.catalog.entries()
    assert (report.failed, report.passages, home.sound()) == ([], 0, True)
    assert entry.warnings == ("it is a page of mets.xml and is read with it",)
