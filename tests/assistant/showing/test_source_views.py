from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from assistant.showing.source_views import document_view
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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["pages 2–3", "access: internal"]),
        ("zh", ["第 2–3 页", "查阅权限：内部"]),
        ("ru", ["с. 2–3", "доступ: внутренний"]),
        ("fr", ["pages 2–3", "access: internal"]),
    ],
)
def test_places_and_access_are_said_in_the_language_of_the_page(language: str, said: list[str]) -> None:
    passage = Passage("p1", "a.pdf", 0, "It was begun.", Locator(page=2, end_page=3), "A", "en", "pdf")
    view = document_view(ENTRY, [passage], [], language=language)
    assert all(f">{each}<" in view for each in said)


def test_access_is_said_once_and_is_that_which_holds() -> None:
    stated = replace(ENTRY, access="restricted", metadata={"access": "public", "date": "1781"})
    view = document_view(stated, [], [])
    assert all(f">{each}<" in view for each in ("date: 1781", "access: restricted"))
    assert "access: public" not in view


def test_a_field_without_a_label_of_its_own_has_ours() -> None:
    fields = [{"name": "object_number", "value": "1"}, {"name": "note", "value": "2", "label": "Remark"}]
    view = html.fromstring(document_view(ENTRY, [], fields))
    assert [th.text for th in view.iter("th")] == ["Object number", "Remark"]


def test_a_page_in_a_language_without_words_is_in_english() -> None:
    assert document_view(ENTRY, [], [], language="xx") == document_view(ENTRY, [], [], language="en")
