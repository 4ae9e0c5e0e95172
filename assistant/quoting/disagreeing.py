"""Documents that give different values for what is asked: both are shown, each with its citation and date.

Two sentences disagree where both give a value of the kind that is asked, none of the values is the same, and
what else they say is much the same. That is a narrow gate: a different thing told in like words is no
disagreement, and a false alarm costs trust.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answers import Sentence
from assistant.asked.expectations import Expectation
from assistant.asked.numbers import agree, held, spoken_of
from assistant.citations import Citation
from assistant.disagreement import Disagreement
from assistant.drafts import Draft, DraftSentence, Source
from assistant.quoting.sentence_choice import Candidate
from assistant.verification.reading import Reading, read
from retrieval.language.sentences import PAGE_BREAK, page_parts
from retrieval.passages import passage_context
from retrieval.vocabulary import Vocabulary

_HARDLY_LESS_FIT = 0.12
# The share of the words of one sentence that the other has, both ways, names and numbers left out.
_SHARED = 0.6
_FEWEST_SHARED = 2
_LETTERS = re.compile(r"[^\W\d_]{2,}|[\u3400-\u9fff]")


# The kind of value that differs, and the sentence that gives another.
Rival = tuple[str, Candidate]


def with_rival(draft: Draft, found: Rival | None) -> Draft:
    """The draft with the disagreeing sentence behind its first."""
    if found is None:
        return draft
    text, evidence = found[1].text, found[1].evidence
    sources = tuple(Source(evidence, part) for part in page_parts(text))
    sentence = DraftSentence(text.replace(PAGE_BREAK, ""), sources, support=1.0)
    return replace(draft, sentences=(draft.sentences[0], sentence, *draft.sentences[1:]))


def between(
    found: Rival | None, sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[Disagreement, ...]:
    """The disagreement of the first two sentences, where the second was put there for it."""
    if found is None:
        return ()
    numbers = [sentence.citations[0] for sentence in sentences[:2]]
    return (Disagreement(found[0], tuple(c for c in citations if c.number in numbers)),)


def rival(
    question: str,
    candidates: Sequence[Candidate],
    vocabulary: Vocabulary,
    *,
    old: Mapping[str, str],
) -> Rival | None:
    """The fittest sentence of another document that disagrees with the fittest of all, and on what kind.

    Documents in `old` are superseded and disagree with nobody, and what is of different objects does not.
    """
    expected = Expectation.of(question)
    if not candidates:
        return None
    best = candidates[0]
    for other in candidates[1:]:
        if other.fit < best.fit - _HARDLY_LESS_FIT:
            return None
        documents = {c.evidence.passage.document_id for c in (best, other)}
        if len(documents) < 2 or documents & set(old):
            continue
        kind = disagreement(expected, best, other, vocabulary)
        if kind and not _of_different_objects(best, other, candidates):
            return kind, other
    return None


def _of_different_objects(one: Candidate, other: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether two sentences, or else their passages or the openings of their documents, have object numbers
    and none in common.
    """
    passages = [candidate.evidence.passage for candidate in candidates]
    openings = {passage.document_id: held(passage) for passage in passages if passage.position == 0}
    numbers = [
        spoken_of(c.text, c.evidence.passage) or openings.get(c.evidence.passage.document_id, frozenset())
        for c in (one, other)
    ]
    return all(numbers) and not agree(*numbers)


def disagreement(
    expected: Expectation, one: Candidate, other: Candidate, vocabulary: Vocabulary
) -> str | None:
    """The kind of value that is asked for and that two sentences give differently; None where they agree."""
    if not _speak_of_the_same(expected, one, other):
        return None
    readings = read(one.text, vocabulary), read(other.text, vocabulary)
    asked = read(expected.question, vocabulary)
    for kind in expected.kinds:
        values = _VALUES.get(kind)
        if values is None:
            continue
        given = [values(reading) - values(asked) for reading in readings]
        if all(given) and not given[0] & given[1] and _comparable(given[0], given[1]):
            return kind
    return None


def _speak_of_the_same(expected: Expectation, one: Candidate, other: Candidate) -> bool:
    """Whether two sentences have the same words of the question, and most other words, in common."""
    words = [_words(c.text) for c in (one, other)]
    shared = words[0] & words[1]
    asked = expected.words
    told = [asked & (w | _words(_context(c))) for w, c in zip(words, (one, other), strict=True)]
    return (
        len(shared) >= _FEWEST_SHARED
        and len(shared) >= _SHARED * max(map(len, words))
        and told[0] <= told[1] | _words(_context(other))
    )


def _context(candidate: Candidate) -> str:
    passage = candidate.evidence.passage
    return passage_context(passage.title, passage.locator.headings)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:5] for word in _LETTERS.findall(text))


Value = tuple[str, float]


def _years(reading: Reading) -> set[Value]:
    return {("year", year) for date in reading.dates for year in date.years}


def _amounts(reading: Reading) -> set[Value]:
    found = set()
    for number in reading.numbers:
        unit = number.unit
        for value in number.values:
            found.add((unit.dimension, value * unit.factor) if unit else ("", value))
    return found


def _materials(reading: Reading) -> set[Value]:
    terms = [t for m in reading.mentions for t in m.terms if t.kind == "material"]
    return {(f"material {sorted(t.forms.items())[0]}", 0.0) for t in terms}


def _comparable(one: set[Value], other: set[Value]) -> bool:
    """Whether amounts are of the same dimension; years and materials are compared with their like alone."""
    if any(kind.startswith("material") for kind, _ in one):
        return True
    return {kind for kind, _ in one} == {kind for kind, _ in other}


_VALUES = {"date": _years, "number": _amounts, "material": _materials}
