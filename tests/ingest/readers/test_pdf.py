"""PDF files made here, read and compared with what was set on their pages."""

import re
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.reading import page_texts, read
from retrieval.errors import EncryptedDocument, NotFound, UnreadableDocument
from retrieval.language.sentences import page_parts, sentence_spans
from tests.ingest.readers.pdf_files import SENTENCES, UNRECOGNISED, Set, column, make, texts


def test_lines_become_paragraphs_under_their_headings(tmp_path: Path) -> None:
    page = [
        Set(540, "A Silver Tureen", 18, "Helvetica-Bold"),
        Set(515, "Marks", 11, "Helvetica-Bold"),
        *column(*SENTENCES, "it in gold.", top=490),
        *column("Nothing else is known of it.", top=400),
    ]
    document = read(make(tmp_path / "tureen.pdf", [page]))
    assert [block.kind for block in document.blocks] == ["heading", "heading", "paragraph", "paragraph"]
    assert document.blocks[2].text == " ".join((*SENTENCES, "it in gold."))
    assert document.blocks[2].locator.headings == ("A Silver Tureen", "Marks")
    assert [block.level for block in document.blocks[:2]] == [1, 2]
    assert document.blocks[1].locator.headings == ("A Silver Tureen",)
    assert (document.title, document.kind) == ("A Silver Tureen", "pdf")
    assert document.metadata["author"] == "Anna Petrova"
    assert document.metadata["date"] == "2000-01-01"


def test_a_paragraph_that_runs_over_a_page_stays_whole_between_heads_feet_and_numbers(tmp_path: Path) -> None:
    pages = [
        [
            Set(570, "Occasional Papers 14", 8),
            *column(*SENTENCES, top=120 + 11 * 1.4 * 3),
            Set(30, f"- {number} -", 8, x=200),
        ]
        for number in range(1, 5)
    ]
    document = read(make(tmp_path / "papers.pdf", pages))
    assert texts(document) == [" \f".join([" ".join(SENTENCES)] * 4)]
    locator = document.blocks[0].locator
    assert (locator.page, locator.end_page) == (1, 4)


def test_a_locator_leads_back_to_the_text_of_its_page(tmp_path: Path) -> None:
    pages = [
        [*column("Its first own-", "er had it gilt.", top=540), *column(*SENTENCES, top=440)],
        [*column("it in gold before he died.", top=540), *column("A copy is in Lisbon.", top=440)],
    ]
    path = make(tmp_path / "two.pdf", pages)
    document, pages_as_text = read(path), page_texts(path)
    assert texts(document)[0] == "Its first owner had it gilt."
    assert texts(document)[1] == " ".join(SENTENCES) + " \fit in gold before he died."
    assert document.blocks[1].locator.end_page == 2
    for block in document.blocks:
        page, chars = block.locator.page, block.locator.chars
        assert page is not None
        assert chars is not None
        found = re.sub(r"\s+", " ", pages_as_text[page - 1][slice(*chars)].replace("own-\ner", "owner"))
        assert block.text.startswith(found)
        assert found == block.text or block.locator.end_page
    assert pages_as_text == [page.extract_text() for page in PdfReader(path).pages]


def test_every_part_of_a_sentence_between_page_breaks_stands_on_one_page(tmp_path: Path) -> None:
    foot = column("1 Archives, box 4, in which the bill", "for the tureen was found.", top=60, size=8)
    path = make(
        tmp_path / "parted.pdf",
        [
            [*column(*SENTENCES, "its gild-", top=300), *foot, Set(30, "1", 8)],
            [*column("ing, done by his son.", *SENTENCES, "it again.", top=540), Set(30, "2", 8)],
        ],
    )
    sentence = sentence_spans(texts(read(path))[0], "en")[0]
    parts = page_parts(texts(read(path))[0][slice(*sentence)])
    assert [part.split()[-1] for part in parts] == ["gild", "son."]
    pages = [re.sub(r"\W", "", text) for text in page_texts(path)]
    assert all(re.sub(r"\W", "", part) in page for part, page in zip(parts, pages, strict=True))


def test_a_heading_over_two_pages_is_named_without_the_break(tmp_path: Path) -> None:
    bold = "Helvetica-Bold"
    pages = [
        [*column(*SENTENCES, "it in gold.", top=500), Set(60, "The Tureens of the House and", 18, bold)],
        [Set(540, "the Marks They Carry", 18, bold), *column(*SENTENCES, "it in gold.", top=500)],
    ]
    blocks = read(make(tmp_path / "heading.pdf", pages)).blocks
    assert all("\f" not in block.text for block in blocks if block.kind == "heading")


def test_ligatures_are_spelled_out_and_chinese_lines_meet_without_a_space(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    pages = [
        column("The ﬁnest ﬂagon of the house", font="Vera"),
        column("一九三三年二月五日夜间，第一批两千一百一", "十八箱由板车运出午门。", font="STSong-Light"),
    ]
    document = read(make(tmp_path / "mixed.pdf", pages))
    assert texts(document) == [
        "The finest flagon of the house",
        "一九三三年二月五日夜间，第一批两千一百一十八箱由板车运出午门。",
    ]


def test_a_footnote_at_the_foot_does_not_split_the_sentence_above_it(tmp_path: Path) -> None:
    pages = [
        [*column(*SENTENCES, top=300), *column("1 Archives, box 4, folder 27.", top=60, size=8)],
        column("it in gold.", *SENTENCES, "it again.", top=540),
    ]
    document = read(make(tmp_path / "notes.pdf", pages))
    assert texts(document)[0].startswith(" ".join(SENTENCES) + " \fit in gold.")
    note = document.blocks[1]
    assert (note.kind, note.locator.note, note.locator.page) == ("footnote", "1", 1)
    assert note.text == "1 Archives, box 4, folder 27."


@pytest.mark.parametrize(
    ("metadata_title", "first_line", "expected"),
    [
        ("Microsoft Word - x.docx", "Some plain words", "loan"),
        ("(anonymous)", "Some plain words", "loan"),
        ("Report on a Loan", "Some plain words", "Report on a Loan"),
        ("Report on a Loan", "title: Lidded Bowl", "Lidded Bowl"),
        ("", "Some plain words", "loan"),
    ],
)
def test_the_title_is_one_a_person_would_use(
    tmp_path: Path, metadata_title: str, first_line: str, expected: str
) -> None:
    path = make(tmp_path / "loan.pdf", [column(first_line)], title=metadata_title or "untitled")
    assert read(path).title == expected


def test_only_a_file_that_needs_a_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncryptedDocument, match=r"locked\.pdf.*password"):
        read(make(tmp_path / "locked.pdf", [column("A secret")], encrypt="rosebud"))
    writer = PdfWriter(clone_from=make(tmp_path / "plain.pdf", [column("No secret")]))
    writer.encrypt(user_password="", owner_password="rosebud", algorithm="AES-256")
    writer.write(tmp_path / "open.pdf")
    assert texts(read(tmp_path / "open.pdf")) == ["No secret"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"\0" * 5000, "it is empty"),
        (b"PK\x03\x04 rather a ZIP", "it is not a PDF"),
        ("Просто текст".encode("cp1251"), "it is not a PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "damaged or cut short"),
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", "damaged"),
    ],
)
def test_rubbish_is_refused_with_its_name_and_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=rf"odd\.pdf: .*{reason}"):
        read(path)
    with pytest.raises(UnreadableDocument):
        page_texts(path)


def test_a_truncated_file_is_refused_or_says_that_it_is_cut_short(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.pdf", [column(*SENTENCES) for _ in range(5)]).read_bytes()
    path = tmp_path / "cut.pdf"
    for share in (0.1, 0.5, 0.8, 0.97):
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            warnings = read(path).warnings
        except UnreadableDocument as error:
            warnings = (str(error),)
        assert any("cut short" in warning or "no text" in warning for warning in warnings), share


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read(tmp_path / "none.pdf")
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        read(tmp_path)


def test_two_thousand_pages_are_read_at_a_steady_rate(tmp_path: Path) -> None:
    pages = [
        [Set(570, "Register of the collection", 8), *column(*SENTENCES), Set(30, str(number), 8)]
        for number in range(1, 2001)
    ]
    path = make(tmp_path / "register.pdf", pages)
    began = time.monotonic()
    document = read(path)
    assert time.monotonic() - began < 60
    assert "".join(texts(document)).count("The tureen was made") == 2000
    assert "Register" not in "".join(texts(document))
    assert (document.blocks[-1].locator.end_page or document.blocks[-1].locator.page) == 2000


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [Set(500 - 15 * i, text, 8, x=40) for i, text in enumerate(SENTENCES)]
    right = [Set(500 - 15 * i, text, 8, x=230) for i, text in enumerate((*SENTENCES[:3], "it in gold."))]
    document = read(make(tmp_path / "columns.pdf", [left + right]))
    assert texts(document) == [" ".join((*SENTENCES, *SENTENCES[:3], "it in gold."))]


def test_one_damaged_page_does_not_lose_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crowded = [
        column(*(f"{word} of {SENTENCES[0].lower()}." for word in SENTENCES[1].split())) for _ in range(1)
    ]
    path = make(tmp_path / "crowded.pdf", [column("Before it."), *crowded, column("After it.")])
    monkeypatch.setattr("ingest.readers.pdf.page_lines._LARGEST_DRAWING", 400)
    document = read(path, UNRECOGNISED)
    assert texts(document) == ["Before it.", "After it."]
    assert document.warnings == ("page 2 has been left out: damaged or too large to read",)
    monkeypatch.setattr("ingest.readers.pdf.page_lines._LARGEST_DRAWING", 10)
    with pytest.raises(UnreadableDocument, match="none of its pages can be read"):
        read(path, UNRECOGNISED)


# What is set on each of two lines, its size, and how far above the foot of the line.
MARKED = (
    (("made in 1750", 11, 0), ("3", 7, 4), (" for the trade", 11, 0), ("12", 7, 4), (".", 11, 0)),
    (("Sold in 1921.", 11, 0), ("4", 7, 4), (" It is 20 m", 11, 0), ("2", 7, 4), (" of H", 11, 0)),
    (("2", 7, -2), ("O, 7", 11, 0), ("3", 7, 4), ("/", 11, 0), ("4", 7, 0), (" in.", 11, 0)),
)


def test_raised_digits_stay_raised_and_are_no_part_of_a_year(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "marks.pdf"), pagesize=A5, invariant=1)
    text = canvas.beginText()
    for y, line in ((500, MARKED[0]), (485, MARKED[1] + MARKED[2])):
        x = 60.0
        for words, size, rise in line:
            text.setFont("Helvetica", size)
            text.setTextOrigin(x, y + rise)
            text.textOut(words)
            x += pdfmetrics.stringWidth(words, "Helvetica", size)
    canvas.drawText(text)
    canvas.save()
    document = read(tmp_path / "marks.pdf")
    expected = "made in 1750 ³ for the trade ¹². Sold in 1921.⁴ It is 20 m² of H2O, 7 3/4 in."
    assert " ".join(texts(document)) == expected
    chars = document.blocks[0].locator.chars
    assert chars is not None
    assert "1750 ³" in page_texts(tmp_path / "marks.pdf")[0][slice(*chars)]


def test_marks_that_an_operator_raises_are_no_part_of_a_year(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "rise.pdf"), pagesize=A5, invariant=1)
    text = canvas.beginText(60, 500)
    line = (("made in 1750", 11, 0), ("3", 7, 4), (" for H", 11, 0), ("2", 7, -2), ("O", 11, 0))
    for words, size, rise in line:
        text.setFont("Helvetica", size)
        text.setRise(rise)
        text.textOut(words)
    canvas.drawText(text)
    canvas.save()
    assert texts(read(tmp_path / "rise.pdf")) == ["made in 1750 ³ for H2O"]


def test_a_page_of_narrow_lines_has_a_measure_of_its_own(tmp_path: Path) -> None:
    wide = "the dinner service was sent down the river and shown to the Court."
    narrow = ["Silver from Paris was sent by sea to the", "Baltic, and Count Orlov himself signed for"] * 4
    pages = [column(*[f"Report {n} on how {wide}" for n in range(6)]), column(*narrow)]
    blocks = [block for block in read(make(tmp_path / "mixed.pdf", pages)).blocks if block.locator.page == 2]
    assert [block.text for block in blocks] == [" ".join(narrow)]
