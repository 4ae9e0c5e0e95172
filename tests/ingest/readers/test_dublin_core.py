"""Dublin Core records: each element a field, and rights told from access."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ingest.documents import Document
from ingest.readers import documents_in
from retrieval.errors import UnreadableDocument

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
)
BOWL = """<dc:title xml:lang="fr">Bol</dc:title><dc:title>Silver bowl</dc:title>
<dcterms:alternative>The Pell bowl</dcterms:alternative><dc:creator>Ada Pell</dc:creator>
<dc:contributor>Wulfric Reed</dc:contributor><dc:publisher>Fen Museum</dc:publisher>
<dc:date>1738/1740</dc:date>
<dcterms:created>about 1739</dcterms:created><dc:coverage>Ely</dc:coverage><dc:type>bowl</dc:type>
<dcterms:medium>silver</dcterms:medium><dc:format>image/jpeg</dc:format>
<dcterms:extent>24.5 cm</dcterms:extent>
<dcterms:extent>2 pieces</dcterms:extent><dc:identifier>1975.1.130</dc:identifier>
<dc:identifier>http://fen.example/130</dc:identifier><dc:source>A sale of 1801</dc:source>
<dcterms:isPartOf>Plate of the Fens</dcterms:isPartOf><dc:language>en</dc:language>
<dcterms:provenance>Given by the Reeds.</dcterms:provenance><dc:rights>CC BY 4.0</dc:rights>
<dcterms:bibliographicCitation>Pell 1999, 3.</dcterms:bibliographicCitation>
<dc:description>A bowl with eels around the rim.</dc:description>
<dcterms:audience>Children</dcterms:audience>"""


def made(tmp_path: Path, content: str, name: str = "bowl.xml") -> list[Document]:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    documents = list(documents_in(path))
    tree = etree.parse(str(path))
    for field in (field for document in documents for field in document.fields):
        (found,) = tree.xpath(field.locator.xpath)
        assert " ".join(field.value.split()) in " ".join("".join(found.itertext()).split())
    return documents


def record(content: str) -> str:
    return f"<oai_dc:dc {SPACES}>{content}</oai_dc:dc>"


def test_each_element_fills_its_field(tmp_path: Path) -> None:
    (document,) = made(tmp_path, record(BOWL))
    assert (document.kind, document.title, document.language) == ("dublin-core", "Silver bowl", "en")
    assert document.record == ""
    fields = {(f.name, f.value, f.role) for f in document.fields}
    assert fields >= {
        ("title", "Bol", ""),
        ("title", "The Pell bowl", "alternative"),
        ("maker", "Ada Pell", ""),
        ("maker", "Wulfric Reed", "contributor"),
        ("place", "Ely", ""),
        ("material", "silver", ""),
        ("dimension", "24.5 cm", ""),
        ("extent", "2 pieces", ""),
        ("object_number", "1975.1.130", ""),
        ("identifier", "http://fen.example/130", ""),
        ("related", "A sale of 1801", ""),
        ("provenance", "Given by the Reeds.", ""),
        ("bibliography", "Pell 1999, 3.", ""),
        ("rights", "CC BY 4.0", ""),
        ("note", "Children", ""),
    }
    assert [f.years for f in document.fields if f.name == "date"] == [(1738, 1740), None]
    assert document.metadata["object_number"] == "1975.1.130"
    assert "access" not in document.metadata
    texts = [block.text for block in document.blocks]
    assert "Publisher: Fen Museum" in texts
    assert "Is part of: Plate of the Fens" in texts
    assert not any("image/jpeg" in text for text in texts)


@pytest.mark.parametrize(
    ("statement", "access"),
    [
        ("<dcterms:accessRights>Open to the public</dcterms:accessRights>", "public"),
        ("<dcterms:accessRights>Ask the dean</dcterms:accessRights>", "restricted"),
        ("<dcterms:accessRights>Open access from 2090</dcterms:accessRights>", "restricted"),
        ("<dcterms:accessRights>Embargoed access, then open access</dcterms:accessRights>", "restricted"),
        ("<dcterms:accessRights>Open Access</dcterms:accessRights>", "public"),
        ("<dc:rights>No open access</dc:rights>", "restricted"),
        ("<dc:rights>Freely available, not for commercial use</dc:rights>", None),
        ("<dc:rights>info:eu-repo/semantics/openAccess</dc:rights>", "public"),
        ("<dc:rights>info:eu-repo/semantics/restrictedAccess</dc:rights>", "restricted"),
        ("<dc:rights>http://purl.org/coar/access_right/c_14cb</dc:rights>", "restricted"),
        ("<dc:rights>Closed to the public</dc:rights>", "restricted"),
        ("<dc:rights>Restrictions of copyright apply</dc:rights>", None),
        ("<dc:rights>Public domain</dc:rights>", None),
        (
            "<dc:rights>open access</dc:rights><dcterms:accessRights>staff only</dcterms:accessRights>",
            "internal",
        ),
    ],
)
def test_access_is_what_is_said_of_access(tmp_path: Path, statement: str, access: str | None) -> None:
    (document,) = made(tmp_path, record(f"<dc:title>Bowl</dc:title>{statement}"))
    assert document.metadata.get("access") == access


def test_the_end_of_an_embargo_is_kept(tmp_path: Path) -> None:
    dated = "<dc:title>Bowl</dc:title><dc:date>info:eu-repo/date/embargoEnd/2031-05-01</dc:date>"
    (document,) = made(tmp_path, record(dated))
    assert document.metadata["embargo"] == "2031-05-01"


def test_of_several_dates_of_an_embargo_the_last_counts(tmp_path: Path) -> None:
    stated = "<dcterms:accessRights>Embargo of 2020-01-01 to 2031-05-01</dcterms:accessRights>"
    (document,) = made(tmp_path, record(f"<dc:title>Bowl</dc:title>{stated}"))
    assert (document.metadata["access"], document.metadata["embargo"]) == ("restricted", "2031-05-01")


def test_simple_records_without_a_namespace_are_read(tmp_path: Path) -> None:
    (document,) = made(tmp_path, "<metadata><title>Bowl</title><creator>Ada</creator></metadata>")
    assert (document.title, document.metadata["author"]) == ("Bowl", "Ada")


def test_several_records_are_a_document_each(tmp_path: Path) -> None:
    several = "".join(
        f"<dc><dc:title>Bowl {n}</dc:title><dc:identifier>B.{n}</dc:identifier></dc>" for n in (1, 2)
    )
    documents = made(tmp_path, f"<metadata {SPACES}>{several}</metadata>")
    assert [(d.record, d.title) for d in documents] == [("B.1", "Bowl 1"), ("B.2", "Bowl 2")]


@pytest.mark.parametrize(
    "content", ["<metadata/>", record(""), record("<dc:title> </dc:title>"), "<dc><title>"]
)
def test_a_record_that_says_nothing_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"bowl\.xml"):
        made(tmp_path, content)
