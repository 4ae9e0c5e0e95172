"""Refuses a draft whose evidence does not bear the question out, and says why."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked.expectations import Expectation
from assistant.asked.numbers import of_asked_objects, unknown_objects
from assistant.drafts import Draft
from assistant.grounds import Grounds
from assistant.guarding.questions import REFUSALS
from assistant.guarding.questions import refusal_of as guarded_against
from assistant.refusal import THRESHOLD, EvidenceMeasures, likelihood, measure_evidence
from assistant.refusal.reasons import Refusal, refusal, refusal_of
from retrieval.passages import Evidence


class Refusing:
    """Judges drafts against the evidence of one index; safe to use from several threads."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds

    def refusal(
        self, question: str, evidence: Sequence[Evidence], draft: Draft, language: str
    ) -> Refusal | None:
        """Why `draft` is not to be given as an answer to `question`; None when it is."""
        if any(map(Expectation.of(question).defined_by, [sentence.text for sentence in draft.sentences])):
            return None  # it begins with the very word whose meaning is asked for
        measures = measured(question, evidence, draft, self._grounds)
        if likelihood(measures.values) >= THRESHOLD:
            return None
        return refusal_of(measures, language)


def measured(question: str, evidence: Sequence[Evidence], draft: Draft, grounds: Grounds) -> EvidenceMeasures:
    """The measures of the evidence, its passages read as the index keeps them.

    Of a question about an object's number, those that are of it or quoted. The first passage of the document
    that is quoted counts among them: there stand the place and the date that hold for all of it.
    """
    quoted = [source.evidence for sentence in draft.sentences for source in sentence.sources]
    asked = [*of_asked_objects(question, evidence), *quoted]
    kept = [e for e in evidence if e in asked]
    known = {e.passage.passage_id for e in kept}
    first = grounds.opening(quoted[0].passage.document_id)
    kept += [Evidence(p, 0.0) for p in first if p.passage_id not in known]
    _, verifier = grounds.prepared(kept)
    return measure_evidence(question, kept, draft, verifier)


def refusal_by_itself(wordings: Sequence[str], language: str) -> Refusal | None:
    """Why a question is refused whatever the documents say: for what it asks for, in any of its wordings."""
    kind = next((found for wording in wordings if (found := guarded_against(wording))), None)
    if kind is None:
        return None
    said = REFUSALS[kind]
    return Refusal(kind, said.get(language, said["en"]))


def refusal_before(question: str, evidence: Sequence[Evidence], language: str) -> Refusal | None:
    """Why nothing is to be written of what was found: it has nothing of an object asked about by number."""
    if unknown := unknown_objects(question, evidence):
        return refusal("unknown-object", language, unknown)
    return None


def refusal_of_nothing(language: str, *, held: int, filtered: bool) -> Refusal:
    """Why nothing was found at all in an index that holds so many passages."""
    if not held:
        return refusal("no-documents", language)
    return refusal("filtered-out" if filtered else "nothing-near", language)
