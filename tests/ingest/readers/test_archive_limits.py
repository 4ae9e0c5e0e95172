from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.readers import archive_limits
from ingest.readers.archive_limits import check_archive
from retrieval.errors import UnreadableDocument


def archive(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return path


def test_an_ordinary_archive_passes(tmp_path: Path) -> None:
    check_archive(archive(tmp_path / "a.zip", ("a/b.xml", b"<a/>"), ("c.txt", b"x" * 100_000)))


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "a/../../b", "..\\b"])
def test_a_path_that_climbs_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableDocument, match="climbs out"):
        check_archive(archive(tmp_path / "a.zip", (name, b"x")))


def test_what_swells_is_too_large_or_too_many_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnreadableDocument, match="swells too much"):
        check_archive(archive(tmp_path / "a.zip", ("a", b"\0" * 20_000_000)))
    monkeypatch.setattr(archive_limits, "LARGEST_WHOLE", 10)
    with pytest.raises(UnreadableDocument, match="unpack to more"):
        check_archive(archive(tmp_path / "a.zip", ("a", b"x" * 6), ("b", b"x" * 6)))
    monkeypatch.setattr(archive_limits, "MOST_MEMBERS", 1)
    with pytest.raises(UnreadableDocument, match="2 files"):
        check_archive(archive(tmp_path / "a.zip", ("a", b"x" * 6), ("b", b"x" * 6)))


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UnreadableDocument, match="damaged or cut short"):
        check_archive(tmp_path / "a.zip")
