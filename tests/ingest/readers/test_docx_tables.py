"""Tables of Word documents as rows that can be read alone."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx as python_docx

from ingest.readers.docx import read

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


def test_each_row_names_its_columns_and_its_place(tmp_path: Path) -> None:
    made = python_docx.Document()
    made.add_heading("Schedule", level=1)
    made.add_paragraph("As agreed.")
    grid = made.add_table(rows=3, cols=3)
    rows = [("Number", "Object", "Value"), ("LC.1", "Vase", "£900"), ("LC.2", "Clock", "")]
    for r, values in enumerate(rows):
        for c, value in enumerate(values):
            grid.cell(r, c).text = value
    made.save(str(tmp_path / "schedule.docx"))
    first, second = read(tmp_path / "schedule.docx").blocks[2:]
    assert (first.kind, first.text) == ("table_row", "Number: LC.1; Object: Vase; Value: £900")
    assert second.text == "Number: LC.2; Object: Clock"
    assert (first.locator.table, first.locator.row, first.locator.headings) == (1, 2, ("Schedule",))
    assert (second.locator.table, second.locator.row) == (1, 3)


def test_two_columns_are_labels_and_values_unless_a_header_is_seen(word_file: Write) -> None:
    labels = [("Artist:", "Louis Cordier"), ("Place", "Paris"), ("Gift of", "a friend")]
    assert texts(word_file(plain(labels))) == ["Artist: Louis Cordier", "Place: Paris", "Gift of: a friend"]
    years = [("Year", "Event"), ("1771", "Building begins"), ("1776", "Done")]
    assert texts(word_file(plain(years))) == ["Year: 1771; Event: Building begins", "Year: 1776; Event: Done"]


def test_a_marked_header_of_two_rows_and_merged_cells_are_filled_in(word_file: Write) -> None:
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
        "Silver",
        "Object: Tureen; Size / H: 12 cm; Size / W: 30 cm",
        "Object: Tureen; Size / H, Size / W: same throughout",
    ]


def test_a_table_of_figures_has_no_header_and_its_cells_stay_verbatim(word_file: Write) -> None:
    figures = [("71.DG.77", "98.4", "0.01"), ("82.DG.17", "96.6", "0.11")]
    assert texts(word_file(plain(figures))) == ["71.DG.77; 98.4; 0.01", "82.DG.17; 96.6; 0.11"]


def test_a_table_used_for_layout_gives_its_text_as_it_stands(word_file: Write) -> None:
    assert texts(word_file(table(row(cell("First line\nSecond line"))))) == ["First line\nSecond line"]
    assert texts(word_file(plain([("Only", "Header", "Row")]))) == ["Only; Header; Row"]


def test_a_table_in_a_cell_follows_its_row_as_a_table_of_its_own(word_file: Write) -> None:
    inner = plain([("Part", "Mark", "Year"), ("Lid", "crowned A", "1727")])
    body = table(row(cell("Bowl", inner=inner), cell("Paris"))) + plain([("Artist", "Cordier")])
    found = [(b.locator.table, b.locator.row, b.text) for b in read(word_file(body)).blocks]
    assert found == [
        (1, 1, "Bowl: Paris"),
        (2, 2, "Part: Lid; Mark: crowned A; Year: 1727"),
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
