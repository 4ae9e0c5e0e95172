from __future__ import annotations

import pytest

from retrieval.locators import Locator, Part, joined

EVERYTHING = Locator(
    page=3, end_page=4, chars=(1, 9), lines=(2, 5), paragraph=1, end_paragraph=2, table=1, row=2, note="3",
    headings=("Silver", "Marks"), page_label="fol. 3r", member="OPS/ch1.xhtml", xpath="/ead/c[2]",
    pointer="/items/0", sheet="Objects", cells="A2:F2", field="maker", seconds=(1.5, 4.0), speaker="Li Na",
    canvas="https://example.org/canvas/1", region=(10, 20, 30, 40), confidence=0.9,
    parts=(Part(0, 4, Locator(cells="A2")), Part(5, 9, Locator(cells="B2"))),
)  # fmt: skip


def test_a_locator_comes_back_from_json_as_it_was() -> None:
    assert Locator.from_json(EVERYTHING.to_json()) == EVERYTHING
    assert "parts" not in EVERYTHING.to_json(parts=False)
    assert Locator().to_json() == {}
    with pytest.raises(TypeError):
        Locator.from_json({"shelf": 3})


def test_the_place_of_a_stretch_is_that_of_the_blocks_it_touches() -> None:
    assert EVERYTHING.within(5, 7) == Locator(cells="B2", headings=("Silver", "Marks"))
    assert EVERYTHING.within(2, 7).cells == "A2:B2"
    assert EVERYTHING.within(20, 30).page == 3


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        (Locator(xpath="/a/b[1]/c[1]"), Locator(xpath="/a/b[10]/c[1]"), Locator(xpath="/a")),
        (Locator(xpath="/a/b[1]"), Locator(), Locator()),
        (Locator(pointer="/items/1/label"), Locator(pointer="/items/12"), Locator(pointer="/items")),
        (Locator(pointer="/label"), Locator(pointer="/summary"), Locator(pointer="")),
        (Locator(sheet="A", cells="A2:F2"), Locator(sheet="A", cells="A3:F3"),
         Locator(sheet="A", cells="A2:F3")),
        (Locator(seconds=(1, 2), speaker="A"), Locator(seconds=(2, 5), speaker="B"), Locator(seconds=(1, 5))),
        (Locator(region=(0, 0, 5, 5)), Locator(region=(10, 10, 5, 5)), Locator(region=(0, 0, 15, 15))),
        (Locator(canvas="a", region=(0, 0, 5, 5)), Locator(canvas="b", region=(9, 9, 9, 9)),
         Locator(canvas="a", region=(0, 0, 5, 5))),
        (Locator(confidence=0.9), Locator(confidence=0.4), Locator(confidence=0.4)),
        (Locator(member="a.xhtml"), Locator(member="b.xhtml"), Locator()),
    ],
)  # fmt: skip
def test_places_join_into_the_smallest_that_holds_them(first: Locator, last: Locator, whole: Locator) -> None:
    assert joined([first, last]) == whole
