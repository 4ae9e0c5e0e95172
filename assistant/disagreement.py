"""That documents give different values for what is asked, as an answer tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.citations import Citation

_NOTICES = {
    "en": "Sources disagree: {values}.",
    "zh": "文献说法不一：{values}。",
    "ru": "Источники расходятся: {values}.",
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What kind of value differs, and the citations that give different ones."""

    kind: str
    citations: tuple[Citation, ...]

    def to_json(self) -> dict[str, Any]:
        """The disagreement as JSON values; each side with its document's date as it states it."""
        return {
            "kind": self.kind,
            "sides": [
                {"citation": c.number, "document_id": c.document_id, "title": c.title, "date": c.date}
                for c in self.citations
            ],
        }

    def notice(self, language: str) -> str:
        """What a reader is told."""
        sides = [
            f"[{c.number}] {c.title or c.document_id}" + (f" ({c.date})" if c.date else "")
            for c in self.citations
        ]
        return _NOTICES.get(language, _NOTICES["en"]).format(values="; ".join(sides))
