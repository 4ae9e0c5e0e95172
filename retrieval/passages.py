"""The words the whole house shares: what is indexed, and what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.locators import Locator

_LONGEST_TITLE, _LONGEST_HEADING = 120, 80  # characters


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
