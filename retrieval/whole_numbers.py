"""Products of whole numbers in ONNX Runtime, and how many bits of them this processor multiplies rightly."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

ZERO = 128  # what stands for zero in the rows that are asked with, which have no sign
# `product_model` of the largest numbers there are, written down so that a question needs no `onnx`.
EIGHT_BITS = Path(__file__).with_name("eight_bits.onnx")
LARGEST: npt.NDArray[np.int8] = np.full((64, 32), 127, np.int8)
WeightBits = Literal[7, 8]


def product_session(kept: npt.NDArray[np.int8]) -> Any:
    """A session on one thread that gives the product of `asked`, in uint8 about `ZERO`, with `kept`.

    `kept` has the shape (dimension, rows), `asked` (any number, dimension).
    """
    return _session(product_model(kept))


def product_model(kept: npt.NDArray[np.int8]) -> bytes:
    """The graph of that product."""
    from onnx import TensorProto, helper, numpy_helper

    zero = numpy_helper.from_array(np.array(ZERO, np.uint8), "zero")
    rows = numpy_helper.from_array(np.ascontiguousarray(kept), "kept")
    node = helper.make_node("MatMulInteger", ["asked", "kept", "zero"], ["products"])
    asked = helper.make_tensor_value_info("asked", TensorProto.UINT8, [None, kept.shape[0]])
    products = helper.make_tensor_value_info("products", TensorProto.INT32, [None, kept.shape[1]])
    graph = helper.make_graph([node], "products", [asked], [products], [rows, zero])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    return bytes(model.SerializeToString())


def _session(model: bytes) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


@cache
def weight_bits() -> WeightBits:
    """How many bits weights may have here: 8, or 7 where products of 8 bits come out wrong.

    Processors with AVX2 but no VNNI add two products of eight bits in sixteen, which overflows. Whether
    they do is tried, with the largest numbers there are.
    """
    asked = np.full((4, len(LARGEST)), 255, np.uint8)
    (products,) = _session(EIGHT_BITS.read_bytes()).run(None, {"asked": asked})
    return 8 if bool((products == (255 - ZERO) * 127 * len(LARGEST)).all()) else 7
