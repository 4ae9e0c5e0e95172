"""What a batch finds to do, seen through the batches themselves."""

import os
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.plan import make_plan
from retrieval.errors import NotFound, SettingsError
from tests.ingest.conftest import Home


def ids(home: Home) -> list[str]:
    return [entry.document_id for entry in home.catalog.entries()]


def test_ids_are_paths_below_the_ingested_folder(home: Home) -> None:
    home.write("a.md", "one")
    home.write("silver/b.txt", "two")
    assert home.ingest().added == ["a.md", "silver/b.txt"]


def test_endings_without_a_reader_are_counted(home: Home) -> None:
    home.write("a.md", "one")
    for name in ("b.xyz", "c.XYZ", "d"):
        home.write(name, "x")
    assert home.ingest().skipped == {".xyz": 2, "": 1}


def test_mappings_of_tables_are_not_counted_as_passed_over(home: Home) -> None:
    home.write("lamps.csv", "Nr,What\n1,Lamp\n")
    home.write("lamps.csv.mapping.yaml", "columns: {Nr: object_number, What: title}\n")
    home.write("bowls/studiolo-mapping.yaml", "columns: {Nr: object_number}\n")
    home.write("jars.csv.mapping.yaml", "columns: {Nr: object_number}\n")  # of no table that is here
    assert home.ingest().skipped == {".yaml": 1}


def test_hidden_temporary_and_ignored_files_are_left_out(home: Home) -> None:
    for name in ("a.md", ".b.md", "~$c.md", ".git/d.md", "drafts/e.md", "keep/f.md", "keep/g.txt"):
        home.write(name, "text")
    home.write(".studioloignore", "drafts/\n*.txt\n")
    assert home.ingest().added == ["a.md", "keep/f.md"]


def test_an_ignore_file_in_another_encoding_still_ignores(home: Home) -> None:
    home.write("a.md", "text")
    (home.docs / ".studioloignore").write_bytes("草稿\na.md\n".encode("gb18030"))
    assert home.ingest().added == []


def test_an_ignore_file_that_makes_no_sense_is_named(home: Home) -> None:
    home.write(".studioloignore", "!\n")
    with pytest.raises(SettingsError, match=r"\.studioloignore cannot be understood"):
        home.ingest()


def test_links_that_lead_out_of_the_folder_are_not_followed(home: Home, tmp_path: Path) -> None:
    home.write("a.md", "inside")
    (tmp_path / "secret.md").write_text("outside")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.md").write_text("outside")
    (home.docs / "link.md").symlink_to(tmp_path / "secret.md")
    (home.docs / "inside.md").symlink_to(home.docs / "a.md")
    (home.docs / "folder").symlink_to(tmp_path / "elsewhere")
    (home.docs / "broken.md").symlink_to(home.docs / "nothing.md")
    assert home.ingest().added == ["a.md", "inside.md"]


def test_a_home_inside_the_folder_is_left_out(home: Home) -> None:
    home.write("a.md", "one")
    home.write("state/b.md", "two")
    assert home.ingest(leave_out=home.docs / "state").added == ["a.md"]


def test_what_is_ingested_from_the_home_is_no_document_of_the_folder_around_it(home: Home) -> None:
    home.write("a.md", "one")
    home.ingest(leave_out=home.docs / "state")
    uploaded = home.write("state/uploads/b.md", "two")
    assert home.ingest(uploaded, leave_out=home.docs / "state").added == ["b.md"]
    report = home.ingest(leave_out=home.docs / "state", prune=True)
    assert (report.unchanged, report.removed, ids(home)) == (1, [], ["a.md", "b.md"])


def test_a_path_inside_an_ingested_folder_keeps_its_ids(home: Home) -> None:
    home.write("silver/a.md", "one")
    home.write("b.md", "two")
    home.ingest()
    home.write("silver/c.md", "three")
    assert home.ingest(home.docs / "silver" / "a.md").unchanged == 1
    assert home.ingest(home.docs / "silver").added == ["silver/c.md"]
    assert ids(home) == ["b.md", "silver/a.md", "silver/c.md"]


def test_a_larger_folder_takes_the_documents_of_a_smaller_one_over(home: Home) -> None:
    home.write("silver/a.md", "silver text")
    home.write("a.md", "other text")
    home.ingest(home.docs / "silver")
    report = home.ingest()
    assert (sorted(report.added), report.failed) == (["a.md", "silver/a.md"], [])
    assert (ids(home), home.catalog.roots()) == (["a.md", "silver/a.md"], [home.docs])
    assert sorted(home.found("text")) == ["other text", "silver text"]
    assert home.ingest(home.docs / "silver").unchanged == 1
    assert home.sound()


def test_a_single_file_beside_an_ingested_folder_leaves_that_folder_alone(home: Home) -> None:
    home.write("silver/a.md", "one")
    home.ingest(home.docs / "silver")
    assert home.ingest(home.write("note.md", "two")).added == ["note.md"]
    assert home.ingest(home.docs / "silver").unchanged == 1
    assert ids(home) == ["a.md", "note.md"]


def test_documents_the_larger_folder_does_not_enter_stay(home: Home) -> None:
    home.write(".private/a.md", "one")
    home.write("b.md", "two")
    home.ingest(home.docs / ".private")
    home.ingest(prune=True)
    assert ids(home) == ["a.md", "b.md"]
    assert home.docs / ".private" in home.catalog.roots()


def test_documents_gone_from_a_smaller_folder_wait_for_pruning(home: Home) -> None:
    gone = home.write("silver/a.md", "one")
    home.ingest(home.docs / "silver")
    gone.unlink()
    home.write("b.md", "two")
    assert home.ingest().removed == []
    assert ids(home) == ["a.md", "b.md"]


@pytest.mark.parametrize("order", [1, -1])
def test_paths_that_overlap_are_read_once(home: Home, order: int) -> None:
    inner = home.write("silver/a.md", "one")
    home.write("b.md", "two")
    paths = [home.docs, home.docs / "silver", inner, home.docs][::order]
    assert sorted(home.ingest(*paths).added) == ["b.md", "silver/a.md"]
    assert ids(home) == ["b.md", "silver/a.md"]


def test_two_folders_with_the_same_id_in_one_call_lose_neither(home: Home) -> None:
    home.write("x/a.md", "first")
    home.write("y/a.md", "second")
    for _ in range(2):
        report = home.ingest(home.docs / "x", home.docs / "y")
        assert [f.document_id for f in report.failed] == ["a.md"]
        assert str(home.docs / "x") in report.failed[0].error
    assert home.found("text") == ["first"]


def test_an_id_of_another_folder_is_refused_with_what_to_do(home: Home) -> None:
    home.write("x/a.md", "first")
    home.write("y/a.md", "second")
    home.ingest(home.docs / "x")
    (failure,) = home.ingest(home.docs / "y").failed
    assert "ingest the folder above both instead" in failure.error
    assert home.found("text") == ["first"]


def test_a_moved_folder_is_known_again_without_being_read(home: Home) -> None:
    home.write("x/a.md", "one")
    home.ingest(home.docs / "x")
    (home.docs / "x").rename(home.docs / "y")
    report = home.ingest(home.docs / "y")
    assert (report.unchanged, report.added, report.updated) == (1, [], [])
    assert home.catalog.entry("a.md").path == str(home.docs / "y" / "a.md")
    assert home.ingest(home.docs / "y").unchanged == 1


def test_a_document_of_an_ending_without_a_reader_stays_while_its_file_is_there(home: Home) -> None:
    named = home.write("labels.old", "The bowl is blue.")
    refused = home.write("picture.exe", "\0\1\2")
    home.ingest(named, refused)
    report = home.ingest(prune=True)
    assert (report.unchanged, report.skipped, report.removed) == (1, {".exe": 1}, ["picture.exe"])
    home.write("labels.old", "The bowl is green.")
    assert home.ingest(prune=True).updated == ["labels.old"]
    named.unlink()
    assert home.ingest(prune=True).removed == ["labels.old"]


def test_a_path_that_is_not_there_is_refused_by_name(home: Home) -> None:
    with pytest.raises(NotFound, match=r"no file or folder .*nowhere"):
        home.ingest(home.docs / "nowhere")


def test_a_folder_that_was_ingested_and_is_gone_can_be_pruned(home: Home) -> None:
    home.write("x/a.md", "one")
    home.ingest(home.docs / "x")
    (home.docs / "x" / "a.md").unlink()
    (home.docs / "x").rmdir()
    assert home.ingest(home.docs / "x", prune=True).removed == ["a.md"]


def test_names_that_are_not_utf8_are_kept_apart_and_found_again(home: Home) -> None:
    for name, text in ((b"\xd4\xc2.md", "text"), (b"\xd4\xc3.md", "another text")):
        (home.docs / os.fsdecode(name)).write_text(text)
    assert home.ingest().added == [r"\xd4\xc2.md", r"\xd4\xc3.md"]
    assert home.ingest().unchanged == 2
    assert Path(home.catalog.entry(r"\xd4\xc2.md").path).exists()
    assert len(home.found("text")) == 2


def test_a_name_in_two_pieces_has_the_id_of_the_whole(home: Home) -> None:
    home.write(unicodedata.normalize("NFD", "é.md"), "text")
    assert home.ingest().added == ["é.md"]
    assert home.ingest().unchanged == 1


def test_of_two_names_that_differ_in_how_letters_are_composed_one_is_told_as_failed(home: Home) -> None:
    home.write(unicodedata.normalize("NFD", "é.md"), "text")
    home.write("é.md", "another text")
    report = home.ingest(home.docs, home.docs / "é.md")
    assert report.added == ["é.md"]
    ((failed, reason),) = [(f.document_id, f.error) for f in report.failed]
    assert (failed, "rename one of them" in reason) == ("é.md", True)


def test_a_folder_that_cannot_be_entered_is_told_and_nothing_in_it_is_pruned(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("a.md", "one")
    home.write("silver/b.md", "two")
    home.ingest()
    real = os.scandir

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("silver"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    report = home.ingest(prune=True)
    assert (report.removed, [f.document_id for f in report.failed]) == ([], ["silver"])
    assert ids(home) == ["a.md", "silver/b.md"]


def test_a_plan_changes_nothing(home: Home) -> None:
    home.write("a.md", "one")
    plan = make_plan([home.docs], home.catalog, recipe="r", today=date(2026, 11, 27))
    assert [source.document_id for source, _ in plan.due] == ["a.md"]
    assert (home.catalog.entries(), home.catalog.roots()) == ([], [])
