"""Tables of PDF files made here: their rows, and which of them names the columns."""

from pathlib import Path

import pytest

from ingest.readers.pdf.reading import read
from tests.ingest.readers.pdf_files import Set, make


def table(*rows: tuple[str, ...], top: float = 500, header: str = "Helvetica") -> list[Set]:
    """Rows of cells side by side, the first of them set in the face `header`."""
    return [
        Set(top - 20 * i, cell, font=header if not i else "Helvetica", x=60 + 120 * column)
        for i, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]


def test_a_row_without_numbers_above_a_column_of_them_names_the_columns(tmp_path: Path) -> None:
    rows = table(("Year", "Event"), ("1771", "Building begins"), ("1776", "Done"))
    document = read(make(tmp_path / "rows.pdf", [rows]))
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("table_header", "Year | Event"),
        ("table_row", "1771 | Building begins"),
        ("table_row", "1776 | Done"),
    ]
    assert [(b.locator.table, b.locator.row) for b in document.blocks] == [(1, 1), (1, 2), (1, 3)]


def test_a_bold_row_above_plain_ones_names_the_columns(tmp_path: Path) -> None:
    rows = table(("Part", "Wood"), ("Frame", "Oak"), ("Panel", "Pine"), header="Helvetica-Bold")
    document = read(make(tmp_path / "bold.pdf", [rows]))
    assert [b.kind for b in document.blocks] == ["table_header", "table_row", "table_row"]


@pytest.mark.parametrize(
    "rows",
    [
        (("Frame", "Oak"), ("Panel", "Pine"), ("Foot", "Ash")),
        (("1771", "Begun"), ("1776", "Done")),
        (("Year", "Event"), ("1771", "Begun"), ("later", "Done")),
        (("Year",) * 2, ("1771", "Begun", "by Li")),
    ],
)
def test_a_table_whose_first_row_is_like_the_others_has_no_header(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...]
) -> None:
    document = read(make(tmp_path / "plain.pdf", [table(*rows)]))
    assert [(b.kind, b.locator.row) for b in document.blocks] == [
        ("table_row", number) for number in range(1, len(rows) + 1)
    ]


def test_tables_are_counted_and_a_row_that_stands_alone_is_none(tmp_path: Path) -> None:
    first = table(("Year", "Event"), ("1771", "Begun"), ("1776", "Done"), top=540)
    alone = [Set(420, "Beijing"), Set(420, "page two", x=200)]
    second = table(("Part", "Metres"), ("Hall", "12"), ("Yard", "30"), top=360)
    between = [[Set(460, "Nothing else is known of it.")], [Set(390, "Its size is given below.")]]
    document = read(make(tmp_path / "two.pdf", [[*first, *between[0], *alone, *between[1], *second]]))
    assert [(b.text, b.locator.table) for b in document.blocks if b.kind != "paragraph"] == [
        ("Year | Event", 1), ("1771 | Begun", 1), ("1776 | Done", 1), ("Beijing page two", None),
        ("Part | Metres", 2), ("Hall | 12", 2), ("Yard | 30", 2),
    ]  # fmt: skip


def test_a_table_goes_on_over_a_page_with_its_header_again(tmp_path: Path) -> None:
    years = [(str(1771 + i), f"Event {chr(65 + i)}") for i in range(4)]
    pages = [table(("Year", "Event"), *years[:2], top=100), table(("Year", "Event"), *years[2:], top=540)]
    document = read(make(tmp_path / "long.pdf", pages))
    assert [(b.kind, b.locator.table, b.locator.page) for b in document.blocks] == [
        ("table_header", 1, 1), ("table_row", 1, 1), ("table_row", 1, 1),
        ("table_header", 1, 2), ("table_row", 1, 2), ("table_row", 1, 2),
    ]  # fmt: skip
