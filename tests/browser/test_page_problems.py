"""What the page says where it cannot answer."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.answering import a_passage, an_answer, answering_with, ask, events

pytestmark = pytest.mark.browser


def test_a_busy_service_is_told_in_the_language_of_the_page(page: Page) -> None:
    def busy(route: Route) -> None:
        route.fulfill(
            status=503,
            content_type="application/problem+json",
            headers={"Retry-After": "5"},
            body=json.dumps({"detail": "32 answers are being worked on"}),
        )

    page.route("**/v1/answers", busy)
    page.get_by_role("button", name="Русский").click()
    ask(page, "Что это?")
    expect(page.get_by_role("alert")).to_contain_text("Попробуйте чуть позже.")
    expect(page.get_by_role("alert").locator(":lang(en)")).to_have_text("32 answers are being worked on")


@pytest.mark.parametrize(
    ("status", "kind", "body", "said"),
    [
        (503, "application/problem+json", json.dumps({"detail": "the index is away"}), "the index is away"),
        (502, "text/html", "<h1>Bad Gateway</h1>", "502 Bad Gateway"),
        (200, "text/event-stream", events(("passages", []), ("error", {"detail": "it broke"})), "it broke"),
    ],
)
def test_an_error_is_told_with_its_reason(page: Page, status: int, kind: str, body: str, said: str) -> None:
    answering_with(page, body, status=status, kind=kind)
    ask(page, "What is it?")
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()


def test_a_service_that_is_gone_is_told(page: Page) -> None:
    page.route("**/v1/answers", lambda route: route.abort())
    ask(page, "What is it?")
    expect(page.get_by_role("alert")).to_contain_text("The service does not answer.")


def test_a_cut_stream_is_asked_again_without_one(page: Page) -> None:
    asked: list[bool] = []

    def cut(route: Route) -> None:
        asked.append(route.request.post_data_json["stream"])
        if asked[-1]:
            route.fulfill(
                content_type="text/event-stream", body=events(("passages", [a_passage()])) + "event: sen"
            )
        else:
            route.fulfill(json=an_answer())

    page.route("**/v1/answers", cut)
    ask(page, "What is it?")
    expect(page.locator(".sentence")).to_contain_text("It is ivory.")
    assert asked == [True, False]


def test_a_question_can_be_stopped(page: Page) -> None:
    page.route("**/v1/answers", lambda route: None)
    ask(page, "What is it?")
    expect(page.get_by_role("status")).to_have_text("Searching the documents…")
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "true")
    expect(page.locator("[aria-busy=true] [role=status]")).to_have_count(0)  # else it may not be read out
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status")).to_have_text("Stopped.")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
