"""What the page says where it cannot answer."""

from __future__ import annotations

import json

from playwright.sync_api import Page, Route, expect


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
    page.get_by_role("textbox").fill("Что это?")
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Попробуйте чуть позже.")
    expect(page.get_by_role("alert").locator(":lang(en)")).to_have_text("32 answers are being worked on")
