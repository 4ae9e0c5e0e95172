"""Reads question files: JSONL, one question a line, with what a right answer holds and rests on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from pydantic import BaseModel, Field, model_validator

from evals.jsonl import read_rows, unique


class Gold(BaseModel):
    """A document that answers the question, and its words; `stock.csv#12` is one record of a file."""

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
    return unique(path, read_rows(path, Question))


def squash(text: str) -> str:
    """Only the letters, digits and underscores of `text`, in NFKC and lower case.

    Two texts that differ in spacing, punctuation or width of characters alone squash to the same.
    """
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text).lower())


def document_stem(document: str) -> str:
    """The name a document is matched by: the file's, without folders, ending and record."""
    return unicodedata.normalize("NFC", Path(document.split("#")[0]).name.rsplit(".", 1)[0])


def document_name(document: str) -> tuple[str, str]:
    """The stem and the record, "" where it is a whole file, that a document is matched by."""
    return document_stem(document), document.partition("#")[2]


def is_one_of(document_id: str, golds: Collection[tuple[str, str]]) -> bool:
    """Whether a document is among those named, each by its file or as one record of it."""
    stem, record = document_name(document_id)
    return (stem, "") in golds or (stem, record) in golds
