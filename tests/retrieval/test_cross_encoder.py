"""A tiny cross-encoder made here: what it gives, what is refused, and where it stands in a search."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from retrieval.cross_encoder import open_cross_encoder
from retrieval.embeddings import Embedder, Vectors
from retrieval.errors import SettingsError
from retrieval.index import PassageIndex
from retrieval.passages import Passage
from tests.cross_encoders import make_cross_encoder
from tests.retrieval.conftest import make_passage

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_cross_encoder(tmp_path_factory.mktemp("cross-encoder"))


def test_scores_are_the_logistic_function_of_what_the_model_gives(folder: Path) -> None:
    import torch
    from sentence_transformers import CrossEncoder

    passages = [make_passage("a bowl of delft", title=""), make_passage("a clock", title="")]
    given = open_cross_encoder(str(folder)).scores("who threw the bowl?", passages)
    raw = CrossEncoder(str(folder), local_files_only=True).predict(
        [("who threw the bowl?", p.text) for p in passages], activation_fn=torch.nn.Identity()
    )
    assert given.dtype == np.float32
    assert np.allclose(given, 1 / (1 + np.exp(-raw)), atol=1e-5)
    assert given[0] != given[1]


def test_a_score_does_not_depend_on_what_else_is_read(folder: Path) -> None:
    reader = open_cross_encoder(str(folder))
    bowl, clock = make_passage("a bowl of delft"), make_passage("a clock that is longer by far")
    together = reader.scores("who threw the bowl?", [bowl, clock])
    assert np.allclose(together[0], reader.scores("who threw the bowl?", [bowl])[0], atol=1e-5)
    assert reader.scores("who?", []).shape == (0,)


def test_title_and_headings_are_read_and_a_long_passage_is_cut(folder: Path) -> None:
    reader = open_cross_encoder(str(folder))
    one, other = make_passage("a bowl", title="one"), make_passage("a bowl", title="other")
    given = reader.scores("who?", [one, other, make_passage("a bowl of delft " * 200)])
    assert given[0] != given[1]
    assert 0 <= given.min() <= given.max() <= 1


def test_what_is_no_cross_encoder_is_refused(tiny_model: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is not a cross-encoder: give one"):
        open_cross_encoder(str(tiny_model))
    with pytest.raises(SettingsError, match="gives 3 values a pair"):
        open_cross_encoder(str(make_cross_encoder(tmp_path / "three", labels=3)))
    (tmp_path / "empty").mkdir()
    with pytest.raises(SettingsError, match=r"config\.json cannot be read"):
        open_cross_encoder(str(tmp_path / "empty"))
    with pytest.raises(SettingsError, match="no model 'some/reranker' on this machine"):
        open_cross_encoder("some/reranker")


def test_a_folder_with_broken_weights_is_named(folder: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(folder, tmp_path / "broken"))
    (broken / "model.safetensors").write_bytes(b"nothing of the kind")
    with pytest.raises(SettingsError, match="broken cannot be loaded"):
        open_cross_encoder(str(broken)).scores("who?", [make_passage("a bowl")])


def test_it_is_opened_without_torch_or_transformers(folder: Path) -> None:
    code = (
        "import json, sys\nfrom retrieval.cross_encoder import open_cross_encoder\n"
        "open_cross_encoder(sys.argv[1])\n"
        "print(json.dumps([n for n in ('torch', 'transformers') if n in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert json.loads(done.stdout) == []


def test_what_it_gives_stands_in_place_of_late_interaction(tmp_path: Path, embedder: Embedder) -> None:
    texts = {"bowl.md": "The lidded bowl was thrown in Delft.", "clock.md": "The clock was made in London."}
    asked: list[str] = []

    def read(question: str, passages: Sequence[Passage]) -> Vectors:
        asked.append(question)
        return np.array(["clock" in p.text for p in passages], np.float32)

    with PassageIndex.open(tmp_path, embedder) as index:
        index.add([make_passage(text, name) for name, text in texts.items()])
        question = "Where was the lidded bowl thrown?"
        assert index.search(question, 2)[0].passage.document_id == "bowl.md"
        index.read = read
        found = index.search(question, 2)
    assert asked == [question]
    assert [e.passage.document_id for e in found] == ["clock.md", "bowl.md"]


def test_only_the_best_passages_are_read(tmp_path: Path, embedder: Embedder) -> None:
    counted: list[int] = []

    def read(question: str, passages: Sequence[Passage]) -> Vectors:
        counted.append(len(passages))
        return np.zeros(len(passages), np.float32)

    with PassageIndex.open(tmp_path, embedder) as index:
        index.add([make_passage(f"filler number {n}", f"filler-{n}.md") for n in range(60)])
        index.read = read
        index.search("filler number 7", 3)
        assert len(index.search("filler number 7", 30)) == 30
    assert counted == [20, 60]
