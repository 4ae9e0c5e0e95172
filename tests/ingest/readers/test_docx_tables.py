"""Tables of Word documents as verbatim rows under their header."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx as python_docx

from ingest.readers.docx.reading import read
from tests.ingest.readers.verbatim import rows_outside

Write = Callable[..., Path]


def cell(text: str, properties: str = "", inner: str = "") -> str:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}{body}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def plain(rows: Sequence[Sequence[str]]) -> str:
    return table(*(row(*map(cell, each)) for each in rows))


def texts(path: Path) -> list[str]:
    return [block.text for block in read(path).blocks]


def test_each_row_is_verbatim_and_has_its_place(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_heading("Schedule", level=1)
    made.add_paragraph("As agreed.")
    grid = made.add_table(rows=3, cols=3)
    rows = [("Number", "Object", "Value"), ("LC.1", "Vase", "£900"), ("LC.2", "Clock", "")]
    for r, values in enumerate(rows):
        for c, value in enumerate(values):
            grid.cell(r, c).text = value
    made.save(str(tmp_path / "schedule.docx"))
    document = read(tmp_path / "schedule.docx")
    header, first, second = document.blocks[2:]
    assert (header.kind, header.text) == ("table_header", "Number | Object | Value")
    assert (header.locator.table, header.locator.row) == (1, 1)
    assert (first.kind, first.text) == ("table_row", "LC.1 | Vase | £900")
    assert second.text == "LC.2 | Clock"
    assert rows_outside("".join(value for values in rows for value in values), document) == []
    assert (first.locator.table, first.locator.row, first.locator.headings) == (1, 2, ("Schedule",))
    assert (second.locator.table, second.locator.row) == (1, 3)


def test_two_columns_are_labels_and_values_unless_a_header_is_seen(word_file: Write) -> None:
    labels = [("Artist:", "Louis Cordier"), ("Place", "Paris"), ("Gift of", "a friend")]
    assert texts(word_file(plain(labels))) == ["Artist: Louis Cordier", "Place: Paris", "Gift of: a friend"]
    years = [("Year", "Event"), ("1771", "Building begins"), ("1776", "Done")]
    assert texts(word_file(plain(years))) == ["Year | Event", "1771 | Building begins", "1776 | Done"]


def test_a_merged_cell_is_said_of_each_row_and_stands_once_in_a_header_of_two_rows(word_file: Write) -> None:
    header = "<w:tblHeader/>"
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two = '<w:gridSpan w:val="2"/>'
    body = table(
        row(cell("Object", start), cell("Size", two), properties=header),
        row(cell("", on), cell("H"), cell("W"), properties=header),
        row(cell("Silver", '<w:gridSpan w:val="3"/>')),
        row(cell("Tureen", start), cell("12 cm"), cell("30 cm")),
        row(cell("", on), cell("same throughout", two)),
    )
    assert texts(word_file(body)) == [
        "Object | Size",
        "| H | W",
        "Silver",
        "Tureen | 12 cm | 30 cm",
        "Tureen | same throughout",
    ]
    kinds = [block.kind for block in read(word_file(body)).blocks]
    assert kinds == ["table_header"] * 2 + ["table_row"] * 3


def test_years_that_are_merged_over_rows_still_tell_that_the_first_row_names_them(word_file: Write) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("Year"), cell("Event")),
        row(cell("1771", start), cell("Building begins")),
        row(cell("", on), cell("A well is dug")),
    )
    assert [(b.kind, b.text) for b in read(word_file(body)).blocks] == [
        ("table_header", "Year | Event"),
        ("table_row", "1771 | Building begins"),
        ("table_row", "1771 | A well is dug"),
    ]


def test_prose_beside_several_rows_stands_once_and_a_row_of_nothing_else_is_none(word_file: Write) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    prose = "The clock was wound every Monday. " * 4
    body = table(
        row(cell("Hall 3", start), cell(prose, start), cell("Vase")),
        row(cell("", on), cell("", on), cell("Clock")),
        row(cell("", on), cell("", on), cell("")),
    )
    assert texts(word_file(body)) == [f"Hall 3 | {prose.strip()} | Vase", "Hall 3 | | Clock"]


def test_a_table_of_figures_has_no_header_and_its_cells_stay_verbatim(word_file: Write) -> None:
    figures = [("71.DG.77", "98.4", "0.01"), ("82.DG.17", "96.6", "0.11")]
    assert texts(word_file(plain(figures))) == ["71.DG.77 | 98.4 | 0.01", "82.DG.17 | 96.6 | 0.11"]


def test_a_table_used_for_layout_gives_its_text_as_it_stands(word_file: Write) -> None:
    assert texts(word_file(table(row(cell("First line\nSecond line"))))) == ["First line\nSecond line"]
    assert texts(word_file(plain([("Only", "Header", "Row")]))) == ["Only | Header | Row"]


def test_a_table_in_a_cell_follows_its_row_as_a_table_of_its_own(word_file: Write) -> None:
    inner = plain([("Part", "Mark", "Year"), ("Lid", "crowned A", "1727")])
    body = table(row(cell("Bowl", inner=inner), cell("Paris"))) + plain([("Artist", "Cordier")])
    found = [(b.locator.table, b.locator.row, b.text) for b in read(word_file(body)).blocks]
    assert found == [
        (1, 1, "Bowl: Paris"),
        (2, 1, "Part | Mark | Year"),
        (2, 2, "Lid | crowned A | 1727"),
        (3, 1, "Artist: Cordier"),
    ]


def test_a_note_in_a_cell_follows_its_row_and_deleted_rows_are_gone(word_file: Write) -> None:
    noted = '<w:tc><w:p><w:r><w:t>98.4</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:tc>'
    body = table(
        row(cell("Silver"), noted),
        row(cell("Tin"), cell("1"), properties="<w:del/>"),
        row(cell("Lead"), cell("0")),
    )
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>By weight.</w:t></w:r></w:p></w:footnote>'
    blocks = read(word_file(body, {"footnotes": notes})).blocks
    assert [(b.text, b.kind, b.locator.row, b.locator.note) for b in blocks] == [
        ("Silver: 98.4", "table_row", 1, None),
        ("By weight.", "footnote", 1, "1"),
        ("Lead: 0", "table_row", 3, None),
    ]
