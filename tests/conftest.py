"""What several tests share: a tiny embedding model made here, and no way to the network."""

from __future__ import annotations

import itertools
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np
import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
if "PYTEST_XDIST_WORKER" in os.environ:  # as many processes as cores: more threads only wait for each other
    os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.pop("COLUMNS", None)  # pytest-xdist sets it, and rich would keep to it from its import on

from retrieval.embeddings import Embedder, open_embedder
from retrieval.encoders.packaged_weights import Weights, write_folder

_HIDDEN = 64

# How fast examples are made says nothing of the code: machines are slow, and busy.
hypothesis.settings.register_profile(
    "ours", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("ours")


@pytest.fixture(scope="session", autouse=True)
def _a_user_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home folder for the run: models are made once, and commands that tests start share them, as do
    the processes among which the tests are dealt out.
    """
    base = tmp_path_factory.getbasetemp()
    user = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "user"
    user.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(user))
        patch.delenv("XDG_CACHE_HOME", raising=False)
        yield


@pytest.fixture(autouse=True)
def _no_network_and_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only addresses on this machine can be connected to, and no setting leaks in."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(("127.", "::1", "localhost")):
            raise AssertionError(f"a test reached out to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
    for name in os.environ:
        if name.startswith("STUDIOLO_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder of a few megabytes: random, yet texts that share letters are near."""
    folder = tmp_path_factory.mktemp("tiny-model")
    write_folder(tiny_weights(), folder)
    return folder


@pytest.fixture(scope="session")
def embedder(tiny_model: Path) -> Embedder:
    """The tiny model, loaded."""
    return open_embedder(str(tiny_model))


@pytest.fixture(scope="session")
def packaged_model() -> Embedder:
    """The real default model, run by torch."""
    return open_embedder(engine="torch")


def tiny_weights(seed: int = 0) -> Weights:
    """Random weights in the packaged model's form: one layer, pieces of one and two letters."""
    letters = [chr(c) for c in (*range(0x21, 0x7F), *range(0x410, 0x450))]
    han = [chr(c) for c in range(0x4E00, 0xA000)]
    pairs = ["".join(p) for alphabet in ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщыьэюя")
             for p in itertools.product(alphabet, repeat=2)]  # fmt: skip
    marks = ["▁", *"。，、；：？！“”（）《》年月日".strip(), "…", "–", "—", "«", "»", "№", "é"]
    words = list(dict.fromkeys([*marks, *letters, *han, *pairs]))
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    pieces += [(word, -8.0 if len(word) > 1 else -5.0) for word in words] + [("<mask>", 0.0)]
    random = np.random.default_rng(seed)

    def normal(*shape: int, scale: float = 0.02) -> Any:
        return (random.standard_normal(shape) * scale).astype(np.float32).ravel()

    ones, zeros = np.ones(_HIDDEN, np.float32), np.zeros(_HIDDEN, np.float32)
    tensors = {
        "emb.word": normal(len(pieces), _HIDDEN, scale=1.0),
        "emb.pos": normal(512, _HIDDEN),
        "emb.type": normal(2, _HIDDEN),
        "emb.ln.w": ones,
        "emb.ln.b": zeros,
    }
    for short in ("q", "k", "v", "ao"):
        tensors |= {f"l0.{short}.w": normal(_HIDDEN, _HIDDEN), f"l0.{short}.b": zeros}
    tensors |= {"l0.fi.w": normal(2 * _HIDDEN, _HIDDEN), "l0.fi.b": np.zeros(2 * _HIDDEN, np.float32)}
    tensors |= {"l0.fo.w": normal(_HIDDEN, 2 * _HIDDEN), "l0.fo.b": zeros}
    tensors |= {
        f"l0.{norm}.{part}": value for norm in ("aln", "oln") for part, value in (("w", ones), ("b", zeros))
    }
    special = {"bos": 0, "pad": 1, "eos": 2, "unk": 3}
    return Weights(_HIDDEN, 1, 4, 2 * _HIDDEN, 512, 2, 1e-12, special, pieces, tensors)
