"""What the evidence has of a question: its words, names, dates, and a value of the kind that is asked.

A question about a thing that documents describe scores as high in search as one they answer. What tells
them apart is what the evidence lacks: "Which ship carried the tureens to Lisbon?" finds the tureens, and
neither a ship nor Lisbon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.asked.expectations import Expectation
from assistant.asked.lives import AskedLife
from assistant.asked.matters import asked_matters, untold
from assistant.asked.met_words import met_words_and_numbers, word_count
from assistant.asked.record_fields import field_kinds
from assistant.drafts import Draft
from assistant.grounds import ground_text, whole_text
from assistant.verification import Verifier
from assistant.verification.facts import ungrounded_facts
from assistant.verification.holding import Held
from assistant.verification.missing import WELL_MET
from retrieval.language.sentences import sentence_spans
from retrieval.passages import Evidence, Passage
from retrieval.vocabulary.terms import LANGUAGES

MEASURES = (
    "met_passage",
    "two_least_met",
    "least_met_document",
    "name_missing",
    "name_missing_document",
    "fact_missing",
    "value_missing",
    "kind_nowhere",
    "matter_untold",
    "foreign",
    "words",
)
_LISTED = frozenset({*LANGUAGES, ""})  # in which the lists of values and matters have their words
_OF_FIELDS = frozenset({"weight", "size"})  # the closer values that a field gives by its label
_MOST_WORDS = 14
_SHORTEST = 8  # characters of a sentence


@dataclass(frozen=True, slots=True)
class EvidenceMeasures:
    """The measures by name, and what of the question is in no passage of the evidence.

    What stands in sentences that are held back counts for no measure, yet is no more said to be in none.
    """

    values: dict[str, float] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    asked_values: tuple[str, ...] = ()


def measure_evidence(
    question: str,
    evidence: Sequence[Evidence],
    draft: Draft,
    verifier: Verifier,
    *,
    language: str | None = None,
) -> EvidenceMeasures:
    """How far the evidence bears the question out, above all the document that the draft quotes first.

    The draft has to have a sentence with a source; `verifier` has read the passages if it is to be quick.
    """
    document = draft.sentences[0].sources[0].evidence.passage.document_id
    passages = [e.passage for e in evidence]
    texts = [ground_text(e) for e in evidence]
    own = [t for t, e in zip(texts, evidence, strict=True) if e.passage.document_id == document]
    all_held, own_held, *each = verifier.hold(
        question, [texts, own, *([text] for text in texts)], language=language
    )
    unheld = [whole_text(e) for e in evidence]
    stands = all_held if unheld == texts else verifier.hold(question, [unheld], language=language)[0]
    expected = Expectation.of(question)
    said = [sentence.text for sentence in draft.sentences]
    document_passages = [p for p in passages if p.document_id == document]
    readable = float(all(p.language in _LISTED for p in document_passages))
    values = {
        "met_passage": max(float(met_words_and_numbers(held).mean()) for held in each),
        "two_least_met": float(np.sort(met_words_and_numbers(all_held))[:2].mean()),
        "least_met_document": float(met_words_and_numbers(own_held).min()),
        "name_missing": _several(_missing_names(all_held)),
        "name_missing_document": _several(_missing_names(own_held)),
        "fact_missing": float(bool(_missing_facts(all_held))),
        "value_missing": readable * _value_missing(expected, draft),
        "kind_nowhere": readable * kind_nowhere(expected, document_passages),
        "matter_untold": readable * matter_untold(question, own, said),
        "foreign": float(own_held.words.foreign),
        "words": min(word_count(all_held), _MOST_WORDS) / 10,
    }
    return EvidenceMeasures(
        {name: values[name] for name in MEASURES},
        _missing_names(stands),
        _missing_facts(stands),
        expected.values.names if expected.values.lacking("\n".join(unheld)) == 1 else (),
    )


def matter_untold(question: str, document: Sequence[str], said: Sequence[str]) -> float:
    """1 where the document speaks nowhere of a matter asked about, half where only the quotes do not."""
    asked = asked_matters(question)
    return 1.0 if untold(asked, document) else 0.5 if untold(asked, said) else 0.0


def kind_nowhere(expected: Expectation, passages: Sequence[Passage]) -> bool:
    """Whether no single sentence has all of what is asked for: a name for "who", a sum for "how much".

    A passage may have a date in one sentence and a birth in another. A field of what is asked has it.
    """
    if not expected.kinds and not expected.values.names:
        return False
    life = AskedLife.of(expected.question, expected.values)
    return not any(
        _labelled(expected, sentence)
        or (
            expected.lacking(sentence) == 0
            and expected.values.lacking(sentence) == 0
            and not life.lacking(sentence, _heading(passage))
        )
        for passage in passages
        for sentence in _sentences(passage)
    )


def _value_missing(expected: Expectation, draft: Draft) -> float:
    """The share of the closer values asked for that no quote has; another's birth is none, and a record's
    field of what is asked has it.
    """
    quoted = [(s.text, s.sources[0].evidence.passage) for s in draft.sentences]
    if any(_labelled(expected, text) for text, _ in quoted):
        return 0.0
    life = AskedLife.of(expected.question, expected.values)
    said = [text for text, passage in quoted if not life.lacking(text, _heading(passage))]
    return expected.values.lacking("\n".join(said))


def _labelled(expected: Expectation, sentence: str) -> bool:
    """Whether a sentence begins with the label of a record's field of what is asked, and has it."""
    told = field_kinds(sentence) & set(expected.kinds)
    closer = _OF_FIELDS.issuperset(expected.values.names)
    return bool(told) and closer and expected.labelled_by(sentence, told)


def _heading(passage: Passage) -> str:
    return passage.locator.headings[-1] if passage.locator.headings else ""


def _sentences(passage: Passage) -> Iterator[str]:
    """The sentences of a passage that say something: no scraps, and not its title or headings."""
    named = (passage.title, *passage.locator.headings)
    for start, end in sentence_spans(passage.text, passage.language):
        sentence = passage.text[start:end]
        if len(sentence) >= _SHORTEST and sentence not in named:
            yield sentence


def _several(missing: Sequence[str]) -> float:
    """0, three quarters for one that is missing, 1 for more."""
    return 0.0 if not missing else 0.75 if len(missing) == 1 else 1.0


def _missing_names(held: Held) -> tuple[str, ...]:
    return tuple(
        name.text
        for name in held.sentence.names
        if not held.names.has(name)
        and held.alignment.of_place(name.start, name.end) < WELL_MET
        and held.names.surely(name)
    )


def _missing_facts(held: Held) -> tuple[str, ...]:
    return tuple(held.sentence.text[p.start : p.end] for p in ungrounded_facts(held.sentence, held.passages))
