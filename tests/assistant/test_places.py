import pytest

from assistant.places import place


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        ({}, ""),
        ({"page": 3}, "page 3"),
        ({"page": 3, "end_page": 3}, "page 3"),
        ({"page": 3, "end_page": 4, "chars": [10, 90]}, "pages 3–4"),
        ({"page": 2, "paragraph": 9}, "page 2"),
        ({"lines": [10, 12]}, "lines 10–12"),
        ({"lines": [10, 10], "chars": [0, 4]}, "line 10"),
        ({"paragraph": 7}, "paragraph 7"),
        ({"paragraph": 7, "end_paragraph": 9}, "paragraphs 7–9"),
        ({"table": 1, "row": 4, "paragraph": 7}, "table 1 row 4"),
        ({"headings": ["The bowl", "Provenance"], "lines": [3, 4]}, "Provenance, lines 3–4"),
        ({"paragraph": 2, "note": "5"}, "paragraph 2, note 5"),
        ({"chars": [4, 8]}, ""),
        ({"xpath": "/a/b[1]", "field": "former_number"}, "former number"),
        ({"member": "OPS/ch1.xhtml", "paragraph": 3}, "OPS/ch1.xhtml, paragraph 3"),
        ({"sheet": "Objects", "cells": "B4"}, "Objects, B4"),
        ({"seconds": [245.2, 3723.0], "speaker": "Li Na"}, "4:05–1:02:03, Li Na"),
        ({"page_label": "fol. 3r", "headings": ["Text"]}, "Text, fol. 3r"),
    ],
)
def test_a_place_is_said_in_a_few_words(locator: dict[str, object], said: str) -> None:
    assert place(locator) == said
