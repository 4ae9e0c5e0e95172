"""Tests on a graph of one word table and one product, with a channel far larger than the rest."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession

from retrieval.encoders.onnx_quantisation import quantised
from retrieval.whole_numbers import WeightBits

_CHANNELS, _RESULTS, _LARGE = 64, 48, 17
_FEW, _MANY = 1000, 6000  # words: so few are left as they are


def graph(count: int) -> onnx.ModelProto:
    random = np.random.default_rng(0)
    words = random.standard_normal((count, _CHANNELS)).astype(np.float32)
    words[:, _LARGE] *= 200
    weights = random.standard_normal((_CHANNELS, _RESULTS)).astype(np.float32)
    tensors = {"words": words, "weights": weights}
    return helper.make_model(
        helper.make_graph(
            [
                helper.make_node("Gather", ["words", "input_ids"], ["found"], name="look_up"),
                helper.make_node("MatMul", ["found", "weights"], ["rows"], name="product"),
            ],
            "small",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])],
            [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [1, "tokens", _RESULTS])],
            [numpy_helper.from_array(array, name) for name, array in tensors.items()],
        ),
        opset_imports=[helper.make_opsetid("", 20)],
        ir_version=10,
    )


def rows(model: onnx.ModelProto, ids: list[int]) -> np.ndarray:
    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found: np.ndarray = session.run(None, {"input_ids": np.array([ids])})[0][0]
    return found


def stored(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}


def test_a_large_channel_does_not_drown_the_others() -> None:
    ids = list(range(40, 60))
    model, sighted, blind = graph(_FEW), graph(_FEW), graph(_FEW)
    exact = rows(model, ids)
    seen = rows(quantised(sighted, [[1, 2, 3], [4, 5]], bits=7), ids)
    # Word 0 does not have the large channel, so whoever is shown no other cannot find it.
    unseen = rows(quantised(without_large(blind, word=0), [[0]], bits=7), ids)
    # Off by the rounding of what is not large; by that of the large channel otherwise.
    assert np.abs(seen - exact).mean() < 0.1
    assert np.abs(unseen - exact).mean() > 10 * np.abs(seen - exact).mean()


def without_large(model: onnx.ModelProto, word: int) -> onnx.ModelProto:
    words = stored(model)["words"].copy()
    words[word, _LARGE] = 0
    next(t for t in model.graph.initializer if t.name == "words").CopyFrom(
        numpy_helper.from_array(words, "words")
    )
    return model


@pytest.mark.parametrize(("bits", "largest"), [(7, 64), (8, 127)])
def test_weights_have_the_bits_that_are_wanted_and_words_eight(bits: WeightBits, largest: int) -> None:
    tensors = stored(quantised(graph(_MANY), [[1, 2, 3]], bits=bits))
    assert (tensors["words.words"].dtype, np.abs(tensors["words.words"]).max()) == (np.int8, 127)
    weights = tensors["weights_quantized"]
    assert (weights.dtype, weights.shape) == (np.int8, (_CHANNELS, _RESULTS))
    assert largest - 4 <= np.abs(weights).max() <= largest
    assert tensors["weights_scale"].shape == (_RESULTS,)
    assert "words" not in tensors


def test_a_table_that_is_used_twice_is_left_alone() -> None:
    model = graph(_MANY)
    model.graph.node.append(helper.make_node("Gather", ["words", "input_ids"], ["again"], name="again"))
    model.graph.output.append(helper.make_tensor_value_info("again", TensorProto.FLOAT, None))
    assert stored(quantised(model, [[1, 2, 3]], bits=8))["words"].dtype == np.float32
