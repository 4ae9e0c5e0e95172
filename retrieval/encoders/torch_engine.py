"""Runs an embedding model with sentence-transformers and torch: any model, and GPUs.

Imported only when it is needed: torch and transformers take seconds.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors import SafetensorError
from transformers.utils import logging as transformers_logging

from retrieval.encoders.engine import Vectors, unit
from retrieval.encoders.quick_import import sentence_transformer_class
from retrieval.errors import SettingsError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Encoding

_BATCH = 32


class TorchEngine:
    """A sentence-transformers model as it comes; see `Engine`."""

    name = "torch"

    def __init__(self, model: SentenceTransformer) -> None:
        self.model = model
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.max_tokens = int(model.max_seq_length or 512)
        self.question_prompt = _prompt(model, "query")
        self.passage_prompt = _prompt(model, "document", "passage", "corpus")
        self._lock = threading.Lock()  # the fast tokenizer refuses two callers at once

    @classmethod
    def open(cls, folder: Path) -> TorchEngine:
        """The model in `folder`; SettingsError when there is none that sentence-transformers can load."""
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model = sentence_transformer_class()(str(folder), local_files_only=True)
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            raise SettingsError(f"{folder} is not a sentence-transformers model: {error}") from error
        if model.device.type == "cpu":
            model.float()  # half precision is many times slower on most CPUs
        return cls(model)

    def encodings(self, texts: Sequence[str], *, as_read: bool) -> list[Encoding]:
        """See `Engine`."""
        with self._lock:
            tokenizer = self.model.tokenizer.backend_tokenizer
            tokenizer.no_padding()
            if as_read:
                tokenizer.enable_truncation(self.max_tokens)
            else:
                tokenizer.no_truncation()
            encodings: list[Encoding] = tokenizer.encode_batch(list(texts), add_special_tokens=as_read)
        return encodings

    def vectors(self, texts: Sequence[str], prompt: str) -> Vectors:
        """See `Engine`."""
        return np.asarray(self._encode(texts, prompt, "sentence_embedding"), dtype=np.float32)

    def tokens(self, texts: Sequence[str], prompt: str) -> list[tuple[Vectors, Vectors]]:
        """See `Engine`."""
        return [
            (
                unit(_array(output["sentence_embedding"])),
                _array(output["token_embeddings"][output["attention_mask"].bool()]),  # without padding
            )
            for output in self._encode(texts, prompt, None)
        ]

    def _encode(self, texts: Sequence[str], prompt: str, output: Any) -> Any:
        with self._lock:
            return self.model.encode(
                list(texts),
                prompt=prompt,
                output_value=output,
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )


def _prompt(model: SentenceTransformer, *names: str) -> str:
    """The prompt that sentence-transformers puts before a text of this kind."""
    prompts = model.prompts or {}
    named = next((name for name in names if name in prompts), model.default_prompt_name)
    return (named and prompts.get(named)) or ""


def _array(tensor: Any) -> Vectors:
    array: Vectors = tensor.float().cpu().numpy()
    return array
