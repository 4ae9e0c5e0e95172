"""Responses of repositories: each record a document, whatever vocabulary it is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ingest.documents import Document
from ingest.readers import documents_in
from retrieval.errors import UnreadableDocument

DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bowl {n}</dc:title></oai_dc:dc>'
)
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title>'
    '</titleStmt><publicationStmt><availability status="restricted"><p>Ask.</p></availability>'
    "</publicationStmt></fileDesc></teiHeader><text><body><p>Dear sir.</p></body></text></TEI>"
)
MODS = (
    '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Gazette</title></titleInfo>'
    "<note>With a map.</note></mods>"
)


def record(n: int, metadata: str, *, status: str = "") -> str:
    said = f'status="{status}"' if status else ""
    held = f"<metadata>{metadata}</metadata>" if metadata else ""
    return (
        f"<record><header {said}><identifier>oai:fen:{n}</identifier><datestamp>2024-01-0{n}</datestamp>"
        f"<setSpec>plate</setSpec></header>{held}</record>"
    )


def answered(tmp_path: Path, content: str, verb: str = "ListRecords") -> list[Document]:
    path = tmp_path / "answer.xml"
    path.write_text(
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-01-01</responseDate>'
        f"<{verb}>{content}</{verb}></OAI-PMH>",
        "utf-8",
    )
    documents = list(documents_in(path))
    tree = etree.parse(str(path))
    for document in documents:
        for place in [f.locator for f in document.fields] + [b.locator for b in document.blocks]:
            assert len(tree.xpath(place.xpath)) == 1
    return documents


def test_each_record_is_a_document_under_its_identifier(tmp_path: Path) -> None:
    one, two = answered(tmp_path, record(1, DC.format(n=1)) + record(2, DC.format(n=2)))
    assert [(d.record, d.title, d.kind) for d in (one, two)] == [
        ("oai:fen:1", "Bowl 1", "dublin-core"),
        ("oai:fen:2", "Bowl 2", "dublin-core"),
    ]
    assert [(f.name, f.value) for f in one.fields[1:]] == [
        ("identifier", "oai:fen:1"),
        ("note", "2024-01-01"),
        ("note", "plate"),
    ]
    assert [b.text for b in one.blocks] == ["Title: Bowl 1"]


def test_other_vocabularies_are_read_by_their_own_readers(tmp_path: Path) -> None:
    letters, gazette = answered(tmp_path, record(1, TEI) + record(2, MODS))
    assert (letters.kind, letters.title, letters.metadata["access"]) == ("tei", "Letters", "restricted")
    assert letters.blocks[-1].text == "Dear sir."
    assert (gazette.kind, gazette.title, gazette.record) == ("mods", "Gazette", "oai:fen:2")


def test_an_unknown_vocabulary_is_kept_as_notes(tmp_path: Path) -> None:
    (document,) = answered(
        tmp_path, record(1, '<x:eel xmlns:x="urn:eels"><x:longName>Anguilla</x:longName></x:eel>')
    )
    assert [b.text for b in document.blocks] == ["Long name: Anguilla"]
    assert "urn:eels" in document.warnings[0]


def test_deleted_records_are_left_out_and_named(tmp_path: Path) -> None:
    (document,) = answered(tmp_path, record(1, DC.format(n=1)) + record(2, "", status="deleted"))
    assert document.warnings == ("1 deleted records left out: oai:fen:2",)


def test_a_list_that_goes_on_is_said_to(tmp_path: Path) -> None:
    content = record(1, DC.format(n=1)) + "<resumptionToken>abc</resumptionToken>"
    (document,) = answered(tmp_path, content)
    assert document.warnings == ("the list goes on in further responses",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "it lists none"),
        (record(1, "", status="deleted"), "deleted"),
        ('<error code="noRecordsMatch">None.</error>', "noRecordsMatch None"),
    ],
)
def test_an_answer_without_records_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"answer\.xml: there is no record in it.*{reason}"):
        answered(tmp_path, content)
