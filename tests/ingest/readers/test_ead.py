"""Finding aids: the whole, its components with what they inherit, and every text with its element."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree

from ingest.documents import Document, Field
from ingest.readers import documents_in
from ingest.readers.ead.reading import documents
from ingest.records.access import Access
from retrieval.errors import UnreadableDocument

HEADER = """
<eadheader audience="internal"><eadid>st-ger</eadid>
 <filedesc>
  <titlestmt><titleproper>Guide to the Germain workshop papers</titleproper><author>Made by O. Petrova</author></titlestmt>
  <publicationstmt><publisher>Studiolo Museum</publisher><address><addressline>1 Palace Square</addressline><addressline>Studiolo</addressline></address><p>All rights reserved.</p></publicationstmt>
 </filedesc>
 <profiledesc><creation>Typed in <date>2019</date></creation><langusage>Written in <language langcode="eng">English</language></langusage></profiledesc>
 <revisiondesc><change><date>2021</date><item>Box 3 added</item></change></revisiondesc>
</eadheader>
"""  # noqa: E501
SUMMARY = """
<did>
 <head>Summary</head>
 <unittitle label="Title:">Germain workshop papers</unittitle>
 <unitdate normal="1726/1765">1726-<emph>65</emph></unitdate>
 <unitid>MS 12</unitid><unitid type="former">K 4</unitid>
 <origination label="Creator"><persname role="goldsmith">Germain, Thomas</persname></origination>
 <repository><corpname>Studiolo Museum</corpname><address><addressline>1 Palace Square</addressline></address></repository>
 <physdesc><extent>4 boxes</extent><dimensions>30 x 40 cm</dimensions></physdesc>
 <langmaterial>In <language langcode="fre">French</language>.</langmaterial>
</did>
"""  # noqa: E501
HISTORY = """
<bioghist><head>The workshop</head>
 <p>Thomas Germain worked at the <title>Louvre</title><lb/>from 1723:
  <list><item>for the court</item><item>for Lisbon</item></list>and died there.</p>
 <chronlist><chronitem><date>1748</date><eventgrp><event>Thomas dies</event><event>François-Thomas takes over</event></eventgrp></chronitem></chronlist>
 <table><tgroup><thead><row><entry>Year</entry><entry>Pieces</entry></row></thead><tbody><row><entry>1738</entry><entry>12</entry></row></tbody></tgroup></table>
</bioghist>
<custodhist><p>Kept by the family until 1891.</p><p>Sold in Paris in 1938.</p></custodhist>
<userestrict><p>Copies with permission.</p></userestrict>
<controlaccess><head>Index terms</head>
 <persname role="photographer">Atget, Eugène</persname><geogname>Paris</geogname><subject>Silver</subject>
 <controlaccess><head>Forms:</head><genreform>Ledgers</genreform></controlaccess>
</controlaccess>
<index><indexentry><persname>Pombal</persname><ref>folder 2</ref></indexentry></index>
"""  # noqa: E501
COMPONENTS = """
<dsc><head>Contents</head>
 <c01 level="series" id="s1"><did><unittitle>Letters</unittitle></did>
  <accessrestrict><head>Restrictions</head><p>Closed until <date normal="2050-06-30">mid 2050</date>.</p></accessrestrict>
  <c02 level="file" id="f1"><did><container type="box">2</container><unittitle>From Lisbon, <unitdate>1740-1742</unitdate></unittitle></did>
   <accessrestrict><p>Open for research.</p></accessrestrict>
   <dao title="Letter of 3 May" href="https://studiolo.example/f1"/>
  </c02>
 </c01>
 <c01 level="series"><did><unittitle>Ledgers</unittitle></did>
  <c02 level="file"><did><unitid>MS 12/7</unitid></did></c02>
  <c02 level="file" audience="internal"><did><unittitle>Valuations</unittitle></did></c02>
 </c01>
 <c01><did/></c01>
</dsc>
"""  # noqa: E501


def aid(access: str = "", header: str = HEADER, rest: str = COMPONENTS) -> str:
    said = f"<descgrp><head>For readers</head><accessrestrict>{access}</accessrestrict></descgrp>"
    return f'<ead>{header}<archdesc level="fonds">{SUMMARY}{said}{HISTORY}{rest}</archdesc></ead>'


def written(tmp_path: Path, text: str, name: str = "papers.xml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def read(tmp_path: Path, text: str) -> dict[str, Document]:
    return {document.record: document for document in documents_in(written(tmp_path, text))}


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Document]:
    return read(tmp_path, aid("<p>Open for research.</p>"))


def of(document: Document, name: str) -> list[Field]:
    return [field for field in document.fields if field.name == name]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_the_whole_is_one_document_and_each_component_a_record(papers: dict[str, Document]) -> None:
    assert {record: document.title for record, document in papers.items()} == {
        "": "Germain workshop papers",
        "f1": "From Lisbon, 1740-1742",
        "s1": "Letters",
        "2.1": "MS 12/7",
        "2.2": "Valuations",
        "2": "Ledgers",
    }
    assert {document.language for document in papers.values()} == {"en"}
    assert papers[""].metadata == {
        "collection": "Germain workshop papers",
        "object_number": "MS 12",
        "date": "1726-65",
        "rights": "Copies with permission.",
        "access": "public",
        "author": "Made by O. Petrova",
    }
    assert next(iter(papers)) == ""


def test_what_the_did_says_becomes_fields(papers: dict[str, Document]) -> None:
    whole = papers[""]
    assert [(f.value, f.years) for f in of(whole, "date")] == [("1726-65", (1726, 1765))]
    assert [(f.value, f.role) for f in of(whole, "maker")] == [
        ("Germain, Thomas", "goldsmith"), ("Atget, Eugène", "photographer"),
    ]  # fmt: skip
    assert [f.value for f in of(whole, "former_number")] == ["K 4"]
    assert [f.value for f in of(whole, "extent")] == ["4 boxes"]
    assert [f.value for f in of(whole, "dimension")] == ["30 x 40 cm"]
    assert [f.value for f in of(whole, "provenance")] == [
        "Kept by the family until 1891.", "Sold in Paris in 1938.",
    ]  # fmt: skip
    assert [f.value for f in of(whole, "place")] == ["Paris"]
    assert [f.value for f in of(whole, "type")] == ["Ledgers"]


def test_sections_are_read_under_their_headings_in_the_order_of_the_source(
    papers: dict[str, Document],
) -> None:
    told = [(b.kind, b.text) for b in papers[""].blocks if b.locator.headings[:1] == ("The workshop",)]
    assert told == [
        ("heading", "The workshop"),
        ("paragraph", "Thomas Germain worked at the Louvre from 1723:"),
        ("list_item", "for the court"),
        ("list_item", "for Lisbon"),
        ("paragraph", "and died there."),
        ("list_item", "1748: Thomas dies; François-Thomas takes over"),
        ("table_header", "Year | Pieces"),
        ("table_row", "1738 | 12"),
    ]
    for line in (
        "Creator (goldsmith): Germain, Thomas", "Address: 1 Palace Square", "Pombal: folder 2",
        "Finding aid: Guide to the Germain workshop papers", "Revision: 2021; Box 3 added",
        "Contents", "Forms:",
    ):  # fmt: skip
        assert line in lines(papers[""])


def test_a_component_stands_below_the_titles_of_all_that_holds_it(papers: dict[str, Document]) -> None:
    letter = papers["f1"]
    assert letter.blocks[0].locator.headings == ("Germain workshop papers", "Letters")
    assert lines(letter)[:2] == ["Box: 2", "Title: From Lisbon, 1740-1742"]
    assert "dao: Letter of 3 May" in lines(letter)
    assert [(f.value, f.years) for f in of(letter, "date")] == [("1740-1742", (1740, 1742))]
    assert letter.metadata["collection"] == "Germain workshop papers"
    assert letter.metadata["rights"] == "Copies with permission."


def test_access_is_inherited_and_a_part_is_never_more_open_than_the_whole(
    papers: dict[str, Document],
) -> None:
    access = {record: document.metadata.get("access") for record, document in papers.items()}
    assert access == {
        "": "public",
        "s1": "restricted",
        "f1": "restricted",
        "2": "public",
        "2.1": "public",
        "2.2": "internal",
    }
    assert papers["f1"].metadata["embargo"] == "2050-06-30"
    assert [f.value for f in of(papers["f1"], "access")] == ["Open for research."]


@pytest.mark.parametrize(
    ("statement", "access", "warned"),
    [
        ("", None, False),
        ("<head>Restrictions on access</head><p/>", None, False),
        ("<p>Open for research.</p>", "public", False),
        ("<p>Open. Researchers must apply in writing.</p>", "internal", False),
        ("<p>Open until 2099.</p>", "restricted", False),
        ("<p>Not open to readers.</p>", "restricted", False),
        ("<p>Level 3.</p>", "restricted", True),
        ("<p>Open.</p></accessrestrict><accessrestrict><p>Box 4 is closed.</p>", "restricted", False),
    ],
)
def test_access_is_what_the_statements_say_without_their_headings(
    tmp_path: Path, statement: str, access: Access | None, warned: bool
) -> None:
    found = read(tmp_path, aid(statement, rest="<dsc><c><did><unittitle>One</unittitle></did></c></dsc>"))
    assert {document.metadata.get("access") for document in found.values()} == {access}
    assert "embargo" not in found[""].metadata
    assert any("access not understood" in warning for warning in found[""].warnings) is warned


def test_a_note_for_the_staff_closes_its_own_description_only(tmp_path: Path) -> None:
    note = '<processinfo audience="internal"><p>Ask the heirs again.</p></processinfo>'
    found = read(tmp_path, aid("<p>Open.</p>", rest=note + COMPONENTS))
    assert found[""].metadata["access"] == "internal"
    assert "processinfo" in found[""].warnings[0]
    assert found["2"].metadata["access"] == "public"


@pytest.mark.parametrize(
    ("outside", "inside", "access"),
    [
        ('<dsc audience="internal">', "</dsc>", "internal"),
        ('<dsc><dsc audience="internal">', "</dsc></dsc>", "internal"),
        ('<dsc audience="external">', "</dsc>", "public"),
    ],
)
def test_a_list_of_units_that_is_for_the_staff_closes_them(
    tmp_path: Path, outside: str, inside: str, access: Access
) -> None:
    did = "<did><unittitle>One</unittitle></did>"
    units = f"<c01 id='a'>{did}<c02 id='b'>{did}</c02></c01>"
    found = read(tmp_path, aid("<p>Open.</p>", rest=f"{outside}{units}{inside}"))
    assert {found[name].metadata["access"] for name in ("a", "b")} == {access}


def test_a_finding_aid_that_is_for_the_staff_is_so_with_all_its_units(tmp_path: Path) -> None:
    whole = aid("<p>Open.</p>", rest=COMPONENTS).replace("<ead", '<ead audience="internal"', 1)
    assert "public" not in {document.metadata["access"] for document in read(tmp_path, whole).values()}


def test_every_field_and_block_leads_to_the_element_that_says_it(tmp_path: Path) -> None:
    path = written(tmp_path, aid("<p>Open for research.</p>"))
    tree = etree.parse(str(path))
    followed = 0
    for document in documents_in(path):
        places = [(f.value, f.locator) for f in document.fields]
        places += [(b.text, b.locator) for b in document.blocks if b.kind not in ("heading", "field")]
        for text, place in places:
            (found,) = tree.xpath(place.xpath)
            said = found if isinstance(found, str) else " ".join("".join(found.itertext()).split())
            at = 0
            for word in text.replace(" |", " ").replace(";", " ").replace(":", " ").replace(",", " ").split():
                assert (at := said.find(word, at)) >= 0, (text, said)
            followed += 1
    assert followed > 40


def test_every_text_of_the_finding_aid_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, aid("<p>Open for research.</p>"))
    kept = "\n".join(
        [*(b.text for d in documents_in(path) for b in d.blocks)]
        + [f.value for d in documents_in(path) for f in d.fields]
    )
    texts = [" ".join(text.split()) for text in etree.parse(str(path)).getroot().itertext() if text.strip()]
    assert len(texts) > 60
    assert [text for text in texts if text not in kept and len(text) > 1 and text != "Restrictions"] == []


EAD3 = """
<ead xmlns="http://ead3.archivists.org/schema/">
<control><recordid>st-3</recordid><filedesc><titlestmt><titleproper>Опись</titleproper></titlestmt></filedesc>
 <maintenancehistory><maintenanceevent><eventtype value="created"/><eventdatetime>2020-01-02</eventdatetime><agent>И. Орлова</agent></maintenanceevent></maintenancehistory>
 <languagedeclaration><language langcode="rus">Русский</language></languagedeclaration></control>
<archdesc level="collection"><did>
 <unittitle>Фонд мастерской</unittitle>
 <unitdatestructured><daterange><fromdate standarddate="1736">1736</fromdate><todate standarddate="1795-12">декабрь 1795</todate></daterange></unitdatestructured>
 <physdescstructured><quantity>3</quantity><unittype>коробки</unittype></physdescstructured>
 <origination><persname relator="автор"><part>Орлов</part><part>1737–1783</part></persname></origination>
</did>
<accessrestrict><p>Доступ без ограничений</p></accessrestrict>
<dsc><c id="a"><did><unittitle>Письма</unittitle></did></c></dsc>
</archdesc></ead>
"""  # noqa: E501


def test_ead3_is_read_in_its_own_language(tmp_path: Path) -> None:
    found = read(tmp_path, EAD3)
    whole = found[""]
    assert (whole.title, whole.language, list(found)) == ("Фонд мастерской", "ru", ["", "a"])
    assert [(f.value, f.years) for f in of(whole, "date")] == [("1736–декабрь 1795", (1736, 1795))]
    assert [(f.value, f.role) for f in of(whole, "maker")] == [("Орлов, 1737–1783", "автор")]
    assert "Автор (автор): Орлов, 1737–1783" in lines(whole)
    assert "Объём: 3 коробки" in lines(whole)
    assert found["a"].metadata["access"] == "public"
    assert "Изменение: 2020-01-02; И. Орлова" in lines(whole)
    assert found["a"].blocks[0].text == "Название: Письма"


def test_finding_aids_in_a_group_are_records_named_by_their_numbers(tmp_path: Path) -> None:
    second = aid(header=HEADER.replace("st-ger", "st-two"))
    found = read(tmp_path, f"<eadgrp>{aid()}{second}</eadgrp>")
    assert list(found)[:3] == ["st-ger", "st-two", "st-ger/f1"]
    assert "st-two/2.1" in found


def test_a_malformed_doctype_and_a_missing_end_are_overlooked_and_said(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE ead PUBLIC "+//ISBN//DTD" [<!ENTITY h PUBLIC "h" "h.sgm">]>'
    found = read(tmp_path, doctype + aid())
    assert "not well-formed" in found[""].warnings[0]
    assert found["f1"].title == "From Lisbon, 1740-1742"
    cut = aid().split('<c01 level="series"><did><unittitle>Ledgers')[0]
    found = read(tmp_path, cut)
    assert "not well-formed" in found[""].warnings[0]
    assert "f1" in found


def test_a_file_that_describes_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"papers\.xml: there is no archival description"):
        list(documents_in(written(tmp_path, "<ead><eadheader/></ead>")))


def test_components_come_one_at_a_time_however_they_are_nested(tmp_path: Path) -> None:
    files = "".join(f"<c02><did><unittitle>Letter {n}</unittitle></did></c02>" for n in range(400))
    path = written(tmp_path, aid(rest=f"<dsc><c01><did><unittitle>All</unittitle></did>{files}</c01></dsc>"))
    found = documents(path)
    assert [next(found).title for _ in range(3)] == ["Germain workshop papers", "Letter 0", "Letter 1"]
    assert [document.record for document in found][-2:] == ["1.400", "1"]


@pytest.mark.parametrize(
    "rest",
    [
        "<dsc>" + "<c>" * 10_000 + "</c>" * 10_000 + "</dsc>",
        "<odd>" * 200 + "deep" + "</odd>" * 200,
        "<odd><p>" + "<emph>" * 5000 + "deep" + "</emph>" * 5000 + "</p></odd>",
        "<dsc><c><did><unitdate normal='/'>?</unitdate><container/></did><c/></c></dsc>",
        "<accessrestrict><p>Closed until <date normal='9999-99-99'>later</date></p></accessrestrict>",
    ],
)
def test_odd_finding_aids_cost_an_error_at_most(tmp_path: Path, rest: str) -> None:
    with suppress(UnreadableDocument):
        list(documents_in(written(tmp_path, aid(rest=rest))))


def test_a_damaged_file_costs_an_error_and_nothing_else(tmp_path: Path) -> None:
    seed, chance = aid("<p>Open</p>"), random.Random(7)
    names = sorted({str(element.tag) for element in etree.fromstring(seed.encode()).iter()})
    for n in range(80):
        spoiled = seed
        for _ in range(chance.randint(1, 5)):
            spoiled = spoiled.replace(f"{chance.choice(names)}>", f"{chance.choice(names)}>")
        if n % 3 == 0:
            spoiled = spoiled[: chance.randrange(len(spoiled))]
        with suppress(UnreadableDocument):
            list(documents_in(written(tmp_path, spoiled, f"{n}.xml")))
