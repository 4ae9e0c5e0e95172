"""What a sentence says as a whole, held against what each part of a passage says as a whole.

Words that meet tell little where a text keeps to one matter in the same words, or another language has
other words for all of it. The embedding model's vector of a sentence read alone tells what it says; that
of the same words within their passage has much of the passage in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from assistant.verification.reading import Reading
from assistant.verification.token_space import TokenSpace
from assistant.verification.verdict import Place
from retrieval.embeddings import Vectors
from retrieval.language.analysis import HAN
from retrieval.language.sentences import script_language

# How much of what all sentences of a language have in common is taken off of each.
_COMMON = 0.7
_TOGETHER = 3  # neighbouring sentences that are held against one: a sentence may draw on several
_LONGER = 1.3  # times as long as a clause a sentence may be that the clause alone can bear out
_HAN_LETTERS = 3  # of an alphabet, that a Chinese character stands for
_HAN = re.compile(f"[{HAN}]")


class PassageMeaning:
    """What the parts of a passage say; each is read by the model when it is first needed."""

    def __init__(self, space: TokenSpace, reading: Reading) -> None:
        self._space, self._reading = space, reading

    def prepare(self) -> None:
        """Have the model read the sentences and clauses now."""
        _ = self._runs, self._clauses

    def likeness(self, said: Vectors, length: int) -> float:
        """The best cosine with a part of the passage of `said` (`meaning_of`), a sentence of `length`."""
        best = max((self._runs[0] @ said).tolist(), default=0.0)
        if length <= _LONGER * max(self._lengths, default=0):
            enough = np.array(self._lengths) * _LONGER >= length
            best = max([best, *(self._clauses[enough] @ said).tolist()])
        return best

    def likenesses(self, said: Vectors) -> list[tuple[Place, float]]:
        """The places of the sentences and of runs of them, with their cosines with `said`."""
        rows, places = self._runs
        return list(zip(places, (rows @ said).tolist(), strict=False))

    @cached_property
    def _runs(self) -> tuple[Vectors, list[Place]]:
        """Unit rows: each sentence, each run of neighbouring ones, and each below each heading.

        With the places of all but the last.
        """
        places = [place for place in self._reading.sentences if self._texts([place])]
        texts = self._texts(places)
        if not texts:
            return self._vectors([]), []
        alone = self._vectors(texts)
        # The vector of a run is nearly the mean of its sentences' vectors, each as long as its text.
        weighed = alone * [[len(text)] for text in texts]
        sums = np.cumsum(np.r_[np.zeros((1, alone.shape[1])), weighed], axis=0)
        sizes = range(1, min(_TOGETHER, len(texts)) + 1)
        runs = [_unit(sums[n:] - sums[:-n]) for n in sizes]
        reached = [(a[0], b[1]) for n in sizes for a, b in zip(places, places[n - 1 :], strict=False)]
        headings = [i for i, place in enumerate(places) if place in self._reading.headings]
        runs += [_unit(weighed + weighed[i]) for i in headings]
        return np.concatenate(runs).astype(np.float32), reached

    @cached_property
    def _parted(self) -> list[str]:
        """The clauses of the sentences that have several."""
        whole = set(self._reading.sentences)
        return self._texts(clause for clause in self._reading.clauses if clause not in whole)

    @cached_property
    def _lengths(self) -> list[int]:
        return [length_of(text) for text in self._parted]

    @cached_property
    def _clauses(self) -> Vectors:
        return self._vectors(self._parted)

    def _texts(self, places: Iterable[Place]) -> list[str]:
        texts = (self._reading.text[a:b].strip() for a, b in places)
        return [text for text in texts if any(map(str.isalnum, text))]

    def _vectors(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._space.common("en").shape[0]), np.float32)
        vectors = self._space.vectors(texts)
        return np.stack([meaning_of(self._space, t, v) for t, v in zip(texts, vectors, strict=True)])


def meaning_of(space: TokenSpace, text: str, vector: Vectors) -> Vectors:
    """The unit vector of what a text says, in whatever language, from the model's vector of it."""
    return _unit(vector - _COMMON * space.common(script_language(text)))


def length_of(text: str) -> int:
    """How long a text is, in letters, so that languages can be compared."""
    return len(text) + (_HAN_LETTERS - 1) * len(_HAN.findall(text))


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12)
    return unit
