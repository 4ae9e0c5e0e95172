"""Paths that cannot be read now, or are no file or folder: told, and nothing is taken for gone."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.reachability import is_missing
from retrieval.errors import CallerError, NotFound
from tests.ingest.conftest import Home


def ids(home: Home) -> list[str]:
    return [entry.document_id for entry in home.catalog.entries()]


def unreachable(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nothing below `folder` be asked about, as where the right to enter it is missing."""
    real = os.stat

    def asked(path: Any, **options: Any) -> os.stat_result:
        if isinstance(path, str | os.PathLike) and folder in Path(path).parents:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, **options)

    monkeypatch.setattr(os, "stat", asked)


def test_a_folder_that_can_no_longer_be_listed_loses_nothing_to_pruning(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("a.md", "one")
    home.write("silver/b.md", "two")
    home.ingest()

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(os, "scandir", closed)
    report = home.ingest(prune=True)
    assert report.removed == []
    assert [f.document_id for f in report.failed] == [str(home.docs)]
    assert ids(home) == ["a.md", "silver/b.md"]


def test_a_path_that_cannot_be_reached_is_told_and_the_batch_goes_on(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("locked/in/a.md", "one")
    home.write("open/b.md", "two")
    home.ingest(home.docs / "locked" / "in")
    unreachable(monkeypatch, home.docs / "locked")
    report = home.ingest(home.docs / "locked" / "in", home.docs / "open", prune=True)
    assert (report.added, report.removed) == (["b.md"], [])
    assert [(f.document_id, f.error) for f in report.failed] == [
        (str(home.docs / "locked" / "in"), "it cannot be reached: Permission denied")
    ]


def test_a_document_whose_file_cannot_be_reached_keeps_its_id(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write("locked/in/a.md", "one")
    home.write("open/a.md", "two")
    home.ingest(home.docs / "locked" / "in")
    unreachable(monkeypatch, home.docs / "locked")
    report = home.ingest(home.docs / "open")
    assert "ingest the folder above both" in report.failed[0].error
    assert home.found("one") == ["one"]


def test_what_is_no_file_is_told_and_takes_no_id(home: Home) -> None:
    os.mkfifo(home.docs / "b.md")
    home.write("a.md", "one")
    report = home.ingest(home.docs / "b.md", home.docs / "a.md")
    assert (report.added, [f.error for f in report.failed]) == (
        ["a.md"],
        ["it is neither a file nor a folder"],
    )
    (home.docs / "b.md").unlink()
    home.write("b.md", "two")
    assert home.ingest(home.docs / "b.md").added == ["b.md"]


def test_a_link_that_leads_to_itself_is_refused_by_name(home: Home) -> None:
    (home.docs / "ring.md").symlink_to("ring.md")
    with pytest.raises(NotFound, match=r"ring\.md"):
        home.ingest(home.docs / "ring.md")
    assert is_missing(home.docs / "ring.md")


def test_the_home_is_not_taken_for_documents(home: Home) -> None:
    with pytest.raises(CallerError, match="is the home"):
        home.ingest(home.folder, leave_out=home.folder)
