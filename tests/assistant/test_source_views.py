from __future__ import annotations

from lxml import html

from assistant.source_views import document_view
from ingest.catalog import CatalogEntry
from retrieval.locators import Locator
from retrieval.passages import Passage

ENTRY = CatalogEntry("a.pdf", "/docs/a.pdf", "/docs", 1, 1, "hash", "recipe", title="A", language="en")


def test_the_end_of_a_page_within_a_text_is_no_box() -> None:
    passage = Passage("p1", "a.pdf", 0, "It was \fbegun.", Locator(page=2, end_page=3), "A", "en", "pdf")
    view = document_view(ENTRY, [passage], [], cited=passage, quote="begun.")
    assert "\f" not in view
    assert "It was <mark>begun.</mark>" in view
    assert "pages 2–3" in view


def test_a_field_without_a_label_of_its_own_has_ours() -> None:
    fields = [{"name": "object_number", "value": "1"}, {"name": "note", "value": "2", "label": "Remark"}]
    view = html.fromstring(document_view(ENTRY, [], fields))
    assert [th.text for th in view.iter("th")] == ["Object number", "Remark"]
