"""Measures verification: checks sentences against passages and compares what comes with what is true."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, Field

from assistant.settings import Settings
from assistant.verification import Verdict, Verifier
from evals.jsonl import read_rows
from evals.progress import tracked
from ingest.languages import detect_language
from retrieval import Embedder, Locator, Passage, passage_id
from retrieval.errors import CallerError
from retrieval.wording import open_wording

TEST_SET = Path(__file__).parent / "rows" / "test.jsonl"


class VerificationRow(BaseModel):
    """One line of a file: a sentence, the passages it cites, and whether they support it."""

    id: str | int
    language: str = Field(min_length=2)
    sentence: str = Field(pattern=r"\S")
    passages: list[str] = Field(min_length=1)
    supported: bool
    kind: str = Field(min_length=1)
    passage_language: str = ""


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row and the verdict on it; `passage_language` is told by the text where the row doesn't say."""

    row: VerificationRow
    verdict: Verdict
    passage_language: str

    @property
    def right(self) -> bool:
        """Whether the verdict agrees with the row."""
        return self.verdict.supported == self.row.supported

    @property
    def across(self) -> bool:
        """Whether sentence and passages are in different languages."""
        return self.row.language != self.passage_language


class Checker(Protocol):
    """What tells whether passages support a sentence; the product's Verifier, or a test's."""

    def check(self, sentence: str, passages: Sequence[str], *, language: str | None = None) -> Verdict:
        """The verdict on one sentence."""
        ...


def read_verification_rows(paths: Sequence[Path]) -> list[VerificationRow]:
    """The rows of all files in order; CallerError names the line where an id comes again in a file."""
    rows: list[VerificationRow] = []
    for path in paths:
        seen: dict[str | int, int] = {}
        for number, row in read_rows(path, VerificationRow):
            if row.id in seen:
                raise CallerError(f"{path} line {number}: the id {row.id!r} was used in line {seen[row.id]}")
            seen[row.id] = number
            rows.append(row)
    return rows


def evaluate_verification(
    rows: Sequence[VerificationRow], embedder: Embedder, settings: Settings
) -> list[CheckedRow]:
    """The verdict of the product's verifier on each row.

    The passages' words are learned first, as ingesting learns them.
    """
    with tempfile.TemporaryDirectory(prefix="studiolo-eval-") as folder:
        words = Path(folder) / "words.sqlite"
        wording = open_wording(embedder, words, cache=settings.cache)
        texts = list(dict.fromkeys(text for row in rows for text in row.passages))
        wording.learn(
            [Passage(passage_id("", i, text), "", i, text, Locator()) for i, text in enumerate(texts)]
        )
        return check_rows(rows, Verifier(embedder, wording))


def check_rows(rows: Sequence[VerificationRow], checker: Checker) -> list[CheckedRow]:
    """The verdict of `checker` on each row, in order."""
    return [
        CheckedRow(
            row,
            checker.check(row.sentence, row.passages, language=row.language),
            row.passage_language or detect_language("\n".join(row.passages)),
        )
        for row in tracked(rows, "verify")
    ]
