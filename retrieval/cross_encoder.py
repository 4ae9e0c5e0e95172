"""Reads a question and a passage together and says how well they fit: a sentence-transformers cross-encoder.

Slower than late interaction by far, and better where the model knows the languages: a few passages can
be read, not hundreds. torch and transformers are imported with the first question that is read so.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.embeddings import Vectors, find_model, in_context
from retrieval.errors import SettingsError
from retrieval.passages import Passage, passage_context

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder as Model

_BATCH = 16
_CLASSIFIER = "ForSequenceClassification"


class CrossEncoder:
    """A cross-encoder in a folder, loaded when it is first asked; safe to use from several threads."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        self._model: Model | None = None
        self._lock = threading.Lock()

    def scores(self, question: str, passages: Sequence[Passage]) -> Vectors:
        """How well each passage answers the question, from 0 to 1, the same from question to question.

        What the model gives goes through the logistic function, whatever the model would put in its
        place; a passage is read under its title and headings, and its end not where it is too long.
        """
        if not passages:
            return np.zeros(0, np.float32)
        pairs: list[Any] = [
            (question, in_context(passage_context(p.title, p.locator.headings), p.text)) for p in passages
        ]
        with self._lock:
            model = self._loaded()
            given = model.predict(
                pairs, batch_size=_BATCH, show_progress_bar=False, activation_fn=_logistic()
            )
        return np.asarray(given, np.float32)

    def _loaded(self) -> Model:
        if self._model is None:
            from safetensors import SafetensorError
            from sentence_transformers import CrossEncoder as Loaded

            try:
                model = Loaded(str(self.folder), local_files_only=True)
            except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
                raise SettingsError(
                    f"the cross-encoder in {self.folder} cannot be loaded: {error}"
                ) from error
            if model.device.type == "cpu":
                model.float()  # half precision is many times slower on most CPUs
            self._model = model
        return self._model


def open_cross_encoder(
    model: str, *, cache: Path | None = None, allow_downloads: bool = False
) -> CrossEncoder:
    """The cross-encoder given by folder or name, found as embedding models are; not loaded yet.

    Raises SettingsError when it is neither there nor allowed to be downloaded, or is no cross-encoder
    with one score a pair.
    """
    folder = find_model(model, cache=cache, allow_downloads=allow_downloads)
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{folder} holds no cross-encoder: its config.json cannot be read") from error
    if not any(_CLASSIFIER in name for name in config.get("architectures") or ()):
        raise SettingsError(
            f"{model!r} is not a cross-encoder: give one of sentence-transformers as the reranker "
            "(STUDIOLO_RERANKER), not an embedding model"
        )
    if (labels := _labels(config)) != 1:
        raise SettingsError(f"the cross-encoder {model!r} gives {labels} values a pair, and one is needed")
    return CrossEncoder(model, folder)


def _labels(config: dict[str, Any]) -> int:
    """How many values the model gives; 2 where the configuration is silent, as transformers has it."""
    return len(config.get("id2label") or ("no", "yes"))


def _logistic() -> Any:
    import torch

    return torch.nn.Sigmoid()
