"""A citation: a verbatim quote, where it stands, and its translation where the reader needs one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as url_quote

from assistant.showing.source_links import source_links
from retrieval.language.sentences import script_language
from retrieval.locators import Locator
from retrieval.passages import Passage

_BY_SCRIPT = ("en", "ru", "zh")  # what a quote in their script is taken for, in a document of another


@dataclass(frozen=True, slots=True)
class Translation:
    """A quote in the language of the answer, as the language model `model` made it by the prompt `prompt`."""

    text: str
    language: str
    model: str
    prompt: str

    def to_json(self) -> dict[str, Any]:
        """The translation in the contract's form, said to be a machine's."""
        return {
            "text": self.text,
            "language": self.language,
            "machine": True,
            "model": self.model,
            "prompt": self.prompt,
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in an answer, bound to a passage and a verbatim quote of it.

    `superseded_by` is None for a document in force; else the title or name of what took its place, empty
    where no document says it. `translation` is for readers of another language.
    """

    number: int
    passage: Passage
    quote: str
    superseded_by: str | None = None
    translation: Translation | None = None

    @property
    def language(self) -> str:
        """The language of the quote."""
        return quote_language(self.quote, self.passage)

    @property
    def date(self) -> str:
        """The date of that document as it states it; empty where it states none."""
        return self.passage.facets.get("dated", "")

    @property
    def document_id(self) -> str:
        """The document the quote stands in."""
        return self.passage.document_id

    @property
    def title(self) -> str:
        """The title of that document."""
        return self.passage.title

    @property
    def passage_id(self) -> str:
        """The passage the quote stands in."""
        return self.passage.passage_id

    @property
    def locator(self) -> Locator:
        """Where the quote stands in the document, or the passage where it was cut out of several places."""
        start = self.passage.text.find(self.quote)
        if start < 0:
            return self.passage.locator.within(0, len(self.passage.text))
        return self.passage.locator.within(start, start + len(self.quote))

    @property
    def url(self) -> str:
        """The document in the service, at the cited page where there are pages."""
        return document_url(self.document_id, self.locator)

    def to_json(self) -> dict[str, Any]:
        """The citation in the contract's form."""
        return {
            "number": self.number,
            "document_id": self.document_id,
            "title": self.title,
            "passage_id": self.passage_id,
            "quote": self.quote,
            "locator": self.locator.to_json(),
            "language": self.language,
            "translation": self.translation.to_json() if self.translation else None,
            "url": self.url,
            "links": source_links(self.passage, self.locator, self.quote),
            "date": self.date,
            "superseded": self.superseded_by is not None,
            "superseded_by": self.superseded_by or None,
        }


def document_url(document_id: str, locator: Locator | None = None) -> str:
    """The path of a document in the service, at the locator's page where it has one."""
    anchor = f"#page={locator.page}" if locator and locator.page else ""
    return f"/v1/documents/{url_quote(document_id)}{anchor}"


def quote_language(quote: str, passage: Passage) -> str:
    """The language of the passage, or another whose script the quote is in."""
    stated, written = passage.language, script_language(quote)
    return written if stated in ("", *_BY_SCRIPT) and any(map(str.isalpha, quote)) else stated
