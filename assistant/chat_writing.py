"""Answers written by a chat model from numbered passages, cut into sentences with their citations."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from langchain_core.language_models import BaseChatModel

from assistant.citation_marks import REFUSAL, MarkedSentence, has_refused, parse_marks
from assistant.drafts import Draft, DraftSentence, Source
from assistant.models import complete, open_chat_model, passage_room, token_counter
from assistant.prompting import frame_passages, language_name, load_prompt
from assistant.sentence_choice import SentenceChoice
from assistant.settings import Settings
from retrieval.passages import Evidence

AUDIENCES = {
    "curator": "curators and conservators",
    "public": "museum visitors",
    "youth": "schoolchildren of about twelve",
}


class ChatWriting:
    """Writes drafts with chat models, each opened once."""

    def __init__(self, settings: Settings, choice: SentenceChoice) -> None:
        self._settings = settings
        self._choice = choice
        self._models: dict[str, BaseChatModel] = {}
        self._lock = threading.Lock()

    def write(
        self, question: str, evidence: Sequence[Evidence], *, model: str, language: str, audience: str
    ) -> Draft:
        """The model's answer from `evidence` as sentences with sources.

        A sentence whose marks name no passage shown has no source. Raises Unavailable when the model
        does not answer and SettingsError when it cannot be opened.
        """
        prompt = load_prompt("answer")
        chat = self._opened(model)
        values = {
            "question": question,
            "language": language_name(language),
            "audience": AUDIENCES[audience],
            "refusal": REFUSAL,
        }
        empty = prompt.render(passages="", **values)
        framed = frame_passages(
            [e.passage for e in evidence],
            budget=passage_room(chat, empty, max_tokens=self._settings.answer_tokens),
            length=token_counter(chat),
        )
        completion = complete(chat, prompt.render(passages=framed.text, **values))
        if has_refused(completion.text):
            return Draft(prompt=prompt.version_name)
        marked = parse_marks(completion.text, framed.shown, language=language)
        if completion.truncated:  # its last sentence is cut off
            marked = marked[:-1]
        kept = [sentence for sentence in marked if not has_refused(sentence.text)]
        return Draft(self._sourced(kept, evidence), prompt=prompt.version_name)

    def _sourced(
        self, marked: Sequence[MarkedSentence], evidence: Sequence[Evidence]
    ) -> tuple[DraftSentence, ...]:
        drafted = []
        for sentence in marked:
            cited = [evidence[number - 1] for number in sentence.citations]
            quotes = [self._choice.best_quote(sentence.text, e.passage) for e in cited]
            sources = tuple(Source(e, quote) for e, (quote, _) in zip(cited, quotes, strict=True))
            support = max((score for _, score in quotes), default=0.0)
            drafted.append(DraftSentence(sentence.text, sources, support))
        return tuple(drafted)

    def _opened(self, name: str) -> BaseChatModel:
        with self._lock:
            if name not in self._models:
                s = self._settings
                ours = name == s.model  # the address and key in the settings are that model's alone
                self._models[name] = open_chat_model(
                    name,
                    base_url=s.model_base_url if ours else None,
                    api_key=s.model_api_key if ours else None,
                    timeout=s.model_timeout,
                    max_tokens=s.answer_tokens,
                    allow_downloads=s.allow_downloads,
                )
            return self._models[name]
