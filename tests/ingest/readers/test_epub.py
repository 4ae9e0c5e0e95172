"""Books in EPUB: chapters in the order of the spine, each place with its file."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.readers import read
from retrieval.errors import EncryptedDocument, UnreadableDocument

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>Clocks of the palace</dc:title>
<dc:creator>Shen Ruolan</dc:creator><dc:language>en-GB</dc:language></metadata>
<manifest><item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one%20first.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="bad" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/>
<itemref idref="bad"/></spine></package>"""
CHAPTER = "<html><body><h1>{0}</h1><p>{1}</p></body></html>"
MEMBERS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/nav.xhtml": CHAPTER.format("Contents", "Owls"),
    "OEBPS/text/two.xhtml": CHAPTER.format("Cages", "The cage is gilt."),
    "OEBPS/text/one first.xhtml": CHAPTER.format("Owls", "The owl turns its head."),
}


def made(folder: Path, members: Mapping[str, str]) -> Path:
    path = folder / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_chapters_follow_the_spine_and_name_their_files(tmp_path: Path) -> None:
    document = read(made(tmp_path, MEMBERS))
    assert [(b.text, b.locator.member, b.locator.headings) for b in document.blocks] == [
        ("Owls", "OEBPS/text/one first.xhtml", ()),
        ("The owl turns its head.", "OEBPS/text/one first.xhtml", ("Owls",)),
        ("Cages", "OEBPS/text/two.xhtml", ()),
        ("The cage is gilt.", "OEBPS/text/two.xhtml", ("Cages",)),
    ]
    assert (document.title, document.language) == ("Clocks of the palace", "en")
    assert document.metadata["author"] == "Shen Ruolan"
    assert any("gone.xhtml" in warning for warning in document.warnings)


def test_a_protected_book_is_said_to_be_protected(tmp_path: Path) -> None:
    rights = '<encryption><CipherReference URI="OEBPS/text/two.xhtml"/></encryption>'
    with pytest.raises(EncryptedDocument, match="protected"):
        read(made(tmp_path, {**MEMBERS, "META-INF/encryption.xml": rights}))


@pytest.mark.parametrize("part", ["META-INF/container.xml", "OEBPS/book.opf"])
@pytest.mark.parametrize(
    "content", ["<x/>", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>", "?"]
)
def test_a_book_without_its_package_is_refused(tmp_path: Path, part: str, content: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"book\.epub"):
        read(made(tmp_path, {**MEMBERS, part: content}))


def test_a_chapter_that_climbs_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="climbs out"):
        read(made(tmp_path, {**MEMBERS, "../evil.xhtml": "x"}))


def test_the_notes_and_boxes_of_a_chapter_are_read(tmp_path: Path) -> None:
    chapter = """<html xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>Owls</h1>
<p>It was made in 1750<a epub:type="noteref" href="#n1">3</a> for the palace.</p>
<aside epub:type="footnote" id="n1"><p>Accounts of the house.</p></aside>
<aside class="sidebar"><p>How the owl turns its head.</p></aside>
<p class="copyright">All rights reserved.</p></body></html>"""
    document = read(made(tmp_path, {**MEMBERS, "OEBPS/text/one first.xhtml": chapter}))
    assert [(block.text, block.kind) for block in document.blocks[1:5]] == [
        ("It was made in 1750 ³ for the palace.", "paragraph"),
        ("Accounts of the house.", "footnote"),
        ("How the owl turns its head.", "paragraph"),
        ("All rights reserved.", "paragraph"),
    ]
