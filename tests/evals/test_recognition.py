"""Text recognition held against a text layer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from evals.cli import app
from evals.recognition import measure_recognition
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.reading import page_texts
from retrieval.errors import CallerError

LINES = ("The silver owl turns its head at noon,", "and eleven bells ring beneath the cage.")


def made(path: Path, *lines: str) -> Path:
    canvas = Canvas(str(path), pagesize=(420, 300))
    for number, line in enumerate(lines):
        canvas.drawString(40, 200 - 24 * number, line)
    canvas.showPage()
    canvas.save()
    return path


def test_what_is_read_from_pictures_is_compared_with_the_text_layer(tmp_path: Path) -> None:
    found = measure_recognition(made(tmp_path / "owl.pdf", *LINES), ReadOptions())
    assert found.characters == len("".join(LINES).replace(" ", ""))
    assert found.error_rate < 0.02
    assert found.pages_a_second > 0


def test_an_error_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = ["The silver cat turns its head at noon,"]
    monkeypatch.setattr("evals.recognition.layer_texts", lambda *_: layer)
    found = measure_recognition(made(tmp_path / "owl.pdf", LINES[0]), ReadOptions())
    assert found.errors == 3


def test_a_caption_within_the_text_is_no_error(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "owl.pdf"), pagesize=(420, 300))
    lines = (
        (250, 12, "The clock was bought by the steward in the spring"),
        (234, 12, "of that year, and stood in the hall until the roof"),
        (190, 9, "Fig. 2. The owl as it was found beneath the stairs."),
        (150, 12, "fell in; the owl alone was saved from the water,"),
        (134, 12, "and nobody knows what became of the eleven bells."),
    )
    for y, size, text in lines:
        canvas.setFont("Helvetica", size)
        canvas.drawString(40, y, text)
    canvas.showPage()
    canvas.save()
    path = tmp_path / "owl.pdf"
    assert "until the roof\nfell in" in page_texts(path)[0]  # the reader puts the caption behind
    assert measure_recognition(path, ReadOptions()).error_rate < 0.02


def test_the_command_prints_json_and_refuses_a_file_without_text(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["ocr", str(made(tmp_path / "owl.pdf", *LINES)), "--json"])
    assert json.loads(done.stdout)["files"][0]["error_rate"] < 0.02
    with pytest.raises(CallerError, match="no text layer"):
        measure_recognition(made(tmp_path / "blank.pdf"), ReadOptions())
