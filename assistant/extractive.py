"""The built-in writer: quotes the one to three sentences that answer, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafts import Draft, DraftSentence, Source
from assistant.sentence_choice import Candidate, SentenceChoice
from retrieval.passages import Evidence

MOST_SENTENCES = 3
_MARGIN = 0.04  # how far below the best sentence another may score and still be quoted
_WORDS = re.compile(r"\w+")


def write_extract(question: str, evidence: Sequence[Evidence], choice: SentenceChoice) -> Draft:
    """The sentences that answer `question`, verbatim, each with its source; none when nothing does."""
    candidates = choice.candidates(question, evidence)
    chosen = _chosen(candidates)
    return Draft(tuple(DraftSentence(c.text, (Source(c.evidence, c.text),), support=1.0) for c in chosen))


def _chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    chosen: list[Candidate] = []
    for candidate in candidates:
        if candidate.score < candidates[0].score - _MARGIN or len(chosen) == MOST_SENTENCES:
            break
        if not any(_says_the_same(candidate.text, other.text) for other in chosen):
            chosen.append(candidate)
    return chosen


def _says_the_same(a: str, b: str) -> bool:
    words = set(_WORDS.findall(a.lower())), set(_WORDS.findall(b.lower()))
    return len(words[0] & words[1]) >= 0.9 * min(map(len, words))
