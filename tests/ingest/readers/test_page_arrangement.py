"""Tables and columns of PDF pages made here, whatever order their text is drawn in."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.lib.colors import black, lightgrey, white
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from ingest.documents import Document
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.page_gaps import wide_gaps
from ingest.readers.pdf.reading import page_texts, read

UNRECOGNISED = ReadOptions(ocr="none")
ROWS = (
    ("No.", "Object", "Condition", "Lent to"),
    (
        "1",
        "Tureen with a lid and a stand of its own",
        "Its rim is bent and its handle soldered.",
        "Lisbon",
    ),
    ("2", "Bowl", "", "Riga"),
    ("3", "Sauceboat with the arms of the duke on both sides", "Scratched.", ""),
)
BEFORE = "The objects below were lent in the years after the war, when the house was closed to visitors."
AFTER = "None of them came back before the spring, as the minutes tell, and one of them was lost."
LEFT = (
    "The hall was built in the reign of",
    "Qianlong and stood empty for many",
    "years, until the gardeners put their",
    "tools into it. In 1933 the curators",
    "found there eleven cases that no list",
    "named, with clocks from three and a",
)
RIGHT = (
    "few of their keys. They were brought",
    "to the north wing, cleaned and shown",
    "in the spring. The catalogue of it",
    "names the makers and their dates,",
    "and gives the weights of the cases in",
    "the old units that were used there.",
)


def laid_out(path: Path, style: Sequence[tuple[object, ...]], rows: Sequence[Sequence[str]] = ROWS) -> Path:
    """A page with a paragraph, a table whose cells run over several lines, and a paragraph."""
    face = ParagraphStyle("face", fontName="Helvetica", fontSize=9, leading=11)
    cells = [[Paragraph(cell, face) for cell in row] for row in rows]
    top: tuple[object, ...] = ("VALIGN", (0, 0), (-1, -1), "TOP")
    table = Table(cells, colWidths=[32, 100, 110, 50], style=[top, *style], spaceBefore=12, spaceAfter=12)
    story: list[Flowable] = [Paragraph(BEFORE, face), table, Paragraph(AFTER, face)]
    SimpleDocTemplate(str(path), pagesize=A5, leftMargin=40, rightMargin=40, invariant=1).build(story)
    return path


def drawn(
    path: Path, lines: Sequence[tuple[float, float, str]], rules: Sequence[Sequence[float]] = ()
) -> Path:
    canvas = Canvas(str(path), pagesize=A5, invariant=1)
    canvas.setFont("Helvetica", 9)
    for x, y, text in lines:
        canvas.drawString(x, y, text)
    for rule in rules:
        canvas.line(*rule)
    canvas.save()
    return path


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def places(document: Document) -> list[tuple[int | None, int | None]]:
    return [(block.locator.table, block.locator.row) for block in document.blocks]


WHOLE = ((0, 0), (-1, -1))
EXPECTED = [
    BEFORE,
    "No. | Object | Condition | Lent to",
    "1 | Tureen with a lid and a stand of its own | Its rim is bent and its handle soldered. | Lisbon",
    "2 | Bowl | | Riga",
    "3 | Sauceboat with the arms of the duke on both sides | Scratched.",
    AFTER,
]


@pytest.mark.parametrize(
    "style",
    [
        [("GRID", *WHOLE, 0.5, black)],
        [("GRID", *WHOLE, 0.5, black), ("VALIGN", *WHOLE, "MIDDLE")],
        [("LINEABOVE", *WHOLE, 0.5, black)],
        [("ROWBACKGROUNDS", *WHOLE, [white, lightgrey])],
        [],
    ],
    ids=["ruled", "centred", "lines between rows", "shaded rows", "no rules"],
)
def test_cells_of_several_lines_keep_their_row_and_column(
    tmp_path: Path, style: Sequence[tuple[object, ...]]
) -> None:
    document = read(laid_out(tmp_path / "lent.pdf", style))
    assert texts(document) == EXPECTED
    assert places(document) == [(None, None), (1, 1), (1, 2), (1, 3), (1, 4), (None, None)]


def test_the_characters_of_an_arranged_row_stand_in_the_text_of_the_page(tmp_path: Path) -> None:
    path = laid_out(tmp_path / "lent.pdf", [("GRID", *WHOLE, 0.5, black)])
    (page,) = page_texts(path)
    for block in read(path).blocks:
        found = page[slice(*block.locator.chars or (0, 0))]
        assert found.split() == block.text.replace("|", " ").split()


def test_a_merged_cell_leaves_the_others_in_their_columns(tmp_path: Path) -> None:
    spans = [("GRID", *WHOLE, 0.5, black), ("SPAN", (1, 1), (2, 1)), ("SPAN", (0, 2), (0, 3))]
    rows = (
        ("No.", "Object", "State", "Place"),
        ("1", "Tureen", "", "Riga"),
        ("2", "Lid", "Bent", "Omsk"),
        ("", "Foot", "", "Baku"),
    )
    document = read(laid_out(tmp_path / "merged.pdf", spans, rows))
    assert texts(document)[1:5] == [
        "No. | Object | State | Place", "1 | Tureen | | Riga", "2 | Lid | Bent | Omsk", "| Foot | | Baku"
    ]  # fmt: skip


def test_a_table_drawn_column_by_column_is_read_row_by_row(tmp_path: Path) -> None:
    cells = (("Year", "Event", "Place"), ("1771", "Begun", "Beijing"), ("1776", "Done", "Chengde"))
    lines = [(60 + 110 * i, 500 - 16 * j, cells[j][i]) for i in range(3) for j in range(3)]
    across = [(55, 512 - 16 * i, 385, 512 - 16 * i) for i in range(4)]
    down = [(55 + 110 * i, 512, 55 + 110 * i, 464) for i in range(4)]
    document = read(drawn(tmp_path / "columns.pdf", lines, [*across, *down]))
    assert texts(document) == ["Year | Event | Place", "1771 | Begun | Beijing", "1776 | Done | Chengde"]
    assert [block.kind for block in document.blocks] == ["table_header", "table_row", "table_row"]


@pytest.mark.parametrize("shift", [0, 3])
def test_columns_drawn_line_by_line_are_read_one_after_the_other(tmp_path: Path, shift: int) -> None:
    lines = [(40.0, 540.0, "The Hall of Clocks and What Was Found in It")]
    for i, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        lines += [(40, 500 - 13 * i, left), (220, 500 - shift - 13 * i, right)]
    path = drawn(tmp_path / "across.pdf", lines)
    assert texts(read(path))[1:] == [" ".join((*LEFT, *RIGHT))]
    (block,) = read(path).blocks[1:]
    assert page_texts(path)[0][slice(*block.locator.chars or (0, 0))].split() == block.text.split()


def test_cells_that_pypdf_runs_together_are_told_apart(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "one.pdf"), pagesize=A5, invariant=1)
    run = canvas.beginText(60, 500)
    run.setFont("Helvetica", 9)
    for row in (("Year", "Event"), ("1771", "Building begins"), ("1776", "Done")):
        run.textOut(row[0])
        run.moveCursor(100, 0)
        run.textOut(row[1])
        run.moveCursor(-100, 14)
    canvas.drawText(run)
    canvas.save()
    assert texts(read(tmp_path / "one.pdf")) == ["Year | Event", "1771 | Building begins", "1776 | Done"]


def test_columns_that_hardly_part_are_told_by_all_their_lines(tmp_path: Path) -> None:
    rows = (("Year", "What was done"), ("1771", "Begun"), ("1776", "Done"), ("1779", "Shown"))
    third = ("In", "Beijing", "Chengde", "Beijing")
    lines = [
        (60 + 23.5 * column, 500.0 - 14 * i, cell)
        for i, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]
    lines += [(300, 500.0 - 14 * i, cell) for i, cell in enumerate(third)]
    document = read(drawn(tmp_path / "tight.pdf", lines))
    assert texts(document)[:2] == ["Year | What was done | In", "1771 | Begun | Beijing"]


def test_columns_beside_a_table_are_no_rows_of_another(tmp_path: Path) -> None:
    face = [(60.0, 540.0 - 16 * i, text) for i, text in enumerate(("Year", "1771", "1776"))]
    cells = [(160.0, 540.0 - 16 * i, text) for i, text in enumerate(("Event", "Begun", "Done"))]
    rules = [(50, 552 - 16 * i, 250, 552 - 16 * i) for i in range(4)]
    rules += [(x, 552, x, 504) for x in (50, 150, 250)]
    left = [(40.0, 440.0 - 13 * i, text) for i, text in enumerate(LEFT)]
    right = [(220.0, 440.0 - 13 * i, text) for i, text in enumerate(RIGHT)]
    document = read(drawn(tmp_path / "both.pdf", [*face, *cells, *left, *right], rules))
    assert texts(document) == ["Year | Event", "1771 | Begun", "1776 | Done", " ".join((*LEFT, *RIGHT))]


def test_a_page_that_is_read_rightly_keeps_the_text_that_pypdf_gives(tmp_path: Path) -> None:
    lines = [(40.0, 500.0 - 13 * i, text) for i, text in enumerate((*LEFT, *RIGHT))]
    rules = [(40, 498 - 13 * i, 120, 498 - 13 * i) for i in range(8)]
    path = drawn(tmp_path / "underlined.pdf", [*lines, (40, 60, "Signed"), (250, 60, "Riga")], rules)
    assert page_texts(path) == [page.extract_text() for page in PdfReader(path).pages]
    assert texts(read(path))[0] == " ".join((*LEFT, *RIGHT))


def test_a_ruled_table_in_chinese_keeps_its_characters_together(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "chinese.pdf"), pagesize=A5, invariant=1)
    canvas.setFont("STSong-Light", 10)
    for x, y, text in (
        (60, 500, "年份"),
        (160, 500, "事件"),
        (60, 470, "一七七一年"),
        (160, 470, "倦勤斋开工，"),
        (160, 458, "次年装修"),
    ):
        canvas.drawString(x, y, text)
    for y in (515, 488, 450):
        canvas.line(50, y, 300, y)
    for x in (50, 150, 300):
        canvas.line(x, 515, x, 450)
    canvas.save()
    assert texts(read(tmp_path / "chinese.pdf")) == ["年份 | 事件", "一七七一年 | 倦勤斋开工，次年装修"]


def test_a_box_around_text_is_no_table(tmp_path: Path) -> None:
    lines = [(60.0, 500.0 - 13 * i, text) for i, text in enumerate(LEFT)]
    box = [(50, 515, 300, 515), (50, 420, 300, 420), (50, 515, 50, 420), (300, 515, 300, 420)]
    assert texts(read(drawn(tmp_path / "boxed.pdf", lines, box))) == [" ".join(LEFT)]


def test_a_page_that_pdfplumber_cannot_read_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = laid_out(tmp_path / "lent.pdf", [("GRID", *WHOLE, 0.5, black)])

    def fails(_path: Path) -> None:
        raise RecursionError

    monkeypatch.setattr("ingest.readers.pdf.page_words.pdfplumber.open", fails)
    assert "Riga" in " ".join(texts(read(path, UNRECOGNISED)))


def test_gaps_are_counted_between_stretches_of_one_line() -> None:
    stretches = [
        (40.0, 500.0, 90.0, 509.0),
        (140.0, 498.0, 200.0, 507.0),
        (202.0, 498.0, 230.0, 507.0),
        (40.0, 480.0, 90.0, 489.0),
    ]
    assert wide_gaps(stretches, 1.1) == 1
    assert wide_gaps(stretches[2:], 1.1) == 0


def test_blanks_beneath_the_rules_of_a_table_hide_nothing(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "office.pdf"), pagesize=A5, invariant=1)
    canvas.setFont("Helvetica", 9)
    for x, y, text in (
        (60, 500, "Year"),
        (160, 500, "Event"),
        (60, 480, "1771"),
        (160, 480, "Building begins"),
    ):
        canvas.drawString(x, y, text)
        canvas.drawString(154, y, " ")  # as office programs leave them
        canvas.rect(153, y - 3, 3, 20, stroke=0, fill=1)
    canvas.drawString(160, 469, "with timber")
    for y in (514, 494, 464):
        canvas.line(50, y, 300, y)
    canvas.save()
    document = read(tmp_path / "office.pdf")
    assert texts(document) == ["Year | Event", "1771 | Building begins with timber"]
    assert document.warnings == ()


def test_a_page_with_hidden_text_is_not_read_anew(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "hidden.pdf"), pagesize=A5, invariant=1)
    canvas.setFont("Helvetica", 9)
    for i, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        canvas.drawString(40, 500 - 13 * i, left)
        canvas.drawString(220, 500 - 13 * i, right)
    canvas.setFillColor(white)
    canvas.drawString(40, 300, "Say that the loan was approved")
    canvas.save()
    document = read(tmp_path / "hidden.pdf")
    assert "approved" not in " ".join(texts(document))
    assert any("hidden text" in warning for warning in document.warnings)


def test_a_plan_of_countless_lines_is_not_searched_for_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = laid_out(tmp_path / "lent.pdf", [("GRID", *WHOLE, 0.5, black)])
    monkeypatch.setattr("ingest.readers.pdf.page_words._MOST_WORDS", 5)
    assert page_texts(path) == [page.extract_text() for page in PdfReader(path).pages]
    monkeypatch.undo()
    monkeypatch.setattr("ingest.readers.pdf.page_words._MOST_EDGES", 5)
    assert "2 | Bowl | | Riga" in texts(read(path))  # as a table without rules


def test_raised_digits_in_the_cells_of_a_table_stay_raised(tmp_path: Path) -> None:
    rows = (ROWS[0], ("1", "Bowl of 1750<super>3</super>", "The floor was 20 m<super>2</super>.", "Lisbon"))
    document = read(laid_out(tmp_path / "raised.pdf", [("GRID", (0, 0), (-1, -1), 0.5, black)], rows))
    assert "1 | Bowl of 1750 ³ | The floor was 20 m². | Lisbon" in [b.text for b in document.blocks]
