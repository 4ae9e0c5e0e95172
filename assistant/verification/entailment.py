"""A second opinion from a cross-encoder trained on natural language inference, where one is named.

Any sentence-transformers cross-encoder with a label for entailment serves, such as multilingual models
trained on XNLI; it reads the passages as the premise and the sentence as the hypothesis.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from retrieval.errors import SettingsError

_ENTAILED = ("entail", "supported", "label_entail")


class Entailment(Protocol):
    """What says how likely passages entail a sentence."""

    def score(self, sentence: str, passages: Sequence[str]) -> float:
        """From 0 to 1, the most that one of `passages` gives."""


class CrossEncoderEntailment:
    """Entailment by a cross-encoder; safe to use from several threads."""

    def __init__(self, model: Any, entailed: int) -> None:
        self._model, self._entailed = model, entailed

    def score(self, sentence: str, passages: Sequence[str]) -> float:
        """From 0 to 1, the most that one of `passages` gives."""
        if not passages:
            return 0.0
        logits = np.asarray(
            self._model.predict(
                [(passage, sentence) for passage in passages], apply_softmax=False, show_progress_bar=False
            ),
            np.float64,
        ).reshape(len(passages), -1)
        likely = np.exp(logits - logits.max(axis=1, keepdims=True))
        return float((likely[:, self._entailed] / likely.sum(axis=1)).max())


def open_entailment(name: str, *, allow_downloads: bool = False) -> CrossEncoderEntailment:
    """The cross-encoder in a folder or, where downloads are allowed, of a hub name.

    Raises SettingsError when it cannot be loaded or none of its labels means entailment.
    """
    from sentence_transformers import CrossEncoder  # seconds, which the default is spared

    try:
        model = CrossEncoder(name, local_files_only=not allow_downloads)
    except (OSError, ValueError) as error:
        hint = "" if allow_downloads else ", or allow downloads with STUDIOLO_ALLOW_DOWNLOADS"
        raise SettingsError(
            f"the verifier {name!r} cannot be loaded: {error}; name a folder{hint}"
        ) from error
    labels: dict[int, str] = getattr(model.config, "id2label", None) or {}
    found = [int(i) for i, label in labels.items() if str(label).lower().startswith(_ENTAILED)]
    if len(labels) < 2 or len(found) != 1:
        raise SettingsError(
            f"the verifier {name!r} has the labels {list(labels.values())}: one of several must be entailment"
        )
    return CrossEncoderEntailment(model, found[0])
