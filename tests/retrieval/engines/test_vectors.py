"""One contract for every place where vectors may lie."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import chromadb
import httpx
import numpy as np
import pytest

from retrieval.dates.year_terms import held
from retrieval.embeddings import Vectors
from retrieval.engines.chroma_home import _free_port
from retrieval.engines.vectors import VectorStore
from retrieval.errors import NotFound, SettingsError, Unavailable
from retrieval.filters import Filters
from retrieval.locators import Locator
from retrieval.marks import Marks
from retrieval.passages import Passage
from tests.retrieval.conftest import make_passage

Within = Callable[[Callable[[], object]], None]


def run_server(folder: Path, port: int) -> subprocess.Popen[bytes]:
    code = "import sys, chromadb_rust_bindings; chromadb_rust_bindings.cli(['chroma', *sys.argv[1:]])"
    where = ["--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    return subprocess.Popen(
        [sys.executable, "-c", code, "run", *where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = _free_port()
    process = run_server(tmp_path_factory.mktemp("server"), port)
    while not answers(port):
        assert process.poll() is None
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


@pytest.fixture(scope="module", params=["folder", "server"])
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, server_url: str
) -> Iterator[VectorStore]:
    local = request.param == "folder"
    store = VectorStore(folder=tmp_path_factory.mktemp("home")) if local else VectorStore(url=server_url)
    yield store
    store.close()


@pytest.fixture
def store(opened: VectorStore) -> Iterator[VectorStore]:
    """A store with an empty collection `things`."""
    opened.create("things", {"made_by": "tests", "dimension": 8})
    yield opened
    opened.drop("things")


def unit(*places: float) -> Vectors:
    vector = np.zeros(8, np.float32)
    vector[: len(places)] = places
    return vector / np.float32(np.linalg.norm(vector))


def spread(count: int) -> tuple[list[Passage], Vectors]:
    """Passages with vectors that turn away from the first axis, one after the other."""
    passages = [make_passage(f"text {n}", position=n) for n in range(count)]
    return passages, np.stack([unit(1, n / 10) for n in range(count)])


def positions(store: VectorStore, found: dict[str, float]) -> list[int]:
    return [passage.position for passage in store.get("things", list(found))]


def test_writing_twice_changes_nothing(store: VectorStore) -> None:
    passages, vectors = spread(5)
    for _ in range(2):
        store.upsert("things", passages, vectors)
    assert store.count("things") == 5
    assert store.get("things", [passages[2].passage_id]) == [passages[2]]


def test_more_than_one_write_goes_through_in_batches(store: VectorStore) -> None:
    passages, vectors = spread(600)
    store.upsert("things", passages, vectors)
    assert store.count("things") == 600
    assert set(store.passage_ids("things")) == {p.passage_id for p in passages}
    store.delete("things", [p.passage_id for p in passages[:590]])
    assert store.count("things") == 10


def test_the_nearest_come_first_with_their_cosine(store: VectorStore) -> None:
    passages, vectors = spread(20)
    store.upsert("things", passages[::-1], vectors[::-1])
    found = store.search("things", unit(1), 5, Filters())
    assert positions(store, found) == [0, 1, 2, 3, 4]
    np.testing.assert_allclose(list(found.values()), vectors[:5] @ unit(1), atol=1e-4)


def test_fewer_are_found_where_fewer_are(store: VectorStore) -> None:
    assert store.search("things", unit(1), 5, Filters()) == {}
    store.upsert("things", *spread(2))
    assert len(store.search("things", unit(1), 5, Filters())) == 2


@pytest.mark.parametrize(
    ("filters", "values"),
    [
        (Filters(language=("zh",)), {"language": "zh"}),
        (Filters(kind=("pdf", "docx")), {"kind": "docx"}),
        (Filters(document_id=("b.md",)), {"document_id": "b.md"}),
        (Filters(collection=("silver",)), {"facets": {"collection": "silver"}}),
        (Filters(access=("public",)), {"facets": {"access": "public"}}),
        (Filters(access=("public",), language=("zh",)), {"facets": {"access": "public"}, "language": "zh"}),
    ],
)
def test_a_filter_still_finds_as_many_as_there_are(
    store: VectorStore, filters: Filters, values: dict[str, object]
) -> None:
    passages, vectors = spread(300)
    far = [make_passage(f"far {n}", position=n, **values) for n in range(5)]  # type: ignore[arg-type]
    store.upsert("things", passages, vectors)
    store.upsert("things", far, np.stack([unit(0, 0, 1, n) for n in range(5)]))
    found = store.search("things", unit(1), 5, filters)
    assert set(found) == {p.passage_id for p in far}


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(object_number=("2005.1.1",)), {0}),
        (Filters(object_number=("2005.00001",)), {0, 1}),
        (Filters(dates=(1750, 1800)), {1}),
        (Filters(dates=(1700, 1999)), {1, 2}),
        (Filters(dates=(1600, 1699)), set()),
    ],
)
def test_numbers_and_years_filter_by_what_stands_in_the_passage(
    store: VectorStore, filters: Filters, wanted: set[int]
) -> None:
    passages, vectors = spread(4)
    marks = [
        Marks(numbers=("2005.1.1",), number_prefixes=("2005.1",)),
        Marks(numbers=("2005.1.2",), number_prefixes=("2005.1",), years=tuple(held([(1736, 1795)]))),
        Marks(years=tuple(held([(1925, 1925)]))),
        Marks(),
    ]
    store.upsert("things", passages, vectors, marks)
    assert set(positions(store, store.search("things", unit(1), 4, filters))) == wanted


def test_filters_must_all_agree(store: VectorStore) -> None:
    store.upsert("things", *spread(3))
    assert store.search("things", unit(1), 3, Filters(language=("en",), kind=("pdf",))) == {}


def test_what_was_deleted_is_found_no_more_and_unknown_ids_are_passed_over(store: VectorStore) -> None:
    passages, vectors = spread(3)
    store.upsert("things", passages, vectors)
    store.delete("things", [passages[0].passage_id, "unknown"])
    assert positions(store, store.search("things", unit(1), 3, Filters())) == [1, 2]
    store.delete("things", [])
    assert store.count("things") == 2


def test_passages_come_in_the_order_they_are_asked_for(store: VectorStore) -> None:
    passages, vectors = spread(4)
    store.upsert("things", passages, vectors)
    wanted = [passages[3], passages[0], passages[2]]
    assert (
        store.get("things", [p.passage_id for p in wanted[:2]] + ["unknown", wanted[2].passage_id]) == wanted
    )
    assert store.get("things", []) == []


def test_a_passage_comes_back_as_it_was_written(store: VectorStore) -> None:
    locator = Locator(
        page=3, end_page=4, chars=(5, 90), lines=(1, 7), paragraph=2, end_paragraph=4, table=1, row=5,
        note="12", headings=("瓷器", "Ваза"),
    )  # fmt: skip
    full = make_passage(
        "此瓶 “blue”\n\x00 second line", "a b/ü.pdf", 7, locator=locator, title="Титул", language="zh",
        kind="pdf", facets={"access": "public", "collection": "瓷"},
    )  # fmt: skip
    store.upsert("things", [full], np.stack([unit(1)]))
    assert store.get("things", [full.passage_id]) == [full]


def test_ids_are_read_page_after_page(store: VectorStore, monkeypatch: pytest.MonkeyPatch) -> None:
    passages, vectors = spread(7)
    store.upsert("things", passages, vectors)
    pages: list[int] = []
    monkeypatch.setattr(
        VectorStore,
        "_page",
        lambda self, name, offset, filters: (
            pages.append(offset)
            or list(self._collection(name).get(limit=3, offset=offset, include=[])["ids"])
        ),
    )
    assert sorted(store.passage_ids("things")) == sorted(p.passage_id for p in passages)
    assert pages == [0, 3, 6, 7]


def test_a_collection_remembers_who_made_it(store: VectorStore) -> None:
    assert store.metadata("things") == {"made_by": "tests", "dimension": 8}
    store.create("things", {"made_by": "others"})
    assert (store.metadata("things") or {})["made_by"] == "tests"
    assert store.metadata("nothing") is None


def test_a_dropped_collection_is_gone(store: VectorStore) -> None:
    store.create("other", {"made_by": "tests"})
    assert store.names() == ["other", "things"]
    store.drop("other")
    store.drop("other")
    assert store.names() == ["things"]
    with pytest.raises(NotFound, match="other"):
        store.count("other")


def test_a_collection_dropped_behind_ones_back_is_not_found(store: VectorStore) -> None:
    store.create("other", {"made_by": "tests"})
    store._connected().delete_collection("other")
    with pytest.raises(NotFound):
        store.count("other")


def test_vectors_of_another_length_are_refused_in_our_words(store: VectorStore) -> None:
    store.upsert("things", *spread(2))
    with pytest.raises(Unavailable, match="Chroma refused"):
        store.search("things", np.ones(3, np.float32), 1, Filters())


def test_a_folders_killed_server_is_replaced_without_a_word(tmp_path: Path) -> None:
    store = VectorStore(folder=tmp_path)
    store.create("things", {"made_by": "tests"})
    store.upsert("things", *spread(3))
    pid = int(json.loads((tmp_path / "server.json").read_text())["pid"])
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert len(store.search("things", unit(1), 3, Filters())) == 3
    store.close()


def test_a_server_that_comes_back_is_used_again_and_one_that_is_gone_is_unavailable(
    tmp_path: Path, within_seconds: Within
) -> None:
    port = _free_port()
    process = run_server(tmp_path, port)
    within_seconds(lambda: answers(port))
    store = VectorStore(url=f"http://127.0.0.1:{port}")
    store.create("things", {"made_by": "tests"})
    store.upsert("things", *spread(3))
    process.kill()
    process.wait()
    with pytest.raises(Unavailable, match=f"Chroma at http://127.0.0.1:{port} does not answer"):
        store.count("things")
    process = run_server(tmp_path, port)
    within_seconds(lambda: answers(port))
    assert store.count("things") == 3
    process.kill()
    process.wait()
    store.close()


def test_a_server_that_was_never_there_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        VectorStore(url=f"http://127.0.0.1:{_free_port()}").names()


def test_a_server_of_something_else_is_unavailable() -> None:
    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(404)
            self.end_headers()
            self.wfile.write(b"<html>not here</html>")

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.raises(Unavailable):
        VectorStore(url=f"http://127.0.0.1:{server.server_address[1]}").names()
    server.shutdown()
    server.server_close()


def test_credentials_of_an_address_are_in_no_message() -> None:
    with pytest.raises(Unavailable) as away:
        VectorStore(url=f"http://svc:TopSecret@127.0.0.1:{_free_port()}/?token=abc").names()
    assert "TopSecret" not in str(away.value)
    assert "token" not in str(away.value)
    for url in ("svc:TopSecret@host:8000", "http://svc:TopSecret/x@host:8000", "http://svc:TopSecret@["):
        with pytest.raises(SettingsError) as wrong:
            VectorStore(url=url).names()
        assert "TopSecret" not in f"{wrong.value} {wrong.value.__cause__}"


@pytest.mark.parametrize(
    "url", ["", "localhost:8000", "ftp://host", "http://", "chroma.sqlite", "http://host:x", "http://["]
)
def test_what_is_no_url_is_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(SettingsError, match="write http://host:port"):
        VectorStore(url=url).names()


def test_a_store_has_exactly_one_place(tmp_path: Path) -> None:
    for places in ({}, {"folder": tmp_path, "url": "http://127.0.0.1:1"}):
        with pytest.raises(SettingsError, match="give one"):
            VectorStore(**places)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "port", "verified"),
    [("https://chroma.example", 443, None), ("http://chroma.example", 8000, False)],
)
def test_a_secure_server_is_asked_on_its_own_port_and_verified(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, verified: bool | None
) -> None:
    asked: dict[str, Any] = {}

    def client(**values: object) -> object:
        asked.update(values)
        raise ConnectionError("no")

    monkeypatch.setattr(chromadb, "HttpClient", client)
    with pytest.raises(Unavailable):
        VectorStore(url=url).names()
    assert (asked["host"], asked["port"], asked["ssl"]) == ("chroma.example", port, port == 443)
    assert asked["settings"].chroma_server_ssl_verify is verified  # None: by the system's authorities


def test_a_new_place_leaves_nothing_of_the_old_one(store: VectorStore) -> None:
    facets = {"access": "public", "collection": "silver", "material": "silver\nwood"}
    old = make_passage("A bowl.", facets=facets)
    vector = np.eye(1, 8, dtype=np.float32)
    store.upsert("things", [old], vector)
    assert len(store.search("things", vector[0], 1, Filters(material=("Wood",)))) == 1
    new = replace(old, locator=Locator(page=9), facets={"access": "restricted"})
    store.place("things", [new], [Marks()])
    assert store.get("things", [old.passage_id]) == [new]
    assert store.search("things", vector[0], 1, Filters(material=("wood",))) == {}


def test_a_new_place_of_what_another_process_took_out_is_passed_over(store: VectorStore) -> None:
    store.place("things", [make_passage("gone")], [Marks()])
    assert store.count("things") == 0
