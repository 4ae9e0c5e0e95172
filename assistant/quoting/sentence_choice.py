"""Which sentence of the evidence answers a question, or carries a claim: what is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from assistant.asked.counted import counts
from assistant.asked.expectations import Expectation, is_apparatus
from assistant.asked.made import asks_who_made, tells_who_made
from assistant.asked.numbers import is_of_another, of_asked_objects, touches_another
from assistant.asked.record_fields import field_kinds, is_caption, kinds_told
from assistant.asked.times import AskedTime
from assistant.grounds import Grounds
from assistant.guarding import asks_about_orders, held_spans
from assistant.quoting.standing import asks_of_the_past, superseded
from assistant.reader import AnswerReader
from retrieval.embeddings import Encoded
from retrieval.index import PassageIndex
from retrieval.language.scripts import script_of
from retrieval.language.sentences import page_parts, script_language, sentence_spans
from retrieval.passages import Evidence, Passage

_LONGEST_CLAIM = 1000  # characters
# Chosen on corpus_samples and a museum catalogue of 22 files (docs/decisions/0005-extracts.md).
_A_RANK_LOWER = 0.02  # what a sentence loses for each passage ranked before its own
_WORDING = 0.1  # what the question's own words add, all of them together
_OF_ITS_SCORE = 0.1  # the share of its passage's score that a sentence has
_LACKING = 0.2  # for having nothing new of what is asked: no other name, no date, no number
_CLOSER_LACKING = 0.2  # for having none of the closer kind that is asked: no sum for a price
_CAPTION = 0.05  # for saying what something is called, or what a picture shows
_FIELD = 0.15  # what a line adds that a record labels as what is asked
_COUNTED = 0.1  # what a sentence adds that counts what is asked how many there are of
_MADE = 0.2  # what a sentence adds that speaks of making where it is asked who made something
_REPEATED = 0.04  # for having hardly a word beyond the question's
_APPARATUS = 0.03  # for being an entry of a bibliography or a line of a table of contents
_ANOTHER_FIELD = 0.1  # for being a labelled line of a field that nobody asks for
_IN_SEVERAL = 0.1  # for standing in several documents alike
_BESIDE_THE_POINT = 0.1  # for being of a field about the record, its pictures or its literature
_ANOTHER_OBJECT = 0.2  # for naming another object than is asked about by number, or standing in its record
_OUT_OF_FORCE = 0.15  # for standing in a document that another has superseded
# The share that the best sentence of a passage lends to the others: "it" is what was named.
_OF_ITS_PASSAGE = 0.3
_HEADED = 0.2  # what the question's own words add that stand in the title and headings above it
_FOREIGN = 0.1  # how much less near a sentence in another script seems than it is
_MET = 0.8  # how much counts how well the words of the question are met by its passage
_ANOTHER_TIME = 0.1  # for naming years, and none of the time asked about
_LOOKED_AT = 24  # sentences, whose years are
_READ_ALONE = 8  # the fittest sentences, which the model then reads each by itself
_NEARNESS = 0.75  # how much the cosine of such a sentence with the question counts
_UNLIKELIEST = -12.0  # what any sentence is at least, beside the likeliest words of its document

_FEWEST_LETTERS = 8
_LETTERS = re.compile(r"[^\W_]")
_ASKS = re.compile(r"[?？][\"”»』」)]?$")

Scored = tuple[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a piece of evidence: `rank` counts the evidence from 0.

    `score` is late interaction with the question: how much of it the sentence has. `fit` is the same
    weighed by what an answer has to have, and by what the sentence says when it is read alone. `gives` is
    what it has of what is asked (`Expectation.given_by`); `labelled` a line that a record labels as such.
    `span` is its place in the passage's text. `likely` is how likely its words are the answer, as
    `assistant.reader` sees them, beside the likeliest ones of its document.
    """

    evidence: Evidence
    rank: int
    text: str
    score: float
    fit: float
    gives: frozenset[str] = frozenset()
    labelled: bool = False
    span: tuple[int, int] = (0, 0)
    likely: float = 0.0


class SentenceChoice:
    """Scores sentences of passages with the index's token vectors, and by what verification finds in them."""

    def __init__(self, index: PassageIndex, grounds: Grounds) -> None:
        self._index, self._grounds = index, grounds
        # What was asked for last: a draft is written from it, then held against other documents.
        self._last: tuple[tuple[str, tuple[Evidence, ...]], tuple[Candidate, ...]] | None = None

    @cached_property
    def _reader(self) -> AnswerReader | None:
        """Made at first use: an index that holds nothing has no directions yet, which takes time."""
        return AnswerReader.of(self._index.embedder.fingerprint, self._index.token_directions())

    def candidates(self, question: str, evidence: Sequence[Evidence]) -> list[Candidate]:
        """Every sentence of the evidence that can answer anything, verbatim, the fittest first.

        Of a question about an object's number, those that are of it. An order to an assistant is
        none of them, unless the question asks about such a text.
        """
        asked, last = (question, tuple(evidence)), self._last
        if last is None or last[0] != asked:
            last = self._last = asked, tuple(self._scored(question, evidence))
        return list(last[1])

    def _scored(self, question: str, evidence: Sequence[Evidence]) -> list[Candidate]:
        encoded = self._index.embedder.encode_question(question)
        scored = self._index.sentence_scores(encoded, [e.passage for e in evidence])
        if not asks_about_orders(question):
            scored = [_not_held(e.passage, s) for e, s in zip(evidence, scored, strict=True)]
        wording = self._index.sentence_wording(question)
        expected = Expectation.of(question)
        language = script_language(question)
        old = {} if asks_of_the_past(question) else superseded(evidence)
        met = self._grounds.met(question, evidence)
        repeated = _repeated(evidence)
        asked = of_asked_objects(question, evidence)
        found = []
        for rank, (e, sentences) in enumerate(zip(evidence, scored, strict=True)):
            if e not in asked:
                continue
            passage = e.passage
            above = _OF_ITS_SCORE * e.score - _A_RANK_LOWER * rank + _HEADED * wording.share(_heads(passage))
            above += _FOREIGN * (script_of(passage.language) != language)
            above += _MET * met[rank] - _OUT_OF_FORCE * (passage.document_id in old)
            texts = [passage.text[a:b] for (a, b), _ in sentences]
            near = [s + _WORDING * wording.share(t) for t, (_, s) in zip(texts, sentences, strict=True)]
            best = max(near, default=0.0)
            for text, (span, score), own in zip(texts, sentences, near, strict=True):
                if not _can_answer(text, passage) or is_of_another(question, text, passage):
                    continue
                label = field_kinds(_line(passage, span))
                told = label or kinds_told("", passage.locator.headings)
                fit = own + _OF_ITS_PASSAGE * (best - own) + above
                fit += _fitness(text, told, passage.title, expected)
                fit -= _ANOTHER_FIELD * expected.another_field(text, label)
                fit -= _ANOTHER_OBJECT * touches_another(question, text, passage)
                fit -= _IN_SEVERAL * (text in repeated and not expected.labelled_by(text, told))
                gives = expected.given_by(text, told)
                labelled = bool(label & expected.fields_asked)
                found.append(Candidate(e, rank, text, score, fit, gives, labelled, span))
        dated = self._of_its_time(question, sorted(found, key=lambda c: -c.fit))
        nearer = self._read_alone(question, dated)
        return self._with_likely(encoded, nearer)

    def _of_its_time(self, question: str, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates; of the first, those that tell of another time than is asked are less fit."""
        asked = AskedTime.of(question, self._index.wording.vocabulary)
        if not asked.years:
            return candidates
        looked_at = candidates[:_LOOKED_AT]
        known = [replace(c, fit=c.fit - _ANOTHER_TIME * asked.is_another(c.text)) for c in looked_at]
        return sorted([*known, *candidates[_LOOKED_AT:]], key=lambda c: -c.fit)

    def _with_likely(self, question: Encoded, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates, those of the fittest one's document with how likely their words answer.

        All are as likely where there is no reader for the model.
        """
        if self._reader is None or not candidates:
            return candidates
        document = candidates[0].evidence.passage.document_id
        passages = {
            c.rank: c.evidence.passage for c in candidates if c.evidence.passage.document_id == document
        }
        kept = self._index.token_signs(list(passages.values()))
        along = self._index.token_directions().unit(question.tokens)
        numbers = self._reader.read(along, [signs for signs, _ in kept])
        starts = [np.array([start for start, _ in spans]) for _, spans in kept]
        places = dict(zip(passages, zip(numbers, starts, strict=True), strict=True))
        best = max((float(own.max()) for own in numbers if len(own)), default=0.0)

        def likely(candidate: Candidate) -> float:
            own, begins = places[candidate.rank]
            inside = own[(begins >= candidate.span[0]) & (begins < candidate.span[1])]
            found = float(np.logaddexp.reduce(inside)) - best if len(inside) else _UNLIKELIEST
            return max(found, _UNLIKELIEST)

        return [replace(c, likely=likely(c)) if c.rank in places else c for c in candidates]

    def _read_alone(self, question: str, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates with the nearness of the first to the question, each read by the model alone.

        Those behind them count as no nearer than the farthest that was read.
        """
        if not candidates:
            return []
        read = candidates[:_READ_ALONE]
        vectors = self._index.embedder.embed_passages([question, *(c.text for c in read)])
        cosines = [float(cosine) for cosine in vectors[1:] @ vectors[0]]
        cosines += [min(cosines)] * (len(candidates) - len(read))
        nearer = [replace(c, fit=c.fit + _NEARNESS * n) for c, n in zip(candidates, cosines, strict=True)]
        return sorted(nearer, key=lambda c: -c.fit)

    def best_quote(self, claim: str, passage: Passage) -> tuple[str, float]:
        """The sentence of `passage` nearest to `claim`, verbatim, and its score from 0 to 1.

        Of one that runs over a page, the longest part on one page. "" where all it holds are orders.
        """
        encoded = self._index.embedder.encode_question(claim[:_LONGEST_CLAIM])
        (found,) = self._index.sentence_scores(encoded, [passage])
        scored = _not_held(passage, found)
        if not scored:
            return _longest_part("" if found else passage.text), 0.0
        (a, b), score = max(scored, key=lambda s: s[1])
        return _longest_part(passage.text[a:b]), min(max(score, 0.0), 1.0)


def _fitness(text: str, told: frozenset[str], title: str, expected: Expectation) -> float:
    """What a sentence gains or loses by what it has of what is asked; `told` is what its field tells."""
    if expected.labelled_by(text, told) or expected.defined_by(text):
        return _FIELD
    lacking = expected.lacking(text)
    answers = bool(expected.kinds) and not lacking  # in however few words
    repeats = not answers and expected.repeated_by(text, title)
    lost = _LACKING * lacking + _CLOSER_LACKING * expected.values.lacking(text) + _CAPTION * is_caption(text)
    lost += _REPEATED * repeats + _APPARATUS * is_apparatus(text)
    lost += _BESIDE_THE_POINT * expected.beside_the_point(told)
    made = asks_who_made(expected.question) and tells_who_made(text)
    return _COUNTED * counts(expected.question, text) + _MADE * made - lost


def _repeated(evidence: Sequence[Evidence]) -> set[str]:
    """The lines and sentences that stand in several documents of the evidence."""
    owners: dict[str, set[str]] = {}
    for e in evidence:
        passage = e.passage
        for start, end in sentence_spans(passage.text, passage.language):
            owners.setdefault(passage.text[start:end], set()).add(passage.document_id)
    return {text for text, documents in owners.items() if len(documents) > 1}


def _line(passage: Passage, span: tuple[int, int]) -> str:
    """The line that a sentence of a passage stands in, up to its end."""
    start, end = span
    return passage.text[passage.text.rfind("\n", 0, start) + 1 : end]


def _heads(passage: Passage) -> str:
    return "\n".join((passage.title, *passage.locator.headings))


def _can_answer(text: str, passage: Passage) -> bool:
    """Whether it is a statement: not the document's title, a heading, a question or a scrap."""
    enough = len(_LETTERS.findall(text)) >= _FEWEST_LETTERS
    return enough and text not in (passage.title, *passage.locator.headings) and not _ASKS.search(text)


def _not_held(passage: Passage, sentences: list[Scored]) -> list[Scored]:
    held = held_spans(passage.text, passage.language)
    return [each for each in sentences if not any(a < each[0][1] and each[0][0] < b for a, b in held)]


def _longest_part(text: str) -> str:
    return max(page_parts(text), key=len, default=text)
