"""The passages of an index as verification reads them, and the verifier that does."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from assistant.asked.met_words import met_words
from assistant.guarding import without_held
from assistant.settings import Settings
from assistant.verification import Verifier, open_verifier
from assistant.verification.token_space import PassageTokens
from retrieval.index import PassageIndex
from retrieval.passages import Evidence, Passage, passage_context

Ground = tuple[str, PassageTokens | None]


class Grounds:
    """Opens the verifier at first use; safe to use from several threads."""

    def __init__(self, index: PassageIndex, settings: Settings) -> None:
        self._index, self._settings = index, settings
        self._lock = threading.Lock()
        self._opened: Verifier | None = None

    def of(self, evidence: Sequence[Evidence]) -> list[Ground]:
        """What each passage says, as `ground_text` puts it, with the tokens that the index keeps.

        Of a passage that holds an order to an assistant the rest has to be encoded anew: None for its tokens.
        """
        kept = self._index.token_signs([e.passage for e in evidence])
        grounds: list[Ground] = []
        for e, signs in zip(evidence, kept, strict=True):
            whole = without_held(e.passage.text, e.passage.language) == e.passage.text
            grounds.append((ground_text(e), PassageTokens.of_signs(*signs) if whole else None))
        return grounds

    def prepared(self, evidence: Sequence[Evidence]) -> tuple[list[str], Verifier]:
        """What each passage says, and the verifier, which has read them."""
        grounds, verifier = self.of(evidence), self.verifier()
        texts = [text for text, _ in grounds]
        verifier.prepare(texts, [tokens for _, tokens in grounds])
        return texts, verifier

    def met(self, question: str, evidence: Sequence[Evidence]) -> list[float]:
        """For each passage how well it meets the words of the question, on average: 0 to `WELL_MET` and
        below 0 where it speaks of other things.
        """
        if not evidence:
            return []
        texts, verifier = self.prepared(evidence)
        return [float(met_words(held).mean()) for held in verifier.hold(question, [[t] for t in texts])]

    def opening(self, document_id: str) -> list[Passage]:
        """The first passage of a document, which mostly says what it is about, of when and by whom."""
        return self._index.opening(document_id, 1)

    def verifier(self) -> Verifier:
        """The verifier that the settings ask for."""
        with self._lock:
            if self._opened is None:
                s = self._settings
                self._opened = open_verifier(
                    self._index.embedder,
                    self._index.wording,
                    directions=self._index.token_directions(),
                    entailment=s.verifier,
                    allow_downloads=s.allow_downloads,
                )
            return self._opened


def ground_text(evidence: Evidence) -> str:
    """What a passage says, its title and headings after it, for names that stand only there.

    Orders to an assistant say nothing.
    """
    return _with_context(without_held(evidence.passage.text, evidence.passage.language), evidence.passage)


def whole_text(evidence: Evidence) -> str:
    """The same with the orders in it, for what stands in the passage at all."""
    return _with_context(evidence.passage.text, evidence.passage)


def _with_context(text: str, passage: Passage) -> str:
    return f"{text}\n{passage_context(passage.title, passage.locator.headings)}"
