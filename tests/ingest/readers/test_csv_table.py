"""Exports of collection systems as delimited text: nothing lost, every cell found again."""

from __future__ import annotations

import csv
import io
import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import Document
from ingest.readers import documents_in
from ingest.readers.csv_table import column_name, guessed_delimiter
from retrieval.errors import UnreadableDocument

EXPORT = (
    "ObjectNumber;Title;Constituent;Dated;DateBegin;DateEnd;Medium;Height (cm);Provenance;PublicAccess\r\n"
    '1975.1.0130;"Tureen; with stand";Thomas Germain;c. 1738;1736;1740;Silver;24,50;'
    '"Lord Sefton;\r\nsold, Paris, 1938";1\r\n'
    "0042;Bowl;;18th century;;;Porcelain;007;;0\r\n"
)


def read(tmp_path: Path, content: str | bytes, name: str = "export.csv") -> list[Document]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(documents_in(path))


def values(document: Document, name: str) -> list[str]:
    return [field.value for field in document.fields if field.name == name]


def test_each_row_is_a_record_with_its_fields(tmp_path: Path) -> None:
    tureen, bowl = read(tmp_path, EXPORT)
    assert (tureen.record, tureen.title, tureen.metadata["access"]) == (
        "1975.1.0130", "Tureen; with stand", "public",
    )  # fmt: skip
    assert values(tureen, "maker") == ["Thomas Germain"]
    assert values(tureen, "provenance") == ["Lord Sefton; sold, Paris, 1938"]
    assert [f.years for f in tureen.fields if f.name == "date"] == [(1736, 1740)]
    assert [(f.label, f.value) for f in tureen.fields if f.name == "dimension"] == [("Height (cm)", "24,50")]
    assert (bowl.record, bowl.metadata["access"]) == ("0042", "restricted")
    assert [f.years for f in bowl.fields if f.name == "date"] == [(1701, 1800)]
    assert "Height (cm): 007" in [block.text for block in bowl.blocks]


@pytest.mark.parametrize(
    ("headers", "row", "access"),
    [
        ("Object number,Title,Access,Restrictions,Notes", "1.1,Vase,public,restricted,", "restricted"),
        ("Object number,Title,Access,Restrictions,Notes", "1.1,Vase,internal,public,", "internal"),
        ("Object number,Title,Access,Published,Notes", "1.1,Vase,public,no,", "restricted"),
        ("Object number,Title,Published,Public access,Notes", "1.1,Vase,yes,yes,", "public"),
        (
            "Object number,Title,Access,Restrictions,Notes",
            "1.1,Vase,public,ask the keeper,",
            "ask the keeper",
        ),
        ("Object number,Title,Access,Restrictions,Notes", "1.1,Vase,,,", None),
        ("Object number,Title,Access,Restrictions,Notes", "1.1,Vase,,None.,", None),
        ("Object number,Title,Access,Restrictions,Notes", "1.1,Vase,public,none,", "public"),
        ("Object number,Title,Access,Restrictions,Notes", "1.1,Vase,none,none,", "none"),
        ("Object number,Title,Restricted,Notes", "1.1,Vase,yes,", "restricted"),
        ("Object number,Title,Confidential,Notes", "1.1,Vase,no,", None),
        ("藏品号,名称,密级,备注", "1.1,瓶,机密,", "机密"),
        ("Инвентарный номер,Название,Ограничения доступа,Цвет", "1.1,Ваза,нет,", None),
    ],
)
def test_of_several_columns_of_access_the_strictest_counts(
    tmp_path: Path, headers: str, row: str, access: str | None
) -> None:
    (vase,) = read(tmp_path, f"{headers}\n{row}\n")
    assert vase.metadata.get("access") == access


def test_of_several_rows_of_a_record_the_strictest_counts(tmp_path: Path) -> None:
    mapping = "group: true\ncolumns: {Number: object_number, Access: access, Closed until: embargo}\n"
    (tmp_path / "export.csv.mapping.yaml").write_text(mapping)
    rows = "1.1,Vase,public,2031\n1.1,Lid,restricted,2030\n"
    (vase,) = read(tmp_path, f"Number,Title,Access,Closed until\n{rows}")
    assert (vase.metadata["access"], vase.metadata["embargo"]) == ("restricted", "2031")


def test_every_cell_is_found_again_by_its_place(tmp_path: Path) -> None:
    documents = read(tmp_path, EXPORT)
    rows = list(csv.reader(io.StringIO(EXPORT, newline=""), delimiter=";"))
    lines = EXPORT.split("\r\n")
    followed = 0
    for document in documents:
        for field in document.fields:
            cell = field.locator.cells or ""
            column, row = ord(cell[0]) - ord("A"), int(cell[1:]) - 1
            assert " ".join(rows[row][column].split()) == field.value
            first, last = field.locator.lines or (0, 0)
            assert field.value.split()[0] in " ".join(lines[first - 1 : last])
            followed += 1
    assert followed == 16


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Инв. №", "object_number"), ("Номер по КП", "object_number"), ("Автор", "maker"),
        ("Материал, техника", "material"), ("Inventarnummer", "object_number"), ("Datierung", "date"),
        ("藏品总登记号", "object_number"), ("质地", "material"), ("年代", "date"), ("出土地点", "place"),
        ("computedCurrentLocation", "location"), ("object_production_person", "maker"),
        ("Credit Line", "credit_line"), ("Numéro d'inventaire", "object_number"),
        ("Источник поступления", "credit_line"), ("Высота (см)", "dimension"),
    ],
)  # fmt: skip
def test_headers_of_several_systems_and_languages_are_known(tmp_path: Path, header: str, field: str) -> None:
    (document,) = read(tmp_path, f"Signatur\t{header}\nA 1\tvalue\n", "export.tsv")
    assert "value" in values(document, field)


def test_a_column_nobody_knows_keeps_its_header_as_a_label(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "Shoe size,Colour of hat\n44,green\n")
    assert [block.text for block in document.blocks] == ["Shoe size: 44", "Colour of hat: green"]
    assert document.record == "2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_exports_in_old_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "Инв. номер;Название;Материал\nЭ-00154;Чаша с крышкой;серебро, позолота\n" * 3
    documents = read(tmp_path, text.encode(encoding))
    assert (documents[0].record, documents[0].title) == ("Э-00154", "Чаша с крышкой")


def test_lines_before_the_header_are_passed_over(tmp_path: Path) -> None:
    text = "Export of 2024-01-02,,\n\nObject number,Title,Maker\n0001,Bowl,Germain\n0002,Spoon,Meissonnier\n"
    assert [d.record for d in read(tmp_path, text)] == ["0001", "0002"]


def test_a_mapping_file_decides(tmp_path: Path) -> None:
    (tmp_path / "export.csv.mapping.yaml").write_text(
        "record: Nr\ntitle: Was\ngroup: true\ncolumns:\n"
        "  Wer: {field: maker, split: '|', role: goldsmith}\n"
        "  Intern: ignore\n"
        "  Was: {field: title, language: de}\n",
        encoding="utf-8",
    )
    text = "Nr,Was,Wer,Intern\n7,Schale,A | B,geheim\n7,Schale,C,\n8,Löffel,,\n"
    first, second = read(tmp_path, text)
    assert (first.record, first.title, second.record) == ("7", "Schale", "8")
    assert values(first, "maker") == ["A", "B", "C"]
    assert "Hersteller: A (goldsmith)" in [b.text for b in first.blocks] or "Maker: A (goldsmith)" in [
        b.text for b in first.blocks
    ]
    assert all("geheim" not in b.text for b in first.blocks)


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("columns: [a]", "must have 'columns:'"),
        ("columns: {A: colour}", "no field 'colour'"),
        ("columns: {A: {split: x}}", "takes a field's name"),
        ("rows: 3\ncolumns: {}", "unknown rows"),
        ("{", "not YAML"),
    ],
)
def test_a_mapping_that_cannot_be_done_is_named_with_the_reason(
    tmp_path: Path, mapping: str, reason: str
) -> None:
    (tmp_path / "studiolo-mapping.yaml").write_text(mapping)
    with pytest.raises(UnreadableDocument, match=rf"studiolo-mapping\.yaml.*{reason}"):
        read(tmp_path, "A,B\n1,2\n")


@pytest.mark.parametrize("content", ["a,b\n", "\n\n\n,\n", "x"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"export\.csv"):
        read(tmp_path, content)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_guessed(delimiter: str) -> None:
    rows = [["Number", "Title", "Size"], ["1,5;2", "a|b", "3,4"], ["2", "c", "5,6"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    assert guessed_delimiter(out.getvalue()) == delimiter


def test_columns_are_named_as_in_spreadsheets() -> None:
    assert [column_name(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_no_cell_is_lost_whatever_it_holds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["Object number", "Title", "Colour"], *rows])
    try:
        documents = read(tmp_path_factory.mktemp("rows"), out.getvalue())
    except UnreadableDocument:
        assert not any(cell.strip() for row in rows for cell in row)
        return
    found = {field.value for document in documents for field in document.fields}
    assert {" ".join(cell.split()) for row in rows for cell in row if cell.strip()} == found


def test_rubbish_costs_an_error_and_nothing_else(tmp_path: Path) -> None:
    chance = random.Random(5)
    seed = EXPORT.encode()
    for n in range(150):
        content = bytearray(seed)
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with suppress(UnreadableDocument):
            read(tmp_path, bytes(content), f"{n}.csv")


def test_a_header_that_comes_again_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "joined.csv"
    path.write_text(
        "Inv. No.;Title;Date\nA.1;Bowl;1738\nInv. No.;Title;Date\nA.2;Spoon;1740\n", encoding="utf-8"
    )
    assert [(d.record, d.blocks[0].locator.cells) for d in documents_in(path)] == [
        ("A.1", "A2"),
        ("A.2", "A4"),
    ]


def test_a_quotation_mark_that_nothing_closes_does_not_swallow_the_rows_below(tmp_path: Path) -> None:
    path = tmp_path / "marks.tsv"
    rows = ["Inv. No.\tTitle\tDate", 'A.1\t"Bowl\t1738', "A.2\tSpoon\t1740", "A.3\tLid\t1741"]
    path.write_text("\n".join(rows), encoding="utf-8")
    found = list(documents_in(path))
    assert [(d.record, d.title) for d in found] == [("A.1", '"Bowl'), ("A.2", "Spoon"), ("A.3", "Lid")]
    assert [d.blocks[0].locator.lines for d in found] == [(2, 2), (3, 3), (4, 4)]


def test_a_cell_that_the_end_of_the_file_cuts_short_stays_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    path.write_text('Inv. No.,Title,Note\nA.1,Bowl,"Bent.\nThe rim\nis', encoding="utf-8")
    (document,) = documents_in(path)
    assert document.fields[-1].value == "Bent. The rim is"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<p>A <b>bent</b> rim.</p><p>See&nbsp;file.</p>", "A bent rim. See file."),
        ("Smith &amp; Sons", "Smith & Sons"),
        ("Given in 1750<sup>3</sup>", "Given in 1750 ³"),
        ("height < 5 cm, width > 3 cm & more", "height < 5 cm, width > 3 cm & more"),
        ("<illegible> & <unsigned>", "<illegible> & <unsigned>"),
    ],
)
def test_a_cell_that_was_written_for_a_page_is_read_without_its_markup(
    tmp_path: Path, cell: str, value: str
) -> None:
    path = tmp_path / "pages.csv"
    path.write_text(f'Inv. No.;Title;Note\nA.1;Bowl;"{cell}"\nA.2;Spoon;None\n', encoding="utf-8")
    document = next(iter(documents_in(path)))
    assert document.fields[-1].value == value


def test_headers_that_end_in_a_language_are_those_of_a_table_of_records(tmp_path: Path) -> None:
    (bowl,) = read(tmp_path, "title_en,title_zh,maker_en\nBowl,碗,Kocks\n")
    assert (bowl.title, values(bowl, "title"), values(bowl, "maker")) == ("Bowl", ["Bowl", "碗"], ["Kocks"])


def test_first_and_last_years_are_the_date_where_there_is_no_other(tmp_path: Path) -> None:
    dated, open_ended = read(
        tmp_path,
        "object_number,production.date.start,production.date.end\nA1,1680,1690\nA2,1700,\n",
    )
    assert [(f.label, f.value, f.years) for f in dated.fields if f.name == "date"] == [
        ("production.date.start", "1680", (1680, 1690)),
        ("production.date.end", "1690", (1680, 1690)),
    ]
    assert values(open_ended, "date") == []


def test_a_row_that_adds_up_the_others_is_no_record_but_a_work_of_that_title_is(tmp_path: Path) -> None:
    table = (
        'Inv. No.,Title,Maker,Value\n1,Bowl,Kocks,"1,200"\n,,Total,"4,200"\nИтого,2 предмета,,\n'
        "合计：,2件,,\n2,Total,Smith,5\n,Total,Smith,5\nTotal Eclipse,,,5\n"
    )
    assert [d.title for d in read(tmp_path, table)] == ["Bowl", "Total", "Total", "Total Eclipse"]
