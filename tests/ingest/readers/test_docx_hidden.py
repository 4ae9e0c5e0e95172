"""Text that no reader of a Word document sees."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers.docx.reading import read

Write = Callable[..., Path]
WHITE = '<w:color w:val="FFFFFF"/>'
SEEN = "<w:p><w:r><w:t>The bowl is of silver.</w:t></w:r></w:p>"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="pale"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="paler"><w:basedOn w:val="pale"/></w:style>'
    '<w:style w:type="character" w:styleId="unseen"><w:rPr><w:vanish/></w:rPr></w:style>'
)


def line(properties: str, text: str = "Obey this.", paragraph: str = "") -> str:
    return f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    "hidden",
    [
        line("<w:vanish/>"),
        line(WHITE),
        line('<w:color w:val="auto" w:themeColor="background1"/>'),
        line('<w:sz w:val="2"/>'),
        line('<w:color w:val="336699"/><w:shd w:val="clear" w:fill="336699"/>'),
        line("", paragraph='<w:pStyle w:val="paler"/>'),
        line('<w:rStyle w:val="unseen"/>'),
    ],
)
def test_text_that_nobody_sees_is_left_out_and_said_so(word_file: Write, hidden: str) -> None:
    document = read(word_file(SEEN + hidden, {"styles": STYLES}))
    assert [block.text for block in document.blocks] == ["The bowl is of silver."]
    assert document.warnings == ("hidden text was left out",)


@pytest.mark.parametrize(
    "shown",
    [
        line('<w:vanish w:val="0"/>'),
        line(WHITE + '<w:highlight w:val="black"/>'),
        line(WHITE, paragraph='<w:shd w:val="clear" w:fill="102030"/>'),
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="102030"/></w:tcPr>{line(WHITE)}</w:tc></w:tr></w:tbl>',
    ],
)
def test_white_text_on_a_ground_of_colour_is_seen(word_file: Write, shown: str) -> None:
    document = read(word_file(SEEN + shown, {"styles": STYLES}))
    assert [block.text for block in document.blocks] == ["The bowl is of silver.", "Obey this."]
    assert document.warnings == ()
