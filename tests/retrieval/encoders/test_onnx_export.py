import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import Dense, Normalize, Transformer
from sentence_transformers.sentence_transformer.modules import Pooling

from retrieval.encoders import onnx_export
from retrieval.encoders.onnx_engine import OnnxEngine
from retrieval.encoders.onnx_export import export, main

Saved = Callable[..., Path]


@pytest.fixture
def save(tiny_model: Path, tmp_path: Path) -> Saved:
    """Save the tiny model's transformer with other modules behind it."""

    def saved(*modules: object) -> Path:
        transformer = Transformer(str(tiny_model))
        folder = tmp_path / "model"
        SentenceTransformer(modules=[transformer, *modules]).save(str(folder))  # type: ignore[list-item]
        return folder

    return saved


def refusal(model: Path, target: Path) -> str:
    target.mkdir()
    export(model, target, "int8")
    assert [path.name for path in target.iterdir()] == ["engine.json"]
    return str(json.loads((target / "engine.json").read_text())["refused"])


def test_a_model_that_reads_its_first_token_is_exported_as_such(save: Saved, tmp_path: Path) -> None:
    model = save(Pooling(64, pooling_mode="cls"), Normalize())
    (tmp_path / "target").mkdir()
    export(model, tmp_path / "target", "fp32")
    texts = ["A silver bowl.", "此瓶为青花。", ""]
    expected = SentenceTransformer(str(model)).encode(texts, normalize_embeddings=True)
    got = OnnxEngine(tmp_path / "target").vectors(texts, "")
    np.testing.assert_allclose(got, expected, atol=1e-4)


@pytest.mark.parametrize(("bits", "largest"), [(7, 64), (8, 127)])
def test_int8_keeps_weights_in_as_many_bits_as_the_processor_multiplies(
    bits: int, largest: int, tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_export, "weight_bits", lambda: bits)
    export(tiny_model, tmp_path, "int8")
    graph = onnx.load(tmp_path / "model.onnx").graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    words = [array for name, array in stored.items() if name.endswith(".words")]
    weights = [
        a for n, a in stored.items() if a.dtype == np.int8 and a.ndim == 2 and not n.endswith(".words")
    ]
    assert len(words) == 1
    assert np.abs(words[0]).max() == 127
    assert len(weights) == 6  # query, key, value, output and the two of the feed-forward, of one layer
    assert max(int(np.abs(array.astype(int)).max()) for array in weights) in (largest, largest + 1)
    assert not any(array.dtype == np.float32 and array.size > 100_000 for array in stored.values())


@pytest.mark.parametrize(
    ("modules", "reason"),
    [
        ([Pooling(64, pooling_mode="max")], "its pooling is max"),
        ([Pooling(64, pooling_mode="mean", include_prompt=False)], "include_prompt False"),
        ([Pooling(64, pooling_mode="mean"), Dense(64, 32)], "its modules are Transformer, Pooling, Dense"),
        ([Pooling(64, pooling_mode=("mean", "cls"))], "its pooling is"),
    ],
)
def test_modules_that_only_sentence_transformers_knows_are_refused(
    save: Saved, tmp_path: Path, modules: list[object], reason: str
) -> None:
    assert reason in refusal(save(*modules), tmp_path / "target")


def test_a_graph_that_says_something_else_than_torch_is_refused(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoiled(graph: onnx.ModelProto, samples: object, *, bits: int) -> onnx.ModelProto:
        for tensor in graph.graph.initializer:
            if len(tensor.dims) == 2:
                array = numpy_helper.to_array(tensor)
                tensor.CopyFrom(numpy_helper.from_array(array[:, ::-1].copy(), tensor.name))
        return graph

    monkeypatch.setattr(onnx_export, "quantised", spoiled)
    (tmp_path / "target").mkdir()
    export(tiny_model, tmp_path / "target", "int8")
    told = json.loads((tmp_path / "target" / "engine.json").read_text())
    assert "its vectors differ from torch's (cosine" in told["refused"]


def test_what_torch_cannot_export_is_refused_with_its_reason(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **values: object) -> None:
        raise RuntimeError("no such operator\nand a page more")

    monkeypatch.setattr("torch.onnx.export", broken)
    export(tiny_model, tmp_path, "int8")
    told = json.loads((tmp_path / "engine.json").read_text())
    assert told == {"refused": "its export fails: no such operator"}


def test_the_command_says_on_stderr_what_is_no_model(
    tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny_model, broken)
    (broken / "model.safetensors").write_bytes(b"")
    assert main([str(broken), str(tmp_path), "int8"]) == 1
    assert "broken is not a sentence-transformers model" in capsys.readouterr().err
    assert not (tmp_path / "engine.json").exists()
