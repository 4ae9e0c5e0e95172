from __future__ import annotations

from collections.abc import Sequence

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

from assistant.api.origins import OriginCheck
from assistant.settings import load_settings
from retrieval.errors import SettingsError

_HERE = "http://localhost:8765"
_FAN = {"file": ("fan.md", b"# A fan\n\nThe ivory fan was carved by Wen Ding.\n")}


def _visitor(*named: str, served_on: str = "127.0.0.1") -> TestClient:
    """A client of a service that takes everything, behind the check."""
    check = OriginCheck(PlainTextResponse("taken"), served_on=served_on, named=named)
    return TestClient(check, base_url=_HERE)


def _status(host: str, named: Sequence[str] = (), served_on: str = "127.0.0.1") -> int:
    return _visitor(*named, served_on=served_on).get("/", headers={"Host": host}).status_code


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8765",
        "127.0.0.1:8765",
        "[::1]:8765",
        "192.168.1.20:8765",
        "10.0.0.1",
        "[fe80::1]",
        "archive",
        "studiolo:8765",
    ],
)
def test_localhost_addresses_and_names_without_a_dot_are_names_of_every_service(host: str) -> None:
    assert _status(host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "[",
    ],
)
def test_a_name_that_is_not_ours_is_refused(host: str) -> None:
    assert _status(host) == 400


def test_the_name_that_is_served_on_is_ours() -> None:
    assert _status("archive.example:8765", served_on="Archive.example") == 200


@pytest.mark.parametrize(
    ("named", "host", "status"),
    [
        ("studiolo.museum.example", "Studiolo.Museum.example", 200),
        ("studiolo.museum.example", "other.museum.example", 400),
        ("*.museum.example", "studiolo.museum.example:443", 200),
        ("*.museum.example", "evilmuseum.example", 400),
        ("*", "anything.example", 200),
    ],
)
def test_an_operator_names_more_hosts(named: str, host: str, status: int) -> None:
    assert _status(host, [named]) == status


def test_a_request_that_says_no_host_comes_from_no_browser() -> None:
    visitor = _visitor()
    request = visitor.build_request("GET", "/")
    del request.headers["Host"]
    assert visitor.send(request).status_code == 200


_FOREIGN = [
    {"Origin": "http://evil.example"},
    {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null"},
    {"Origin": "http://localhost:3000"},
    {"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Origin": ""},
    {"Origin": "http://["},
]


@pytest.mark.parametrize("headers", _FOREIGN)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_foreign_page_changes_nothing(method: str, headers: dict[str, str]) -> None:
    response = _visitor().request(method, "/v1/documents", headers=headers)
    assert response.status_code == 403
    assert response.json()["type"] == "urn:studiolo:problem:foreign-origin"


@pytest.mark.parametrize("headers", _FOREIGN)
def test_a_link_on_a_foreign_page_may_lead_here(headers: dict[str, str]) -> None:
    assert _visitor().get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("headers", _FOREIGN)
def test_a_foreign_page_asks_nothing(headers: dict[str, str]) -> None:
    asked = _visitor().get("/v1/answers/stream?question=Who%3F", headers=headers)
    assert (asked.status_code, asked.json()["type"]) == (403, "urn:studiolo:problem:foreign-origin")


def test_the_own_page_and_a_script_ask_by_a_stream() -> None:
    for headers in ({}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}):
        assert _visitor().get("/v1/answers/stream?question=Who%3F", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": _HERE},
        {"Origin": _HERE, "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://proxied.example", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_script_and_the_own_page_may_change_things(headers: dict[str, str]) -> None:
    assert _visitor().post("/v1/documents", headers=headers).status_code == 200


def test_a_page_of_a_named_host_may_change_things_where_a_proxy_hides_its_host() -> None:
    headers = {"Origin": "http://studiolo.museum.example"}
    assert _visitor("studiolo.museum.example").post("/", headers=headers).status_code == 200
    assert _visitor("*").post("/", headers=headers).status_code == 403


def test_a_foreign_page_plants_no_document(own_client: TestClient) -> None:
    headers = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    refused = own_client.post("/v1/documents", files=_FAN, headers=headers)
    assert (refused.status_code, refused.headers["content-type"]) == (403, "application/problem+json")
    assert "http://evil.example" in refused.json()["detail"]
    assert own_client.get("/v1/documents").json()["total"] == 4
    assert own_client.post("/v1/documents", files=_FAN).status_code == 201


def test_a_name_that_leads_here_reads_nothing(client: TestClient) -> None:
    for path in ("/", "/v1/documents", "/openapi.json"):
        refused = client.get(path, headers={"Host": "evil.example"})
        assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")
        assert "STUDIOLO_ALLOWED_HOSTS" in refused.json()["detail"]


@pytest.mark.parametrize(
    "name", ["http://museum.example", "museum.example:80", "", "a.*.example", "мой.example"]
)
def test_a_host_is_named_without_scheme_and_port(name: str) -> None:
    with pytest.raises(SettingsError, match=r"allowed_hosts\.0"):
        load_settings(allowed_hosts=[name])
