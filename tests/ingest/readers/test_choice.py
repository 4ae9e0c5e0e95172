"""The reader is chosen by what a file holds, whatever it is called."""

import zipfile
from pathlib import Path

import pytest

from ingest.readers import SUFFIXES, read
from retrieval.errors import EncryptedDocument, NotFound, UnreadableDocument

PAGE = "<!DOCTYPE html><html><body><h1>Bowl</h1><p>It is silver.</p></body></html>"
LIDO = (
    '<lido:lido xmlns:lido="http://www.lido-schema.org"><lido:lidoRecID>1</lido:lidoRecID>'
    "<lido:descriptiveMetadata><lido:note>chased</lido:note></lido:descriptiveMetadata></lido:lido>"
)
MARC = "00052cam a2200037   4500" + "245001400000" + "\x1e" + "00\x1faA tureen." + "\x1e\x1d"
MARCXML = (
    "<record xmlns='http://www.loc.gov/MARC21/slim'><datafield tag='245' ind1='0' ind2='0'>"
    "<subfield code='a'>A tureen</subfield></datafield></record>"
)
EAD = "<ead><archdesc><did><unittitle>Workshop papers</unittitle></did></archdesc></ead>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.html", PAGE, "html"),
        ("a.txt", PAGE, "html"),
        ("a.pdf", PAGE, "html"),
        ("a.txt", PAGE.encode("utf-16"), "html"),
        ("a.md", PAGE, "html"),
        ("a.txt", "\n<!-- saved -->\n<?xml version='1.0'?><HTML><body>x</body></HTML>", "html"),
        ("a.htm", "<p>a fragment</p>", "html"),
        ("a.txt", "<div>\n<p>a fragment</p>\n</div>\n", "html"),
        ("a.md", "<div>a logo</div>\n\n# Bowl\n", "markdown"),
        ("a.MARKDOWN", "# Bowl\n", "markdown"),
        ("a.txt", "# Bowl\n", "text"),
        ("a.txt", "The tag <html> opens a page.", "text"),
        ("README", "words without an ending", "text"),
        ("a.txt", "Ваза фарфоровая с росписью".encode("windows-1251"), "text"),
        ("a.docx", "words saved under the wrong name", "text"),
        ("a.txt", LIDO, "lido"),
        ("a.txt", EAD, "ead"),
        ("a.txt", MARC, "marc"),
        ("a.xml", MARCXML, "marcxml"),
        ("a.xml", "<TEI><text><body><p>Dear sir.</p></body></text></TEI>", "tei"),
        ("a.txt", "<TEI.2><text><body><p>Dear sir.</p></body></text></TEI.2>", "tei"),
        ("a.xml", "<metadata><title>Bowl</title></metadata>", "dublin-core"),
        ("a.xml", MARCXML.replace(" xmlns='http://www.loc.gov/MARC21/slim'", ""), "marcxml"),
    ],
)
def test_content_decides_and_the_ending_comes_second(
    tmp_path: Path, name: str, content: bytes | str, kind: str
) -> None:
    document = read(written(tmp_path, name, content))
    assert document.kind == kind
    assert document.blocks


def test_a_wrong_ending_is_named_in_the_warnings(tmp_path: Path) -> None:
    assert "named .txt, but read as html" in read(written(tmp_path, "a.txt", PAGE)).warnings
    assert read(written(tmp_path, "a.html", PAGE)).warnings == ()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.html", b"  \n ", "is empty"),
        ("a.txt", bytes(range(256)) * 30, "not text"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "save it as DOCX"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "save it as DOCX"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "save it as XLSX"),
        ("a.ppt", OLE, "old Microsoft Office format"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(50), "the picture is damaged"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "the picture is damaged"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "no reader for WebP images yet"),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(40), "no reader for video"),
        ("a.xml", b"<?xml version='1.0'?><inventory/>", "no reader for .xml files of its kind"),
        ("a.xml", b"words where elements should be", "not well-formed XML"),
        ("a.docx", b"PK\x03\x04 and then nothing", "damaged or cut short"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_file_and_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as refusal:
        read(written(tmp_path, name, content))
    assert name in str(refusal.value)
    assert str(tmp_path) not in str(refusal.value)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("xl/workbook.xml", "cannot be read as a workbook"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("META-INF/container.xml", "container.xml in it cannot be read"),
        ("photo.jpg", "ZIP archives"),
    ],
)
def test_an_archive_is_named_for_what_it_holds(tmp_path: Path, part: str, reason: str) -> None:
    path = tmp_path / "loans.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(UnreadableDocument, match=reason):
        read(path)


def test_a_locked_office_file_is_said_to_be_locked(tmp_path: Path) -> None:
    path = written(tmp_path, "a.docx", OLE + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(EncryptedDocument, match=r"a\.docx: it is locked with a password"):
        read(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"gone\.txt"):
        read(tmp_path / "gone.txt")
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        read(tmp_path)


def test_the_endings_a_folder_walk_takes_up_are_those_with_a_reader() -> None:
    assert {".docx", ".html", ".md", ".pdf", ".txt", ".csv", ".xlsx"} <= SUFFIXES
    assert not SUFFIXES & {".doc", ".xls", ".zip", ".py", ""}
