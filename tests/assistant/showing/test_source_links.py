"""Links from a citation, and what they never lead to."""

from assistant.showing.source_links import canvas_url, content_state, encoded_state, source_links
from retrieval.locators import Locator
from retrieval.passages import Passage

CANVAS = "https://museum.example/canvas/1"


def passage(kind: str, locator: Locator) -> Passage:
    return Passage("p1", "folder/scroll 1.json#a/b", 0, "A bridge.", locator, kind=kind)


def test_a_page_has_a_picture_and_the_original_opens_at_it() -> None:
    place = Locator(page=3)
    links = source_links(passage("pdf", place), place, "A bridge.")
    assert links["page"] == "/v1/passages/p1/page.png?quote=A+bridge."
    assert links["original"] == "/v1/documents/folder/scroll%201.json%23a/b/original#page=3"
    assert links["view"].endswith("/view?passage=p1&quote=A+bridge.#cited")


def test_a_region_of_a_canvas_is_linked_and_nothing_that_runs_is() -> None:
    place = Locator(canvas=CANVAS, region=(1, 2, 3, 4), seconds=(1.5, 9.0))
    links = source_links(passage("iiif", place), place, "x")
    assert links["canvas"] == f"{CANVAS}#xywh=1,2,3,4&t=1.5,9"
    assert "page" not in links
    evil = Locator(canvas="javascript:alert(1)")
    assert not {"canvas", "content_state"} & set(source_links(passage("iiif", evil), evil, "x"))


def test_a_content_state_targets_the_canvas_of_its_manifest() -> None:
    state = content_state(Locator(canvas=CANVAS, region=(1, 2, 3, 4)), "https://museum.example/scroll")
    assert state["target"]["id"] == canvas_url(Locator(canvas=CANVAS, region=(1, 2, 3, 4)))
    assert state["target"]["partOf"] == [{"id": "https://museum.example/scroll", "type": "Manifest"}]
    assert "=" not in encoded_state(state)
    assert "partOf" not in content_state(Locator(canvas=CANVAS), "")["target"]
