"""What the assistant returns: objects that turn into the contract's JSON, a data frame or a notebook view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.citations import Citation
from assistant.showing.html_views import answer_view, passages_view
from retrieval.errors import SettingsError
from retrieval.locators import Locator
from retrieval.passages import Evidence

if TYPE_CHECKING:
    import pandas as pd

    from assistant.audiences import AnswerLevel
    from assistant.disagreement import Disagreement
    from assistant.refusal.reasons import Refusal


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer with the numbers of its citations.

    `support` says how well the cited quotes carry it, from 0 to 1.
    """

    text: str
    citations: tuple[int, ...]
    support: float


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage found for a question, in the contract's flat form."""

    document_id: str
    passage_id: str
    title: str
    text: str
    locator: Locator
    score: float
    language: str = ""

    @classmethod
    def of(cls, evidence: Evidence) -> FoundPassage:
        """The flat form of one piece of evidence."""
        p = evidence.passage
        return cls(p.document_id, p.passage_id, p.title, p.text, p.locator, evidence.score, p.language)

    def to_json(self) -> dict[str, Any]:
        """The passage in the contract's form."""
        return {
            "document_id": self.document_id,
            "passage_id": self.passage_id,
            "title": self.title,
            "text": self.text,
            "locator": self.locator.to_json(parts=False),
            "language": self.language,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages found for a query, best first."""

    query: str
    passages: tuple[FoundPassage, ...]

    def to_json(self) -> dict[str, Any]:
        """The result in the contract's form."""
        return {"query": self.query, "passages": [p.to_json() for p in self.passages]}

    def to_frame(self) -> pd.DataFrame:
        """One row a passage; needs pandas."""
        return _frame([p.to_json() for p in self.passages])

    def _repr_html_(self) -> str:
        return passages_view(self.query, [p.to_json() for p in self.passages])


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its citations, or a refusal with the nearest passages.

    `text` holds the sentences with their citation marks. `left_out` are sentences a model wrote
    without a valid citation: they are kept to be seen, and are not part of the answer. `timings_ms`
    counts milliseconds of retrieving, writing and verifying. `searched` is the question as it was
    searched for: with the names of what "it" means, where it was asked in a conversation. `refusal`
    says why there is no answer, `disagreements` which cited documents give different values.
    `reading_level` is None for a refusal, and where no formula can tell.
    """

    id: str
    question: str
    language: str
    refused: bool
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    passages: tuple[FoundPassage, ...]
    model: str
    prompt: str | None
    timings_ms: Mapping[str, int]
    left_out: tuple[str, ...] = ()
    notices: tuple[str, ...] = field(default=())
    searched: str = ""
    conversation_id: str | None = None
    refusal: Refusal | None = None
    disagreements: tuple[Disagreement, ...] = ()
    audience: str = "curator"
    reading_level: AnswerLevel | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer in the contract's form."""
        return {
            "id": self.id,
            "question": self.question,
            "language": self.language,
            "refused": self.refused,
            "text": self.text,
            "sentences": [
                {"text": s.text, "citations": list(s.citations), "support": round(s.support, 4)}
                for s in self.sentences
            ],
            "citations": [c.to_json() for c in self.citations],
            "passages": [p.to_json() for p in self.passages],
            "model": self.model,
            "prompt": self.prompt,
            "timings_ms": dict(self.timings_ms),
            "left_out": list(self.left_out),
            "notices": list(self.notices),
            "searched": self.searched,
            "conversation_id": self.conversation_id,
            "refusal": self.refusal.to_json() if self.refusal else None,
            "disagreements": [d.to_json() for d in self.disagreements],
            "audience": self.audience,
            "reading_level": self.reading_level.to_json() if self.reading_level else None,
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a citation: the sentence, its support, the document, the quote; needs pandas."""
        by_number = {c.number: c for c in self.citations}
        return _frame(
            [
                {
                    "question": self.question,
                    "sentence": sentence.text,
                    "support": sentence.support,
                    **by_number[number].to_json(),
                    "model": self.model,
                }
                for sentence in self.sentences
                for number in sentence.citations
            ]
        )

    def _repr_html_(self) -> str:
        return answer_view(self.to_json())


def _frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError as error:
        raise SettingsError("data frames need pandas: run pip install 'studiolo[notebook]'") from error
    return pd.DataFrame(list(rows))
