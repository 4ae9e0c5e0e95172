"""One reading of an element that gives several, by the rules of its format alone."""

from __future__ import annotations

import pytest
from lxml import etree

from evals.coverage.one_reading import as_read


@pytest.mark.parametrize(
    ("source", "reading"),
    [
        ("<p>The king<note>Not the queen.</note> went.</p>", "The king went."),
        ("<p>It was <choice><sic>recieved</sic><corr>received</corr></choice>.</p>", "It was received."),
        ("<p>So <app><rdg>small</rdg><lem>tall</lem></app> a <del>big</del> man</p>", "So tall a  man"),
        ("<note>A note.</note>", "A note."),
        (
            '<TextLine><TextEquiv index="1">wrong</TextEquiv><TextEquiv index="0">right</TextEquiv>'
            "</TextLine>",
            "right",
        ),
    ],
)
def test_what_stands_aside_is_taken_out(source: str, reading: str) -> None:
    element = etree.fromstring(source)
    assert as_read(element) == reading
    assert etree.tostring(element).decode() == source
