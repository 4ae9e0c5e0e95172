import re

import pytest
from fastapi.testclient import TestClient


def test_the_page_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    response = client.get("/")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "http" not in policy


def test_the_page_names_no_address_but_this_service(client: TestClient) -> None:
    page = client.get("/").text
    assert set(re.findall(r"https?://[^\"' ]+", page)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=\"(?!data:)", page)


def test_the_page_never_turns_text_into_markup(client: TestClient) -> None:
    page = client.get("/").text
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", page)


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_the_pages_that_load_scripts_from_outside_are_off(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
