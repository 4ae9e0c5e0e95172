"""An embedding model that reads each text once, however many legs and sets ask for it.

Legs search with the same questions, sets share passages, and every index takes up everyday words and
background questions anew: without this, most of a run is spent on reading the same again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from retrieval import Embedder
from retrieval.encoders.engine import Engine, Vectors

if TYPE_CHECKING:
    from tokenizers import Encoding

_MOST_ROWS = 150_000  # token vectors kept, those read longest ago given up first: some 230 MB
_Read = tuple[Vectors, Vectors]


class RememberingEngine:
    """What another engine gives, each text read once; see `Engine`. Vectors are kept without a limit."""

    def __init__(self, engine: Engine) -> None:
        self.name, self.dimension, self.max_tokens = engine.name, engine.dimension, engine.max_tokens
        self.question_prompt, self.passage_prompt = engine.question_prompt, engine.passage_prompt
        self._engine = engine
        self._vectors: dict[str, Vectors] = {}
        self._tokens: OrderedDict[str, _Read] = OrderedDict()
        self._rows = 0
        self._lock = threading.Lock()

    def encodings(self, texts: Sequence[str], *, as_read: bool) -> list[Encoding]:
        """See `Engine`."""
        return self._engine.encodings(texts, as_read=as_read)

    def vectors(self, texts: Sequence[str], prompt: str) -> Vectors:
        """See `Engine`."""
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if prompt + text not in self._vectors]
        made: Sequence[Vectors] = list(self._engine.vectors(new, prompt)) if new else []
        with self._lock:
            self._vectors.update((prompt + text, vector) for text, vector in zip(new, made, strict=True))
            return np.stack([self._vectors[prompt + text] for text in texts])

    def tokens(self, texts: Sequence[str], prompt: str) -> list[_Read]:
        """See `Engine`."""
        with self._lock:
            known = {text: self._tokens[prompt + text] for text in texts if prompt + text in self._tokens}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        made: Sequence[_Read] = self._engine.tokens(new, prompt) if new else []
        known.update(zip(new, made, strict=True))
        self._keep({prompt + text: read for text, read in zip(new, made, strict=True)})
        return [known[text] for text in texts]

    def _keep(self, read: dict[str, _Read]) -> None:
        with self._lock:
            for text, (vector, rows) in read.items():
                self._vectors[text] = vector
                self._rows += len(rows) if text not in self._tokens else 0
                self._tokens[text] = vector, rows
            while self._rows > _MOST_ROWS:
                _, (_, given_up) = self._tokens.popitem(last=False)
                self._rows -= len(given_up)


def remembering(embedder: Embedder) -> Embedder:
    """The same embedder, each text read once; one that remembers already is given back as it is."""
    if isinstance(embedder.engine, RememberingEngine):
        return embedder
    return Embedder(embedder.name, embedder.folder, RememberingEngine(embedder.engine))
