"""Reads question files: JSONL, one question a line, with what a right answer holds and rests on."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from pydantic import BaseModel, Field, model_validator

from evals.jsonl import read_rows
from retrieval.errors import CallerError


class Gold(BaseModel):
    """A document that answers the question, and its words."""

    document: str = Field(min_length=1)
    quote: str = ""


class Question(BaseModel):
    """One line of a question file.

    Each of `key_facts` must be in a right answer, in one of the wordings that `|` separates. An
    answerable question names the documents that answer it.
    """

    id: str = Field(min_length=1)
    language: str = Field(min_length=2)
    question: str = Field(pattern=r"\S")
    answerable: bool
    answer: str = ""
    key_facts: list[str] = []
    gold: list[Gold] = []
    kind: str = ""

    @model_validator(mode="after")
    def _can_be_scored(self) -> Question:
        if self.answerable and not self.gold:
            raise ValueError("an answerable question needs a gold document")
        for fact in self.key_facts:
            if not all(squash(wording) for wording in fact.split("|")):
                raise ValueError(f"the key fact {fact!r} has a wording without a letter or digit")
        return self


def read_questions(path: Path) -> list[Question]:
    """The questions in file order; NotFound and CallerError name the file and the line."""
    seen: dict[str, int] = {}
    rows = read_rows(path, Question)
    for number, question in rows:
        if question.id in seen:
            raise CallerError(
                f"{path} line {number}: the id {question.id!r} was used in line {seen[question.id]}"
            )
        seen[question.id] = number
    return [question for _, question in rows]


def squash(text: str) -> str:
    """Only the letters, digits and underscores of `text`, in NFKC and lower case.

    Two texts that differ in spacing, punctuation or width of characters alone squash to the same.
    """
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text).lower())


def document_stem(document: str) -> str:
    """The name a document is matched by: the file's, without folders, ending and record."""
    return unicodedata.normalize("NFC", Path(document.split("#")[0]).name.rsplit(".", 1)[0])
