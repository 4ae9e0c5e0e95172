"""Scores answers: what was found, said, cited and refused, against what a question file expects.

An answer is scored as its JSON, the contract that every way of asking shares.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.answers.key_facts import states
from evals.answers.question_sets import Question, document_name, is_one_of
from evals.answers.source_texts import SourceTexts

Answer = Mapping[str, Any]
NO_ANSWER: Answer = {"refused": False, "text": "", "sentences": [], "citations": [], "passages": []}


@dataclass(frozen=True, slots=True)
class ScoredAnswer:
    """How one answer did.

    `error` is why there is no answer, "" when there is one. `facts` says of each key fact whether
    the answer has it, `golds` of each gold document whether it is among the first five, `cited` of
    each citation whether it leads to a gold document, `verbatim` whether its quote stands in the
    document (None: no text of the document to hold it against). `level` is the answer's `reading_level`.
    """

    id: str
    language: str
    kind: str
    question: str
    answerable: bool
    refused: bool
    error: str
    milliseconds: float
    gold_in_top1: bool
    gold_in_top5: bool
    golds: tuple[bool, ...]
    facts: tuple[bool, ...]
    cited: tuple[bool, ...]
    verbatim: tuple[bool | None, ...]
    sentences_without_citation: int
    sentences_left_out: int
    text: str
    sentences: int = 0
    level: Mapping[str, Any] | None = None

    @property
    def answered(self) -> bool:
        """An answer was given."""
        return not self.refused and not self.error


def score(
    question: Question, answer: Answer, sources: SourceTexts, *, milliseconds: float, error: str = ""
) -> ScoredAnswer:
    """How `answer` did; documents match as `is_one_of` says."""
    golds = sorted({document_name(document.document) for document in question.gold})
    found = [passage["document_id"] for passage in answer["passages"][:5]]
    right = [is_one_of(document_id, golds) for document_id in found]
    return ScoredAnswer(
        id=question.id,
        language=question.language,
        kind=question.kind,
        question=question.question,
        answerable=question.answerable,
        refused=answer["refused"],
        error=error,
        milliseconds=round(milliseconds, 1),
        gold_in_top1=any(right[:1]),
        gold_in_top5=any(right),
        golds=tuple(any(is_one_of(document_id, [gold]) for document_id in found) for gold in golds),
        facts=tuple(states(answer["text"], fact) for fact in question.key_facts),
        cited=tuple(is_one_of(citation["document_id"], golds) for citation in answer["citations"]),
        verbatim=tuple(
            sources.holds(citation["document_id"], citation["quote"] or "")
            for citation in answer["citations"]
        ),
        sentences_without_citation=sum(not sentence["citations"] for sentence in answer["sentences"]),
        sentences_left_out=len(answer.get("left_out", ())),
        text=answer["text"],
        sentences=len(answer["sentences"]),
        level=answer.get("reading_level"),
    )


def figures(rows: Sequence[ScoredAnswer]) -> dict[str, float | int | None]:
    """The figures of these answers; None where there is nothing to take a share of.

    Fact recall counts a question that was not answered as 0 and leaves out answerable questions
    without key facts. All golds are those of questions that rest on several documents. Citation
    precision is over the citations of answered answerable questions.
    """
    answerable = [row for row in rows if row.answerable]
    refused = [row for row in rows if row.refused]
    verbatim = [holds for row in rows for holds in row.verbatim]
    times = sorted(row.milliseconds for row in rows)
    return {
        "questions": len(rows),
        "errors": sum(bool(row.error) for row in rows),
        "gold_in_top1": share(row.gold_in_top1 for row in answerable),
        "gold_in_top5": share(row.gold_in_top5 for row in answerable),
        "all_golds_in_top5": share(all(row.golds) for row in answerable if len(row.golds) > 1),
        "answered": share(row.answered for row in answerable),
        "fact_recall": share(
            statistics.fmean(row.facts) if row.answered else 0.0 for row in answerable if row.facts
        ),
        "citation_precision": share(right for row in answerable if row.answered for right in row.cited),
        "quotes": len(verbatim),
        "quotes_verbatim": share(holds for holds in verbatim if holds is not None),
        "quotes_unchecked": verbatim.count(None),
        "sentences_without_citation": sum(row.sentences_without_citation for row in rows),
        "sentences_left_out": sum(row.sentences_left_out for row in rows),
        "refusal_precision": share(not row.answerable for row in refused),
        "refusal_recall": share(row.refused for row in rows if not row.answerable),
        "p50_ms": round(statistics.median(times)) if times else None,
        "p95_ms": round(times[int(0.95 * (len(times) - 1))]) if times else None,
    }


def figures_by_language(rows: Sequence[ScoredAnswer]) -> dict[str, dict[str, float | int | None]]:
    """The figures of `all` answers, then of each language of asking."""
    languages = sorted({row.language for row in rows})
    by_language = {language: [row for row in rows if row.language == language] for language in languages}
    return {"all": figures(rows), **{language: figures(own) for language, own in by_language.items()}}


def share(values: Iterable[float]) -> float | None:
    """The mean to four places; None of nothing."""
    counted = list(values)
    return round(statistics.fmean(counted), 4) if counted else None
