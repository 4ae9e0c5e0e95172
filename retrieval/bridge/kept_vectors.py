"""Vectors of fixed lists of words, kept in a cache: every new index needs them, and they take seconds."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class KeptVectors:
    """Embeds lists of words, each once for all indexes of a model.

    `folder` is for one model's vectors alone. A file that is damaged is made anew; where none can be
    written, the words are embedded every time.
    """

    def __init__(self, embed: Callable[[Sequence[str]], Vectors], folder: Path) -> None:
        self._embed, self._folder = embed, folder

    def __call__(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of shape (words, dimension)."""
        name = hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
        path = self._folder / f"{name}.npy"
        with suppress(OSError, ValueError, EOFError):
            found: Vectors = np.load(path, allow_pickle=False)
            if found.shape[0] == len(words) and found.dtype == np.float32:
                return found
        made = self._embed(words)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".new", delete=False) as file:
                np.save(file, made)
            Path(file.name).replace(path)
        return made
