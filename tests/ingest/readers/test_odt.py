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
    for name in ("office", "text", "table", "draw", "meta", "manifest", "style")
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
    def write(body: str, manifest: str = "", meta: str = "", styles: str = "") -> Path:
        path = tmp_path / "clock.odt"
        content = (
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body>{body}</office:body></office:document-content>"
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


HIDDEN = (
    '<style:style style:name="Base"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T1" style:parent-style-name="Base"/>'
    '<style:style style:name="T2" style:parent-style-name="Base">'
    '<style:text-properties text:display="true"/></style:style>'
)


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:section text:display="none"><text:p>the price</text:p></text:section>',
        '<text:p text:style-name="Base">the <text:note><text:note-body>'
        "<text:p>price</text:p></text:note-body></text:note></text:p>",
        '<text:p><text:span text:style-name="T1">the price</text:span></text:p>',
        '<text:p><text:hidden-text text:is-hidden="true">the price</text:hidden-text></text:p>',
        '<text:p>the <text:hidden-paragraph text:is-hidden="true"/>price</text:p>',
    ],
)
def test_what_nobody_sees_is_left_out_with_a_warning(odt: Write, hidden: str) -> None:
    seen = '<text:p>Seen <text:span text:style-name="T2">by all</text:span>.</text:p>'
    document = read(odt(f"<office:text>{seen}{hidden}{seen}</office:text>", styles=HIDDEN))
    assert [b.text for b in document.blocks] == ["Seen by all."] * 2
    assert document.warnings == ("hidden text was left out",)
    assert document.blocks[1].locator.xpath == read(
        odt(f"<office:text>{seen}{hidden}{seen}</office:text>")
    ).blocks[-1].locator.xpath  # fmt: skip


def test_a_table_in_a_cell_is_read_once(odt: Write) -> None:
    def table(inner: str) -> str:
        cell = f"<table:table-cell>{inner}</table:table-cell>"
        return f"<table:table><table:table-row>{cell}</table:table-row></table:table>"

    outer = table(f"<text:p>owl</text:p>{table('<text:p>silver</text:p>')}")
    assert [b.text for b in read(odt(f"<office:text>{outer}</office:text>")).blocks] == ["owl silver"]


def test_a_paragraph_in_the_style_of_a_title_is_the_title(odt: Write) -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = """<text:p text:style-name="P1">Report on the peacock clock</text:p>
<text:h text:outline-level="1">1. Case</text:h><text:p>It is gilt.</text:p>"""
    document = read(odt(f"<office:text>{body}</office:text>", styles=styles))
    assert document.title == "Report on the peacock clock"
    assert [(b.kind, b.level) for b in document.blocks] == [
        ("heading", 1),
        ("heading", 1),
        ("paragraph", None),
    ]
    assert document.blocks[2].locator.headings == ("1. Case",)


def test_the_paragraphs_of_a_note_are_parted_and_soft_hyphens_are_none(odt: Write) -> None:
    note = "<text:note><text:note-body><text:p>Cox signed it.</text:p><text:p>So did Ward.</text:p>"
    body = f"<text:p>Made by Cox{note}</text:note-body></text:note> the clock\u00admaker.</text:p>"
    document = read(odt(f"<office:text>{body}</office:text>"))
    assert [b.text for b in document.blocks] == ["Made by Cox the clockmaker.", "Cox signed it. So did Ward."]


def test_a_cell_over_several_rows_is_said_of_each_but_in_a_header(odt: Write) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, rows: int = 1) -> str:
        return (
            f'<table:table-cell table:number-rows-spanned="{rows}"><text:p>{text}</text:p></table:table-cell>'
        )

    covered = "<table:covered-table-cell/>"
    body = (
        "<office:text><table:table><table:table-header-rows>"
        f"{row(cell('Hall', 2), cell('What'))}{row(covered, cell('it is'))}</table:table-header-rows>"
        f"{row(cell('Hall 3', 3), cell('Vase'))}{row(covered, cell('Clock'))}{row(covered, cell(''))}"
        f"{row(cell('Hall 4'), cell('Lamp'))}</table:table></office:text>"
    )
    assert [block.text for block in read(odt(body)).blocks] == [
        "Hall | What", "| it is", "Hall 3 | Vase", "Hall 3 | Clock", "Hall 4 | Lamp",
    ]  # fmt: skip
