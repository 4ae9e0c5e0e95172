"""Captions and footnotes on PDF pages made here, which stand aside from the sentences they interrupt."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Document
from ingest.readers.pdf.reading import page_texts, read

BEFORE = (
    "The hall was built in the reign of the",
    "emperor and stood empty for many years",
    "until the gardeners put their tools in it.",
    "In 1933 the curators found there eleven",
    "cases with clocks of the workshops and a",
)
AFTER = (
    "few of the keys. They were brought to the",
    "north wing, cleaned and shown in the spring",
    "to all who had come from the south in time",
    "to see them before they were packed again.",
)
CAPTION = ("A clock from the south, seen from its", "side before it was cleaned")
Lines = list[tuple[float, float, float, str]]


def column(x: float, top: float, texts: Sequence[str], size: float = 9) -> Lines:
    return [(x, top - 1.4 * size * i, size, text) for i, text in enumerate(texts)]


def made(path: Path, *pages: Lines) -> Path:
    canvas = Canvas(str(path), pagesize=A5, invariant=1)
    for page in pages:
        for x, y, size, text in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return path


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


@pytest.mark.parametrize(
    ("name", "size"), [("Fig. 3", 8), ("Figure 3.", 9), ("Plate IV:", 9), ("Table 2", 7)]
)
def test_a_caption_stands_behind_the_sentence_that_its_figure_parts(
    tmp_path: Path, name: str, size: float
) -> None:
    caption = (f"{name} {CAPTION[0]}", CAPTION[1])
    page = [*column(40, 540, BEFORE), *column(40, 300, caption, size), *column(40, 260, AFTER)]
    assert kinds(read(made(tmp_path / "clock.pdf", page))) == [
        ("paragraph", " ".join((*BEFORE, *AFTER))),
        ("caption", " ".join(caption)),
    ]


def test_a_caption_at_the_head_of_a_page_does_not_part_the_paragraph_that_goes_on_below_it(
    tmp_path: Path,
) -> None:
    head = column(40, 300, ("Fig. 4. A clock", "from behind"), 8)
    path = made(tmp_path / "over.pdf", column(40, 540, BEFORE), [*head, *column(40, 260, AFTER)])
    assert kinds(read(path)) == [
        ("paragraph", " ".join(BEFORE) + " \f" + " ".join(AFTER)),
        ("caption", "Fig. 4. A clock from behind"),
    ]


@pytest.mark.parametrize(
    "first",
    [
        "Figure 3 shows the hall from the south,",
        "(Fig. 3.) It shows the hall as it was,",
        "fig. 3. The hall is",
    ],
)
def test_a_sentence_about_a_figure_is_no_caption(tmp_path: Path, first: str) -> None:
    page = [*column(40, 540, (first, *BEFORE[1:])), *column(40, 300, AFTER)]
    assert all(block.kind == "paragraph" for block in read(made(tmp_path / "text.pdf", page)).blocks)


def test_the_name_of_a_table_is_a_caption_above_and_below_it(tmp_path: Path) -> None:
    rows: Lines = [
        (x, 480 - 14 * i, 9, cell)
        for i, row in enumerate((("Year", "Event"), ("1771", "Begun"), ("1776", "Done")))
        for x, cell in zip((40, 140), row, strict=True)
    ]
    above = [*column(40, 520, ("The dates are given below.",)), *column(40, 495, ("Table 1. The works",))]
    below = column(40, 434, ("Table 1. The works, from the minutes",))
    rest = column(40, 400, AFTER)
    for name, page in (("above", [*above, *rows, *rest]), ("below", [*rows, *below, *rest])):
        document = read(made(tmp_path / f"{name}.pdf", page))
        assert [block.kind for block in document.blocks if block.text.startswith("Table 1.")] == ["caption"]
        assert [block.locator.row for block in document.blocks if block.locator.table] == [1, 2, 3]


def test_footnotes_of_a_column_do_not_part_the_sentence_that_goes_on_in_the_next(tmp_path: Path) -> None:
    left = [*column(40, 540, BEFORE), *column(40, 460, ("1 Archives, box 4, with a note", "on the back."), 7)]
    right = [*column(230, 540, AFTER), *column(230, 460, ("2 The same, box 5.",), 7)]
    document = read(made(tmp_path / "notes.pdf", [*left, *right]))
    assert kinds(document) == [
        ("paragraph", " ".join((*BEFORE, *AFTER))),
        ("footnote", "1 Archives, box 4, with a note on the back."),
        ("footnote", "2 The same, box 5."),
    ]
    assert [block.locator.note for block in document.blocks] == [None, "1", "2"]


def test_text_that_was_interrupted_stands_in_one_piece_in_its_page(tmp_path: Path) -> None:
    caption = column(40, 300, ("Fig. 3. A clock", "from behind"), 8)
    path = made(tmp_path / "clock.pdf", [*column(40, 540, BEFORE), *caption, *column(40, 260, AFTER)])
    (page,) = page_texts(path)
    for block in read(path).blocks:
        assert page[slice(*block.locator.chars or (0, 0))].replace("\n", " ") == block.text
