"""Which quotes of an extract are given to readers who need an easier text; no quote is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.audiences import TARGETS
from assistant.citations import quote_language
from assistant.drafts import Draft
from assistant.quoting.extractive import drafted
from assistant.quoting.sentence_choice import Candidate
from assistant.reading_level import HARDEST, reading_level

# Chosen on the questions over corpus_samples (docs/answers.md says what it costs).
_AS_FIT = 0.01  # how much less fit an easier sentence may be and still lead
_EASIER = 1.0  # school years by which it then has to be easier
_HARD_MARGIN = 0.1  # how much less fit than the first a further sentence may be that is too hard


def easier_extract(draft: Draft, candidates: Sequence[Candidate], audience: str) -> Draft:
    """The extract for `audience`, of the same document as `draft`.

    An easier sentence leads in place of one that is hardly fitter, and a further sentence that is too hard is
    quoted only when it is nearly as fit as the first. `candidates` are what it was chosen from.
    """
    target = TARGETS[audience]
    known = {(c.evidence.passage.passage_id, drafted(c).text): c for c in candidates}
    chosen = [known.get((s.sources[0].evidence.passage.passage_id, s.text)) for s in draft.sentences]
    if target is None or not chosen or chosen[0] is None:
        return draft
    best, lead = chosen[0], _lead(chosen[0], candidates, target)
    kept = [drafted(lead)]
    for sentence, candidate in zip(draft.sentences[1:], chosen[1:], strict=True):
        needed = candidate is None or candidate.fit >= best.fit - _HARD_MARGIN
        if candidate is not lead and (needed or (candidate is not None and _level(candidate) <= target)):
            kept.append(sentence)
    return replace(draft, sentences=tuple(kept))


def _lead(best: Candidate, candidates: Sequence[Candidate], target: float) -> Candidate:
    """The sentence to begin with: the fittest, unless it is too hard and an easier one is as fit."""
    level = _level(best)
    if level <= target:
        return best
    document = best.evidence.passage.document_id
    easier = [
        c
        for c in candidates
        if c.evidence.passage.document_id == document
        and c.fit >= best.fit - _AS_FIT
        and _level(c) < level - _EASIER
    ]
    return min(easier, key=_level, default=best)


def _level(candidate: Candidate) -> float:
    """How hard a sentence is to read; what cannot be measured counts as hard."""
    text = drafted(candidate).text
    level = reading_level([text], quote_language(text, candidate.evidence.passage))
    return HARDEST if level is None else level
