"""Where a citation leads: the view with the mark, the original, the page as a picture, the canvas."""

from __future__ import annotations

import base64
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from assistant.assistant import Assistant
from assistant.showing.source_files import media_type
from tests.assistant.api.conftest import client_of

CANVAS = "https://museum.example/scroll/canvas/1"
TABLE = "Inv. No.,Title,Maker\n0042,Silver owl,&lt;b&gt;James Cox&lt;/b&gt;\n0043,Cage,Sin Fou\n"


def manifest(canvas: str, text: str) -> dict[str, Any]:
    body = {"type": "TextualBody", "value": text, "language": "en"}
    note = {
        "type": "Annotation",
        "motivation": "commenting",
        "body": body,
        "target": f"{canvas}#xywh=10,20,30,40",
    }
    page = {"type": "AnnotationPage", "items": [note]}
    return {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "type": "Manifest",
        "id": "https://museum.example/scroll",
        "label": {"en": ["Scroll"]},
        "items": [{"type": "Canvas", "id": canvas, "width": 100, "height": 100, "annotations": [page]}],
    }


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("museum")
    canvas = Canvas(str(folder / "clock.pdf"), pagesize=(400, 300))
    for text in ("The first page says little.", "The silver owl turns its head at noon."):
        canvas.drawString(50, 200, text)
        canvas.showPage()
    canvas.save()
    (folder / "loans.csv").write_text(TABLE, encoding="utf-8")
    (folder / "scroll.json").write_text(
        json.dumps(manifest(CANVAS, "A bridge crowded with shops and boats.")), encoding="utf-8"
    )
    (folder / "evil.json").write_text(
        json.dumps(manifest("javascript:alert(1)//", "A gate watched by two camels.")), encoding="utf-8"
    )
    (folder / "page.html").write_text(
        "<h1>Owls</h1><p>An owl <script>alert(1)</script>sleeps.</p>", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def client(museum: Path, tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Iterator[TestClient]:
    assistant = Assistant(home=tmp_path_factory.mktemp("home"), embedding_model=str(tiny_model))
    assistant.ingest([museum])
    with client_of(assistant) as client:
        yield client


def passage_with(client: TestClient, text: str) -> dict[str, Any]:
    found = client.post("/v1/search", json={"query": text, "k": 20}).json()["passages"]
    passage: dict[str, Any] = next(p for p in found if text in p["text"])
    return passage


def picture(client: TestClient, passage: dict[str, Any], **query: Any) -> np.ndarray[Any, Any]:
    response = client.get(f"/v1/passages/{passage['passage_id']}/page.png", params=query)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "image/png"
    return np.asarray(Image.open(io.BytesIO(response.content)))


def yellow(image: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Where the picture is marked: rows and columns of yellow pixels."""
    return np.argwhere((image[:, :, 0] > 200) & (image[:, :, 2] < 150))


def test_the_page_is_drawn_with_the_quote_marked_and_nothing_else(client: TestClient) -> None:
    passage = passage_with(client, "turns its head")
    page = passage["locator"].get("end_page") or passage["locator"]["page"]
    marked = yellow(picture(client, passage, quote="turns its head", page=page))
    assert len(marked)
    scale = 150 / 72
    top, left = marked.min(axis=0)
    bottom, _ = marked.max(axis=0)
    assert 100 * scale - 40 < top < bottom < 100 * scale + 20
    assert left > 50 * scale + 60
    whole = yellow(picture(client, passage, quote="The silver owl turns its head at noon.", page=page))
    assert len(whole) > len(marked)


def test_a_quote_or_a_page_that_is_not_of_the_passage_is_refused(client: TestClient) -> None:
    passage = passage_with(client, "turns its head")
    address = f"/v1/passages/{passage['passage_id']}/page.png"
    assert client.get(address, params={"quote": "of another text"}).status_code == 422
    assert client.get(address, params={"page": 9}).status_code == 404
    record = passage_with(client, "Silver owl")
    assert client.get(f"/v1/passages/{record['passage_id']}/page.png").status_code == 422
    assert client.get("/v1/passages/none/page.png").status_code == 404


@pytest.mark.parametrize("written", [b"caf\xe9.md", "опись.md".encode("cp1251"), "会议.md".encode("gb18030")])
def test_a_file_whose_name_is_not_utf_8_is_given_too(
    tmp_path: Path, tiny_model: Path, written: bytes
) -> None:
    (tmp_path / "museum").mkdir()
    (tmp_path / "museum" / os.fsdecode(written)).write_text("# A fan\n\nThe ivory fan is from Guangzhou.\n")
    assistant = Assistant(home=tmp_path / "home", embedding_model=str(tiny_model))
    assistant.ingest([tmp_path / "museum"])
    with client_of(assistant) as client:
        (document,) = client.get("/v1/documents").json()["documents"]
        given = client.get(f"/v1/documents/{quote(document['document_id'])}/original")
    assert given.status_code == 200
    assert "ivory fan" in given.text
    assert "filename*=utf-8''" in given.headers["content-disposition"]


def test_the_original_is_the_file_and_html_never_runs(client: TestClient, museum: Path) -> None:
    pdf = client.get("/v1/documents/clock.pdf/original")
    assert pdf.content == (museum / "clock.pdf").read_bytes()
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"].startswith("inline")
    page = client.get("/v1/documents/page.html/original")
    assert page.headers["content-type"].startswith("text/plain")
    assert page.headers["x-content-type-options"] == "nosniff"
    data = client.get("/v1/documents/scroll.json/original")
    assert data.headers["content-disposition"].startswith("attachment")
    record = client.get("/v1/documents/loans.csv%230042/original")
    assert record.text == TABLE


@pytest.mark.parametrize(
    ("text", "codec", "charset"),
    [
        ("Часы «Павлин» стоят в Павильонном зале Малого Эрмитажа.\n" * 9, "cp1251", "windows-1251"),
        ("孔雀钟由英国匠人制作，高三米，现藏博物馆。\n" * 9, "gb18030", "gb18030"),
        ("صنعت الساعة في لندن وهي الآن في المتحف.\n" * 20, "iso8859_6", "iso-8859-6"),
        ("Часы «Павлин» стоят в зале.\n", "utf-8", "utf-8"),
        ("Часы «Павлин» стоят в зале.\n", "utf-16", "utf-16le"),
        ("Плоский ключ.\n" * 20_000, "utf-8", "utf-8"),  # whose first bytes end within a letter
        ("", "utf-8", "utf-8"),
    ],
)
def test_a_text_is_shown_in_the_encoding_it_is_in(
    text: str, codec: str, charset: str, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(text.encode(codec))
    assert media_type(file) == (f"text/plain; charset={charset}", True)


def test_a_document_is_shown_in_the_language_that_a_tag_stands_for(client: TestClient) -> None:
    shown = client.get("/v1/documents/loans.csv%230042/view", params={"language": "zh-CN"}).text
    assert '<html lang="zh"' in shown
    assert "原始文件" in shown


def test_a_record_is_shown_with_the_cited_field_marked(client: TestClient) -> None:
    passage = passage_with(client, "James Cox")
    query = {"passage": passage["passage_id"], "quote": "Maker: <b>James Cox</b>"}
    view = client.get(f"/v1/documents/{passage['document_id'].replace('#', '%23')}/view", params=query)
    assert view.status_code == 200
    assert "<mark>&lt;b&gt;James Cox&lt;/b&gt;</mark>" in view.text
    assert view.text.count("<mark>") == 1
    assert view.text.count('id="cited"') == 1
    assert "script" not in view.headers["content-security-policy"]


def test_a_text_is_shown_with_the_quote_marked_and_escaped(client: TestClient) -> None:
    passage = passage_with(client, "turns its head")
    query = {"passage": passage["passage_id"], "quote": "turns its head", "language": "zh"}
    view = client.get("/v1/documents/clock.pdf/view", params=query).text
    assert "<mark>turns its head</mark>" in view
    assert f"/v1/passages/{passage['passage_id']}/page.png?quote=turns+its+head" in view
    assert "正文" in view
    other = client.get("/v1/documents/page.html/view", params=query)
    assert other.status_code == 422


def test_a_canvas_region_comes_with_a_content_state(client: TestClient) -> None:
    passage = passage_with(client, "crowded with shops")
    address = f"/v1/passages/{passage['passage_id']}/content-state"
    state = client.get(address, params={"quote": "A bridge crowded with shops and boats."}).json()
    assert state["canvas"] == f"{CANVAS}#xywh=10,20,30,40"
    padded = state["iiif_content"] + "=" * (-len(state["iiif_content"]) % 4)
    assert json.loads(unquote(base64.urlsafe_b64decode(padded).decode())) == state["content_state"]
    assert state["content_state"]["target"]["partOf"][0]["id"] == "https://museum.example/scroll"


def test_a_canvas_that_would_run_a_script_is_never_linked(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": "Who watched the gate, two camels?"}).json()
    cited = [c for c in answer["citations"] if c["document_id"] == "evil.json"]
    assert cited
    assert all("canvas" not in citation["links"] for citation in cited)


def test_a_file_that_changed_or_went_away_is_said_to_have(
    tmp_path: Path, tiny_model: Path, museum: Path
) -> None:
    folder = tmp_path / "museum"
    folder.mkdir()
    (folder / "clock.pdf").write_bytes((museum / "clock.pdf").read_bytes())
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    assistant = Assistant(home=tmp_path / "home", embedding_model=str(tiny_model))
    assistant.ingest([folder])
    with client_of(assistant) as client:
        passage = passage_with(client, "turns its head")
        address = f"/v1/passages/{passage['passage_id']}/page.png"
        with (folder / "clock.pdf").open("ab") as file:
            file.write(b"% more")
        changed = client.get(address)
        assert changed.status_code == 422
        assert "ingest it again" in changed.json()["detail"]
        (folder / "clock.pdf").unlink()
        assert client.get("/v1/documents/clock.pdf/original").status_code == 404
        (folder / "clock.pdf").symlink_to(tmp_path / "secret.txt")
        assert client.get("/v1/documents/clock.pdf/original").status_code == 404


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_a_record_whose_file_cannot_be_read_is_quoted_by_nothing_but_the_answer_that_was_given(
    tmp_path: Path, tiny_model: Path, language: str
) -> None:
    folder = tmp_path / "museum"
    folder.mkdir()
    (folder / "loans.csv").write_text(TABLE, encoding="utf-8")
    assistant = Assistant(home=tmp_path / "home", embedding_model=str(tiny_model))
    assistant.ingest([folder])
    with client_of(assistant) as client:
        passage = passage_with(client, "James Cox")
        given = client.post("/v1/answers", json={"question": "Who made the silver owl?"}).json()
        (folder / "loans.csv").write_bytes(b"PK\x03\x04 damaged")
        assert len(assistant.ingest([folder]).failed) == 1
        record = f"/v1/documents/{passage['document_id'].replace('#', '%23')}"
        shown = [
            client.get(f"{record}/view", params={"language": language}).text,
            client.get(record).text,
            client.get("/v1/documents").text,
            client.get(f"/v1/passages/{passage['passage_id']}").text,
            client.get(f"{record}/view", params={"passage": passage["passage_id"]}).text,
            client.post("/v1/search", json={"query": "Who made it?", "k": 20}).text,
        ]
        assert not [text for text in shown if "Cox" in text or "owl" in text]
        assert client.get(record).json()["state"] == "hidden"
        assert client.get(f"/v1/passages/{passage['passage_id']}").status_code == 404
        kept = client.get(f"/v1/answers/{given['id']}").json()
        assert kept["citations"] == given["citations"]
        assert "James Cox" in str(kept["citations"])
