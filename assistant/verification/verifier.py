"""Does the cited passage support this sentence?"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verification.alignment import PassageTokens, align
from assistant.verification.features import Measures, measure
from assistant.verification.combination import THRESHOLD, score
from assistant.verification.reading import Reading, read
from assistant.verification.reasons import reason_of
from assistant.verification.token_space import TokenSpace
from assistant.verification.verdict import Verdict
from assistant.verification.words import PassageWords, WordGrounding, passage_words
from retrieval.embeddings import Embedder
from retrieval.wording import Wording

_MOST_KEPT = 512  # passages


@dataclass(frozen=True, slots=True)
class _Passage:
    reading: Reading
    words: PassageWords
    tokens: PassageTokens


class Verifier:
    """Checks sentences against passages."""

    def __init__(self, embedder: Embedder, wording: Wording) -> None:
        self._wording = wording
        self._space = TokenSpace(embedder)
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Passage] = OrderedDict()

    def check(self, sentence: str, passages: Sequence[str], *, language: str | None = None) -> Verdict:
        """Whether `passages` support `sentence`, in whatever languages they are.

        `language` is the sentence's; without it its script decides. Without passages nothing is supported.
        """
        if not any(map(str.isalnum, sentence)) or not any(p.strip() for p in passages):
            return Verdict(False, 0.0, "there is no passage to support it", "claim")
        measures = self.measures(sentence, passages, language=language)
        reached = score(measures.values, measures.pair)
        if reached >= THRESHOLD:
            return Verdict(True, reached)
        kind, reason = reason_of(measures)
        return Verdict(False, reached, reason, kind)

    def measures(self, sentence: str, passages: Sequence[str], *, language: str | None = None) -> Measures:
        """What `check` weighs."""
        reading = read(sentence, self._wording.vocabulary, language, wants_capital=self._space.wants_capital)
        grounds = [self._passage(text) for text in passages]
        encoded = self._space.encode([sentence])[0]
        alignment = align(
            self._space, (encoded.tokens, encoded.spans), [(g.reading, g.tokens) for g in grounds]
        )
        words = WordGrounding(
            self._wording.bridge, reading, [(g.reading, g.words) for g in grounds], alignment.leading
        )
        return measure(reading, [g.reading for g in grounds], words, alignment)

    def _passage(self, text: str) -> _Passage:
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
                return self._kept[text]
        reading = read(text, self._wording.vocabulary)
        encoded = self._space.encode([text])[0]
        made = _Passage(
            reading, passage_words(reading), PassageTokens(self._space.kept(encoded.tokens), encoded.spans)
        )
        with self._lock:
            self._kept[text] = made
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made
