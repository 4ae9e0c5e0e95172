from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document
from reportlab.pdfgen.canvas import Canvas

from evals.answers.source_texts import SourceTexts, decoded


def test_a_quote_is_held_against_the_file_spacing_and_punctuation_aside(corpus: Path) -> None:
    sources = SourceTexts(corpus)
    assert sources.holds("vase.txt", "The blue vase was fired\nat Jingdezhen in 1351.") is True
    assert sources.holds("scroll.txt", "《千里江山图》由王希孟绘于北宋政和三年。") is True


@pytest.mark.parametrize(
    "changed",
    [
        "The blue vase was fired at Jingdezhen in 1352.",
        "The green vase was fired at Jingdezhen in 1351.",
        "The blue vase was made at Jingdezhen in 1351.",
        "It is 63 cm high. The blue vase was fired at Jingdezhen",
        " … ",
        "",
    ],
)
def test_a_changed_reordered_or_empty_quote_is_caught(corpus: Path, changed: str) -> None:
    assert SourceTexts(corpus).holds("vase.txt", changed) is False


def test_a_quote_from_another_document_or_from_none_is_caught(corpus: Path) -> None:
    sources = SourceTexts(corpus)
    assert sources.holds("clocks/clock.md", "The blue vase was fired at Jingdezhen") is False
    assert sources.holds("nowhere.txt", "The blue vase") is False
    assert sources.has("nowhere.txt") is False


def test_a_document_is_found_by_its_path_first_and_then_by_its_stem(corpus: Path) -> None:
    (corpus / "clocks" / "vase.txt").write_text("A vase beside the clock.")
    sources = SourceTexts(corpus)
    assert sources.holds("clocks/vase.txt#1", "A vase beside the clock.") is True
    assert sources.holds("vase.txt", "A vase beside the clock.") is False
    assert sources.holds("uploads/clock.pdf", "made in London in 1772") is True


def test_markdown_and_html_are_held_against_with_and_without_their_markup(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        'It plays [four tunes](https://example.org/x) on _the_ **hour**,{{< ref "b" >}} '
        "&amp; <em>chimes</em>[^1]."
    )
    (tmp_path / "b.html").write_text(
        "<html><head><style>p {color: red}</style></head><body><p>Cox &amp; <b>S</b>on"
        "<script>let x = 'made';</script> made it.</p></body></html>"
    )
    sources = SourceTexts(tmp_path)
    assert sources.holds("a.md", "plays four tunes on the hour, & chimes.") is True
    assert sources.holds("a.md", "https://example.org/x") is True
    assert sources.holds("a.md", "plays five tunes on the hour") is False
    assert sources.holds("b.html", "Cox & Son made it.") is True
    assert sources.holds("b.html", "Cox & Sons made it.") is False


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("瓷器与钟表收藏于故宫博物院，这件瓶高六十三厘米，烧造于景德镇。" * 3, "gb18030"),
        ("Ваза была обожжена в Цзиндэчжэне и хранится в музее с прошлого века." * 3, "cp1251"),
        ("Ваза была обожжена в Цзиндэчжэне и хранится в музее с прошлого века." * 3, "koi8-r"),
        ("The vase, 63 cm high — 花瓶", "utf-16"),
        ("The vase, 63 cm high — 花瓶", "utf-8-sig"),
    ],
)
def test_old_encodings_are_decoded(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_docx_text_is_that_of_body_tables_footnotes_and_endnotes(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("The singing ")
    paragraph.add_run("clock").bold = True
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Height 63 cm"
    document.save(str(tmp_path / "clock.docx"))
    note = '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    with zipfile.ZipFile(tmp_path / "clock.docx", "a") as package:
        package.writestr("word/footnotes.xml", note + "<w:t>Sold in 1772.</w:t></w:footnotes>")
    sources = SourceTexts(tmp_path)
    assert sources.holds("clock.docx", "The singing clock") is True
    assert sources.holds("clock.docx", "Height 63 cm") is True
    assert sources.holds("clock.docx", "Sold in 1772.") is True
    assert sources.holds("clock.docx", "Sold in 1773.") is False


def test_a_pdf_quote_has_to_stand_on_one_page(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "book.pdf"))
    for head, line in (
        ("A HISTORY 1", "The clock was sold to the"),
        ("A HISTORY 2", "emperor in the year 1772."),
    ):
        canvas.drawString(72, 800, head)
        canvas.drawString(72, 700, line)
        canvas.showPage()
    canvas.save()
    sources = SourceTexts(tmp_path)
    assert sources.holds("book.pdf", "The clock was sold to the") is True
    assert sources.holds("book.pdf", "emperor in the year 1772.") is True
    assert sources.holds("book.pdf", "empress in the year 1772.") is False
    assert sources.holds("book.pdf", "The clock was sold to the emperor in the year 1772.") is False


def test_a_document_that_no_text_can_be_made_of_is_unchecked(tmp_path: Path) -> None:
    (tmp_path / "scan.tiff").write_bytes(b"II*\0")
    (tmp_path / "broken.docx").write_bytes(b"PK not a package")
    sources = SourceTexts(tmp_path)
    assert sources.holds("scan.tiff", "The clock") is None
    assert sources.holds("broken.docx", "The clock") is None


def test_a_scan_has_no_text_to_hold_a_quote_against(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    assert SourceTexts(tmp_path).holds("scan.pdf", "The clock was sold.") is None
