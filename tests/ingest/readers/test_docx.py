"""Word documents made here, read as their final version shows them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx as python_docx
import pytest

from ingest.documents import Document
from ingest.readers.docx.reading import read
from retrieval.errors import EncryptedDocument, NotFound, UnreadableDocument

Write = Callable[..., Path]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_headings_lists_and_paragraphs_keep_their_order_and_place(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_heading("Loan agreement", level=0)
    made.add_paragraph("Between two museums.")
    made.add_heading("Objects", level=1)
    made.add_paragraph("")
    made.add_heading("Clocks", level=2)
    made.add_paragraph("A clock with a crane", style="List Bullet")
    made.add_paragraph("A clock with a ship", style="List Number")
    made.add_heading("Period", level=1)
    made.add_paragraph("Six months.\nNot more.")
    made.core_properties.author, made.core_properties.created = "Anna Petrova", datetime(2024, 5, 6)
    made.save(str(tmp_path / "loan.docx"))
    document = read(tmp_path / "loan.docx")
    assert [(b.kind, b.level, b.locator.paragraph) for b in document.blocks] == [
        ("heading", 1, 1),
        ("paragraph", None, 2),
        ("heading", 1, 3),
        ("heading", 2, 5),
        ("list_item", None, 6),
        ("list_item", None, 7),
        ("heading", 1, 8),
        ("paragraph", None, 9),
    ]
    assert document.blocks[5].locator.headings == ("Objects", "Clocks")
    assert document.blocks[7].locator.headings == ("Period",)
    assert document.blocks[7].text == "Six months.\nNot more."
    assert (document.title, document.kind) == ("Loan agreement", "docx")
    assert document.metadata["author"] == "Anna Petrova"
    assert document.metadata["date"] == "2024-05-06"


def test_styles_of_a_localised_word_and_outline_levels_make_headings(word_file: Write) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Part"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>'
    )
    body = (
        paragraph(run("Зал"), '<w:pStyle w:val="Own"/>')
        + paragraph(run("витрина"), '<w:pStyle w:val="a2"/>')
        + paragraph(run("ваза"), '<w:outlineLvl w:val="2"/>')
        + paragraph(run("текст"), '<w:pStyle w:val="Own"/><w:outlineLvl w:val="9"/>')
        + paragraph(run("ещё текст"), '<w:pStyle w:val="loop"/>')
        + paragraph(run("Зал 3"), '<w:pStyle w:val="toc"/>')
    )
    document = read(word_file(body, {"styles": styles}))
    assert [(b.text, b.level) for b in document.blocks] == [
        ("Зал", 1),
        ("витрина", 2),
        ("ваза", 3),
        ("текст", None),
        ("ещё текст", None),
    ]
    assert document.blocks[4].locator.headings == ("Зал", "витрина", "ваза")


def test_notes_stand_after_the_paragraph_that_refers_to_them(word_file: Write) -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>{run(" Archives, box 4.")}</w:p>'
        f"<w:p>{run('And box 5.')}</w:p></w:footnote>"
        f'<w:footnote w:id="8"><w:p>{run("As told by the owner.")}</w:p></w:footnote>'
    )
    ends = f'<w:endnote w:id="3"><w:p>{run("See the bibliography.")}</w:p></w:endnote>'
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="8"/><w:t>*</w:t></w:r>'
    body = (
        paragraph(run("Bought in 1971") + '<w:r><w:footnoteReference w:id="7"/></w:r>' + run(" and kept."))
        + paragraph(run("Never lent.") + star + '<w:r><w:endnoteReference w:id="3"/></w:r>')
        + paragraph(run("The end."))
    )
    document = read(word_file(body, {"footnotes": notes, "endnotes": ends}))
    assert [(b.kind, b.text, b.locator.note) for b in document.blocks] == [
        ("paragraph", "Bought in 1971 and kept.", None),
        ("footnote", "Archives, box 4.\nAnd box 5.", "1"),
        ("paragraph", "Never lent.", None),
        ("footnote", "As told by the owner.", "*"),
        ("footnote", "See the bibliography.", "i"),
        ("paragraph", "The end.", None),
    ]
    assert document.blocks[1].locator.paragraph == 1


def test_insertions_count_and_deletions_and_comments_do_not(word_file: Write) -> None:
    body = paragraph(
        run("made ")
        + f"<w:ins>{run('in Paris ')}</w:ins><w:del><w:r><w:delText>in Lyon </w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('moved away ')}</w:moveFrom><w:moveTo>{run('moved here ')}</w:moveTo>"
        + '<w:r><w:commentReference w:id="0"/></w:r>'
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"
        + f"<w:hyperlink>{run('by Cordier')}</w:hyperlink>"
    ) + (paragraph(run("Two halves"), "<w:rPr><w:del/></w:rPr>") + paragraph(run("of one.")))
    assert texts(read(word_file(body))) == ["made in Paris moved here by Cordier", "Two halves of one."]


def test_fields_keep_their_results_and_special_characters_their_meaning(word_file: Write) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF mark \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("mark 3.1")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph(
        run("see ")
        + field
        + "<w:r><w:tab/><w:t>H</w:t><w:br/><w:t>Jean</w:t><w:noBreakHyphen/><w:t>Luc</w:t></w:r>"
        + '<w:r><w:sym w:font="Symbol" w:char="00B1"/><w:sym w:font="Wingdings" w:char="F028"/></w:r>'
        + f'<w:fldSimple w:instr="DATE">{run(" 1 May")}</w:fldSimple>'
    )
    assert texts(read(word_file(body))) == ["see mark 3.1\tH\nJean-Luc± 1 May"]


def test_glyphs_of_symbol_fonts_are_the_signs_that_are_seen(word_file: Write) -> None:
    def set_in(font: str, text: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    body = paragraph(
        run("12 ")
        + '<w:r><w:sym w:font="Symbol" w:char="F0B4"/></w:r>'
        + run(" 30 cm, 20 ")
        + set_in("Symbol", "m")
        + run("m, ")
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        + run(" good ")
        + set_in("Wingdings", "\uf0a8")
        + run(" poor ")
        + set_in("Symbol", "碗")
    )
    assert texts(read(word_file(body))) == ["12 × 30 cm, 20 μm, ☑ good ☐ poor 碗"]


def test_what_an_empty_field_of_a_form_asks_for_is_no_text_and_its_cell_stays(word_file: Write) -> None:
    def control(content: str, properties: str = "<w:showingPlcHdr/>") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    asked = run("Click or tap here to enter text.")

    def cell(inner: str) -> str:
        return f"<w:tc>{paragraph(inner)}</w:tc>"

    row = f"<w:tr>{cell(run('Bowl'))}{control(cell(asked))}{cell(run('Delft'))}</w:tr>"
    body = (
        paragraph(run("Lender: ") + control(asked))
        + control(paragraph(asked))
        + control(paragraph(run("Kocks")), "")
        + f"<w:tbl>{row}{row}</w:tbl>"
    )
    assert texts(read(word_file(body))) == ["Lender:", "Kocks", "Bowl | | Delft", "Bowl | | Delft"]


def test_a_text_box_is_read_once_and_a_content_control_like_any_text(word_file: Write) -> None:
    box = f"<w:txbxContent>{paragraph(run('In the box'))}</w:txbxContent>"
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('Controlled'))}</w:sdtContent></w:sdt>"
    document = read(word_file(paragraph(run("Around") + twice) + control))
    assert texts(document) == ["Around", "In the box", "Controlled"]
    assert [block.locator.paragraph for block in document.blocks] == [1, 1, 2]


def test_the_strict_edition_of_the_format_reads_alike(word_file: Write) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert texts(read(word_file(paragraph(run("Strictly")), namespace=strict))) == ["Strictly"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["French Silver", "title: Lidded Bowl", "maker01: Unknown"], "Lidded Bowl"),
        (["French Silver", "Figure Captions", "id: fig0.1"], "French Silver: Figure Captions"),
        (["The museum bought it in 1971."], "made"),
    ],
)
def test_a_document_without_headings_is_named_by_its_opening_lines(
    word_file: Write, lines: list[str], expected: str
) -> None:
    assert read(word_file("".join(paragraph(run(line)) for line in lines))).title == expected


def test_a_core_title_that_a_program_made_up_is_not_used(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_paragraph("The museum bought it in 1971.")
    for title, expected in (("Microsoft Word - memo.doc", "memo"), ("Acquisition memo", "Acquisition memo")):
        made.core_properties.title = title
        made.save(str(tmp_path / "memo.docx"))
        assert read(tmp_path / "memo.docx").title == expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"plain words", "it is not a DOCX"),
        (b"PK\x03\x04" + b"\x07" * 400, "damaged or cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word format"),
    ],
)
def test_rubbish_is_refused_with_its_name_and_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "odd.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=rf"odd\.docx: .*{reason}"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("readme.txt", "words", "without a Word document"),
        ("word/document.xml", "<w:document xmlns:w='x'><w:body><w:p>", "damaged"),
        ("word/document.xml", "<document><other/></document>", "no document body"),
        ("word/document.xml", "<document><body><p/></body></document>", "no text"),
    ],
)
def test_an_archive_without_a_sound_document_is_refused(
    tmp_path: Path, name: str, content: str, reason: str
) -> None:
    path = tmp_path / "odd.docx"
    with ZipFile(path, "w") as archive:
        archive.writestr(name, content)
    with pytest.raises(UnreadableDocument, match=rf"odd\.docx: .*{reason}"):
        read(path)


def test_a_part_that_unpacks_beyond_all_measure_is_refused(
    word_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.readers.docx.package._LARGEST_PART", 10_000)
    assert texts(read(word_file(paragraph(run("small")))))
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        read(word_file(paragraph(run("a" * 20_000))))


def test_external_entities_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the safe's number")
    path = tmp_path / "sly.docx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
            "<document><body><p><r><t>open &s;</t></r></p></body></document>",
        )
    assert "safe" not in "".join(texts(read(path)))


def test_a_truncated_document_is_refused_at_every_length(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_paragraph("Whole.")
    made.save(str(tmp_path / "whole.docx"))
    whole = (tmp_path / "whole.docx").read_bytes()
    path = tmp_path / "cut.docx"
    for share in (0.001, 0.3, 0.6, 0.99):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(UnreadableDocument, match=r"cut\.docx: "):
            read(path)


def test_a_damaged_part_beside_the_text_costs_only_itself(word_file: Write) -> None:
    path = word_file(paragraph(run("Kept") + '<w:r><w:footnoteReference w:id="1"/></w:r>'))
    with ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", "<footnotes><footnote")
    document = read(path)
    assert texts(document) == ["Kept"]
    assert document.warnings == ("its part for footnotes is damaged and was left out",)


def test_a_locked_document_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "locked.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(EncryptedDocument, match=r"locked\.docx.*password"):
        read(path)
    with pytest.raises(NotFound):
        read(tmp_path / "none.docx")


def test_a_book_of_two_thousand_pages_is_read_in_seconds(word_file: Write) -> None:
    words = "The tureen was made in Paris and carries the mark of the warden. " * 8
    document = read(word_file("".join(paragraph(run(f"{n} {words}")) for n in range(12_000))))
    assert len(document.blocks) == 12_000
    assert document.blocks[-1].locator.paragraph == 12_000
