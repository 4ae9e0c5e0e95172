"""Quotes in another language than the answer's, translated by the model that wrote it, and checked."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.citations import Citation, Translation
from assistant.language_names import language_name
from assistant.writing.prompting import load_prompt
from retrieval.errors import CallerError, Unavailable
from retrieval.language.sentences import script_language
from retrieval.vocabulary.terms import LANGUAGES

if TYPE_CHECKING:
    from assistant.writing.chat_writing import ChatWriting
    from assistant.writing.checking import Checking

_TAG = re.compile(r"[<＜]")


class Translating:
    """Asks a chat model once for all translations of an answer, and takes those that hold."""

    def __init__(self, writing: ChatWriting, checking: Checking) -> None:
        self._writing, self._checking = writing, checking

    def translated(
        self, citations: Sequence[Citation], *, model: str, language: str, gone: threading.Event | None = None
    ) -> tuple[Citation, ...]:
        """The citations, those of another language than `language` with a translation if a sound one is made.

        A translation that says what its quote does not, or lacks a name, date or number of it, is left out,
        and so are all when the model does not answer.
        """
        foreign = [c for c in citations if c.language not in ("", language)]
        if not foreign:
            return tuple(citations)
        prompt = load_prompt("translation")
        messages = prompt.render(quotes="\n".join(map(_framed, foreign)), language=language_name(language))
        try:
            written = self._writing.lines(messages, model=model, gone=gone)
        except (Unavailable, CallerError):
            return tuple(citations)
        made = {
            c.number: Translation(written[c.number], language, model, prompt.version_name)
            for c in foreign
            if self._is_sound(c, written.get(c.number, ""), language)
        }
        return tuple(replace(c, translation=made.get(c.number)) for c in citations)

    def _is_sound(self, citation: Citation, text: str, language: str) -> bool:
        if not text or not self._writing.may_show(text, [citation.quote]):
            return False
        if language in LANGUAGES and script_language(text) != language:
            return False
        return self._checking.translates(text, citation.quote, language, citation.language)


def _framed(citation: Citation) -> str:
    """One quote on one line, with its number and language; nothing in it can close the frame."""
    quote = _TAG.sub("&lt;", " ".join(citation.quote.split()))
    name = language_name(citation.language)
    return f'<quote number="{citation.number}" language="{name}">{quote}</quote>'
