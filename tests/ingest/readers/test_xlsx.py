"""Workbooks as the cells show them, each sheet for what it is."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.documents import Document
from ingest.readers import documents_in
from ingest.readers.xlsx import shown
from retrieval.errors import UnreadableDocument


def made(path: Path, fill: Callable[[Any], None]) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


def objects(book: Any) -> None:
    sheet = book.active
    sheet.title = "Objects"
    sheet.append(["Loans to the exhibition"])
    sheet.append(["Inv. No.", "Title", "Maker", "Date", "Height (cm)", "Acquired"])
    sheet.append([42, "Bowl", "Germain", 1738, 24.5, date(1938, 5, 1)])
    sheet.append(["0043", "Spoon", None, "c. 1740", 7, None])
    sheet["A3"].number_format = "00000"
    sheet["E3"].number_format = "0.00"
    key = book.create_sheet("Key")
    key.append(["Code", "Meaning"])
    key.append(["A", "on display"])
    key.sheet_state = "hidden"
    book.create_sheet("Empty")


@pytest.fixture
def documents(tmp_path: Path) -> list[Document]:
    return list(documents_in(made(tmp_path / "loans.xlsx", objects)))


def test_rows_of_a_sheet_of_objects_are_records(documents: list[Document]) -> None:
    bowl, spoon, key = documents
    assert [d.record for d in documents] == ["Objects/00042", "Objects/0043", "Key"]
    assert (bowl.title, spoon.title) == ("Bowl", "Spoon")
    assert [b.text for b in bowl.blocks][1:] == [
        "Title: Bowl", "Maker: Germain", "Date: 1738", "Height (cm): 24.50", "Acquired: 1938-05-01",
    ]  # fmt: skip
    assert [f.years for f in bowl.fields if f.name == "date"] == [(1738, 1738)]
    assert key.warnings == ("the sheet 'Key' is hidden in the workbook",)
    assert [b.text for b in key.blocks] == ["Code | Meaning", "A | on display"]


def test_every_cell_is_found_again_by_its_place(tmp_path: Path, documents: list[Document]) -> None:
    book = openpyxl.load_workbook(tmp_path / "loans.xlsx")
    followed = 0
    for document in documents[:2]:
        for field in document.fields:
            cell = book[field.locator.sheet][field.locator.cells]
            assert shown(cell.value, cell.number_format) == field.value
            followed += 1
    assert followed == 10
    assert documents[2].blocks[1].locator.cells == "A2:B2"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (42, "00000", "00042"), (42.0, "General", "42"), (0.5, "0%", "50%"), (2.5, "#,##0.00", "2.50"),
        (datetime(2024, 5, 1, 10, 30), "General", "2024-05-01 10:30"), (True, "General", "TRUE"),
        (datetime(2024, 5, 1), "yyyy", "2024-05-01"), (1 / 3, "General", "0.333333333333333"),
        ("007", "General", "007"), (None, "General", ""), (1e300, "General", "1e+300"),
        (1234.5, '#,##0.00 "€"', "1234.50 €"), (20000, "[$€-407] #,##0.00", "€ 20000.00"),
        (1234.5, r'_-* #,##0.00\ "₽"_-;-* #,##0.00\ "₽"_-', "1234.50 ₽"), (-5, '"$"#,##0', "-$5"),
        (42, '"KM "0000', "KM 0042"), (12.5, '0.0" cm"', "12.5 cm"), (3, "[Red]0;-0", "3"),
        (123456, "00-000", "123456"), (-1.5, "0.00", "-1.50"),
        (datetime(1985, 1, 1), "yyyy", "1985"), (datetime(1985, 6, 1), r"[$-419]mmmm\ yyyy;@", "1985-06"),
        (datetime(1985, 6, 1), "mm-dd-yy", "1985-06-01"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_is_shown(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_a_workbook_in_disguise_is_known(tmp_path: Path) -> None:
    path = made(tmp_path / "loans.xlsx", objects).rename(tmp_path / "loans.txt")
    found = list(documents_in(path))
    assert len(found) == 3
    assert "named .txt, but read as xlsx" in found[0].warnings


def test_a_workbook_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"empty\.xlsx: there is nothing"):
        list(documents_in(made(tmp_path / "empty.xlsx", lambda book: None)))


def test_a_workbook_that_swells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 40_000_000)
    with pytest.raises(UnreadableDocument, match=r"bomb\.xlsx: .*swells too much"):
        list(documents_in(path))


def test_a_damaged_workbook_costs_an_error_and_nothing_else(tmp_path: Path) -> None:
    seed = made(tmp_path / "loans.xlsx", objects)
    with zipfile.ZipFile(seed) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(3)
    for n in range(40):
        path = tmp_path / f"{n}.xlsx"
        spoiled = chance.choice(sorted(parts))
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                body = bytearray(content)
                if name == spoiled:
                    for _ in range(chance.randint(1, 30)):
                        body[chance.randrange(len(body))] = chance.randrange(256)
                archive.writestr(name, bytes(body))
        with suppress(UnreadableDocument):
            list(documents_in(path))


@pytest.mark.parametrize(
    ("part", "sound", "damaged"),
    [
        ("xl/worksheets/sheet1.xml", r'<row r="\d+"(?!.*<row)', '<row r="4294967296"'),
        ("xl/styles.xml", 'fillId="0"', 'fillId="99999999999999999999999"'),
    ],
)
def test_a_number_that_no_workbook_has_is_damage(part: str, sound: str, damaged: str, tmp_path: Path) -> None:
    seed = made(tmp_path / "loans.xlsx", objects)
    path = tmp_path / "far.xlsx"
    with zipfile.ZipFile(seed) as whole, zipfile.ZipFile(path, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name).decode()
            if name == part:
                content, found = re.subn(sound, damaged, content, flags=re.DOTALL)
                assert found
            archive.writestr(name, content)
    with pytest.raises(UnreadableDocument, match=r"far\.xlsx: "):
        list(documents_in(path))


def test_rows_beyond_the_size_that_a_sheet_declares_are_read(tmp_path: Path) -> None:
    seed = made(tmp_path / "loans.xlsx", objects)
    path = tmp_path / "small.xlsx"
    with zipfile.ZipFile(seed) as whole, zipfile.ZipFile(path, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name).decode()
            archive.writestr(name, re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', content))
    assert [d.record for d in documents_in(path)] == [d.record for d in documents_in(seed)]


def merged(book: Any) -> None:
    sheet = book.active
    sheet.append(["Object number", "Title", "Maker", "Access"])
    sheet.append(["1", "Bowl", "Germain", "restricted"])
    sheet.append(["2", "Jug"])
    sheet.append(["3", "Lid"])
    sheet.append(["4", "Pan", "Auguste", "public"])
    for cells in ("C2:C4", "D2:D4"):
        sheet.merge_cells(cells)
    halls = book.create_sheet("Halls")
    for row in (["Hall", "What"], ["Hall 3", "Vase"], ["", "Clock"], ["Hall 4", "Lamp"]):
        halls.append(row)
    halls.merge_cells("A2:A3")


def test_what_is_merged_over_several_rows_is_said_of_each_with_the_place_it_stands_in(tmp_path: Path) -> None:
    bowl, jug, lid, pan, halls = documents_in(made(tmp_path / "set.xlsx", merged))
    assert [d.metadata["access"] for d in (bowl, jug, lid, pan)] == [*["restricted"] * 3, "public"]
    assert [b.text for b in lid.blocks] == [
        "Object number: 3",
        "Title: Lid",
        "Maker: Germain",
        "Access: restricted",
    ]
    assert [b.locator.cells for b in lid.blocks] == ["A4", "B4", "C2", "D2"]
    assert [(b.text, b.locator.cells) for b in halls.blocks] == [
        ("Hall | What", "A1:B1"),
        ("Hall 3 | Vase", "A2:B2"),
        ("Hall 3 | Clock", "A2:B3"),
        ("Hall 4 | Lamp", "A4:B4"),
    ]
