"""Makes the weights by which an answer is refused, from questions whose answers are known.

    python -m evals.answers.refusal_weights QA.jsonl... --corpus DIR [--home DIR] [--write]

A logistic regression with a ridge on the measures of `assistant.refusal.measures`. Beside the questions
as they are, each answerable one is asked again with the sentences that answer it withheld, with their
passages, and with their documents: the same wording, and no answer. Withheld questions count less than those
that somebody wrote to have none. The bias is set so that of the answerable questions the wanted share is
refused, within a language and across languages alike. What it prints comes from cross-validation by
question. Give it development questions only.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

import assistant.refusal
from assistant.assistant import Assistant
from assistant.grounds import Grounds
from assistant.quoting.extractive import write_extract
from assistant.quoting.openings import with_opening
from assistant.quoting.sentence_choice import SentenceChoice
from assistant.refusal.measures import MEASURES
from assistant.refusal.refusing import measured
from evals.answers.measuring import ingested, temporary_home
from evals.answers.question_sets import Question, document_stem, read_questions, squash
from evals.progress import tracked
from evals.verification.weights import fit
from retrieval.language.sentences import sentence_spans
from retrieval.passages import Evidence, passage_id

WEIGHTS = Path(assistant.refusal.__file__).with_name("weights.json")
# The share of answerable questions that may be refused, by weights that have not seen them.
FALSE_REFUSALS = 0.14
# How much a row counts by what it is.
COUNTS = {
    "asked": 1.0,
    "out-of-domain": 0.4,
    "sentences withheld": 0.3,
    "passages withheld": 0.3,
    "documents withheld": 0.1,
}
_FEWEST_LEFT = 20  # characters that are a passage still
# Where the opening of the document may bring back what is withheld.
_OPENING_TELLS = ("sentences withheld", "passages withheld")
_PARTS, _LOOKED_AT, _PASSAGES = 5, 16, 8

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its measures against some evidence, and whether that answers it."""

    question: str
    kind: str
    answers: bool
    values: dict[str, float]


def variants(question: Question, found: Sequence[Evidence]) -> Iterator[tuple[str, list[Evidence], bool]]:
    """The evidence of a question as found, and with what answers it withheld: kind, evidence, answers."""
    kind = "out-of-domain" if question.kind == "out-of-domain" else "asked"
    yield kind, list(found[:_PASSAGES]), question.answerable
    if not question.answerable:
        return
    quotes = [squash(gold.quote) for gold in question.gold if gold.quote]
    stems = {document_stem(gold.document) for gold in question.gold}
    passages = [e for e in found if not any(quote in squash(e.passage.text) for quote in quotes)]
    documents = [e for e in found if document_stem(e.passage.document_id) not in stems]
    sentences = [cut for e in found if (cut := _without_sentences(e, quotes))]
    for kind, kept in (
        ("sentences withheld", sentences),
        ("passages withheld", passages),
        ("documents withheld", documents),
    ):
        if kept and kept != list(found) and not _tells(kept[:_PASSAGES], question):
            yield kind, kept[:_PASSAGES], False


def _without_sentences(evidence: Evidence, quotes: Sequence[str]) -> Evidence | None:
    """A passage without the sentences that stand in a quote or hold one, as if they had never been written.

    None where nothing is left of it.
    """
    passage = evidence.passage
    if not any(quote in squash(passage.text) for quote in quotes):
        return evidence
    told = [passage.text[a:b] for a, b in sentence_spans(passage.text, passage.language)]
    kept = [s for s in told if (said := squash(s)) and not any(said in q or q in said for q in quotes)]
    text = "\n".join(kept)
    if len(text) < _FEWEST_LEFT or len(kept) == len(told):
        return None
    number = passage_id(passage.document_id, passage.position, text)
    return replace(evidence, passage=replace(passage, text=text, passage_id=number))


def _tells(evidence: Sequence[Evidence], question: Question) -> bool:
    """Whether all key facts are still there, told elsewhere."""
    text = squash(" ".join(f"{e.passage.title} {e.passage.text}" for e in evidence))
    return all(any(squash(form) in text for form in fact.split("|")) for fact in question.key_facts)


def measured_rows(questions: Sequence[Question], opened: Assistant) -> list[Row]:
    """The rows of all questions for which something is written at all."""
    index = opened.index
    grounds = Grounds(index, opened.settings)
    choice = SentenceChoice(index, grounds)
    rows = []
    for question in tracked(questions, "measuring"):
        found = index.search(question.question, _LOOKED_AT)
        for kind, evidence, answers in variants(question, found):
            if kind not in _OPENING_TELLS:
                evidence = with_opening(question.question, evidence, index.opening)
            draft = write_extract(question.question, evidence, choice)
            if draft.sentences:
                values = measured(question.question, evidence, draft, grounds).values
                rows.append(Row(question.question, kind, answers, values))
    return rows


def weigh(rows: Sequence[Row]) -> dict[str, float]:
    """The weights and the bias; prints what cross-validation gives."""
    values = np.array([[row.values[name] for name in MEASURES] for row in rows])
    answers = np.array([row.answers for row in rows])
    counts = np.array([COUNTS[row.kind] for row in rows])
    foreign = np.array([row.values["foreign"] > 0 for row in rows])
    for held in (foreign, ~foreign):  # that a question in another language is not taken for a sign of either
        if (held & answers).any() and (held & ~answers).any():
            counts[held & answers] *= counts[held & ~answers].sum() / counts[held & answers].sum()
    scale = np.maximum(values.std(axis=0), 1e-6)
    parts = np.array([zlib.crc32(row.question.encode()) % _PARTS for row in rows])
    scores = np.zeros(len(rows))
    for part in range(_PARTS):
        seen, left = parts != part, parts == part
        if left.any() and seen.any():
            scores[left] = _with_bias(values[left] / scale) @ fit(
                values[seen] / scale, answers[seen], counts[seen]
            )
    home, abroad = (_least(scores, answers & held) for held in (~foreign, foreign))
    found = fit(values / scale, answers, counts)
    _print(rows, scores - np.where(foreign, abroad, home))
    made = dict(zip(MEASURES, found[:-1] / scale, strict=True))
    made["foreign"] += home - abroad
    made["bias"] = found[-1] - home
    return {name: round(float(weight), 3) for name, weight in made.items()}


def _least(scores: Array, answers: npt.NDArray[np.bool_]) -> float:
    """Below which the wanted share of answerable questions is refused."""
    return float(np.quantile(scores[answers], FALSE_REFUSALS)) if answers.any() else 0.0


def _print(rows: Sequence[Row], scores: Array) -> None:
    refused = scores < 0
    for kind in COUNTS:
        for answers in (True, False):
            held = np.array([row.kind == kind and row.answers == answers for row in rows])
            if held.any():
                told = "answerable" if answers else "without an answer"
                print(f"{kind:20} {told:18} {held.sum():4} refused {refused[held].mean():.3f}")
    asked = np.array([row.kind in ("asked", "out-of-domain") for row in rows])
    wrong = np.array([not row.answers for row in rows])
    if (refused & asked).any():
        print(f"precision of refusals of questions as asked {wrong[refused & asked].mean():.3f}")


def _with_bias(values: Array) -> Array:
    widened: Array = np.c_[values, np.ones(len(values))]
    return widened


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what the weights are worth and, with --write, puts them where the assistant reads them."""
    parser = argparse.ArgumentParser(prog="python -m evals.answers.refusal_weights", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--corpus", required=True, type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    questions = [question for path in given.files for question in read_questions(path)]
    with temporary_home(given.home) as folder, Assistant(home=folder) as opened:
        ingested(opened, given.corpus)
        made = weigh(measured_rows(questions, opened))
    if given.write:
        WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
