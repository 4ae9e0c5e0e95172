"""What every engine does alike, and how one is chosen."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from retrieval.encoders import engine as engine_module
from retrieval.encoders.engine import Engine, gpu_found, unit
from retrieval.encoders.model_folders import default_cache, fingerprint
from retrieval.encoders.onnx_cache import open_exported
from retrieval.encoders.torch_engine import TorchEngine

_TEXTS = ["A silver bowl, 青花瓷瓶 and Серебряная ваза.", "x", "", "bowl " * 900, "此瓶为青花。"]
_NEAR = {"torch": 0.99999, "fp32": 0.9999, "int8": 0.99}


@pytest.fixture(scope="module", params=_NEAR)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def engine(kind: str, tiny_model: Path) -> Engine:
    if kind == "torch":
        return TorchEngine.open(tiny_model)
    return open_exported(tiny_model, default_cache(), fingerprint=fingerprint(tiny_model), precision=kind)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def reference(tiny_model: Path) -> SentenceTransformer:
    return SentenceTransformer(str(tiny_model), local_files_only=True)


def test_vectors_are_those_of_sentence_transformers(
    engine: Engine, kind: str, reference: SentenceTransformer
) -> None:
    vectors = engine.vectors(_TEXTS, engine.passage_prompt)
    expected = reference.encode_document(_TEXTS, normalize_embeddings=True)
    assert (vectors.shape, vectors.dtype) == ((len(_TEXTS), engine.dimension), np.float32)
    assert (np.sum(vectors * expected, axis=1) > _NEAR[kind]).all()


def test_every_token_that_is_read_has_its_row(
    engine: Engine, kind: str, reference: SentenceTransformer
) -> None:
    read = engine.encodings([engine.question_prompt + text for text in _TEXTS], as_read=True)
    expected: Any = reference.encode_query(_TEXTS, output_value="token_embeddings")
    vectors = engine.vectors(_TEXTS, engine.question_prompt)
    for (vector, rows), encoding, theirs, alone in zip(
        engine.tokens(_TEXTS, engine.question_prompt), read, expected, vectors, strict=True
    ):
        assert len(rows) == len(encoding.ids) <= engine.max_tokens
        cosines = np.sum(unit(rows) * unit(theirs.numpy()[: len(rows)]), axis=1)
        assert cosines.min() > _NEAR[kind] - 0.02
        np.testing.assert_allclose(vector, alone, atol=1e-5)


def test_a_text_has_one_vector_whatever_stands_beside_it(engine: Engine) -> None:
    together = engine.vectors(_TEXTS, "")
    for text, vector in zip(_TEXTS, together, strict=True):
        np.testing.assert_allclose(engine.vectors([text], "")[0], vector, atol=1e-5)


def test_bare_tokens_are_neither_cut_nor_marked(engine: Engine) -> None:
    long = "bowl " * 900
    bare, read = (engine.encodings([long], as_read=as_read)[0] for as_read in (False, True))
    assert len(read.ids) == engine.max_tokens < len(bare.ids)
    assert (sum(bare.special_tokens_mask), sum(read.special_tokens_mask)) == (0, 2)


def test_the_shape_and_the_prompts_are_the_models(engine: Engine) -> None:
    assert (engine.dimension, engine.max_tokens) == (64, 512)
    assert (engine.question_prompt, engine.passage_prompt) == ("query: ", "passage: ")


@pytest.mark.parametrize(
    ("prompts", "default", "expected"),
    [
        ({"passage": "p: "}, None, ("", "p: ")),
        ({"query": "q: ", "corpus": "c: "}, None, ("q: ", "c: ")),
        ({"query": "q: ", "any": "a: "}, "any", ("q: ", "a: ")),
        ({}, None, ("", "")),
    ],
)
def test_prompts_are_chosen_as_sentence_transformers_does(
    tiny_model: Path, tmp_path: Path, prompts: dict[str, str], default: str | None, expected: tuple[str, str]
) -> None:
    model = SentenceTransformer(str(tiny_model), local_files_only=True)
    model.prompts, model.default_prompt_name = prompts, default
    engine = TorchEngine(model)
    assert (engine.question_prompt, engine.passage_prompt) == expected
    np.testing.assert_allclose(
        engine.vectors(["silver"], engine.passage_prompt), model.encode_document(["silver"]), atol=1e-5
    )


def test_half_precision_is_widened_where_a_cpu_runs_it(tiny_model: Path, tmp_path: Path) -> None:
    half = tmp_path / "half"
    shutil.copytree(tiny_model, half)
    SentenceTransformer(str(tiny_model), local_files_only=True).half().save(str(half))
    assert {p.dtype.itemsize for p in TorchEngine.open(half).model.parameters()} == {4}


def test_unit_rows_have_length_one_and_nothing_stays_nothing() -> None:
    rows = np.array([[3, 4], [0, 0]], np.float32)
    np.testing.assert_allclose(unit(rows), [[0.6, 0.8], [0, 0]])


def test_torch_is_asked_for_a_gpu_only_where_there_may_be_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    driver = tmp_path / "nvidiactl"
    monkeypatch.setattr(engine_module, "_DRIVERS", (driver,))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("importlib.metadata.version", lambda name: "2.13.0+cu130")
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    assert not gpu_found()
    driver.touch()
    assert gpu_found()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "2.13.0+cpu")
    assert not gpu_found()
