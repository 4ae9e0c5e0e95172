from __future__ import annotations

import asyncio
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from assistant.api.schemas import DocumentDetail, DocumentList, IngestModel
from ingest import catalog
from ingest.catalog import CatalogEntry
from ingest.catalog_rows import entry_of
from tests.assistant.museum import DOCUMENTS

_FAN = b"# A fan\n\nThe ivory fan was carved by Wen Ding in Guangzhou.\n"


def _upload(client: TestClient, name: str, content: bytes = _FAN) -> Response:
    return client.post("/v1/documents", files={"file": (name, content)})


def _ids(client: TestClient) -> list[str]:
    return [document["document_id"] for document in client.get("/v1/documents").json()["documents"]]


def _uploads(client: TestClient) -> Path:
    folder: Path = client.app.state.assistant.home.uploads
    return folder


def test_the_list_holds_every_document_with_its_state(client: TestClient) -> None:
    listed = client.get("/v1/documents").json()
    assert listed["total"] == 4
    assert [d["document_id"] for d in listed["documents"]] == sorted(DOCUMENTS)
    bowl = listed["documents"][0]
    assert bowl == {
        "document_id": "ceramics/bowl.md", "title": "The lidded bowl", "language": "en", "kind": "markdown",
        "state": "indexed", "access": "public", "passages": 2, "error": None,
    }  # fmt: skip
    DocumentList.model_validate(listed, strict=True)


def test_the_list_comes_a_page_at_a_time(client: TestClient) -> None:
    page = client.get("/v1/documents", params={"limit": 2, "offset": 1}).json()
    assert page["total"] == 4
    assert [d["document_id"] for d in page["documents"]] == sorted(DOCUMENTS)[1:3]


def test_a_page_of_the_list_costs_no_more_entries_than_it_shows(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[CatalogEntry] = []

    def counted(row: sqlite3.Row) -> CatalogEntry:
        made.append(entry_of(row))
        return made[-1]

    monkeypatch.setattr(catalog, "entry_of", counted)
    assert client.get("/v1/documents", params={"limit": 1}).json()["total"] == 4
    assert len(made) == 1


def test_behind_the_last_document_the_list_is_empty(client: TestClient) -> None:
    page = client.get("/v1/documents", params={"offset": 10**30}).json()
    assert page == {"total": 4, "documents": []}


def test_a_document_shows_its_metadata_and_its_text_in_order(client: TestClient) -> None:
    shown = client.get("/v1/documents/ceramics/bowl.md").json()
    assert shown["collection"] == "ceramics"
    assert [text["position"] for text in shown["text"]] == [0, 1]
    assert "Adriaan Kocks" in shown["text"][0]["text"]
    assert shown["text"][1]["locator"]["headings"] == ["Description", "Provenance"]
    DocumentDetail.model_validate(shown, strict=True)


@pytest.mark.parametrize("document_id", ["none.md", "../catalog.sqlite", "clocks/", "ceramics/bowl.md/x"])
def test_an_unknown_document_is_not_found(client: TestClient, document_id: str) -> None:
    for response in (
        client.get(f"/v1/documents/{quote(document_id, safe='')}"),
        client.delete(f"/v1/documents/{quote(document_id, safe='')}"),
    ):
        assert response.status_code == 404
        assert response.json()["type"] == "urn:studiolo:problem:not-found"
        assert document_id in response.json()["detail"]


def test_an_uploaded_document_can_be_asked_about_at_once(own_client: TestClient) -> None:
    response = _upload(own_client, "fan.md")
    assert response.status_code == 201
    report = response.json()
    assert (report["added"], report["failed"], report["passages"]) == (["fan.md"], [], 1)
    IngestModel.model_validate(report, strict=True)
    answer = own_client.post(
        "/v1/answers", json={"question": "Who carved the ivory fan in Guangzhou?"}
    ).json()
    assert "fan.md" in [citation["document_id"] for citation in answer["citations"]]


def test_a_name_in_pieces_is_that_of_its_document(own_client: TestClient) -> None:
    name, in_pieces = "\u00dcberblick.md", "U\u0308berblick.md"
    assert _upload(own_client, in_pieces).json()["added"] == [name]
    shown = own_client.get(f"/v1/documents/{quote(in_pieces)}").json()
    assert (shown["document_id"], len(shown["text"])) == (name, 1)
    assert own_client.get(f"/v1/documents/{quote(in_pieces)}/view").status_code == 200
    assert own_client.get(f"/v1/documents/{quote(in_pieces)}/original").content == _FAN
    found = own_client.post("/v1/search", json={"query": "fan", "filters": {"document_id": in_pieces}})
    assert [passage["document_id"] for passage in found.json()["passages"]] == [name]
    assert own_client.delete(f"/v1/documents/{quote(in_pieces)}").json() == {"removed": [name]}
    assert name not in _ids(own_client)
    assert not any(_uploads(own_client).glob("*berblick.md"))


def test_uploading_a_name_again_replaces_the_document(own_client: TestClient) -> None:
    _upload(own_client, "fan.md")
    again = _upload(own_client, "fan.md", b"# A fan\n\nThe paper fan was painted by Shen Zhou.\n")
    assert (again.json()["added"], again.json()["updated"]) == ([], ["fan.md"])
    text = own_client.get("/v1/documents/fan.md").json()["text"]
    assert [part["text"] for part in text] == ["The paper fan was painted by Shen Zhou."]


def test_removing_an_uploaded_document_removes_its_file_and_its_passages(own_client: TestClient) -> None:
    _upload(own_client, "fan.md")
    response = own_client.delete("/v1/documents/fan.md")
    assert response.json() == {"removed": ["fan.md"]}
    assert list(_uploads(own_client).iterdir()) == []
    found = own_client.post("/v1/search", json={"query": "ivory fan carved by Wen Ding"}).json()["passages"]
    assert "fan.md" not in [passage["document_id"] for passage in found]


def test_a_name_is_the_same_however_its_letters_are_composed(own_client: TestClient) -> None:
    composed, in_pieces = (unicodedata.normalize(form, "café.md") for form in ("NFC", "NFD"))
    assert _upload(own_client, in_pieces).json()["added"] == [composed]
    assert _upload(own_client, composed, _FAN + b"It is from 1780.\n").json()["updated"] == [composed]
    assert [path.name for path in _uploads(own_client).iterdir()] == [composed]
    assert own_client.delete(f"/v1/documents/{composed}").status_code == 200
    assert list(_uploads(own_client).iterdir()) == []


def test_removing_another_document_leaves_its_file(own_client: TestClient, tmp_path: Path) -> None:
    assert own_client.delete("/v1/documents/ceramics/bowl.md").status_code == 200
    assert "ceramics/bowl.md" not in _ids(own_client)
    assert (tmp_path / "museum/ceramics/bowl.md").exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../x.md", "x.md"),
        ("/etc/y.md", "y.md"),
        ("C:\\Users\\me\\z.md", "z.md"),
        ("веер 扇子.md", "веер 扇子.md"),
        ("%2e%2e%2fw.md", "%2e%2e%2fw.md"),
        ("会议　记录.md", "会议　记录.md"),
        ("Screenshot 2024 at 1.00\u202fPM.md", "Screenshot 2024 at 1.00\u202fPM.md"),
        ("Опись\u00a0№\u20095.md", "Опись\u00a0№\u20095.md"),
        ("می\u200cخواهم.md", "می\u200cخواهم.md"),
    ],
)
def test_an_upload_stays_inside_the_uploads_whatever_its_name(
    own_client: TestClient, tmp_path: Path, given: str, kept: str
) -> None:
    before = {path for path in tmp_path.rglob("*.md") if _uploads(own_client) not in path.parents}
    assert _upload(own_client, given).json()["added"] == [kept]
    assert [path.name for path in _uploads(own_client).iterdir()] == [kept]
    assert {path for path in tmp_path.rglob("*.md") if _uploads(own_client) not in path.parents} == before


@pytest.mark.parametrize("name", ["..", ".", "\u3000", ".hidden.md", "long" * 60 + ".md", "扇" * 70 + ".md"])
def test_a_name_that_no_file_can_have_is_refused(own_client: TestClient, name: str) -> None:
    response = _upload(own_client, name)
    assert response.status_code == 422
    assert "name" in response.json()["detail"]
    assert len(_ids(own_client)) == 4
    assert not _uploads(own_client).exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("invoice\u202efdp.md", "U+202E"),
        ("опись\u2066.md", "U+2066"),
        ("记\u200b录.md", "U+200B"),
        ("two\u2028lines.md", "U+2028"),
        ("two\u2029lines.md", "U+2029"),
        ("next\u0085line.md", "U+0085"),
    ],
)
def test_a_name_in_which_something_does_not_show_is_refused_and_says_what(
    own_client: TestClient, name: str, told: str
) -> None:
    response = _upload(own_client, name)
    assert response.status_code == 422
    assert told in response.json()["detail"]
    assert not _uploads(own_client).exists()


def test_a_name_with_control_characters_is_refused(own_client: TestClient) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a\x00b.md"\r\n\r\ntext\r\n--b--\r\n'
    )
    response = own_client.post(
        "/v1/documents", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert response.status_code == 422
    assert not _uploads(own_client).exists()


def test_an_upload_never_takes_the_place_of_a_document_from_elsewhere(own_client: TestClient) -> None:
    response = _upload(own_client, "rules.html")
    assert response.status_code == 422
    assert "rules.html" in response.json()["detail"]
    assert "Umbrellas" in own_client.get("/v1/documents/rules.html").json()["text"][0]["text"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scan.pdf", b"%PDF-1.7 and then nothing"),
        ("tool.exe", b"MZ\x90\0" + bytes(range(256))),
        ("empty.txt", b""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason_and_not_kept(
    own_client: TestClient, name: str, content: bytes
) -> None:
    response = _upload(own_client, name, content)
    assert response.status_code == 422
    assert response.json()["type"].startswith("urn:studiolo:problem:")
    assert name in response.json()["detail"]
    assert name not in _ids(own_client)
    assert list(_uploads(own_client).iterdir()) == []


def test_a_document_larger_than_the_limit_is_refused(own_client: TestClient) -> None:
    response = _upload(own_client, "large.txt", b"x" * (2**20 + 1))
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == "large.txt is larger than 1 MB, the most this service takes"


def test_a_form_that_says_it_is_larger_than_any_document_is_not_read(own_client: TestClient) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Content-Length": str(2**40)}
    response = own_client.post("/v1/documents", content=b"", headers=headers)
    assert response.status_code == 413
    assert response.json()["detail"].startswith("the request is larger than 2 MB")


@pytest.mark.parametrize(
    ("path", "kind", "opening"),
    [
        (
            "/v1/documents",
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n',
        ),
        ("/v1/answers", "application/json", b'{"question": "'),
        ("/v1/search", "application/json", b'{"query": "'),
    ],
)
def test_a_body_that_does_not_end_is_refused_where_its_limit_is(
    own_client: TestClient, path: str, kind: str, opening: bytes
) -> None:
    given = 0

    async def endless() -> dict[str, Any]:
        nonlocal given
        given += 1
        assert given < 100, "all of it is read"
        return {"type": "http.request", "body": b"x" * 2**18 if given > 1 else opening, "more_body": True}

    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-type", kind.encode())],
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
        "scheme": "http",
        "root_path": "",
    }
    asyncio.run(own_client.app(scope, endless, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 413
    assert given <= 10


def test_an_upload_without_a_file_names_the_field(own_client: TestClient) -> None:
    response = own_client.post("/v1/documents", data={"other": "1"})
    assert response.json()["errors"][0]["at"] == "body/file"
    text = own_client.post("/v1/documents", data={"file": "minutes.docx"}).json()["errors"]
    assert text == [
        {
            "at": "body/file",
            "message": "a file with its name is needed here, not a text (of curl: -F file=@NAME)",
        }
    ]


def test_of_several_files_none_is_taken_unsaid(own_client: TestClient) -> None:
    response = own_client.post("/v1/documents", files=[("file", ("a.md", _FAN)), ("file", ("b.md", _FAN))])
    assert response.status_code == 422
    assert "2 files: send one at a time" in response.json()["detail"]
    assert len(_ids(own_client)) == 4


def test_a_hidden_file_is_not_said_to_have_no_name(own_client: TestClient) -> None:
    assert "begins with a dot" in _upload(own_client, ".hidden.md").json()["detail"]


def test_nothing_is_taken_while_the_index_is_rebuilt(own_client: TestClient) -> None:
    with own_client.app.state.assistant.home.writing(alone=True):
        response = _upload(own_client, "fan.md")
    assert response.status_code == 503
    assert response.headers["retry-after"] == "5"
    assert "being rebuilt" in response.json()["detail"]
