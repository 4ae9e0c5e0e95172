"""XML from strangers: what is read of it, what is refused, and that its paths lead back."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ingest.readers import documents_in
from ingest.readers.xml_source import local_name, parse, root_name, stream, text_of, xpath_of
from retrieval.errors import NotFound, UnreadableDocument


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "made.xml"
    path.write_text(text, encoding="utf-8")
    return path


def bomb(depth: int = 9) -> str:
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth + 1))
    return f'<!DOCTYPE a [<!ENTITY e0 "{"y" * 1000}">{layers}]><a>&e{depth};</a>'


def test_every_path_leads_back_to_its_element_without_namespaces(tmp_path: Path) -> None:
    path = written(tmp_path, "<r xmlns='u' xmlns:p='v'><p:a>1</p:a><a>2</a><a>3<b xmlns=''>4</b></a></r>")
    root = parse(path).root
    for element in root.iter():
        assert root.getroottree().xpath(xpath_of(element)) == [element]


def test_a_prefix_that_nobody_declared_is_overlooked(tmp_path: Path) -> None:
    root = parse(written(tmp_path, "<r><p:a>1<p:b>2</p:b></p:a></r>")).root
    assert [local_name(element) for element in root.iter()] == ["r", "a", "b"]
    for element in root.iter():
        assert root.getroottree().xpath(xpath_of(element)) == [element]


def test_streamed_records_have_the_paths_they_have_in_the_whole_file(tmp_path: Path) -> None:
    records = "".join(f"<rec><a>{n}</a><a>x<i>{n}</i></a></rec><other/>" for n in range(50))
    path = written(tmp_path, f"<r xmlns='u'><head>h</head>{records}</r>")
    tree = etree.parse(str(path))
    count = 0
    for record in stream(path, {"rec"}):
        count += 1
        inner = record.element[1][0]
        found = tree.xpath(xpath_of(inner, within=record.element, base=record.xpath))
        assert [f.text for f in found] == [inner.text] == [str(record.position - 1)]
        assert tree.xpath(record.xpath)[0].sourceline is not None
    assert count == 50


def test_a_record_within_a_record_is_part_of_it(tmp_path: Path) -> None:
    path = written(tmp_path, "<r><c>1<c>2</c></c><c>3</c></r>")
    assert [text_of(record.element) for record in stream(path, {"c"})] == ["12", "3"]


def test_entities_that_a_file_defines_for_itself_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, '<!DOCTYPE a [<!ENTITY m "—">]><a>q&m;r</a>')
    assert text_of(parse(path).root) == "q—r"


@pytest.mark.parametrize("text", [bomb(), '<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>'])
def test_an_entity_bomb_is_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UnreadableDocument, match=r"made\.xml"):
        parse(path)
    with pytest.raises(UnreadableDocument, match=r"made\.xml"):
        list(stream(path, {"a"}))


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not tell")
    path = written(tmp_path, f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>before &x; after</a>')
    assert "do not tell" not in text_of(parse(path).root)
    assert all("do not tell" not in text_of(record.element) for record in stream(path, {"a"}))


def test_a_doctype_that_no_parser_takes_is_overlooked_and_said(tmp_path: Path) -> None:
    path = written(
        tmp_path, '<!DOCTYPE ead PUBLIC "+//ISBN//DTD" [<!ENTITY h PUBLIC "h" "h.sgm">]><ead><c>one</c></ead>'
    )
    source = parse(path)
    assert text_of(source.root) == "one"
    assert "not well-formed" in source.warnings[0]
    assert [(text_of(r.element), r.warnings) for r in stream(path, {"c"})] == [("one", source.warnings)]


@pytest.mark.parametrize(
    "text",
    [
        "<lido xmlns='http://www.lido-schema.org'><lidoRecID>1</lidoRecID><descriptiveMetadata><objectIdent"
        "ificationWrap><titleWrap><titleSet><appellationValue>Owl</appellationValue></titleSet></titl",
        "<collection xmlns='http://www.loc.gov/MARC21/slim'><record><controlfield tag='001'>1</controlfield>"
        "<datafield tag='245' ind1='1' ind2='0'><subfield code='a'>Owl</subfield></data",
        "<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc><dc:title>Owl</dc:title><dc:cre",
        "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords><record><header><identifier>1"
        "</identifier></header><metadata><dc xmlns='http://purl.org/dc/elements/1.1/'><title>Owl</title><cr",
        "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><TEI><text><body><p>The owl is of silver.</p><p",
    ],
    ids=["lido", "marc", "dublin core", "oai", "tei"],
)
def test_a_file_that_breaks_off_in_its_first_record_says_so(tmp_path: Path, text: str) -> None:
    (document,) = documents_in(written(tmp_path, text))
    assert any("owl" in block.text.lower() for block in document.blocks)
    assert "not well-formed XML, read as far as it goes" in document.warnings[0]


def test_a_file_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    path = written(tmp_path, "<r><rec>1</rec><rec>2</rec><rec>3")
    found = []
    with pytest.raises(UnreadableDocument, match="not well-formed"):
        found.extend(text_of(record.element) for record in stream(path, {"rec"}))
    assert found == ["1", "2"]


def test_what_is_not_xml_has_no_root(tmp_path: Path) -> None:
    assert root_name(written(tmp_path, "plain words")) is None
    assert root_name(tmp_path / "missing.xml") is None
    with pytest.raises(NotFound):
        parse(tmp_path / "missing.xml")
    with pytest.raises(UnreadableDocument):
        parse(written(tmp_path, "plain words"))


def test_an_id_given_twice_is_no_fault_of_a_record(tmp_path: Path) -> None:
    path = written(tmp_path, "<r><rec xml:id='x'/><rec xml:id='x'/></r>")
    assert len(list(stream(path, {"rec"}))) == 2
    assert parse(path).warnings == ()
    broken = written(tmp_path, "<r><rec xml:id='x'/><rec xml:id='x'/>")
    with pytest.raises(UnreadableDocument):
        list(stream(broken, {"rec"}))
