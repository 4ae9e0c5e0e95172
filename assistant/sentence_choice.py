"""Which sentence of the evidence fits a question or a claim: what is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.index import PassageIndex
from retrieval.passages import Evidence, Passage
from retrieval.sentences import page_parts

_LONGEST_CLAIM = 1000  # characters


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a piece of evidence: `rank` counts the evidence from 0, `score` is late interaction."""

    evidence: Evidence
    rank: int
    text: str
    score: float


class SentenceChoice:
    """Scores sentences of passages with the index's token vectors."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index

    def candidates(self, question: str, evidence: Sequence[Evidence]) -> list[Candidate]:
        """Every sentence of the evidence, verbatim, best first."""
        encoded = self._index.embedder.encode_question(question)
        scored = self._index.sentence_scores(encoded, [e.passage for e in evidence])
        found = [
            Candidate(e, rank, e.passage.text[a:b], score)
            for rank, (e, sentences) in enumerate(zip(evidence, scored, strict=True))
            for (a, b), score in sentences
        ]
        return sorted(found, key=lambda c: -c.score)

    def best_quote(self, claim: str, passage: Passage) -> tuple[str, float]:
        """The sentence of `passage` nearest to `claim`, verbatim, and its score from 0 to 1.

        Of one that runs over a page, the longest part on one page.
        """
        encoded = self._index.embedder.encode_question(claim[:_LONGEST_CLAIM])
        (scored,) = self._index.sentence_scores(encoded, [passage])
        if not scored:
            return _longest_part(passage.text), 0.0
        (a, b), score = max(scored, key=lambda s: s[1])
        return _longest_part(passage.text[a:b]), min(max(score, 0.0), 1.0)


def _longest_part(text: str) -> str:
    return max(page_parts(text), key=len, default=text)
