"""What runs an embedding model: the seam between `Embedder` and ONNX Runtime or torch."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Encoding

EngineName = Literal["auto", "onnx", "torch"]
Vectors = npt.NDArray[np.float32]
_DRIVERS = tuple(map(Path, ("/dev/nvidiactl", "/dev/dxg", "/dev/kfd")))  # NVIDIA, Windows' Linux, AMD


class Engine(Protocol):
    """A loaded model; safe to use from several threads.

    A prompt is what stands before every text of its kind, the empty string where the model has none.
    """

    name: str
    dimension: int
    max_tokens: int
    question_prompt: str
    passage_prompt: str

    def encodings(self, texts: Sequence[str], *, as_read: bool) -> list[Encoding]:
        """The tokens of each text: `as_read` with special tokens and cut to `max_tokens`, else bare."""
        ...

    def vectors(self, texts: Sequence[str], prompt: str) -> Vectors:
        """Unit rows, shape (len(texts), dimension)."""
        ...

    def tokens(self, texts: Sequence[str], prompt: str) -> list[tuple[Vectors, Vectors]]:
        """For each text its unit vector, and a row of any length for each token it is read as."""
        ...


def unit(rows: Vectors) -> Vectors:
    """`rows` scaled to length 1 along the last axis; a row of zeros stays one."""
    scaled: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12)
    return scaled


def gpu_found() -> bool:
    """Whether torch can compute on a GPU here.

    torch takes seconds to import, so it is asked only where its build and the machine allow for one.
    """
    if not _gpu_possible():
        return False
    import torch

    return torch.cuda.is_available() or torch.backends.mps.is_available()


def _gpu_possible() -> bool:
    try:
        cpu_build = importlib.metadata.version("torch").endswith("+cpu")
    except importlib.metadata.PackageNotFoundError:
        return False
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    return not cpu_build and any(driver.exists() for driver in _DRIVERS)
