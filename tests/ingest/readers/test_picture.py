"""Picture files: the text recognised on them, with its boxes in the pixels of the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, ImageOps

from ingest.ocr import RecognisedLine, Recognition
from ingest.readers import documents_in
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.page_blocks import page_blocks
from ingest.readers.pdf.recognised_page import recognised_page
from ingest.readers.picture import read
from retrieval.errors import NoTextLayer, UnreadableDocument


def card(*texts: str) -> Image.Image:
    image = Image.new("RGB", (1200, 100 + 70 * len(texts)), "white")
    draw = ImageDraw.Draw(image)
    for n, text in enumerate(texts):
        draw.text((60, 50 + 70 * n), text, font=ImageFont.load_default(size=38), fill="black")
    return image


@pytest.mark.parametrize("name", ["card.png", "card.jpg", "card.tif"])
def test_a_card_is_read_from_any_picture(tmp_path: Path, name: str) -> None:
    card("Inventory card 4711", "A silver owl that turns its head").save(tmp_path / name)
    (document,) = documents_in(tmp_path / name)
    assert document.kind == "picture"
    assert " ".join(b.text for b in document.blocks) == "Inventory card 4711 A silver owl that turns its head"
    place = document.blocks[0].locator
    assert place.page == 1
    assert place.region is not None
    assert abs(place.region[0] - 60) < 15
    assert (place.confidence or 0) > 0.9
    assert "read by text recognition" in document.warnings[0]


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "cards.tiff"
    card("The first card of the box.").save(
        path, save_all=True, append_images=[card("The second card of it.")]
    )
    (document,) = documents_in(path)
    assert [(b.text, b.locator.page) for b in document.blocks] == [
        ("The first card of the box.", 1),
        ("The second card of it.", 2),
    ]


def test_boxes_of_a_large_picture_are_told_in_its_own_pixels(tmp_path: Path) -> None:
    large = card("Inventory card 4711").resize((6000, 850))
    large.save(tmp_path / "large.png")
    (document,) = documents_in(tmp_path / "large.png")
    region = document.blocks[0].locator.region or (0, 0, 0, 0)
    assert abs(region[0] - 300) < 60


@pytest.mark.parametrize("kind", ["<u2", ">u2", "<u4", "<f4"])
def test_a_scan_of_more_than_eight_bits_is_not_blank(tmp_path: Path, kind: str) -> None:
    grey = np.asarray(card("Inventory card 4711").convert("L"), dtype=float)
    deep = (grey * 160 + 9000).astype(kind)  # grey paper and faded ink of a scanner's sixteen bits
    Image.fromarray(deep).save(tmp_path / "deep.tif")
    (document,) = documents_in(tmp_path / "deep.tif")
    assert document.blocks[0].text == "Inventory card 4711"


def test_writing_on_a_transparent_ground_is_read(tmp_path: Path) -> None:
    ink = ImageOps.invert(card("Inventory card 4711").convert("L"))
    clear = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=ink)
    clear.save(tmp_path / "clear.png")
    (document,) = documents_in(tmp_path / "clear.png")
    assert document.blocks[0].text == "Inventory card 4711"


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_upside_down_is_read_and_its_boxes_are_where_it_lies(
    tmp_path: Path, degrees: int
) -> None:
    texts = ["The tureen was made in Paris in 1784.", "The duke paid for it in three parts.", "It is lost."]
    lying = card(*texts).rotate(degrees, expand=True)
    lying.save(tmp_path / "lying.png")
    (document,) = documents_in(tmp_path / "lying.png")
    assert " ".join(block.text for block in document.blocks) == " ".join(texts)
    x, y, width, height = document.blocks[0].locator.region or (0, 0, 0, 0)
    left, top, right, bottom = ImageOps.invert(lying.convert("L")).getbbox() or (0, 0, 0, 0)
    assert (x, y, x + width, y + height) == pytest.approx((left, top, right, bottom), abs=25)


def test_a_picture_whose_writing_is_in_a_script_without_a_model_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = iter([Recognition(300, 300, (), unread=4)])
    monkeypatch.setattr("ingest.readers.picture.recognise", lambda *_, **__: seen)
    monkeypatch.setattr("ingest.readers.picture._scaled", lambda found, _: found)
    monkeypatch.setattr("ingest.readers.picture._frames", lambda _, sizes: sizes.append((300, 300)))
    with pytest.raises(NoTextLayer, match=r"but 4 stretches of text were seen: .*install tesseract"):
        read(tmp_path / "card.png", ReadOptions())


def test_a_line_without_letters_that_hang_does_not_end_its_paragraph() -> None:
    texts = ["The tureen came to the museum in 1911 with the", "bequest of a patron, glazed in", "pale grey."]
    lines = [
        RecognisedLine(text, (100, 100 + 45 * n, 17 * len(text), 34 if n else 24), 0.99)
        for n, text in enumerate(texts)
    ]
    page = recognised_page(Recognition(1000, 1000, tuple(lines)), 1, usual=34)
    blocks, _ = page_blocks([page.lines], {})
    assert [block.text for block in blocks] == [" ".join(texts)]


def test_a_photograph_without_text_and_a_damaged_one_are_told_apart(tmp_path: Path) -> None:
    Image.new("RGB", (300, 300), "grey").save(tmp_path / "photo.png")
    with pytest.raises(NoTextLayer, match=r"photo\.png: no text was recognised"):
        list(documents_in(tmp_path / "photo.png"))
    whole = (tmp_path / "photo.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableDocument, match=r"cut\.png: the picture is damaged"):
        list(documents_in(tmp_path / "cut.png"))
    with pytest.raises(NoTextLayer, match="STUDIOLO_OCR"):
        list(documents_in(tmp_path / "photo.png", ReadOptions(ocr="none")))


def test_a_picture_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.readers.picture._MOST_PIXELS", 1000)
    Image.new("1", (100, 100)).save(tmp_path / "bomb.png")
    with pytest.raises(UnreadableDocument, match=r"bomb\.png.*too large"):
        list(documents_in(tmp_path / "bomb.png"))
