"""PAGE XML: regions in their reading order, by what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ingest.documents import Document
from ingest.readers import read
from retrieval.errors import UnreadableDocument
from tests.ingest.readers.scan_files import PAGE, page_xml, region


def made(tmp_path: Path, content: str) -> Document:
    path = tmp_path / "page.xml"
    path.write_text(content, "utf-8")
    document = read(path)
    tree = etree.parse(str(path))
    for block in document.blocks:
        (found,) = tree.xpath(block.locator.xpath)
        assert block.text[-4:] in "".join(found.itertext())
    return document


def test_regions_stand_in_reading_order_with_box_and_confidence(tmp_path: Path) -> None:
    regions = (
        region("r1", "Second.") + region("r2", "The first", "para-", "graph.") + region("r3", "Unnamed.")
    )
    document = made(tmp_path, page_xml(regions, order=["r2", "r1"]))
    assert [b.text for b in document.blocks] == ["The first paragraph.", "Second.", "Unnamed."]
    place = document.blocks[0].locator
    assert (place.page, place.region, place.confidence) == (1, (10, 20, 300, 90), 0.8)
    assert document.kind == "page-xml"


def test_regions_are_what_their_type_says(tmp_path: Path) -> None:
    regions = "".join(
        region(kind, f"{kind} text", kind=kind)
        for kind in ("header", "heading", "paragraph", "caption", "footnote")
    )
    document = made(tmp_path, page_xml(regions + region("n", "iv", kind="page-number")))
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("heading", "heading text"),
        ("paragraph", "paragraph text"),
        ("caption", "caption text"),
        ("footnote", "footnote text"),
    ]
    assert document.blocks[1].locator.headings == ("heading text",)
    assert document.blocks[1].locator.page_label == "iv"
    assert document.title == "heading text"


def test_words_and_whole_regions_give_text_where_lines_have_none(tmp_path: Path) -> None:
    word = "<Word><TextEquiv><Unicode>{}</Unicode></TextEquiv></Word>"
    regions = (
        f'<TextRegion id="a"><TextLine>{word.format("Long")}{word.format("eels.")}</TextLine></TextRegion>'
        '<TableRegion id="t"><TextRegion id="b"><TextEquiv><Unicode>Two\nlines.</Unicode></TextEquiv>'
        "</TextRegion></TableRegion>"
    )
    document = made(tmp_path, page_xml(regions))
    assert [b.text for b in document.blocks] == ["Long eels.", "Two lines."]


def test_a_drop_capital_begins_its_word(tmp_path: Path) -> None:
    document = made(tmp_path, page_xml(region("a", "E") + region("b", "els are long.")))
    assert [b.text for b in document.blocks] == ["Eels are long."]


@pytest.mark.parametrize("content", [f'<PcGts xmlns="{PAGE}"/>', page_xml(""), page_xml(region("a"))])
def test_a_page_without_text_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"page\.xml"):
        made(tmp_path, content)
