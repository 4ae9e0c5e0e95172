"""Writes a sentence-transformers model as an ONNX graph, int8 by default.

`python -m retrieval.encoders.onnx_export MODEL TARGET PRECISION` is run by `onnx_cache`. What
sentence-transformers makes of the model's files (prompts, pooling, the longest text) is written down, so
that running the graph needs neither it nor torch.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any

import onnx
import torch

from retrieval.calibration import QUESTIONS, SENTENCES
from retrieval.encoders.onnx_cache import REFUSED, Precision
from retrieval.encoders.onnx_engine import DESCRIPTION, GRAPH, TOKENIZER, Description, OnnxEngine
from retrieval.encoders.onnx_quantisation import quantised
from retrieval.encoders.torch_engine import TorchEngine
from retrieval.errors import SettingsError
from retrieval.whole_numbers import weight_bits

_MODULES = {"Transformer", "Pooling", "Normalize"}
_NEAR_ENOUGH = {"fp32": 0.9999, "int8": 0.98}  # the least cosine with torch's vector of the same text
_OUTSIDE = 1024  # bytes: larger tensors lie in a file beside the graph, which is read as it is needed


def export(model: Path, target: Path, precision: Precision) -> None:
    """Write the model into the folder `target`, or the reason why it cannot be run from there.

    Raises SettingsError when `model` is not a sentence-transformers model.
    """
    engine = TorchEngine.open(model)
    engine.model.to("cpu")
    reason = _refusal(engine)
    if reason is None:
        reason = _written(engine, target, precision)
    if reason:
        for written in target.iterdir():
            written.unlink()
        (target / DESCRIPTION).write_text(json.dumps({REFUSED: reason}), encoding="utf-8")


def _refusal(engine: TorchEngine) -> str | None:
    """Why this model's modules cannot be run, or None."""
    modules = [type(module).__name__ for module in engine.model]
    if modules[:2] != ["Transformer", "Pooling"] or not set(modules) <= _MODULES:
        return f"its modules are {', '.join(modules)}"
    pooling: Any = engine.model[1]
    if pooling.pooling_mode not in ("mean", "cls") or not pooling.include_prompt:
        return f"its pooling is {pooling.pooling_mode}, include_prompt {pooling.include_prompt}"
    return None


def _written(engine: TorchEngine, target: Path, precision: Precision) -> str | None:
    """Write graph, tokenizer and description; why that cannot be used, or None."""
    pooling: Any = engine.model[1]
    texts = [*SENTENCES, *(q for several in QUESTIONS.values() for q in several), " ".join(SENTENCES), ""]
    expected = engine.vectors(texts, engine.passage_prompt)
    engine.model.tokenizer.backend_tokenizer.save(str(target / TOKENIZER), pretty=False)
    try:
        graph = _graph(engine)
        if precision == "int8":
            graph = quantised(graph, _samples(engine), bits=weight_bits())
    except (OSError, MemoryError):  # the machine's fault, not the model's: another time it may work
        raise
    except Exception as error:  # torch and ONNX Runtime raise many kinds, some of them bare
        return f"its export fails: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
    onnx.save_model(
        graph, target / GRAPH, save_as_external_data=True, location="weights.bin", size_threshold=_OUTSIDE
    )
    Description(
        engine.dimension,
        engine.max_tokens,
        pooling.pooling_mode,
        engine.question_prompt,
        engine.passage_prompt,
    ).write(target)
    got = OnnxEngine(target).vectors(texts, engine.passage_prompt)
    nearest = float((got * expected).sum(axis=1).min())
    if not nearest >= _NEAR_ENOUGH[precision]:
        return f"as {precision} its vectors differ from torch's (cosine {nearest:.3f})"
    return None


class _Rows(torch.nn.Module):
    """The model as a function of token ids of one text: no padding, so no mask."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        mask = torch.ones_like(input_ids)
        rows: torch.Tensor = self.model(input_ids=input_ids, attention_mask=mask).last_hidden_state
        return rows


def _graph(engine: TorchEngine) -> onnx.ModelProto:
    """The model as ONNX: `input_ids` of shape (1, tokens) to `rows` of shape (1, tokens, dimension)."""
    transformer: Any = engine.model[0]
    transformer.auto_model.set_attn_implementation("eager")  # plain products, which can be quantised
    ids = torch.tensor([engine.encodings(["A bowl, 此瓶"], as_read=True)[0].ids])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the exporter about itself
        program = torch.onnx.export(
            _Rows(transformer.auto_model).eval(),
            (ids,),
            dynamo=True,
            verbose=False,
            input_names=["input_ids"],
            output_names=["rows"],
            dynamic_shapes={"input_ids": {1: torch.export.Dim.DYNAMIC}},
        )
    assert program is not None
    return program.model_proto


def _samples(engine: TorchEngine) -> list[list[int]]:
    """The token ids of everyday passages and questions in three languages."""
    passages = [engine.passage_prompt + text for text in (*SENTENCES, " ".join(SENTENCES))]
    questions = [engine.question_prompt + q for several in QUESTIONS.values() for q in several]
    return [encoding.ids for encoding in engine.encodings([*passages, *questions], as_read=True)]


def main(arguments: list[str]) -> int:
    """Export as the command line says; 0 when `TARGET` holds a model or a reason, else 1."""
    model, target, precision = arguments
    try:
        export(Path(model), Path(target), precision)  # type: ignore[arg-type]
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
