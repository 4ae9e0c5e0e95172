"""OpenDocument text as it is read on the page, each block with its element."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from ingest.readers import read
from ingest.readers.odt import odt_text
from retrieval.errors import EncryptedDocument, UnreadableDocument

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "draw", "meta", "manifest")
)
BODY = """<text:tracked-changes><text:p>deleted words</text:p></text:tracked-changes>
<text:h text:outline-level="1">Peacock clock</text:h>
<text:p>Made by <text:span>James</text:span><text:s/>Cox<text:note><text:note-body>
<text:p>Cox signed it.</text:p></text:note-body></text:note> in London.</text:p>
<text:list><text:list-item><text:p>an owl</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Part</text:p></table:table-cell>
<table:table-cell><text:p>Metal</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>owl</text:p></table:table-cell><table:table-cell>
<text:p>silver</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:text-box><text:p>Fig. 1. The cage.</text:p></draw:text-box></draw:frame></text:p>"""

Write = Callable[..., Path]


@pytest.fixture
def odt(tmp_path: Path) -> Write:
    def write(body: str, manifest: str = "", meta: str = "") -> Path:
        path = tmp_path / "clock.odt"
        content = (
            f"<office:document-content {SPACES}><office:body>{body}</office:body></office:document-content>"
        )
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", content)
            archive.writestr(
                "META-INF/manifest.xml", f"<manifest:manifest {SPACES}>{manifest}</manifest:manifest>"
            )
            archive.writestr("meta.xml", meta or "<m/>")
        return path

    return write


def test_headings_lists_tables_notes_and_captions_are_read_in_order(odt: Write) -> None:
    document = read(odt(f"<office:text>{BODY}</office:text>"))
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("heading", "Peacock clock"),
        ("paragraph", "Made by James Cox in London."),
        ("footnote", "Cox signed it."),
        ("list_item", "an owl"),
        ("table_header", "Part | Metal"),
        ("table_row", "owl | silver"),
        ("caption", "Fig. 1. The cage."),
    ]
    assert (document.kind, document.title) == ("odt", "Peacock clock")
    assert document.blocks[1].locator.headings == ("Peacock clock",)


def test_every_place_is_an_element_that_holds_the_text(odt: Write) -> None:
    path = odt(f"<office:text>{BODY}</office:text>")
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    for block in read(path).blocks:
        assert block.locator.member == "content.xml"
        (element,) = root.xpath(block.locator.xpath)
        text = odt_text(element).replace(" ", "")
        assert text == block.text.replace(" | ", "").replace(" ", "")


def test_author_and_language_are_taken_from_its_properties(odt: Write) -> None:
    meta = (
        f"<m {SPACES}><meta:initial-creator>Osborn</meta:initial-creator>"
        '<d:language xmlns:d="http://purl.org/dc/elements/1.1/">ru-RU</d:language></m>'
    )
    document = read(odt("<office:text><text:p>Часы</text:p></office:text>", meta=meta))
    assert document.metadata["author"] == "Osborn"
    assert document.language == "ru"


def test_a_locked_one_and_a_spreadsheet_are_told_apart(odt: Write) -> None:
    with pytest.raises(EncryptedDocument, match="password"):
        read(odt("<office:text/>", manifest="<manifest:encryption-data/>"))
    with pytest.raises(UnreadableDocument, match="no text document"):
        read(odt("<office:spreadsheet/>"))
    with pytest.raises(UnreadableDocument, match=r"clock\.odt: there is no text"):
        read(odt("<office:text/>"))
    with pytest.raises(UnreadableDocument, match=r"there is no text"):
        read(odt("<office:text>&undefined;"))
