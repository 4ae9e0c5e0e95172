from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import load_settings
from evals import cli
from evals.speed import BASELINE, embedders, evaluate_speed, sample_passages
from retrieval import Embedder, NotFound

ENGINES = [BASELINE, "onnx fp32", "onnx int8"]


@pytest.fixture(autouse=True)
def _tiny_default_model(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIOLO_EMBEDDING_MODEL", str(tiny_model))


def run(arguments: list[Any], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["evals", "speed", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
    assert stopped.value.code == 0
    return capsys.readouterr().out


def test_the_engines_are_compared_in_one_run(beir_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(
        [beir_folder, "--passages", "4", "--rounds", "1", "--legs", "exhaustive,dense", "--json"], capsys
    )
    report = json.loads(out)
    engines = report["engines"]
    assert list(engines) == ENGINES
    assert (engines[BASELINE]["ratio"], engines[BASELINE]["least_cosine"]) == (1.0, 1.0)
    assert engines["onnx fp32"]["least_cosine"] > 0.9999
    assert 0.99 < engines["onnx int8"]["least_cosine"] <= engines["onnx int8"]["cosine"] < 1
    for figures in engines.values():
        assert figures["passages_per_second"] > 0 < figures["question_ms"]
        assert set(figures["recall"]["tiny-set"]) == {"exhaustive", "dense"}
        assert 0 <= figures["recall"]["tiny-set"]["dense"]["R@1"] <= 1
    assert report["config"]["passages"] == 4
    assert {"commit", "machine", "packages"} <= set(report["config"])


def test_people_are_shown_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(["--passages", "2", "--rounds", "1"], capsys)
    assert all(engine.split()[-1] in out for engine in ENGINES)
    assert "ratio" in out


def test_the_ratio_is_to_torch_by_the_best_round(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = {BASELINE: iter([9.0, 4.0]), "onnx int8": iter([2.0, 8.0])}
    opened = {BASELINE: embedder, "onnx int8": open_twin(embedder)}
    names = {id(e): name for name, e in opened.items()}
    monkeypatch.setattr(
        "evals.speed._Times.take",
        lambda self, e, texts: (
            self.passages.append(next(seconds[names[id(e)]])),
            self.questions.append(0.01),
        ),
    )
    found = evaluate_speed(opened, ["silver", "bowl"], {}, legs=["exhaustive"], rounds=2)
    assert [(f.passages_per_second, f.ratio, f.question_ms) for f in found.values()] == [
        (0.5, 1.0, 10.0),
        (1.0, 2.0, 10.0),
    ]


def open_twin(embedder: Embedder) -> Embedder:
    return Embedder(embedder.name, embedder.folder, embedder.engine)


def test_passages_are_runs_of_240_tokens_spread_over_the_documents(
    embedder: Embedder, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{name} silver bowl on a foot. " * 300, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"no PDF")
    texts = sample_passages(tmp_path, embedder, 6)
    assert [text.count("a silver") > text.count("b silver") for text in texts] == [True] * 3 + [False] * 3
    lengths = [len(e.ids) for e in embedder.engine.encodings(texts, as_read=True)]
    assert all(225 <= length <= 240 for length in lengths)
    with pytest.raises(NotFound, match="holds text for"):
        sample_passages(tmp_path, embedder, 1000)


def test_each_engine_runs_the_model_of_the_settings(tiny_model: Path) -> None:
    opened = embedders(load_settings())
    assert {name: e.engine.name for name, e in opened.items()} == dict(
        zip(ENGINES, ["torch", "onnx", "onnx"], strict=True)
    )
    assert {e.folder for e in opened.values()} == {tiny_model}
