"""Runs an exported embedding model with ONNX Runtime: the default on CPUs.

Neither torch nor transformers is imported. Every text is run alone, on one thread, as many at once as
there are cores: nothing is padded, no core waits for another, and a text's vector does not depend on
what else is in its batch (int8 scales the activations of a run as a whole).
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np

from retrieval.encoders.engine import Vectors, unit
from retrieval.errors import SettingsError

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

GRAPH, TOKENIZER, DESCRIPTION = "model.onnx", "tokenizer.json", "engine.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of an exported model beside its graph and tokenizer."""

    dimension: int
    max_tokens: int
    pooling: Literal["mean", "cls"]
    question_prompt: str
    passage_prompt: str

    def write(self, folder: Path) -> None:
        """Write it into the folder of the exported model."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / DESCRIPTION).write_text(text, encoding="utf-8")


class OnnxEngine:
    """An exported model; see `Engine`. The folder is one that `onnx_export` wrote."""

    name = "onnx"

    def __init__(self, folder: Path) -> None:
        known = Description(**json.loads((folder / DESCRIPTION).read_text(encoding="utf-8")))
        self.dimension, self.max_tokens = known.dimension, known.max_tokens
        self.question_prompt, self.passage_prompt = known.question_prompt, known.passage_prompt
        self._pooling = known.pooling
        self._workers = ThreadPoolExecutor(_cores(), "embedding")
        # Half a second for a large vocabulary: read while the rest of the house opens.
        self._tokenizer = self._workers.submit(_tokenizer, folder / TOKENIZER)
        import onnxruntime  # type: ignore[import-untyped]

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors
        self._session = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )
        self._lock = threading.Lock()  # cutting is a state of the tokenizer

    def encodings(self, texts: Sequence[str], *, as_read: bool) -> list[Encoding]:
        """See `Engine`."""
        tokenizer = self._tokenizer.result()
        with self._lock:
            if as_read:
                tokenizer.enable_truncation(self.max_tokens)
            else:
                tokenizer.no_truncation()
            encodings: list[Encoding] = tokenizer.encode_batch(list(texts), add_special_tokens=as_read)
        return encodings

    def vectors(self, texts: Sequence[str], prompt: str) -> Vectors:
        """See `Engine`."""
        return np.stack(self._run(texts, prompt, self._pooled))

    def tokens(self, texts: Sequence[str], prompt: str) -> list[tuple[Vectors, Vectors]]:
        """See `Engine`."""
        return self._run(texts, prompt, lambda rows: (self._pooled(rows), rows))

    def _run(self, texts: Sequence[str], prompt: str, keep: Callable[[Vectors], T]) -> list[T]:
        """What `keep` makes of each text's token rows, in the order of the texts."""
        ids = [e.ids for e in self.encodings([prompt + text for text in texts], as_read=True)]
        if len(ids) == 1:
            return [keep(self._rows(ids[0]))]
        longest_first = sorted(range(len(ids)), key=lambda i: -len(ids[i]))  # so that all end together
        done = self._workers.map(lambda i: keep(self._rows(ids[i])), longest_first)
        return [made for _, made in sorted(zip(longest_first, done, strict=True), key=lambda pair: pair[0])]

    def _rows(self, ids: Sequence[int]) -> Vectors:
        (rows,) = self._session.run(None, {"input_ids": np.array([ids], np.int64)})
        first: Vectors = rows[0]
        return first

    def _pooled(self, rows: Vectors) -> Vectors:
        return unit(rows[0] if self._pooling == "cls" else rows.mean(axis=0))


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    try:
        tokenizer: Tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises nothing narrower
        raise SettingsError(f"{path} is damaged: remove its folder, and it is made anew") from error
    tokenizer.no_padding()
    return tokenizer


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
