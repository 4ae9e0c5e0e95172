"""PDF by Docling: what it exports as our blocks.

`owl.docling.json` is our own text, built with docling-core 2.104 as Docling's PDF pipeline builds it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Block
from ingest.readers import documents_in
from ingest.readers.docling.blocks import blocks_of
from ingest.readers.docling.converting import exported
from ingest.readers.docling.items import Exported
from ingest.readers.docling.reading import TOLD, read
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.pictures import scale_of
from retrieval.errors import NoTextLayer, SettingsError, UnreadableDocument

OWL: dict[str, Any] = json.loads(Path(__file__).with_name("owl.docling.json").read_text(encoding="utf-8"))
SECTION = ("The silver owl and its clock", "What was found")


def converted(values: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    return lambda *_: values


def pdf(path: Path, *pages: str) -> Path:
    canvas = Canvas(str(path), pagesize=(600, 800))
    canvas.setTitle("owl.indd")
    for text in pages:
        canvas.setFont("Helvetica", 14)
        canvas.drawString(60, 700, text)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    return blocks_of(Exported(OWL, scale_of))


def test_blocks_come_in_the_order_of_reading_without_running_heads(blocks: list[Block]) -> None:
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "The silver owl and its clock"),
        ("heading", "What was found"),
        (
            "paragraph",
            "The owl turns its head at noon; of the bells nobody\f"
            "knows what became, since the ledger ends in 1811.",
        ),
        ("caption", "Table 1. Parts of the clock, by weight."),
        ("table_header", "Part | Metal | Weight, g"),
        ("table_row", "Owl | silver | 412"),
        ("table_row", "Cage | | 96"),
        ("table_row", "Bells, eleven | brass | 1,030"),
        ("table_row", "Sold together in 1811"),
        ("heading", "Its keepers"),
        ("list_item", "Agnes Holt, from 1790"),
        ("list_item", "Peter Marsh, until the fire"),
        ("paragraph", "Both signed the Liber noctuae."),
        ("footnote", "1 The ledger is in the town archive."),
        ("caption", "Fig. 1. The owl, its head turned."),
        ("paragraph", "SEMPER VIGIL"),
    ]


def test_headings_have_their_depth_and_stand_above_what_follows(blocks: list[Block]) -> None:
    assert [block.level for block in blocks if block.kind == "heading"] == [1, 2, 3]
    assert blocks[2].locator.headings == SECTION
    assert blocks[10].locator.headings == (*SECTION, "Its keepers")


def test_a_text_over_two_pages_has_the_box_of_the_first(blocks: list[Block]) -> None:
    place = blocks[2].locator
    assert (place.page, place.end_page) == (1, 2)
    scale = 150 / 72
    assert place.region == (125, round(110 * scale), 1000, round(130 * scale) - round(110 * scale))


def test_a_row_has_its_table_its_number_and_the_box_around_its_cells(blocks: list[Block]) -> None:
    rows = [block.locator for block in blocks if block.kind.startswith("table")]
    assert [(row.table, row.row, row.page) for row in rows] == [(1, number, 2) for number in range(1, 6)]
    assert rows[1].region == (125, 250, 1000, 38)


def test_a_document_has_its_title_and_says_who_read_it(tmp_path: Path) -> None:
    path = pdf(tmp_path / "owl.pdf", "one", "two", "three")
    document = read(path, ReadOptions(), convert=converted(OWL))
    assert (document.title, document.kind) == ("The silver owl and its clock", "pdf")
    assert document.warnings == (TOLD,)


def test_a_page_without_text_is_recognised_in_its_place(tmp_path: Path) -> None:
    path = pdf(tmp_path / "owl.pdf", "one", "two", "three", "The cage was sold at noon.")
    values = json.loads(json.dumps(OWL))
    values["pages"]["4"] = values["pages"]["3"] | {"page_no": 4}
    document = read(path, ReadOptions(), convert=converted(values))
    last = document.blocks[-1]
    assert last.text == "The cage was sold at noon."
    assert (last.locator.page, last.locator.confidence is not None) == (4, True)
    assert document.warnings[1:] == ("pages read by text recognition: 4",)


def test_pages_of_pictures_alone_need_recognition(tmp_path: Path) -> None:
    empty = {"body": {"children": []}, "pages": {}}
    with pytest.raises(NoTextLayer, match=r"owl\.pdf.*STUDIOLO_OCR"):
        read(pdf(tmp_path / "owl.pdf", "one"), ReadOptions(ocr="none"), convert=converted(empty))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"body": {"children": [{"$ref": "#/texts/9"}, {"$ref": "nowhere"}, {}]}, "texts": []},
        {"body": {"children": [{"$ref": "#/groups/0"}]}, "groups": [{"children": [{"$ref": "#/groups/0"}]}]},
    ],
)
def test_references_that_lead_nowhere_or_round_in_a_ring_give_nothing(values: dict[str, Any]) -> None:
    assert blocks_of(Exported(values, scale_of)) == []


def test_it_is_chosen_by_a_setting_and_says_what_to_install(tmp_path: Path, without_docling: None) -> None:
    path = pdf(tmp_path / "owl.pdf", "one")
    assert next(documents_in(path)).kind == "pdf"
    with pytest.raises(SettingsError, match=r'pip install "studiolo\[docling\]"'):
        next(documents_in(path, ReadOptions(pdf_reader="docling", docling_models=tmp_path)))


def test_its_models_come_from_a_folder_or_not_at_all(tmp_path: Path, fake_docling: list[Any]) -> None:
    path = pdf(tmp_path / "owl.pdf", "one")
    for models in (None, tmp_path / "nowhere"):
        with pytest.raises(SettingsError, match="STUDIOLO_DOCLING_MODELS"):
            exported(path, models, lambda: None)
    assert exported(path, tmp_path, lambda: None) == OWL
    assert fake_docling == [
        {
            "artifacts_path": tmp_path,
            "do_ocr": False,
            "do_table_structure": True,
            "enable_remote_services": False,
        }
    ]


def test_what_docling_cannot_read_is_refused_by_name(tmp_path: Path, fake_docling: list[Any]) -> None:
    path = pdf(tmp_path / "broken.pdf", "one")
    with pytest.raises(UnreadableDocument, match=r"broken\.pdf: it is damaged"):
        exported(path, tmp_path, lambda: None)


def test_options_reach_the_reading_process_whole(tmp_path: Path) -> None:
    options = ReadOptions(pdf_reader="docling", docling_models=tmp_path)
    values = json.loads(json.dumps(options.to_json()))
    again = ReadOptions.from_json(values, alive=options.alive)
    assert again == options
