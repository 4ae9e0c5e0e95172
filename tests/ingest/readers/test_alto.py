"""ALTO pages: words into lines, lines into paragraphs, each with its box and the path back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ingest.documents import Document
from ingest.readers import documents_in, read
from retrieval.errors import UnreadableDocument
from tests.ingest.readers.scan_files import alto, block, print_space

Read = Callable[[str], Document]


@pytest.fixture
def made(tmp_path: Path) -> Read:
    def reading(content: str) -> Document:
        path = tmp_path / "page.xml"
        path.write_text(content, "utf-8")
        return read(path)

    return reading


def texts(document: Document) -> list[str]:
    return [each.text for each in document.blocks]


def test_blocks_are_paragraphs_with_page_box_and_confidence(made: Read) -> None:
    document = made(alto(print_space(block("b1", "The eel", "is long."), block("b2", "So it is."))))
    assert (document.kind, document.title) == ("alto", "page")
    assert texts(document) == ["The eel is long.", "So it is."]
    place = document.blocks[0].locator
    assert (place.page, place.region, place.confidence) == (1, (10, 20, 300, 90), 0.9)
    assert str(place.xpath).endswith("/*[local-name()='TextBlock'][1]")


def line(*parts: str) -> str:
    return f'<TextBlock ID="b">{"".join(f"<TextLine>{part}</TextLine>" for part in parts)}</TextBlock>'


@pytest.mark.parametrize(
    ("first", "second", "reading"),
    [
        (
            '<String CONTENT="Mar" SUBS_TYPE="HypPart1" SUBS_CONTENT="Marsh"/><HYP CONTENT="-"/>',
            '<String CONTENT="sh" SUBS_TYPE="HypPart2" SUBS_CONTENT="Marsh"/>',
            "Marsh",
        ),
        (
            '<String CONTENT="well-" SUBS_TYPE="HypPart1" SUBS_CONTENT="well-known"/>',
            '<String CONTENT="known" SUBS_TYPE="HypPart2" SUBS_CONTENT="well-known"/>',
            "well-known",
        ),
        ('<String CONTENT="mar"/><HYP CONTENT="\u00ad"/>', '<String CONTENT="shes"/>', "marshes"),
        ('<String CONTENT="Auf⸗"/>', '<String CONTENT="klärung"/>', "Aufklärung"),
        ('<String CONTENT="Ely-"/>', '<String CONTENT="Thorney"/>', "Ely-Thorney"),
        ('<String CONTENT="中文"/>', '<String CONTENT="字"/>', "中文字"),
    ],
)
def test_a_word_that_a_line_breaks_is_closed(made: Read, first: str, second: str, reading: str) -> None:
    assert texts(made(alto(line(first, second)))) == [reading]


def test_without_spaces_in_the_file_the_gaps_between_words_tell(made: Read) -> None:
    words = (
        '<String CONTENT="1784" HPOS="100" WIDTH="80" HEIGHT="40" VPOS="0"/>'
        '<String CONTENT="." HPOS="180" WIDTH="10" HEIGHT="40" VPOS="0"/>'
        '<String CONTENT="Eels" HPOS="210" WIDTH="80" HEIGHT="40" VPOS="0"/>'
    )
    assert texts(made(alto(line(words)))) == ["1784. Eels"]


def test_a_large_initial_begins_the_word_beside_it(made: Read) -> None:
    document = made(alto(print_space(block("a", "E"), block("b", "els are long."))))
    assert texts(document) == ["Eels are long."]
    assert str(document.blocks[0].locator.xpath).endswith("/*[local-name()='PrintSpace'][1]")


def test_a_word_that_runs_into_the_next_column_is_closed(made: Read) -> None:
    document = made(alto(print_space(block("a", "Eels swim in the mar-"), block("b", "shes of Ely."))))
    assert texts(document) == ["Eels swim in the marshes of Ely."]


def test_a_page_number_in_the_margin_names_the_page(made: Read) -> None:
    content = f"<TopMargin>{block('n', '[12]')}</TopMargin>{print_space(block('b', 'Eels.'))}"
    document = made(alto(content))
    assert texts(document) == ["Eels."]
    assert document.blocks[0].locator.page_label == "[12]"


def test_tags_tell_headings_and_what_is_no_text(made: Read) -> None:
    tags = '<Tags><LayoutTag ID="t1" LABEL="Heading"/><LayoutTag ID="t2" LABEL="header"/></Tags>'
    blocks = print_space(
        block("a", "GAZETTE", more='TAGREFS="t2"'),
        block("b", "Of eels", more='TAGREFS="t1"'),
        block("c", "Long."),
    )
    document = made(alto(blocks, tags=tags))
    assert [(b.kind, b.text, b.locator.headings) for b in document.blocks] == [
        ("heading", "Of eels", ()),
        ("paragraph", "Long.", ("Of eels",)),
    ]
    assert document.title == "Of eels"


def test_a_stated_reading_order_is_followed(made: Read) -> None:
    order = (
        '<ReadingOrder><OrderedGroup><ElementRef REF="b"/><ElementRef REF="a"/></OrderedGroup></ReadingOrder>'
    )
    document = made(alto(print_space(block("a", "Second."), block("b", "First.")), tags=order))
    assert texts(document) == ["First.", "Second."]


def test_boxes_in_other_units_are_left_out_and_that_is_said(made: Read) -> None:
    document = made(alto(print_space(block("a", "Eels.")), unit="mm10"))
    assert document.blocks[0].locator.region is None
    assert "not in pixels" in document.warnings[0]


@pytest.mark.parametrize("content", ["<alto/>", alto(""), alto(print_space(block("a"))), "<alto><Layout>"])
def test_a_page_without_text_is_refused(made: Read, content: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"page\.xml"):
        made(content)


VALUES = st.sampled_from(["", "x", "-1", "1e400", "nan", "12", "9" * 30])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(VALUES, min_size=6, max_size=6), unit=VALUES)
def test_odd_numbers_are_no_reason_to_fail(tmp_path: Path, values: list[str], unit: str) -> None:
    names = ("HPOS", "VPOS", "WIDTH", "HEIGHT", "WC", "SUBS_TYPE")
    attributes = " ".join(f'{name}="{value}"' for name, value in zip(names, values, strict=True))
    words = f'<String CONTENT="eel" {attributes}/><HYP/><String {attributes}/><SP/>'
    path = tmp_path / "odd.xml"
    path.write_text(alto(f"<TextBlock {attributes}><TextLine>{words}</TextLine></TextBlock>", unit=unit))
    (document,) = documents_in(path)
    assert "eel" in document.blocks[0].text
    assert etree.parse(str(path)).xpath(document.blocks[0].locator.xpath)
