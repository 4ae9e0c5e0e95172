"""Picture files: the text recognised on them, with its boxes in the pixels of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.readers import documents_in
from ingest.readers.options import ReadOptions
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
