"""MARC records in both of their forms: every subfield with its place, scripts and encodings kept."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pymarc
import pytest
from lxml import etree

from ingest.documents import Document, Field
from ingest.readers import documents_in
from ingest.readers.marc.reading import documents
from ingest.records.access import Access
from retrieval.errors import UnreadableDocument

LEADER = "00000cam a2200000 a 4500"
CODES = "990101s1745    fr a          000 0 fre d"
CATALOGUE: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("001", "", [("", "st000071")]),
    ("008", "", [("", CODES)]),
    ("040", "  ", [("a", "STU"), ("b", "eng")]),
    ("100", "1 ", [("a", "Germain, Thomas,"), ("d", "1673-1748,"), ("e", "goldsmith."), ("0", "(x)123")]),
    ("240", "10", [("a", "Dessins. Selections")]),
    ("245", "10", [("a", "Desseins d'orfèvrerie :"), ("b", "suite de planches /"), ("c", "par T. Germain.")]),
    ("246", "3 ", [("i", "Also known as:"), ("a", "Goldsmith's designs")]),
    ("264", " 1", [("a", "Paris :"), ("b", "chez l'auteur,"), ("c", "[about 1745]")]),
    ("300", "  ", [("a", "12 leaves :"), ("b", "etchings ;"), ("c", "34 cm")]),
    ("340", "  ", [("a", "laid paper"), ("d", "etching")]),
    ("500", "  ", [("a", "Leaf 4 is signed.")]),
    ("510", "4 ", [("a", "Guilmard,"), ("c", "p. 161")]),
    ("520", "  ", [("a", "Designs for tureens, candlesticks and bowls. " * 9)]),
    ("540", "  ", [("a", "No known copyright.")]),
    ("541", "1 ", [("c", "Gift of"), ("a", "O. Petrova,"), ("d", "1971.")]),
    ("546", "  ", [("a", "Captions in French.")]),
    ("561", "1 ", [("a", "Album of the court of Lisbon; sold in 1938.")]),
    ("585", "  ", [("a", "Silver for kings, 1993.")]),
    ("600", "10", [("a", "Germain, Thomas,"), ("d", "1673-1748"), ("v", "Exhibitions.")]),
    ("650", " 0", [("a", "Silverwork"), ("z", "France.")]),
    ("655", " 7", [("a", "Pattern books."), ("2", "aat")]),
    ("700", "1 ", [("a", "Roettiers, Jacques,"), ("e", "engraver")]),
    ("752", "  ", [("a", "France"), ("d", "Paris.")]),
    (
        "852",
        "  ",
        [("a", "Studiolo Museum"), ("b", "Library"), ("h", "NK72"), ("i", ".G47"), ("p", "30001")],
    ),
    ("856", "40", [("u", "https://studiolo.example/71"), ("y", "Page images")]),
    ("949", "  ", [("a", "shelf list checked")]),
]


def record(
    fields: list[tuple[str, str, list[tuple[str, str]]]], *, utf8: bool = True, leader: str = LEADER
) -> pymarc.Record:
    made = pymarc.Record(force_utf8=utf8, leader=leader)
    for tag, indicators, values in fields:
        if tag < "010":
            made.add_field(pymarc.Field(tag=tag, data=values[0][1]))
        else:
            subfields = [pymarc.Subfield(code, value) for code, value in values]
            made.add_field(pymarc.Field(tag, pymarc.Indicators(*indicators), subfields))
    return made


def binary(tmp_path: Path, *records: pymarc.Record | bytes, name: str = "library.mrc") -> Path:
    path = tmp_path / name
    path.write_bytes(b"".join(r if isinstance(r, bytes) else r.as_marc() for r in records))
    return path


def as_xml(tmp_path: Path, *records: pymarc.Record) -> Path:
    path = tmp_path / "library.xml"
    inner = b"".join(pymarc.record_to_xml(r, namespace=True) for r in records)
    path.write_bytes(b'<collection xmlns="http://www.loc.gov/MARC21/slim">' + inner + b"</collection>")
    return path


@pytest.fixture
def album(tmp_path: Path) -> Document:
    (found,) = documents_in(binary(tmp_path, record(CATALOGUE)))
    return found


def of(document: Document, name: str) -> list[Field]:
    return [field for field in document.fields if field.name == name]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def pointed_at(path: Path, pointer: str) -> str:
    """The text that a pointer leads to, by pymarc alone."""
    with path.open("rb") as file:
        value: Any = [r.as_dict() if r else None for r in pymarc.MARCReader(file)]
    for token in pointer.split("/")[1:]:
        value = value[int(token)] if isinstance(value, list) else value[token]
    return (
        value if isinstance(value, str) else " ".join(str(v) for s in value["subfields"] for v in s.values())
    )


def test_a_record_becomes_fields_without_the_punctuation_between_them(album: Document) -> None:
    assert (album.record, album.title, album.language) == (
        "st000071", "Desseins d'orfèvrerie : suite de planches", "en",
    )  # fmt: skip
    assert album.metadata == {
        "author": "Germain, Thomas, 1673-1748", "date": "[about 1745]", "object_number": "NK72 .G47",
        "rights": "No known copyright.",
    }  # fmt: skip
    assert [(f.value, f.role) for f in of(album, "maker")] == [
        ("Germain, Thomas, 1673-1748", "goldsmith"), ("Roettiers, Jacques", "engraver"),
    ]  # fmt: skip
    assert [(f.value, f.years) for f in of(album, "date")] == [("[about 1745]", (1745, 1745))]
    assert [f.language for f in of(album, "title")] == ["", "fr", ""]
    assert [f.value for f in of(album, "place")] == ["Paris", "France, Paris"]
    assert [f.value for f in of(album, "subject")] == [
        "Germain, Thomas, 1673-1748--Exhibitions", "Silverwork--France",
    ]  # fmt: skip


def test_a_record_is_read_out_under_labels(album: Document) -> None:
    for line in (
        "Maker: Germain, Thomas, 1673-1748 (goldsmith)",
        "Title: Desseins d'orfèvrerie : suite de planches",
        "Statement of responsibility: par T. Germain",
        "Uniform title: Dessins. Selections",
        "Publisher: chez l'auteur",
        "Extent: 12 leaves",
        "Physical details: etchings",
        "Dimensions: 34 cm",
        "Material: laid paper",
        "Technique: etching",
        "Note: Leaf 4 is signed.",
        "Acquisition: Gift of O. Petrova, 1971.",
        "Provenance: Album of the court of Lisbon; sold in 1938.",
        "Exhibition: Silver for kings, 1993.",
        "Bibliography: Guilmard, p. 161",
        "Object type: Pattern books",
        "Location: Studiolo Museum, Library",
        "Link: Page images",
    ):
        assert line in lines(album)
    (text,) = [block for block in album.blocks if block.kind == "paragraph"]
    assert text.locator.headings == ("Description",)


def test_what_is_for_machines_or_unknown_is_not_read_out(album: Document) -> None:
    read_out = "\n".join(lines(album))
    assert not {"STU", "(x)123", "aat", "30001", "shelf list"} & set(read_out.split())
    assert [f.value for f in album.fields if f.label == "MARC 949"] == ["shelf list checked"]
    assert "https://studiolo.example/71" in [f.value for f in of(album, "identifier")]


def test_a_pointer_is_followed_with_pymarc_alone(tmp_path: Path) -> None:
    path = binary(tmp_path, record([("001", "", [("", "one")])]), record(CATALOGUE))
    album = list(documents_in(path))[1]
    assert len(album.fields) > 30
    for field in album.fields:
        assert field.locator.pointer is not None
        said = pointed_at(path, field.locator.pointer)
        assert all(part in said for part in re.findall(r"[\w'.]+", field.value)), field


def test_an_xpath_is_followed_in_the_xml(tmp_path: Path, album: Document) -> None:
    path = as_xml(tmp_path, record([("001", "", [("", "one")])]), record(CATALOGUE))
    found = list(documents_in(path))[1]
    tree = etree.parse(str(path))
    assert [(f.name, f.value) for f in found.fields] == [(f.name, f.value) for f in album.fields]
    assert lines(found) == lines(album)
    assert (found.kind, album.kind) == ("marcxml", "marc")
    for field in found.fields:
        (element,) = tree.xpath(field.locator.xpath)
        said = " ".join("".join(element.itertext()).split())
        assert all(part in said for part in re.findall(r"[\w'.]+", field.value)), field


PORCELAIN = [
    ("001", "", [("", "z1")]),
    ("008", "", [("", "990101m17361795cc                  chi d")]),
    ("040", "  ", [("b", "eng")]),
    ("245", "10", [("6", "880-01"), ("a", "Qing gong ci qi /"), ("c", "Tang Ying.")]),
    ("880", "10", [("6", "245-01/$1"), ("a", "清宫瓷器 /"), ("c", "唐英.")]),
    ("264", " 1", [("6", "880-02"), ("a", "Jingdezhen"), ("c", "Qianlong period")]),
    ("880", " 1", [("6", "264-02/$1"), ("a", "景德镇"), ("c", "乾隆年间")]),
]


def test_linked_fields_are_kept_in_their_script_and_name_the_work(tmp_path: Path) -> None:
    (found,) = documents_in(binary(tmp_path, record(PORCELAIN)))
    assert found.title == "清宫瓷器"
    assert [(f.value, f.language) for f in of(found, "title")] == [
        ("Qing gong ci qi", ""),
        ("清宫瓷器", "zh"),
    ]
    assert [(f.value, f.language) for f in of(found, "place")] == [("Jingdezhen", ""), ("景德镇", "zh")]
    assert [f.years for f in of(found, "date")] == [(1736, 1795), (1736, 1795)]
    assert "Statement of responsibility: 唐英" in lines(found)


def test_marc_8_utf_8_and_old_encodings_are_told_apart(tmp_path: Path) -> None:
    title = [("001", "", [("", "r")]), ("245", "00", [("a", "TITLE"), ("b", "about the collection")])]
    plain = record(title).as_marc()
    plain = plain[:9] + b" " + plain[10:]

    def with_title(raw: bytes) -> bytes:
        longer = len(raw) - len(b"TITLE")
        made = plain.replace(b"TITLE", raw)
        size = f"{len(made):05}".encode()
        entry = plain[36:48]
        return size + made[5:36] + b"245" + f"{int(entry[3:7]) + longer:04}".encode() + made[43:]

    words = "Ваза фарфоровая с росписью"
    path = binary(
        tmp_path,
        with_title(b"Caf\xe2e au lait"),
        with_title(words.encode()),
        with_title(words.encode("cp1251")),
        with_title("故宫博物院藏瓷器".encode("gbk")),
        with_title(b"\x1b(N7^\x1b(B"),
    )
    found = list(documents_in(path))
    assert [document.title.split(" about")[0] for document in found[:4]] == [
        "Café au lait", words, words, "故宫博物院藏瓷器",
    ]  # fmt: skip
    assert [bool(document.warnings) for document in found] == [False, False, True, True, False]
    assert "declared as MARC-8" in found[2].warnings[0]


@pytest.mark.parametrize(
    ("field", "access", "embargo"),
    [
        (("506", "0 ", [("a", "Open to all.")]), "public", None),
        (("506", "0 ", [("3", "Album")]), "public", None),
        (("506", "1 ", [("a", "Ask the keeper.")]), "restricted", None),
        (("506", "1 ", [("a", "Open to staff by appointment.")]), "internal", None),
        (("506", "  ", [("a", "Closed"), ("g", "20501231")]), "restricted", "2050-12-31"),
        (("506", "0 ", [("a", "Open"), ("g", "after 2050")]), "public", "after 2050"),
        (("506", "  ", [("a", "Closed"), ("g", "2050-12-31")]), "restricted", "2050-12-31"),
        (("506", "  ", [("a", "Class B")]), "restricted", None),
        (("355", "0 ", [("a", "Confidential")]), "restricted", None),
        (("561", "0 ", [("a", "Bought from the heirs.")]), "internal", None),
        (("540", "  ", [("a", "Copies prohibited.")]), None, None),
    ],
)
def test_access_is_what_the_record_states(
    tmp_path: Path, field: tuple[str, str, list[tuple[str, str]]], access: Access | None, embargo: str | None
) -> None:
    (found,) = documents_in(binary(tmp_path, record([("245", "00", [("a", "Album")]), field])))
    assert (found.metadata.get("access"), found.metadata.get("embargo")) == (access, embargo)
    assert bool(found.warnings) is (field[0] == "561" or "Class B" in str(field))


def test_unimarc_is_recognised_and_read(tmp_path: Path) -> None:
    fields = [
        ("001", "", [("", "RU1")]),
        ("100", "  ", [("a", "20200101d1912    u  y0rusy50      ca")]),
        ("101", "0 ", [("a", "rus")]),
        ("200", "1 ", [("a", "Старый фарфор"), ("e", "каталог"), ("f", "А. Трубников")]),
        ("210", "  ", [("a", "Санкт-Петербург"), ("c", "Аполлон"), ("d", "1912")]),
        ("215", "  ", [("a", "40 с."), ("d", "27 см")]),
        ("700", " 1", [("a", "Трубников"), ("b", "А. А."), ("4", "070")]),
        ("899", "  ", [("a", "Библиотека музея"), ("j", "Ф-12")]),
    ]
    (found,) = documents_in(binary(tmp_path, record(fields)))
    assert (found.title, found.language, found.metadata["object_number"]) == (
        "Старый фарфор каталог",
        "ru",
        "Ф-12",
    )
    assert [(f.value, f.years) for f in of(found, "date")] == [("1912", (1912, 1912))]
    assert [f.value for f in of(found, "maker")] == ["Трубников А. А."]
    assert "Издатель: Аполлон" in lines(found)


def test_a_damaged_record_is_left_out_and_named_by_the_next(tmp_path: Path) -> None:
    good = record(CATALOGUE).as_marc()
    bad = good[:24] + b"24X" + b"x" * 9 + good[36:]
    first, second = documents_in(binary(tmp_path, good, b"\r\n", bad, good))
    assert first.warnings == ()
    assert "record 2 is damaged" in second.warnings[0]
    assert second.fields[0].locator.pointer == "/2/fields/0/001"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda raw: raw[:-40], "record 2 breaks off"),
        (lambda raw: b"x" + raw[1:], "record 2 is damaged.* does not begin with its length"),
        (lambda raw: raw[:24] + b"24X" + b"x" * 9 + raw[36:], "record 2 is damaged"),
    ],
)
def test_a_file_that_ends_in_damage_gives_what_stands_before(
    tmp_path: Path, spoil: Callable[[bytes], bytes], reason: str
) -> None:
    good = record(CATALOGUE).as_marc()
    found: list[str] = []
    with pytest.raises(UnreadableDocument, match=rf"library\.mrc: {reason}"):
        found.extend(document.record for document in documents_in(binary(tmp_path, good, spoil(good))))
    assert found == ["st000071"]


@pytest.mark.parametrize("length", [b"00050", b"09999", b"x1234"])
def test_records_behind_a_wrong_length_are_read(tmp_path: Path, length: bytes) -> None:
    good = record(CATALOGUE).as_marc()
    path = binary(tmp_path, good, length + good[5:], *[good] * 8)
    found = list(documents_in(path))
    assert len(found) == 9
    assert "record 2 is damaged and was left out: it" in found[1].warnings[0]
    assert found[1].fields[0].locator.pointer == "/2/fields/0/001"


def test_many_damaged_records_are_counted(tmp_path: Path) -> None:
    good = record(CATALOGUE).as_marc()
    _, found = documents_in(binary(tmp_path, good, *[b"0000x" + good[5:]] * 50, good))
    assert len(found.warnings) == 21
    assert found.warnings[-1] == "30 more records are damaged and were left out"


def test_one_damaged_letter_does_not_garble_a_record_in_utf_8(tmp_path: Path) -> None:
    raw = record(
        [("001", "", [("", "r")]), ("245", "00", [("a", "Décor из музея 故宫"), ("b", "XX")])]
    ).as_marc()
    (found,) = documents_in(binary(tmp_path, raw.replace(b"XX", b"\xe9X")))
    assert found.title == "Décor из музея 故宫 \ufffdX"
    assert found.warnings == ("some bytes are no UTF-8: what they stood for is lost",)


def test_an_authority_record_is_about_a_name_or_a_term(tmp_path: Path) -> None:
    person = [
        ("001", "", [("", "n79")]),
        ("040", "  ", [("a", "STU"), ("b", "eng")]),
        ("100", "1 ", [("a", "Fabergé, Peter Carl,"), ("d", "1846-1920")]),
        ("370", "  ", [("a", "Saint Petersburg"), ("b", "Lausanne")]),
        ("374", "  ", [("a", "Jewelers"), ("a", "Goldsmiths")]),
        ("400", "1 ", [("a", "Faberzhe, Karl Gustavovich,"), ("d", "1846-1920")]),
        ("510", "2 ", [("w", "r"), ("i", "Founded:"), ("a", "House of Fabergé")]),
        ("667", "  ", [("a", "Check the heirs' letter before merging.")]),
        ("670", "  ", [("a", "His Eggs, 1989:"), ("b", "t.p. (Carl Fabergé)")]),
        ("678", "0 ", [("a", "Russian goldsmith of Huguenot descent.")]),
        ("880", "1 ", [("6", "400-01"), ("a", "Фаберже, Карл Густавович,"), ("d", "1846-1920")]),
    ]
    term = [("150", "  ", [("a", "Enamel"), ("z", "China")]), ("450", "  ", [("a", "Cloisonné")])]
    leader = LEADER[:6] + "z" + LEADER[7:]
    first, second = documents_in(binary(tmp_path, record(person, leader=leader), record(term, leader=leader)))
    assert (first.title, second.title) == ("Fabergé, Peter Carl, 1846-1920", "Enamel--China")
    assert "author" not in first.metadata
    assert lines(first) == [
        "Title: Fabergé, Peter Carl, 1846-1920",
        "Place: Saint Petersburg",
        "Place: Lausanne",
        "Activity: Jewelers",
        "Activity: Goldsmiths",
        "Variant name: Faberzhe, Karl Gustavovich, 1846-1920",
        "Related to: Founded: House of Fabergé",
        "Bibliography: His Eggs, 1989: t.p. (Carl Fabergé)",
        "Biography or history: Russian goldsmith of Huguenot descent.",
        "Variant name: Фаберже, Карл Густавович, 1846-1920",
    ]


def test_a_field_in_another_script_that_belongs_to_none_is_a_note(tmp_path: Path) -> None:
    (found,) = documents_in(
        binary(tmp_path, record([("245", "00", [("a", "Album")]), ("880", "  ", [("a", "景德镇")])]))
    )
    assert "Note: 景德镇" in lines(found)


def test_records_are_known_by_their_leader_and_come_one_at_a_time(tmp_path: Path) -> None:
    path = binary(tmp_path, *[record([("001", "", [("", f"r{n}")])]) for n in range(200)], name="library.dat")
    found = documents(path)
    assert next(found).record == "r0"
    assert [document.record for document in documents_in(path)][-1] == "r199"
    assert [document.title for document in documents_in(path)][1] == "library 2"


def test_a_damaged_file_costs_an_error_and_nothing_else(tmp_path: Path) -> None:
    seed, chance = record(CATALOGUE).as_marc() + record(PORCELAIN).as_marc(), random.Random(11)
    for n in range(300):
        spoiled = bytearray(seed)
        for _ in range(chance.randint(1, 20)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        with suppress(UnreadableDocument):
            list(documents(binary(tmp_path, bytes(spoiled), name=f"{n}.mrc")))
