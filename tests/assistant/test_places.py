import pytest

from assistant.places import place


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        ({}, ""),
        ({"page": 3}, "page 3"),
        ({"page": 3, "end_page": 3}, "page 3"),
        ({"page": 3, "end_page": 4, "chars": [10, 90]}, "page 3–4"),
        ({"page": 2, "paragraph": 9}, "page 2"),
        ({"lines": [10, 12]}, "lines 10–12"),
        ({"lines": [10, 10], "chars": [0, 4]}, "line 10"),
        ({"paragraph": 7}, "paragraph 7"),
        ({"paragraph": 7, "end_paragraph": 9}, "paragraph 7–9"),
        ({"table": 1, "row": 4, "paragraph": 7}, "table 1 row 4"),
        ({"headings": ["The bowl", "Provenance"], "lines": [3, 4]}, "Provenance, lines 3–4"),
        ({"paragraph": 2, "note": "5"}, "paragraph 2, note 5"),
        ({"chars": [4, 8]}, ""),
    ],
)
def test_a_place_is_said_in_a_few_words(locator: dict[str, object], said: str) -> None:
    assert place(locator) == said
