"""How much of a file its reader takes in, and whether its places lead back."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

from evals.coverage import measure_file, text_at, text_nodes
from evals.coverage.commands import coverage_report, files_in, print_coverage
from evals.coverage.measuring import leads_to, squashed
from ingest.readers import documents_in
from retrieval.errors import NotFound
from retrieval.locators import Locator

SAMPLES = Path(__file__).parents[3] / "corpus_samples"
MANIFEST: dict[str, Any] = {
    "@context": "http://iiif.io/api/presentation/3/context.json",
    "type": "Manifest",
    "id": "https://museum.example/1",
    "label": {"en": ["Peacock clock"]},
    "metadata": [{"label": {"en": ["Maker"]}, "value": {"en": ["James <b>Cox</b>"]}}],
    "items": [{"type": "Canvas", "selector": {"value": "xywh=1,2,3,4"}, "label": {"en": ["Front"]}}],
}


def made(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_all_of_a_manifest_is_taken_in_and_found_again(tmp_path: Path) -> None:
    found = measure_file(made(tmp_path, "m.json", json.dumps(MANIFEST)))
    assert (found.kind, found.title, found.nodes, found.reached) == ("iiif", "Peacock clock", 4, 4)
    assert found.places == found.followed > 0
    assert found.access == "not stated"


def test_what_a_reader_misses_lowers_the_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, "m.json", json.dumps(MANIFEST))
    document = next(documents_in(path))
    kept = [b for b in document.blocks if "Front" not in b.text]
    poorer = type(document)(document.title, document.kind, tuple(kept), fields=document.fields)
    monkeypatch.setattr("evals.coverage.measuring.documents_in", lambda _: [poorer])
    found = measure_file(path)
    assert found.share == 0.75
    assert found.missed == ["items/label/en: Front"]


def test_a_file_of_which_nothing_was_counted_has_no_share(tmp_path: Path) -> None:
    files = [
        measure_file(tmp_path / "none.json"),
        measure_file(made(tmp_path, "note.txt", "A bowl of agate.")),
    ]
    assert [(bool(file.error), file.share) for file in files] == [(True, None), (False, None)]
    report = coverage_report(files, seconds=1)
    assert (report["all"]["share"], report["kinds"]["text"]["share"]) == (None, None)
    console = Console(width=80, record=True, file=io.StringIO())
    print_coverage(files, report, console, missed=False)
    assert "100.0%" not in console.export_text()


def test_a_place_that_leads_elsewhere_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, "talk.csv", "Inv. No.,Title\n0042,Owl\n0043,Cage\n")
    first, second = documents_in(path)
    swapped = type(first)(first.title, "csv", second.blocks, fields=(*first.fields[:1],))
    moved = type(first.fields[1])("title", "Owl", second.fields[1].locator)
    swapped = type(first)(first.title, "csv", (), fields=(first.fields[0], moved))
    monkeypatch.setattr("evals.coverage.measuring.documents_in", lambda _: [swapped])
    found = measure_file(path)
    assert (found.places, found.followed) == (2, 1)
    assert "B3" in found.lost[0]


def test_quotes_of_our_samples_are_found_where_their_places_lead() -> None:
    lost = [text for path in files_in([SAMPLES]) for text in measure_file(path).lost]
    assert lost == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'Inv. No.;Title\n0042;"Owl,\nsilver"\n'),
        ("a.jsonl", '{"Title": "Owl", "Inv. No.": 42}\n{"Title": "Cage", "Inv. No.": 4.20}\n'),
        (
            "a.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Li>The owl\n\n00:02.000 --> 00:04.000\n<v Li>turns.\n",
        ),
        ("a.txt", "[00:01] Li: The owl.\n[00:02] Pan: Where?\n[00:05] Li: Here.\n[00:09] Pan: Good.\n"),
        ("a.rtf", r"{\rtf1\ansi The owl turns.\par\par It is silver.\par}"),
        ("a.eml", "From: Li\nSubject: Owl\nMIME-Version: 1.0\n\nThe owl turns.\n"),
        ("a.md", "# Owl\n\nSee [the cage](https://museum.example) of *silver*.\n"),
        ("a.html", "<html><body><h1>Owl</h1><p>It is <b>silver</b>.</p></body></html>"),
    ],
)
def test_places_of_every_text_format_lead_back(tmp_path: Path, name: str, content: str) -> None:
    found = measure_file(made(tmp_path, name, content))
    assert not found.error
    assert found.places == found.followed > 0


def test_cells_of_a_sheet_lead_back(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Inv. No.", "Title"])  # type: ignore[union-attr]
    book.active.append(["0042", "Owl"])  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    found = measure_file(tmp_path / "a.xlsx")
    assert found.places == found.followed > 0


def test_elements_and_members_of_archives_lead_back(tmp_path: Path) -> None:
    path = made(tmp_path, "a.xml", "<r><t>silver <b>owl</b> <i>turns</i></t></r>")
    assert text_at(path, Locator(xpath="/r/t[1]/b[1]")) == "owl"
    with pytest.raises(NotFound, match="leads to 0"):
        text_at(path, Locator(xpath="/r/t[2]"))
    assert [node.text for node in text_nodes(path)] == ["silver", "owl", "turns"]


def test_pieces_that_we_joined_are_looked_for_one_by_one() -> None:
    assert leads_to("1806-01-01T00 1806-12-31T00", "1806-01-01 – 1806-12-31")
    assert not leads_to("1806-01-01T00", "1806-01-01 – 1807-12-31")
    assert squashed("A-b, Ｃ") == "abc"


def test_a_report_sums_by_kind_and_counts_what_could_not_be_read(tmp_path: Path) -> None:
    files = [
        measure_file(made(tmp_path, "m.json", json.dumps(MANIFEST))),
        measure_file(made(tmp_path, "bad.json", "{")),
    ]
    report = coverage_report(files, seconds=1.0)
    assert report["kinds"]["iiif"]["share"] == 1.0
    assert report["all"]["errors"] == 1
    with pytest.raises(NotFound):
        files_in([tmp_path / "none"] if (tmp_path / "none").mkdir() is None else [])


@pytest.mark.parametrize(("width", "titled"), [(80, False), (140, True)])
def test_every_figure_fits_a_terminal_and_titles_a_wide_one(tmp_path: Path, width: int, titled: bool) -> None:
    good = measure_file(made(tmp_path, f"{'m' * 90}.json", json.dumps(MANIFEST)))
    bad = measure_file(made(tmp_path, "bad.json", "{"))
    console = Console(width=width, record=True, file=io.StringIO())
    print_coverage([good, bad], coverage_report([good, bad], seconds=1.0), console, missed=False)
    lines = console.export_text().splitlines()
    assert max(map(len, lines)) <= width
    row = next(line for line in lines if "mmm" in line)
    assert row.split()[-5:] == ["1", "4", "100.0%", str(good.places), str(good.followed)]
    assert "not stated" in row
    assert ("Peacock clock" in row) == titled
    assert any(line.startswith("bad.json: ") for line in lines)
