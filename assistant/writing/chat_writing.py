"""Answers written by a chat model from numbered passages, cut into sentences with their citations."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from assistant.conversation.chat_follow_ups import standalone_prompt
from assistant.conversation.conversations import Turn
from assistant.drafts import Draft, DraftSentence, Source
from assistant.guarding import is_foreign, visible
from assistant.language_names import language_name
from assistant.quoting.sentence_choice import SentenceChoice
from assistant.settings import Settings
from assistant.writing.citation_marks import REFUSAL, MarkedSentence, has_refused, parse_marks
from assistant.writing.models import Completion, complete, open_chat_model, passage_room, token_counter
from assistant.writing.numbered_lines import numbered_lines
from assistant.writing.prompting import FramedPassages, defused, frame_passages, instructions, load_prompt
from retrieval.errors import CallerError, SettingsError, Unavailable
from retrieval.passages import Evidence

_LONGEST_TOKEN = 8  # characters, more than tokens have on average in any language
_REWRITING = 30.0  # seconds a model has for making a question standalone, before rules do it
_NOT_SHOWN = {
    "en": "Not shown, as it says nothing about the documents: {count} of the model's sentences.",
    "zh": "模型所写与文献无关、未予显示的句子：{count}。",
    "ru": "Не показано предложений модели, которые не относятся к документам: {count}.",
}


class ChatWriting:
    """Writes drafts with chat models, each opened once."""

    def __init__(self, settings: Settings, choice: SentenceChoice) -> None:
        self._settings = settings
        self._choice = choice
        self._models: dict[str, BaseChatModel] = {}
        self._lock = threading.Lock()
        self._instructions = instructions()

    def write(
        self,
        question: str,
        evidence: Sequence[Evidence],
        *,
        model: str,
        language: str,
        audience: str,
        gone: threading.Event | None = None,
    ) -> Draft:
        """The model's answer from `evidence` as sentences with sources.

        A sentence whose marks name no passage shown has no source. One that repeats the instructions, gives
        orders or has links or markup that the passages lack is left out, and a notice counts them. Raises
        Unavailable when the model does not answer, SettingsError when it cannot be opened and Cancelled
        once `gone` is set.
        """
        prompt = load_prompt("answer")
        chat = self.opened(model)
        values = {
            "question": defused(question),
            "language": language_name(language),
            "audience": audience,
            "refusal": REFUSAL,
        }
        framed = frame_passages(
            [e.passage for e in evidence],
            budget=self.room(model, prompt.render(passages="", **values)),
            length=self.length(model),
        )
        if evidence and not framed.shown:
            raise Unavailable(
                f"{model} reads too little at once for the instructions, a passage and an answer of "
                f"{self._settings.answer_tokens} tokens: allow fewer of these, or say its window"
            )
        completion, framed = self._completed(
            chat, framed, evidence, lambda passages: prompt.render(passages=passages, **values), gone
        )
        if has_refused(completion.text):
            return Draft(prompt=prompt.version_name)
        marked = parse_marks(completion.text, framed.shown, language=language)
        if completion.truncated:  # its last sentence is cut off
            marked = marked[:-1]
            if not marked:
                raise Unavailable(f"{model} ended no sentence in {self._settings.answer_tokens} tokens")
        written = [replace(s, text=visible(s.text)) for s in marked if not has_refused(s.text)]
        sources = [e.passage.text for e in evidence]
        kept = [s for s in written if self.may_show(s.text, sources)]
        notice = _NOT_SHOWN.get(language, _NOT_SHOWN["en"]).format(count=len(written) - len(kept))
        notices = (notice,) if len(kept) < len(written) else ()
        return Draft(self._sourced(kept, evidence), prompt.version_name, notices, suspect=bool(notices))

    def rewritten(
        self, question: str, turns: Sequence[Turn], *, model: str, gone: threading.Event | None = None
    ) -> tuple[str, str]:
        """`question` as the model makes it standalone after `turns`, unchecked, and the prompt's version.

        Raises as `write` does.
        """
        messages, version = standalone_prompt(question, turns)
        within = min(_REWRITING, self._settings.model_timeout)
        completion = self._complete(self.opened(model), messages, within=within, gone=gone)
        tells = self._instructions.of(completion.text, supported=False)
        return question if tells else visible(completion.text), version

    def lines(
        self, messages: Sequence[BaseMessage], *, model: str, gone: threading.Event | None = None
    ) -> dict[int, str]:
        """What the model writes behind each number after messages that ask for numbered lines.

        What was cut off in the end is left out. Raises as `write` does, and CallerError for a prompt that is
        too long.
        """
        within = self._settings.model_timeout
        completion = self._complete(self.opened(model), messages, within=within, gone=gone)
        found = numbered_lines(visible(completion.text))
        if completion.truncated and found:
            found.popitem()
        return found

    def may_show(self, text: str, sources: Sequence[str]) -> bool:
        """Whether a sentence repeats no instructions, gives no order and has no link that `sources` lack."""
        return not (self._instructions.of(text) or is_foreign(text, sources))

    def room(self, name: str, empty: Sequence[BaseMessage]) -> int | None:
        """How many tokens of passages a model reads beside a prompt without any; None when nobody knows."""
        window = self._settings.model_window if self._settings.is_of_provider(name) else None
        tokens = self._settings.answer_tokens
        return passage_room(self.opened(name), empty, max_tokens=tokens, window=window)

    def length(self, model: str) -> Callable[[str], int]:
        """What counts the tokens of a text for a model."""
        return token_counter(self.opened(model))

    def _completed(
        self,
        chat: BaseChatModel,
        framed: FramedPassages,
        evidence: Sequence[Evidence],
        rendered: Callable[[str], Sequence[BaseMessage]],
        gone: threading.Event | None,
    ) -> tuple[Completion, FramedPassages]:
        """What the model writes, of half the passages and half of those if it says the prompt is too long."""
        while True:
            try:
                within = self._settings.model_timeout
                return self._complete(chat, rendered(framed.text), within=within, gone=gone), framed
            except SettingsError:
                raise
            except CallerError as error:
                if framed.shown < 2:
                    raise Unavailable(str(error)) from error
                framed = frame_passages([e.passage for e in evidence[: framed.shown // 2]])

    def _complete(
        self,
        chat: BaseChatModel,
        messages: Sequence[BaseMessage],
        *,
        within: float,
        gone: threading.Event | None,
    ) -> Completion:
        """What the model writes; of a server that lets it write more than it was told, no more than that."""
        completion = complete(chat, messages, gone=gone, within=within)
        longest = self._settings.answer_tokens * _LONGEST_TOKEN
        if len(completion.text) <= longest:
            return completion
        return replace(completion, text=completion.text[:longest], truncated=True)

    def _sourced(
        self, marked: Sequence[MarkedSentence], evidence: Sequence[Evidence]
    ) -> tuple[DraftSentence, ...]:
        drafted = []
        for sentence in marked:
            cited = [evidence[number - 1] for number in sentence.citations]
            quotes = [self._choice.best_quote(sentence.text, e.passage) for e in cited]
            sources = tuple(Source(e, quote) for e, (quote, _) in zip(cited, quotes, strict=True) if quote)
            support = max((score for _, score in quotes), default=0.0)
            drafted.append(DraftSentence(sentence.text, sources, support))
        return tuple(drafted)

    def opened(self, name: str) -> BaseChatModel:
        """The model of that name, opened at first use."""
        with self._lock:
            if name not in self._models:
                s = self._settings
                ours = s.is_of_provider(name)
                self._models[name] = open_chat_model(
                    name,
                    base_url=s.model_base_url if ours else None,
                    api_key=s.model_api_key if ours else None,
                    timeout=s.model_timeout,
                    max_tokens=s.answer_tokens,
                    allow_downloads=s.allow_downloads,
                )
            return self._models[name]
