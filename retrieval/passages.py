"""The words the whole house shares: where text stands, what is indexed, what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

_LONGEST_TITLE, _LONGEST_HEADING = 120, 80  # characters


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a run of text stands in its original, enough to lead a person back to the spot.

    `page` and `end_page` count from 1. `chars` is a half-open range: in the text of `page` as the
    reader extracts it (PDF), else in the text of the whole file as decoded. `lines` counts from 1
    and includes both ends. `paragraph` counts the paragraphs of a DOCX or HTML body from 1, `table`
    the document's tables and `row` a table's rows, header included. `note` is a footnote's mark.
    `headings` is the path of headings above the text, outermost first.
    """

    page: int | None = None
    end_page: int | None = None
    chars: tuple[int, int] | None = None
    lines: tuple[int, int] | None = None
    paragraph: int | None = None
    end_paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    note: str | None = None
    headings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The locator as JSON values, leaving out what is not known."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items() if v not in (None, ())}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The locator that `to_json` wrote; unknown keys are refused with TypeError."""
        known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and cited: a run of one document's text that fits the embedder.

    `text` is verbatim. `position` counts the passages of a document from 0. `facets` are the
    document's values that a search may filter on (`collection`, `access`, …).
    """

    passage_id: str
    document_id: str
    position: int
    text: str
    locator: Locator
    title: str = ""
    language: str = ""
    kind: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage and its score for one question; higher is better, also from one question to the next."""

    passage: Passage
    score: float


def passage_id(document_id: str, position: int, text: str) -> str:
    """The same 32 hexadecimal digits for the same document, position and text, on any machine."""
    parts = "\0".join((document_id, str(position), text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def passage_context(title: str, headings: Sequence[str]) -> str:
    """The line that tells the embedder where a passage belongs; never part of a quote.

    The title and the two innermost headings, each cut to a length that leaves the text its room.
    """
    names = [title[:_LONGEST_TITLE], *(heading[:_LONGEST_HEADING] for heading in headings[-2:])]
    return " › ".join(dict.fromkeys(name for name in names if name))
