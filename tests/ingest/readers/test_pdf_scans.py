"""PDF files made here whose pages hold no text, or none that makes sense."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.pictures import PAGE_DPI, page_pictures
from ingest.readers.pdf.reading import page_texts, read
from retrieval.errors import NoTextLayer
from tests.ingest.readers.pdf_files import HEIGHT, SENTENCES, UNRECOGNISED, WIDTH, Set, column, make, texts


def test_pages_without_text_are_named_in_a_warning(tmp_path: Path) -> None:
    pages = [column(f"Words of a page {word}.") for word in ("one", "", "two", "", "", "")]
    for number in (1, 3, 4, 5):
        pages[number] = []
    document = read(make(tmp_path / "gaps.pdf", pages))
    assert document.warnings == ("pages 2, 4-6 have no text layer",)
    assert [block.locator.page for block in document.blocks] == [1, 3]


def test_a_file_of_pictures_needs_recognition(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    with pytest.raises(NoTextLayer, match=r"scan\.pdf: its 1 page hold.*STUDIOLO_OCR"):
        read(tmp_path / "scan.pdf", UNRECOGNISED)
    with pytest.raises(NoTextLayer, match=r"scan\.pdf: its 1 page hold.*no text was recognised"):
        read(tmp_path / "scan.pdf")


def scanned(path: Path, pages: Sequence[Sequence[Set]]) -> Path:
    """The pages as a scanner makes them: pictures without text."""
    plain = make(path.with_name("plain.pdf"), pages)
    pictures = [Image.fromarray(picture) for picture in page_pictures(plain, range(1, len(pages) + 1))]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=PAGE_DPI)
    return path


def test_a_scan_is_recognised_with_boxes_and_confidence(tmp_path: Path) -> None:
    pages = [
        [Set(530, "The duke's tureen", 20), *column(*SENTENCES)],
        column("a sum that is not known today."),
    ]
    document = read(scanned(tmp_path / "scan.pdf", pages))
    heading, paragraph = document.blocks
    assert (heading.kind, heading.text) == ("heading", "The duke's tureen")
    assert paragraph.text.replace("\f", "") == " ".join((*SENTENCES, "a sum that is not known today."))
    assert (paragraph.locator.page, paragraph.locator.end_page) == (1, 2)
    assert paragraph.locator.headings == ("The duke's tureen",)
    x, y, width, height = paragraph.locator.region or (0, 0, 0, 0)
    scale = PAGE_DPI / 72
    assert abs(x - 60 * scale) < 12
    assert abs(y - (HEIGHT - 510) * scale) < 20
    assert width > 200 * scale
    assert height > 45 * scale
    assert 0.9 < (paragraph.locator.confidence or 0) <= 1
    assert any("pages 1, 2 have been read by text recognition" in warning for warning in document.warnings)


def test_the_characters_of_a_recognised_block_stand_in_the_page(tmp_path: Path) -> None:
    path = scanned(tmp_path / "scan.pdf", [column(*SENTENCES)])
    (block,) = read(path).blocks
    start, end = block.locator.chars or (0, 0)
    assert page_texts(path)[0][start:end].replace("\n", " ") == block.text


def test_a_text_layer_that_makes_no_sense_is_read_again(tmp_path: Path) -> None:
    (picture,) = page_pictures(make(tmp_path / "plain.pdf", [column(*SENTENCES)]), [1])
    canvas = Canvas(str(tmp_path / "layer.pdf"), pagesize=A5)
    canvas.drawInlineImage(Image.fromarray(picture), 0, 0, WIDTH, HEIGHT)
    layer = canvas.beginText(60, 500)
    layer.setTextRenderMode(3)  # unseen, as recognition lays it under a picture
    layer.textLine(" ".join(word[:1] + "#$" + word[1:] for each in SENTENCES for word in each.split()))
    canvas.drawText(layer)
    canvas.save()
    document = read(tmp_path / "layer.pdf")
    assert texts(document) == [" ".join(SENTENCES)]
    assert any("makes no sense" in warning for warning in document.warnings)
