import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.home import Home
from assistant.uploads import keep_upload
from ingest.catalog import Catalog, CatalogEntry, Written
from ingest.readers import documents_in
from retrieval.errors import CallerError, UnreadableDocument


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def catalog(home: Home) -> Iterator[Catalog]:
    catalog = Catalog(home.catalog)
    yield catalog
    catalog.close()


def test_an_upload_is_kept_under_its_name_and_the_folder_is_a_root(home: Home, catalog: Catalog) -> None:
    kept = keep_upload(home, catalog, "会议.md", io.BytesIO("# 会议\n\n讨论展览。\n".encode()), documents_in)
    assert kept == home.uploads.resolve() / "会议.md"
    assert "讨论展览" in kept.read_text(encoding="utf-8")
    assert home.uploads.resolve() in catalog.roots()


@pytest.mark.parametrize("rubbish", [b"", b"\x00\x01\x02" * 100, b"%PDF-1.7 cut short"])
def test_what_cannot_be_read_leaves_the_earlier_version_and_nothing_else(
    home: Home, catalog: Catalog, rubbish: bytes
) -> None:
    kept = keep_upload(home, catalog, "note.txt", io.BytesIO(b"The first version."), documents_in)
    with pytest.raises(UnreadableDocument):
        keep_upload(home, catalog, "note.txt", io.BytesIO(rubbish), documents_in)
    assert kept.read_bytes() == b"The first version."
    assert [p.name for p in home.uploads.iterdir()] == ["note.txt"]


def test_the_name_of_a_document_from_elsewhere_is_refused(home: Home, catalog: Catalog) -> None:
    elsewhere = CatalogEntry("note.txt", "/share/note.txt", "/share", 1, 1, "", "")
    catalog.begin([Written(elsewhere, [])])
    with pytest.raises(CallerError, match="not uploaded"):
        keep_upload(home, catalog, "note.txt", io.BytesIO(b"Other words."), documents_in)
