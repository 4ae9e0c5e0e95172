"""METS: one document of many pages, and nothing read that is not beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from ingest.documents import Document
from ingest.readers import documents_in, read
from retrieval.errors import UnreadableDocument
from tests.ingest.readers.scan_files import alto, block, mets, page_xml, print_space, region

TWO = (("F1", "alto/1.xml"), ("F2", "alto/2.xml"))
LOGICAL = (
    '<mets:div LABEL="The Fen Gazette" ID="L0"><mets:div LABEL="Of eels" ID="L1"/>'
    '<mets:div LABEL="Of herons" ID="L2"><mets:fptr><mets:area FILEID="F2" BEGIN="b2"/></mets:fptr>'
    "</mets:div></mets:div>"
)
LINKS = '<mets:smLink xlink:from="L1" xlink:to="PHYS_1"/><mets:smLink xlink:from="L1" xlink:to="PHYS_2"/>'


def issue(folder: Path, content: str = "", pages: Sequence[str] = ()) -> Path:
    """An issue of two pages in `folder`, its METS being `content`."""
    (folder / "alto").mkdir()
    pages = pages or [
        alto(print_space(block("b1", "Eels are long."))),
        alto(print_space(block("b1", "They swim."), block("b2", "Herons eat them."))),
    ]
    for n, page in enumerate(pages, 1):
        (folder / "alto" / f"{n}.xml").write_text(page, "utf-8")
    path = folder / "gazette.xml"
    path.write_text(content or mets(TWO, logical=LOGICAL, links=LINKS), "utf-8")
    return path


def one(path: Path) -> Document:
    (document,) = documents_in(path)
    return document


def test_an_issue_is_one_document_in_the_order_of_its_pages(tmp_path: Path) -> None:
    document = one(issue(tmp_path))
    assert (document.kind, document.title, document.record) == ("mets", "The Fen Gazette", "")
    assert [
        (b.text, b.locator.page, b.locator.page_label, b.locator.headings) for b in document.blocks[1:]
    ] == [
        ("Of eels", 1, "p. 1", ()),
        ("Eels are long.", 1, "p. 1", ("Of eels",)),
        ("They swim.", 2, "p. 2", ("Of eels",)),
        ("Of herons", 2, "p. 2", ()),
        ("Herons eat them.", 2, "p. 2", ("Of herons",)),
    ]


def test_each_block_is_found_in_the_file_that_its_place_names(tmp_path: Path) -> None:
    path = issue(tmp_path)
    for each in one(path).blocks:
        tree = etree.parse(str(tmp_path / (each.locator.member or path.name)))
        (found,) = tree.xpath(each.locator.xpath)
        if each.locator.member:
            words = [word.get("CONTENT") for word in found.iter("{*}String")]
            assert " ".join(words) == each.text
            assert each.locator.region == (10, 20, 300, 90)
        else:
            source = found if isinstance(found, str) else "".join(found.itertext())
            assert each.text.removeprefix("Title: ") == source


def test_the_description_gives_fields_and_access(tmp_path: Path) -> None:
    mods = (
        "<mods:titleInfo><mods:nonSort>The</mods:nonSort><mods:title>Gazette</mods:title></mods:titleInfo>"
        '<mods:name><mods:namePart>Pell, Ada</mods:namePart><mods:role><mods:roleTerm type="code">edt'
        '</mods:roleTerm><mods:roleTerm type="text">editor</mods:roleTerm></mods:role></mods:name>'
        '<mods:originInfo><mods:place><mods:placeTerm type="text">Ely</mods:placeTerm></mods:place>'
        '<mods:dateIssued encoding="w3cdtf">1801-02</mods:dateIssued></mods:originInfo>'
        '<mods:language><mods:languageTerm type="code">eng</mods:languageTerm></mods:language>'
        "<mods:subject><mods:topic>Eels</mods:topic><mods:geographic>Fens</mods:geographic></mods:subject>"
        '<mods:accessCondition type="restriction on access">Closed to the public</mods:accessCondition>'
        '<mods:accessCondition type="use and reproduction">CC BY</mods:accessCondition>'
        '<mods:relatedItem type="host"><mods:titleInfo><mods:title>Fen Papers</mods:title></mods:titleInfo>'
        "</mods:relatedItem>"
    )
    document = one(issue(tmp_path, mets(TWO, mods=mods)))
    fields = {(f.name, f.value, f.role, f.years) for f in document.fields}
    assert ("maker", "Pell, Ada", "editor", None) in fields
    assert ("date", "1801-02", "", (1801, 1801)) in fields
    assert ("subject", "Eels – Fens", "", None) in fields
    assert (document.title, document.language) == ("The Gazette", "en")
    assert document.metadata["access"] == "restricted"
    assert document.metadata["rights"] == "CC BY"
    assert document.metadata["collection"] == "Fen Papers"
    assert document.metadata["place"] == "Ely"


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("../secret.xml", "leads out"),
        ("/etc/passwd", "leads out"),
        ("file:///etc/passwd", "leads out"),
        ("C:\\pages\\1.xml", "address|leads out"),
        ("..%2Fsecret.xml", "leads out"),
        ("alto/link.xml", "leads out"),
        ("http://fen.example/1.xml", "an address"),
        ("alto/none.xml", "no such file"),
        ("alto/broken.xml", "not well-formed"),
    ],
)
def test_pages_that_are_not_beside_it_are_named_and_not_read(tmp_path: Path, href: str, reason: str) -> None:
    home = tmp_path / "issue"
    home.mkdir()
    (tmp_path / "secret.xml").write_text(alto(print_space(block("s", "A secret."))))
    path = issue(home, mets((("F1", href), ("F2", "alto/2.xml"))))
    (home / "alto" / "link.xml").symlink_to(tmp_path / "secret.xml")
    (home / "alto" / "broken.xml").write_text("<alto><Layout>" + "<x>" * 9000)
    document = one(path)
    assert "Herons eat them." in [b.text for b in document.blocks]
    assert not any("secret" in b.text.lower() for b in document.blocks)
    (warning,) = document.warnings
    assert warning.startswith("page 1 is missing")
    assert any(word in warning for word in reason.split("|"))


@pytest.mark.parametrize("href", ["file://./alto/1.xml", "./alto/1.xml", "alto%2F1.xml"])
def test_the_ways_to_write_a_relative_path_are_understood(tmp_path: Path, href: str) -> None:
    document = one(issue(tmp_path, mets((("F1", href), ("F2", "alto/2.xml")))))
    assert "Eels are long." in [b.text for b in document.blocks]
    assert document.warnings == ()


def test_pages_in_page_xml_are_read_as_well(tmp_path: Path) -> None:
    pages = [page_xml(region("r", "Eels are long.")), page_xml(region("r", "They swim."))]
    document = one(issue(tmp_path, pages=pages))
    assert [b.text for b in document.blocks if b.locator.member] == ["Eels are long.", "They swim."]


def test_a_page_that_a_mets_names_is_read_with_it_alone(tmp_path: Path) -> None:
    issue(tmp_path)
    page = read(tmp_path / "alto" / "1.xml")
    assert page.blocks == ()
    assert page.metadata["part_of"] == "gazette.xml"
    (tmp_path / "alto" / "3.xml").write_text(alto(print_space(block("b", "A loose leaf."))))
    assert read(tmp_path / "alto" / "3.xml").blocks[0].text == "A loose leaf."


def test_without_its_pages_the_description_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "mets.xml"
    path.write_text(mets([(f"F{n}", f"alto/{n}.xml") for n in range(9)]))
    document = one(path)
    assert document.title == "The Fen Gazette"
    assert document.warnings[-1] == "4 more pages are missing"


def test_a_mets_of_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mets.xml"
    path.write_text(mets((), mods=""))
    with pytest.raises(UnreadableDocument, match=r"mets\.xml"):
        one(path)


DUBLIN_CORE = (
    '<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">The Fen Gazette</dc:title>'
    '<dc:language xmlns:dc="http://purl.org/dc/elements/1.1/">ger</dc:language>{}'
)
TERMS = 'xmlns:dcterms="http://purl.org/dc/terms/"'


@pytest.mark.parametrize(
    ("section", "statement", "access"),
    [
        ("dmdSec", f"<dcterms:accessRights {TERMS}>Closed to readers.</dcterms:accessRights>", "restricted"),
        ("dmdSec", f"<dcterms:accessRights {TERMS}>open access</dcterms:accessRights>", "public"),
        ("dmdSec", f"<dcterms:license {TERMS}>Closed to robots</dcterms:license>", None),
        ("dmdSec", '<x xmlns="urn:x"><accessRestrict><p>Closed.</p></accessRestrict></x>', "restricted"),
        (
            "rightsMD",
            f"<dcterms:accessRights {TERMS}>Closed to readers.</dcterms:accessRights>",
            "restricted",
        ),
        ("rightsMD", '<accessRights xmlns="urn:x">Closed</accessRights>', "restricted"),
    ],
)
def test_access_is_obeyed_in_every_vocabulary(
    tmp_path: Path, section: str, statement: str, access: str | None
) -> None:
    inner = DUBLIN_CORE.format(statement if section == "dmdSec" else "")
    described = (
        f'<mets:dmdSec ID="D"><mets:mdWrap><mets:xmlData>{inner}</mets:xmlData></mets:mdWrap></mets:dmdSec>'
    )
    if section == "rightsMD":
        wrapped = f"<mets:mdWrap><mets:xmlData>{statement}</mets:xmlData></mets:mdWrap>"
        described += f'<mets:amdSec><mets:rightsMD ID="R">{wrapped}</mets:rightsMD></mets:amdSec>'
    document = one(
        issue(tmp_path, mets(TWO, mods="").replace("<mets:fileSec>", f"{described}<mets:fileSec>"))
    )
    assert (document.title, document.language) == ("The Fen Gazette", "de")
    assert document.metadata.get("access") == access
