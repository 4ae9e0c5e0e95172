"""Answers that stand in for the service's, so that the page alone is tested."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page


def a_passage(**changes: Any) -> dict[str, Any]:
    """A passage in the contract's form."""
    values = {
        "document_id": "fan.pdf", "passage_id": "p1", "title": "The fan",
        "text": "Before. Ivory, carved. After.",
        "locator": {"page": 3, "end_page": 4, "headings": ["Materials"]}, "language": "en", "score": 0.8123,
    }  # fmt: skip
    return values | changes


def an_answer(**changes: Any) -> dict[str, Any]:
    """An answer with one citation, in the contract's form."""
    citation = {
        **a_passage(),
        "number": 1,
        "quote": "Ivory, carved.",
        "url": "/v1/documents/fan.pdf#page=3",
    }
    other = a_passage(passage_id="p2", title="Another fan", text="Of paper.", score=0.4)
    values = {
        "id": "a", "question": "What is it?", "language": "en", "refused": False, "text": "It is ivory. [1]",
        "sentences": [{"text": "It is ivory.", "citations": [1], "support": 0.9}], "citations": [citation],
        "passages": [a_passage(), other],
        "model": "openai:gpt-5", "prompt": "answer@1", "timings_ms": {"retrieve": 3},
        "left_out": [], "notices": [],
    }  # fmt: skip
    return values | changes


def events(*events: tuple[str, Any]) -> str:
    return "".join(f"event: {name}\ndata: {json.dumps(value)}\n\n" for name, value in events)


def answering_with(page: Page, body: str, *, status: int = 200, kind: str = "application/json") -> None:
    page.route("**/v1/answers", lambda route: route.fulfill(status=status, content_type=kind, body=body))


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.get_by_role("textbox").press("Enter")
