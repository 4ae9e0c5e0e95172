"""What `studiolo inspect` shows of a file before it is taken up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.showing.inspecting import access_of, inspect_file
from ingest.documents import Document
from ingest.readers import documents_in
from retrieval.errors import CallerError, NotFound

TABLE = "Inv. No.,Title,Maker,Access,Odd\n0042,Owl,James Cox,staff only,x\n0043,Cage,,,\n0044,Peacock,,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "loans.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_first_records_are_kept_and_all_are_counted(table: Path) -> None:
    found = inspect_file(table, documents_in, records=2)
    assert (found.kind, found.total, [d.title for d in found.shown]) == ("csv", 3, ["Owl", "Cage"])
    with pytest.raises(NotFound):
        inspect_file(table.with_name("gone.csv"), documents_in, records=2)


@pytest.mark.parametrize(
    ("metadata", "access", "why"),
    [
        ({"access": "staff only"}, "internal", "stated: staff only"),
        ({"access": "ask Anna"}, "restricted", "not understood"),
        ({"access": "public", "embargo": "2031"}, "restricted", "embargo until 2031"),
        ({}, "", "states none"),
    ],
)
def test_the_access_is_shown_with_its_reason(metadata: dict[str, str], access: str, why: str) -> None:
    found = access_of(Document("Owl", "csv", (), metadata=metadata))
    assert found[0] == access
    assert why in found[1]


def test_a_file_is_shown_in_words_with_fields_places_and_what_is_left(table: Path) -> None:
    done = CliRunner().invoke(app, ["inspect", str(table), "--records", "1"], env={"COLUMNS": "160"})
    assert done.exit_code == 0, done.output
    for expected in (
        "loans.csv  csv, 3 documents",
        "record         0042",
        "access         internal (stated: staff only)",
        "maker          James Cox",
        "C2, line 2",
        "2 more",
    ):
        assert expected in done.output


def test_paths_are_shown_below_what_they_share_and_fields_of_a_name_together(tmp_path: Path) -> None:
    record = """<lido:lido xmlns:lido="http://www.lido-schema.org"><lido:lidoRecID>7</lido:lidoRecID>
    <lido:descriptiveMetadata><lido:objectIdentificationWrap><lido:titleWrap>
    <lido:titleSet><lido:appellationValue>Owl</lido:appellationValue></lido:titleSet>
    <lido:titleSet><lido:appellationValue>Night bird</lido:appellationValue></lido:titleSet>
    </lido:titleWrap></lido:objectIdentificationWrap></lido:descriptiveMetadata></lido:lido>"""
    path = tmp_path / "owl.xml"
    path.write_text(record, encoding="utf-8")
    done = CliRunner().invoke(app, ["inspect", str(path)], env={"COLUMNS": "160"})
    lines = [line.strip() for line in done.output.splitlines()]
    assert "fields        their places lie below /lido" in lines
    at = lines.index("title         Owl")
    assert lines[at + 1].startswith("/descriptiveMetadata[1]/")
    assert lines[at + 2] == "Night bird"


def test_json_is_one_document_for_a_file_and_a_list_for_several(table: Path) -> None:
    one = json.loads(CliRunner().invoke(app, ["inspect", str(table), "--json"]).stdout)
    assert one["documents"] == 3
    assert one["shown"][0]["access"] == "internal"
    assert one["shown"][0]["fields"][0]["locator"] == {"cells": "A2", "lines": [2, 2]}
    several = json.loads(CliRunner().invoke(app, ["inspect", str(table), str(table), "--json"]).stdout)
    assert len(several) == 2


def test_a_file_that_cannot_be_read_is_an_error_with_its_reason_and_no_home_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    done = CliRunner().invoke(app, ["inspect", "bad.json"])
    assert done.exit_code == 1
    assert "bad.json: it is not JSON" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["bad.json"]


def test_a_folder_is_not_said_to_be_no_file(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="is a folder: name files of it"):
        inspect_file(tmp_path, documents_in, records=1)
