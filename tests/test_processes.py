"""Real processes on one home: a service, batches beside it, and one that is killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.assistant.museum import BOWL_QUESTION, write_museum

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class House:
    """A home that is served at `address`, with the environment its commands run in."""

    folder: Path
    address: str
    environment: dict[str, str]

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            _command(*arguments),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str | Path) -> Any:
        """What the command prints as JSON; it must end well."""
        with self.start(*arguments, "--json") as process:
            out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return json.loads(out)

    def answer(self, question: str) -> Any:
        response = httpx.post(
            f"{self.address}/v1/answers", json={"question": question}, timeout=60, trust_env=False
        )
        assert response.status_code == 200, response.text
        return response.json()

    def cites(self, question: str, document_id: str) -> bool:
        return document_id in {citation["document_id"] for citation in self.answer(question)["citations"]}

    def indexed(self) -> int:
        """How many documents the service knows to be in the index."""
        listed = httpx.get(f"{self.address}/v1/documents", timeout=30, trust_env=False).json()
        return [document["state"] for document in listed["documents"]].count("indexed")


def _command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", "from assistant.cli import main; main()", *map(str, arguments)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _by(deadline_seconds: float, true: Callable[[], bool]) -> bool:
    """Whether `true` becomes so within the time."""
    deadline = time.monotonic() + deadline_seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz", timeout=5, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def _many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        text = f"Fan number {number} was carved by Wen Ding. It has {number} sticks of ivory. " * 12
        (folder / f"fan-{number:03}.md").write_text(f"# Fan {number}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture
def house(tmp_path: Path, tiny_model: Path) -> Iterator[House]:
    """The museum, ingested and served by processes of their own."""
    port = _free_port()
    environment = os.environ | {
        "STUDIOLO_HOME": str(tmp_path / "home"),
        "STUDIOLO_EMBEDDING_MODEL": str(tiny_model),
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    served = House(tmp_path, f"http://127.0.0.1:{port}", environment)
    served.run("ingest", write_museum(tmp_path / "museum"))
    with (tmp_path / "serve.log").open("w") as log:
        service = subprocess.Popen(
            _command("serve", "--port", str(port)), env=environment, stdout=log, stderr=log
        )
    try:
        assert _by(60, lambda: _is_ready(served.address)), (tmp_path / "serve.log").read_text()
        yield served
    finally:
        service.send_signal(signal.SIGTERM)
        assert service.wait(30) in (0, -signal.SIGTERM)
    assert "Traceback" not in (tmp_path / "serve.log").read_text()


def test_new_documents_are_answered_by_the_running_service_while_many_ask(house: House) -> None:
    fan = house.folder / "museum" / "fan.md"
    fan.write_text("# The fan\n\nThe ivory fan was carved by Wen Ding in Guangzhou.\n", encoding="utf-8")
    question = "Who carved the ivory fan in Guangzhou?"
    done = threading.Event()

    def keep_asking(_: int) -> int:
        asked = 0
        while not done.is_set() or asked == 0:
            assert house.answer(BOWL_QUESTION)["refused"] is False
            asked += 1
        return asked

    with ThreadPoolExecutor(10) as clients:
        asking = [clients.submit(keep_asking, number) for number in range(10)]
        try:
            assert house.run("ingest", house.folder / "museum")["added"] == ["fan.md"]
            assert _by(5, lambda: house.cites(question, "fan.md"))
        finally:
            done.set()
        assert all(client.result(60) > 0 for client in asking)
    asked = house.run("ask", question)
    assert "fan.md" in {citation["document_id"] for citation in asked["citations"]}
    assert house.run("check")["sound"] is True


def test_a_removed_document_is_gone_from_the_running_service(house: House) -> None:
    assert house.cites(BOWL_QUESTION, "ceramics/bowl.md")
    with house.start("remove", "ceramics/bowl.md") as removing:
        _, err = removing.communicate(timeout=60)
    assert removing.returncode == 0, err
    assert _by(5, lambda: not house.cites(BOWL_QUESTION, "ceramics/bowl.md"))


def test_a_rebuilt_index_is_used_by_the_running_service(house: House) -> None:
    before = house.answer(BOWL_QUESTION)
    assert house.run("reindex") == {"passages": 5}
    after = house.answer(BOWL_QUESTION)
    assert [p["passage_id"] for p in after["passages"]] == [p["passage_id"] for p in before["passages"]]
    assert house.run("check")["sound"] is True


def test_a_batch_killed_on_the_way_costs_nothing(house: House) -> None:
    fans = _many(house.folder / "fans", 300)
    with house.start("ingest", fans) as batch:
        began = _by(60, lambda: house.indexed() > 4 or batch.poll() is not None)
        batch.kill()
        batch.communicate(timeout=30)
    assert began
    assert batch.returncode == -signal.SIGKILL, "the batch was over before it could be killed"
    assert house.answer(BOWL_QUESTION)["refused"] is False
    report = house.run("ingest", fans)
    assert report["failed"] == []
    assert 0 < len(report["added"]) + len(report["updated"]) <= 300
    assert house.indexed() == 304
    assert house.run("check") == {
        "missing": 0, "orphaned": 0, "wrong_access": 0, "unfinished": [], "repaired": False,
        "sound": True,
    }  # fmt: skip
