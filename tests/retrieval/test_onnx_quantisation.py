"""Tests on a graph of one word table and one product, with a channel far larger than the rest."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession

from retrieval.onnx_quantisation import quantised

_WORDS, _CHANNELS, _RESULTS, _LARGE = 6000, 64, 48, 17


def graph(seed: int = 0) -> onnx.ModelProto:
    random = np.random.default_rng(seed)
    words = random.standard_normal((_WORDS, _CHANNELS)).astype(np.float32)
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


def without_large(array: np.ndarray, model: onnx.ModelProto, ids: list[int]) -> np.ndarray:
    """What is left of the rows when the large channel's own share is taken off."""
    tensors = stored(model)
    return array - np.outer(tensors["words"][ids, _LARGE], tensors["weights"][_LARGE])


def test_a_large_channel_does_not_drown_the_others() -> None:
    ids = list(range(40, 60))
    exact = without_large(rows(graph(), ids), graph(), ids)
    got = without_large(rows(quantised(graph(), [[1, 2, 3], [4, 5]]), ids), graph(), ids)
    # The share of the large channel has its own error, of a word's rounding: a 254th of it.
    errors = np.abs(got - exact).mean(axis=1) / np.abs(exact).mean(axis=1)
    assert errors.mean() < 0.5
    blind = without_large(rows(quantised(blind_graph(), [[0]]), ids), graph(), ids)
    assert np.abs(blind - exact).mean() > 3 * np.abs(got - exact).mean()


def blind_graph() -> onnx.ModelProto:
    """The same, but word 0, the only one it is shown, has its large channels elsewhere."""
    model = graph()
    words = stored(model)["words"].copy()
    words[0] = 0.01
    words[0, :10] = 5
    words[0, _LARGE] = 0
    next(t for t in model.graph.initializer if t.name == "words").CopyFrom(
        numpy_helper.from_array(words, "words")
    )
    return model


def test_weights_keep_to_seven_bits_and_words_to_eight() -> None:
    tensors = stored(quantised(graph(), [[1, 2, 3]]))
    assert (tensors["words.words"].dtype, np.abs(tensors["words.words"]).max()) == (np.int8, 127)
    weights = tensors["weights_quantized"]
    assert (weights.dtype, weights.shape) == (np.int8, (_CHANNELS, _RESULTS))
    assert 60 <= np.abs(weights).max() <= 64
    assert tensors["weights_scale"].shape == (_RESULTS,)
    assert "words" not in tensors


def test_a_table_that_is_used_twice_is_left_alone() -> None:
    model = graph()
    model.graph.node.append(helper.make_node("Gather", ["words", "input_ids"], ["again"], name="again"))
    model.graph.output.append(helper.make_tensor_value_info("again", TensorProto.FLOAT, None))
    assert stored(quantised(model, [[1, 2, 3]]))["words"].dtype == np.float32
