"""Sentences of an answer that are too hard for its readers, made easier by the model, and checked again."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.audiences import TARGETS
from assistant.drafts import Draft, DraftSentence
from assistant.language_names import language_name
from assistant.reading_level import reading_level
from assistant.writing.citation_marks import parse_marks
from assistant.writing.prompting import defused, frame_passages, load_prompt
from retrieval.errors import CallerError, Unavailable
from retrieval.passages import Passage

if TYPE_CHECKING:
    from assistant.writing.chat_writing import ChatWriting
    from assistant.writing.checking import Checking

_MOST_PARTS = 4  # sentences that one may become


class Simplifying:
    """Asks a chat model once for easier sentences, and takes those that hold."""

    def __init__(self, writing: ChatWriting, checking: Checking) -> None:
        self._writing, self._checking = writing, checking

    def simplified(
        self, draft: Draft, *, model: str, language: str, audience: str, gone: threading.Event | None = None
    ) -> Draft:
        """`draft`, its sentences that are harder than `audience` needs made easier where that can be done.

        A sentence gives way only to others that are easier, that its own passages support, and that keep all
        its names, dates and numbers. All stay as they are when the model does not answer.
        """
        target = TARGETS[audience]
        hard = [s for s in draft.sentences if s.sources and _is_harder(s.text, language, target)]
        if not hard:
            return draft
        try:
            written = self._written(hard, model=model, language=language, audience=audience, gone=gone)
        except (Unavailable, CallerError):
            return draft
        easier = {
            sentence.text: parts
            for number, sentence in enumerate(hard, start=1)
            if (parts := self._parts(sentence, written.get(number, ""), language))
        }
        sentences = [part for s in draft.sentences for part in easier.get(s.text, (s,))]
        prompt = load_prompt("simpler").version_name if easier else None
        return replace(draft, sentences=tuple(sentences), simpler=prompt)

    def _written(
        self,
        hard: Sequence[DraftSentence],
        *,
        model: str,
        language: str,
        audience: str,
        gone: threading.Event | None,
    ) -> dict[int, str]:
        """What the model makes of each sentence, by its number from 1."""
        prompt = load_prompt("simpler")
        lines = [f"{i}. {' '.join(defused(s.text).split())}" for i, s in enumerate(hard, start=1)]
        values = {
            "sentences": "\n".join(lines),
            "language": language_name(language),
            "audience": audience,
        }
        framed = frame_passages(
            _passages_of(hard),
            budget=self._writing.room(model, prompt.render(passages="", **values)),
            length=self._writing.length(model),
        )
        return self._writing.lines(prompt.render(passages=framed.text, **values), model=model, gone=gone)

    def _parts(self, sentence: DraftSentence, written: str, language: str) -> tuple[DraftSentence, ...]:
        """The sentences that take the place of `sentence`; none when it has to stay."""
        texts = [marked.text for marked in parse_marks(written, 0, language=language)]
        sources = [source.evidence.passage.text for source in sentence.sources]
        if not 1 <= len(texts) <= _MOST_PARTS or not all(self._writing.may_show(t, sources) for t in texts):
            return ()
        before, after = reading_level([sentence.text], language), reading_level(texts, language)
        if before is None or after is None or after >= before:
            return ()
        support = [self._checking.support(text, sentence.sources, language) for text in texts]
        if None in support or self._checking.loses(sentence.text, " ".join(texts), language):
            return ()
        return tuple(
            DraftSentence(text, sentence.sources, held)
            for text, held in zip(texts, support, strict=True)
            if held is not None
        )


def _is_harder(text: str, language: str, target: float | None) -> bool:
    level = reading_level([text], language)
    return target is not None and level is not None and level > target


def _passages_of(sentences: Sequence[DraftSentence]) -> list[Passage]:
    passages = [source.evidence.passage for sentence in sentences for source in sentence.sources]
    return list({passage.passage_id: passage for passage in passages}.values())
