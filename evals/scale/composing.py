"""An engine that makes a passage's vectors out of those of its lines, each read by the model once.

A large collection would take this model hours to read, and a speed of searching does not depend on it.
So a line of the stock is read on its own, and wherever it stands its tokens have the vectors it had
there. A line outside the stock is made of single tokens: each has the mean of its vectors in the stock,
or, never met there, what the model makes of it alone. A passage's vector is the mean of its tokens, as
in the model itself. What is missing is what lines tell the model of each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from evals.progress import tracked
from retrieval.encoders.engine import Engine, Vectors, unit

if TYPE_CHECKING:
    from tokenizers import Encoding

_BATCH = 128
_Line = tuple[list[int], npt.NDArray[np.float16]]  # ids of tokens, a row each


class ComposingEngine:
    """Composes passages; questions and everything else go to the engine below. See `Engine`."""

    def __init__(self, engine: Engine, stock: Sequence[str]) -> None:
        self.name, self.dimension, self.max_tokens = engine.name, engine.dimension, engine.max_tokens
        self.question_prompt, self.passage_prompt = engine.question_prompt, engine.passage_prompt
        self._engine = engine
        self._lines: dict[str, _Line] = {}
        self._tokens: dict[int, Vectors] = {}
        self._read(stock)

    def encodings(self, texts: Sequence[str], *, as_read: bool) -> list[Encoding]:
        """See `Engine`."""
        return self._engine.encodings(texts, as_read=as_read)

    def vectors(self, texts: Sequence[str], prompt: str) -> Vectors:
        """See `Engine`."""
        if prompt == self.passage_prompt:
            return np.stack([vector for vector, _ in self.tokens(texts, prompt)])
        return self._engine.vectors(texts, prompt)

    def tokens(self, texts: Sequence[str], prompt: str) -> list[tuple[Vectors, Vectors]]:
        """See `Engine`."""
        if prompt != self.passage_prompt:
            return self._engine.tokens(texts, prompt)
        whole = self.encodings([prompt + text for text in texts], as_read=True)
        self._meet(list(dict.fromkeys(line for text in texts for line in text.split("\n"))))
        return [self._composed(text, encoding) for text, encoding in zip(texts, whole, strict=True)]

    def words(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of single words, each the mean of its tokens' vectors."""
        self._meet(texts)
        vectors = [self._rows_of(text)[1].astype(np.float32).mean(axis=0) for text in texts]
        return unit(np.stack(vectors)) if vectors else np.zeros((0, self.dimension), np.float32)

    def _composed(self, text: str, encoding: Encoding) -> tuple[Vectors, Vectors]:
        """The text's vector, and a row for each token of `encoding`; rows of the prompt are zeros.

        A token that is nothing but the break between two lines stands in no line: it has the mean row.
        """
        lines = [self._rows_of(line) for line in text.split("\n")]
        ids = [i for line_ids, _ in lines for i in line_ids]
        rows = np.concatenate([line_rows for _, line_rows in lines]).astype(np.float32)
        inside = self._inside(encoding, text)
        if [encoding.ids[i] for i in inside] != ids:  # cut short, or lines that run into each other
            rows = np.stack([self._token(encoding.ids[i]) for i in inside])
        mean = rows.mean(axis=0)
        placed = np.zeros((len(encoding.ids), self.dimension), np.float32)
        placed[self._first(encoding) :] = mean
        placed[inside] = rows
        return unit(mean), placed

    def _read(self, stock: Sequence[str]) -> None:
        """Have the model read the stock, a batch at a time."""
        sums: dict[int, Vectors] = {}
        times: Counter[int] = Counter()
        for start in tracked(range(0, len(stock), _BATCH), "read the stock of lines"):
            for line, ids, rows in self._alone(stock[start : start + _BATCH]):
                self._lines[line] = ids, rows.astype(np.float16)
                times.update(ids)
                for i, row in zip(ids, rows, strict=True):
                    sums[i] = sums.get(i, 0) + row
        self._tokens.update({i: (total / times[i]).astype(np.float32) for i, total in sums.items()})

    def _meet(self, lines: Sequence[str]) -> None:
        """Have the model read, each alone, the tokens of these lines that it never met."""
        new = [line for line in lines if line not in self._lines]
        prompt = len(self.passage_prompt)
        pieces: dict[int, str] = {}
        for line, encoding in zip(new, self._encoded(new), strict=True):
            for at in self._inside(encoding, line):
                if encoding.ids[at] not in self._tokens:
                    start, end = encoding.offsets[at]
                    pieces[encoding.ids[at]] = line[max(start - prompt, 0) : end - prompt]
        for i, (_, _, rows) in zip(pieces, self._alone(list(pieces.values())), strict=True):
            self._tokens[i] = rows.mean(axis=0) if len(rows) else np.zeros(self.dimension, np.float32)

    def _rows_of(self, line: str) -> _Line:
        if line in self._lines:
            return self._lines[line]
        [encoding] = self._encoded([line])
        ids = [encoding.ids[i] for i in self._inside(encoding, line)]
        rows = [self._token(i) for i in ids]
        return ids, np.array(rows, np.float16).reshape(len(ids), self.dimension)

    def _token(self, i: int) -> Vectors:
        """The token's vector; zeros for one that only stands where two lines meet."""
        known = self._tokens.get(i)
        return np.zeros(self.dimension, np.float32) if known is None else known

    def _encoded(self, lines: Sequence[str]) -> list[Encoding]:
        return self.encodings([self.passage_prompt + line for line in lines], as_read=True) if lines else []

    def _alone(self, lines: Sequence[str]) -> list[tuple[str, list[int], Vectors]]:
        """Each line as the model reads it by itself: the ids and rows of its own tokens."""
        read = self._engine.tokens(lines, self.passage_prompt) if lines else []
        found = []
        for line, encoding, (_, rows) in zip(lines, self._encoded(lines), read, strict=True):
            inside = self._inside(encoding, line)
            found.append((line, [encoding.ids[i] for i in inside], rows[inside]))
        return found

    def _inside(self, encoding: Encoding, text: str) -> list[int]:
        """Where the text's tokens stand among all, those left out that are nothing but space."""
        prompt = len(self.passage_prompt)
        places = enumerate(zip(encoding.offsets, encoding.special_tokens_mask, strict=True))
        return [
            i
            for i, ((a, b), special) in places
            if not special and b > prompt and text[max(a - prompt, 0) : b - prompt].strip()
        ]

    def _first(self, encoding: Encoding) -> int:
        """Where the first token after the prompt stands."""
        return next((i for i, (_, b) in enumerate(encoding.offsets) if b > len(self.passage_prompt)), 0)
