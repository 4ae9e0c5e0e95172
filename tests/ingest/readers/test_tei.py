"""Descriptions of manuscripts in TEI as records: fields, access, parts, and the paths back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ingest.documents import Document
from ingest.readers import documents_in
from retrieval.errors import UnreadableDocument

Write = Callable[..., Path]
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = """<fileDesc><titleStmt><title>MS Fen 7</title><title type="collection">Fen Manuscripts</title>
<respStmt><resp>Description</resp><persName>Ada Pell</persName></respStmt></titleStmt>
<publicationStmt><publisher>Fen Museum</publisher>{availability}
<idno type="file">fen_7</idno></publicationStmt>
<sourceDesc>{source}</sourceDesc></fileDesc>
<revisionDesc><change when="2020-01-01">Checked by <name>Ada Pell</name>.</change></revisionDesc>"""
DESCRIPTION = """<msDesc xml:lang="en" xml:id="fen7"><msIdentifier>
<country>England</country><settlement>Ely</settlement>
<repository>Fen Museum</repository><idno type="ark">ark:/1/x</idno><idno type="shelfmark">MS Fen 7</idno>
<altIdentifier type="former"><idno>Reed 12</idno><note>in the catalogue of 1801</note></altIdentifier>
<msName xml:lang="la">Liber paludis</msName></msIdentifier>
<head>The Book of the Marsh</head>
<msContents><summary>Two texts on eels.</summary><textLang mainLang="la">Latin</textLang>
<msItem n="1"><locus from="1r" to="9v">fols. 1r–9v</locus><author>Wulfric</author><title>On eels</title>
<incipit>Anguilla est piscis</incipit><msItem><title>A prologue</title></msItem></msItem>
<msItem n="2"><title>On herons</title><note>Ends imperfectly.</note></msItem></msContents>
<physDesc><objectDesc form="codex"><supportDesc material="perg">
<support><material>parchment</material></support>
<extent>40 leaves <dimensions unit="mm" type="leaf"><height>210</height><width>150</width>
</dimensions></extent>
<foliation>In pencil.</foliation></supportDesc>
<layoutDesc><layout columns="2">Two columns.</layout></layoutDesc>
</objectDesc><handDesc><handNote>One hand.</handNote></handDesc>
<decoDesc><decoNote><p>Red initials by <persName role="artist">Hild</persName>.</p></decoNote></decoDesc>
<bindingDesc><binding><p>Sheepskin.</p></binding></bindingDesc></physDesc>
<history><origin>Written at <origPlace>Thorney</origPlace>
about <origDate notBefore="0950" notAfter="1000">the later tenth century</origDate>.</origin>
<acquisition when="1830">Bought in 1830.</acquisition>
<provenance notAfter="1538">Thorney Abbey.</provenance>
<provenance when="1801">John Reed.</provenance></history>
<additional>{info}<surrogates><bibl>Microfilm 3</bibl>
<bibl><ref target="https://fen.example/7">Pictures</ref></bibl></surrogates>
<listBibl><head>Printed:</head><bibl>Pell, <title>Eels</title> (1999)</bibl></listBibl>
</additional>{parts}</msDesc>"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(
        *, availability: str = "", info: str = "", parts: str = "", body: str = "<p/>", source: str = ""
    ) -> Path:
        described = source or DESCRIPTION.format(info=info, parts=parts)
        header = HEADER.format(availability=availability, source=described)
        path = tmp_path / "fen.xml"
        path.write_text(
            f"<TEI {NS}><teiHeader>{header}</teiHeader><text><body>{body}</body></text></TEI>", "utf-8"
        )
        return path

    return written


def one(path: Path) -> Document:
    (document,) = documents_in(path)
    return document


def values(document: Document, name: str) -> list[str]:
    return [f.value for f in document.fields if f.name == name]


def test_a_manuscript_is_one_document_that_keeps_its_fields(write: Write) -> None:
    document = one(write())
    assert (document.kind, document.language, document.record) == ("tei", "en", "")
    assert document.title == "MS Fen 7: Liber paludis"
    assert document.metadata["object_number"] == "MS Fen 7"
    assert document.metadata["collection"] == "Fen Manuscripts"
    assert values(document, "former_number") == ["Reed 12"]
    assert values(document, "location") == ["England, Ely, Fen Museum"]
    assert values(document, "material") == ["parchment"]
    assert values(document, "extent") == ["40 leaves"]
    assert values(document, "dimension") == ["210 × 150 mm"]
    assert values(document, "type") == ["codex"]
    assert {"Wulfric", "Hild"} <= set(values(document, "maker"))
    assert values(document, "place") == ["Thorney"]
    assert values(document, "related") == ["Microfilm 3", "Pictures"]
    assert "https://fen.example/7" in values(document, "identifier")
    assert [f.language for f in document.fields if f.value == "Liber paludis"] == ["la"]
    assert "access" not in document.metadata


def test_what_the_fields_say_can_be_read_under_labels(write: Write) -> None:
    texts = [block.text for block in one(write()).blocks]
    assert "Item 1: fols. 1r–9v, Wulfric, On eels; Incipit: Anguilla est piscis" in texts
    assert "Item 1.1: A prologue" in texts
    assert "Item 2: On herons; Note: Ends imperfectly." in texts
    assert "Hand: One hand." in texts
    assert "Decoration: Red initials by Hild." in texts
    assert "Binding: Sheepskin." in texts
    assert "Printed: Pell, Eels (1999)" in texts
    assert "Description: Ada Pell" in texts
    assert not any("Checked by" in text for text in texts)
    assert "Checked by Ada Pell." in values(one(write()), "note")


def test_labels_are_in_the_language_of_the_description(write: Write) -> None:
    source = DESCRIPTION.format(info="", parts="").replace('xml:lang="en"', 'xml:lang="de-AT"')
    texts = [block.text for block in one(write(source=source)).blocks]
    assert "Einband: Sheepskin." in texts
    assert "Material: parchment" in texts


def test_other_readings_in_a_description_are_notes(write: Write) -> None:
    item = (
        "<msItem><incipit>Anguilla <choice><sic>et</sic><corr>est</corr></choice> piscis</incipit></msItem>"
    )
    document = one(write(source=f'<msDesc xml:lang="en"><msContents>{item}</msContents></msDesc>'))
    assert [b.text for b in document.blocks if "est" in b.text] == [
        "Item 1: Incipit: Anguilla est piscis",
        "Other reading: et = est",
    ]


def test_provenance_stands_in_the_order_of_time(write: Write) -> None:
    events = [(f.value, f.years) for f in one(write()).fields if f.name == "provenance"]
    assert events == [
        ("Thorney Abbey.", (1538, 1538)),
        ("John Reed.", (1801, 1801)),
        ("Bought in 1830.", (1830, 1830)),
    ]


@pytest.mark.parametrize(
    ("attributes", "years"),
    [
        ('notBefore="0950" notAfter="1000"', (950, 1000)),
        ('when="1654-03-01"', (1654, 1654)),
        ('notBefore="-0044" notAfter="0014"', (-43, 14)),
        ('when-iso="-0043"', (-43, -43)),
        ('from-custom="1700" to-custom="1710"', (1700, 1710)),
        ('when="long ago"', None),
    ],
)
def test_years_are_those_that_the_attributes_state(
    write: Write, attributes: str, years: tuple[int, int] | None
) -> None:
    source = f"<msDesc><history><origin><origDate {attributes}>then</origDate></origin></history></msDesc>"
    (date,) = (f for f in one(write(source=source)).fields if f.name == "date")
    assert (date.value, date.years) == ("then", years)


RESTRICTED = '<adminInfo><availability status="restricted"><p>Ask the curator.</p></availability></adminInfo>'
FREE = '<availability status="free"><p>Open.</p></availability>'


@pytest.mark.parametrize(
    ("availability", "info", "access"),
    [
        ("", RESTRICTED, "restricted"),
        (FREE, "", "public"),
        (FREE, RESTRICTED, "restricted"),
        ("", RESTRICTED.replace("restricted", "perhaps"), "restricted"),
        ("", RESTRICTED.replace("restricted", "unknown"), "restricted"),
        (
            "",
            "<adminInfo><availability><p>Open to readers on request.</p></availability></adminInfo>",
            "internal",
        ),
        ("<availability><p>Closed to the public.</p></availability>", "", "restricted"),
        ("<availability><licence>Free of copyright restrictions.</licence></availability>", "", None),
        ("<availability><p>No restrictions on copyright are known.</p></availability>", "", None),
    ],
)
def test_the_stricter_of_the_stated_access_holds(
    write: Write, availability: str, info: str, access: str | None
) -> None:
    assert one(write(availability=availability, info=info)).metadata.get("access") == access


def test_an_access_that_tells_nothing_is_reported(write: Write) -> None:
    (warning,) = one(write(info=RESTRICTED.replace("restricted", "perhaps"))).warnings
    assert "'perhaps'" in warning


def test_an_embargo_in_the_statement_is_kept(write: Write) -> None:
    words = 'Closed until <date when="2031-05-01">May 2031</date>.'
    info = f"<adminInfo><availability><p>{words}</p></availability></adminInfo>"
    metadata = one(write(info=info)).metadata
    assert (metadata["embargo"], metadata["access"]) == ("2031-05-01", "restricted")


def test_of_several_dates_of_an_embargo_the_last_counts(write: Write) -> None:
    words = 'Closed until <date when="2020">2020</date>, now <date when="2031-05-01">May 2031</date>.'
    info = f'<adminInfo><availability status="free"><p>{words}</p></availability></adminInfo>'
    assert one(write(info=info)).metadata["embargo"] == "2031-05-01"


PART = """<msPart><msIdentifier><idno>Part A</idno></msIdentifier><head>A charter</head>
<adminInfo><availability status="free"><p>Open.</p></availability></adminInfo></msPart>"""


def test_a_part_is_a_record_that_inherits_the_access_of_the_whole(write: Write) -> None:
    whole, part = documents_in(write(info=RESTRICTED, parts=PART))
    assert whole.record == ""
    assert part.record == "MS Fen 7, Part A"
    assert part.metadata["access"] == "restricted"
    assert part.title == "MS Fen 7, Part A: A charter"
    assert (part.metadata["object_number"], part.metadata["collection"]) == ("Part A", "Fen Manuscripts")
    assert not any("charter" in block.text for block in whole.blocks)
    assert any("charter" in block.text for block in part.blocks)


def test_several_manuscripts_in_one_file_are_records(write: Write) -> None:
    several = "<listBibl>" + "".join(
        f'<msDesc xml:id="m{n}"><msIdentifier><idno>M {n}</idno></msIdentifier><head>Book {n}</head></msDesc>'
        for n in (1, 2)
    )
    documents = list(documents_in(write(source=several + "</listBibl>", availability=FREE)))
    assert [(d.record, d.title) for d in documents] == [("m1", "M 1: Book 1"), ("m2", "M 2: Book 2")]
    assert {d.metadata["access"] for d in documents} == {"public"}


def test_a_corpus_gives_a_record_for_each_text_and_passes_on_its_access(tmp_path: Path) -> None:
    texts = "".join(
        f'<TEI xml:id="t{n}"><teiHeader><fileDesc><titleStmt><title>Text {n}</title></titleStmt></fileDesc>'
        f"</teiHeader><text><body><p>Words {n}.</p></body></text></TEI>"
        for n in range(3)
    )
    titled = "<titleStmt><title>Fen papers</title></titleStmt>"
    said = f"{titled}<publicationStmt>{RESTRICTED[11:-12]}</publicationStmt>"
    header = f"<teiHeader><fileDesc>{said}</fileDesc></teiHeader>"
    path = tmp_path / "corpus.xml"
    path.write_text(f"<teiCorpus {NS}>{header}{texts}</teiCorpus>", "utf-8")
    corpus, *documents = documents_in(path)
    assert (corpus.record, corpus.title) == ("", "Fen papers")
    assert [(d.record, d.title) for d in documents] == [(f"t{n}", f"Text {n}") for n in range(3)]
    assert {d.metadata["access"] for d in (corpus, *documents)} == {"restricted"}
    tree = etree.parse(str(path))
    (found,) = tree.xpath(documents[2].blocks[-1].locator.xpath)
    assert found.text == "Words 2."


def test_each_value_stands_where_its_path_leads(write: Write) -> None:
    path = write(info=RESTRICTED, parts=PART, availability=FREE)
    tree = etree.parse(str(path))
    for document in documents_in(path):
        for field in document.fields:
            (found,) = tree.xpath(field.locator.xpath)
            source = found if isinstance(found, str) else "".join(found.itertext())
            words = re.findall(r"\w+", field.value.removesuffix(" mm"))
            assert [word for word in words if word not in source] == []


def test_the_older_form_without_a_namespace_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    path.write_text(
        "<TEI.2><teiHeader><fileDesc><titleStmt><title>Old letters</title></titleStmt></fileDesc></teiHeader>"
        "<text><body><div1><head>One</head><p>Dear sir.</p></div1></body></text></TEI.2>"
    )
    document = one(path)
    assert document.title == "Old letters"
    assert document.blocks[-1].text == "Dear sir."
    assert document.blocks[-1].locator.headings == ("One",)


@pytest.mark.parametrize(
    "content",
    [
        f"<TEI {NS}/>",
        f"<teiCorpus {NS}/>",
        f"<TEI {NS}><teiHeader><fileDesc><sourceDesc><msDesc><msIdentifier/>",
        f"<TEI {NS}>" + "<div>" * 10_000,
        '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + f"]><TEI {NS}><text><body><p>&i;</p></body></text></TEI>",
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.xml"
    path.write_text(content)
    with pytest.raises(UnreadableDocument, match=r"bad\.xml"):
        list(documents_in(path))


NAMES = st.sampled_from(
    """msDesc msIdentifier idno altIdentifier msContents msItem title author choice sic corr app rdg note p
    table row cell list label item lg l pb lb history origin origDate provenance availability dimensions
    respStmt titleStmt fileDesc teiHeader text body div head msPart TEI teiCorpus bibl listBibl""".split()  # noqa: SIM905
)
TREES = st.recursive(
    st.sampled_from(["", "words", " ", "字"]),
    lambda inner: st.builds(
        lambda name, children: f'<{name} n="1" when="x" status="">{"".join(children)}</{name}>',
        NAMES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES, root=st.sampled_from(["TEI", "teiCorpus", "msDesc", "text"]))
def test_whatever_the_elements_are_it_is_read_or_refused(tmp_path: Path, tree: str, root: str) -> None:
    path = tmp_path / "any.xml"
    path.write_text(f"<{root} {NS}>{tree}</{root}>", "utf-8")
    try:
        documents = list(documents_in(path))
    except UnreadableDocument:
        return
    parsed = etree.parse(str(path))
    for block in (block for document in documents for block in document.blocks):
        assert parsed.xpath(block.locator.xpath), block
