"""Running text in TEI: what is a block, what is one reading, what stands aside."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from ingest.documents import Document
from ingest.readers import read

Text = Callable[[str], Document]
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


@pytest.fixture
def text(tmp_path: Path) -> Text:
    def made(body: str) -> Document:
        path = tmp_path / "letters.xml"
        path.write_text(f'<TEI {NS}><text xml:lang="en"><body>{body}</body></text></TEI>', "utf-8")
        document = read(path)
        tree = etree.parse(str(path))
        for block in document.blocks:
            (found,) = tree.xpath(block.locator.xpath)
            words = re.findall(r"\w+", "".join(found.itertext()))
            joined = "".join(words)
            assert all(word in joined for word in re.findall(r"\w+", block.text)), block
        return document

    return made


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_headings_and_paragraphs_keep_their_sections(text: Text) -> None:
    document = text(
        "<div><head>One</head><p>First.</p><div><head>Inner</head><p>Deep.</p></div><p>After.</p></div>"
        "<div><head>Two</head><p>Last.</p></div>"
    )
    assert [(b.text, b.locator.headings, b.level) for b in document.blocks] == [
        ("One", (), 1),
        ("First.", ("One",), None),
        ("Inner", ("One",), 2),
        ("Deep.", ("One", "Inner"), None),
        ("After.", ("One",), None),
        ("Two", (), 1),
        ("Last.", ("Two",), None),
    ]
    assert document.title == "One"


def test_a_note_does_not_cut_the_sentence_it_belongs_to(text: Text) -> None:
    document = text('<p>The king<note n="7">Not <hi>the</hi> queen.</note> went home.</p><p>Then.</p>')
    assert shown(document) == [
        ("paragraph", "The king went home."),
        ("footnote", "Not the queen."),
        ("paragraph", "Then."),
    ]
    assert document.blocks[1].locator.note == "7"


@pytest.mark.parametrize(
    ("source", "reading", "aside"),
    [
        ("<choice><sic>recieved</sic><corr>received</corr></choice>", "received", "recieved = received"),
        ("<choice><expan>William</expan><abbr>Wm</abbr></choice>", "William", "William = Wm"),
        ("<choice><orig>olde</orig><reg>old</reg></choice>", "old", "olde = old"),
        ("<subst><del>big</del><add>large</add></subst>", "large", "big = large"),
        ('<app><lem wit="#A">tall</lem><rdg wit="#B">small</rdg></app>', "tall", "tall ] small"),
        ("here<del> struck</del>", "here", "struck"),
    ],
)
def test_of_two_readings_one_is_the_text_and_the_other_a_note(
    text: Text, source: str, reading: str, aside: str
) -> None:
    paragraph, note = text(f"<p>It was {source}.</p>").blocks
    assert paragraph.text == f"It was {reading}."
    assert (note.kind, note.text) == ("footnote", aside)


@pytest.mark.parametrize(
    ("source", "reading"),
    [
        ("one<lb/>two", "one two"),
        ('won<lb break="no"/>\n  derful', "wonderful"),
        ('won-\n<lb break="no"/>derful', "wonderful"),
        ("won-<lb/>derful", "wonderful"),
        ("Ely-<lb/>Thorney", "Ely-Thorney"),
        ("中文<lb/>字", "中文字"),
        ("<hi>I</hi>n the", "In the"),
        ("one<fw>catchword</fw> two", "one two"),
        ("one<index><term>number</term></index> two", "one two"),
    ],
)
def test_lines_of_the_original_are_joined(text: Text, source: str, reading: str) -> None:
    assert text(f"<p>{source}</p>").blocks[0].text == reading


def test_pages_are_named_and_their_ends_marked(text: Text) -> None:
    document = text(
        '<pb n="1r"/><p>One <pb n="1v"/>two.</p><p>Three <pb n="2r" break="no"/>four.</p><p>Five.</p>'
    )
    assert [(b.text, b.locator.page_label) for b in document.blocks] == [
        ("One \ftwo.", "1r"),
        ("Three\ffour.", "1v"),
        ("Five.", "2r"),
    ]


def test_a_stanza_keeps_its_lines(text: Text) -> None:
    document = text("<lg><head>Song</head><l>O rose</l><l>thou art <hi>sick</hi></l></lg><l>alone</l>")
    assert shown(document) == [
        ("paragraph", "Song"),
        ("paragraph", "O rose\nthou art sick"),
        ("paragraph", "alone"),
    ]


def test_lists_tables_and_figures_are_what_they_are(text: Text) -> None:
    document = text(
        "<p>Goods: <list><item>eels</item><item><p>nets</p></item></list> and more.</p>"
        "<list><label>1.</label><item>first</item><label>Rent</label><item>a penny</item></list>"
        '<table><head>Prices</head><row role="label"><cell>What</cell><cell>Price</cell></row>'
        "<row><cell>Eel</cell><cell/><cell>3d</cell></row></table>"
        "<figure><head>Fig. 1</head><figDesc>An eel.</figDesc></figure>"
    )
    assert shown(document) == [
        ("paragraph", "Goods:"),
        ("list_item", "eels"),
        ("list_item", "nets"),
        ("paragraph", "and more."),
        ("list_item", "1. first"),
        ("list_item", "Rent: a penny"),
        ("caption", "Prices"),
        ("table_header", "What | Price"),
        ("table_row", "Eel | | 3d"),
        ("caption", "Fig. 1"),
        ("caption", "An eel."),
    ]
    assert [(b.locator.table, b.locator.row) for b in document.blocks[7:9]] == [(1, 1), (1, 2)]


def test_words_marked_one_by_one_stand_apart(text: Text) -> None:
    assert text("<p><w>The</w><w>eel</w><pc>.</pc></p>").blocks[0].text == "The eel."


def test_names_in_one_line_of_source_stand_apart(text: Text) -> None:
    assert text("<p><forename>Ada</forename><surname>Pell</surname></p>").blocks[0].text == "Ada Pell"


def test_thousands_of_paragraphs_take_time_in_proportion(text: Text) -> None:
    document = text("".join(f"<p>Paragraph {n}.</p>" for n in range(3000)))
    assert len(document.blocks) == 3000
    assert str(document.blocks[-1].locator.xpath).endswith("/*[local-name()='p'][3000]")
