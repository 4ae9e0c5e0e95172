"""Measures follow-up questions: is the right document found when the conversation is known, and when not?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Field

from assistant.answers import Answer
from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.answers.measuring import check_gold, ingested, source_texts, temporary_home
from evals.answers.question_sets import Gold, document_name, is_one_of
from evals.answers.scoring import share
from evals.jsonl import read_rows, unique
from evals.progress import tracked

DEPTH = 5


class FollowUp(BaseModel):
    """One line of a file of follow-up questions.

    `before` are the questions asked before it. `leans` says whether it needs them: one that does not
    must be left as it is.
    """

    id: str = Field(min_length=1)
    language: str = Field(min_length=2)
    before: list[str] = Field(min_length=1)
    question: str = Field(pattern=r"\S")
    leans: bool
    kind: str = ""
    gold: list[Gold] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """How a follow-up question did: what was searched, and whether a gold document was among the first five.

    `without` is the same for the question as it was asked, its conversation unknown.
    """

    id: str
    language: str
    kind: str
    leans: bool
    question: str
    searched: str
    found: bool
    without: bool


def evaluate_follow_ups(
    rows: Sequence[FollowUp], corpus: Path, *, home: Path | None = None, model: str | None = None
) -> tuple[list[FollowedUp], Settings]:
    """Every conversation held in a home that has `corpus`, and its last question asked alone too.

    Raises NotFound when there is no such folder, CallerError when a gold document is not in it.
    """
    sources = source_texts(corpus)
    check_gold([(row.id, row.gold) for row in rows], sources, corpus)
    with temporary_home(home) as folder, Assistant(home=folder, model=model) as assistant:
        ingested(assistant, corpus)
        return [_followed_up(assistant, row) for row in tracked(rows, "ask")], assistant.settings


def figures(rows: Sequence[FollowedUp]) -> dict[str, float | int | None]:
    """Shares of gold documents found by leaning questions, and of the others how many were left alone."""
    leaning = [row for row in rows if row.leans]
    alone = [row for row in rows if not row.leans]
    return {
        "questions": len(rows),
        "leaning": len(leaning),
        "gold_in_top5": share(row.found for row in leaning),
        "gold_in_top5_without": share(row.without for row in leaning),
        "recognised": share(row.searched != row.question for row in leaning),
        "left_alone": share(row.searched == row.question for row in alone),
        "alone_gold_in_top5": share(row.found for row in alone),
    }


def figures_by_language(rows: Sequence[FollowedUp]) -> dict[str, dict[str, float | int | None]]:
    """The figures of all rows, then of each language."""
    languages = sorted({row.language for row in rows})
    return {"all": figures(rows)} | {
        language: figures([row for row in rows if row.language == language]) for language in languages
    }


def read_follow_ups(path: Path) -> list[FollowUp]:
    """The rows of a file in order; NotFound and CallerError name the file and the line."""
    return unique(path, read_rows(path, FollowUp))


def _followed_up(assistant: Assistant, row: FollowUp) -> FollowedUp:
    gold = {document_name(document.document) for document in row.gold}
    conversation: str | None = "new"
    for question in row.before:
        conversation = assistant.ask(question, conversation_id=conversation).conversation_id
    answer = assistant.ask(row.question, conversation_id=conversation)
    return FollowedUp(
        id=row.id,
        language=row.language,
        kind=row.kind,
        leans=row.leans,
        question=row.question,
        searched=answer.searched,
        found=_has(answer, gold),
        without=_has(assistant.ask(row.question), gold),
    )


def _has(answer: Answer, gold: set[tuple[str, str]]) -> bool:
    return any(is_one_of(passage.document_id, gold) for passage in answer.passages[:DEPTH])
