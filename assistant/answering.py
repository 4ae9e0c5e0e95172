"""Question in, answer out: retrieve, write, keep what is cited, answer or refuse."""

from __future__ import annotations

import re
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answers import Answer, Citation, FoundPassage, Sentence
from assistant.asked_numbers import asks_of_unknown_object
from assistant.drafts import Draft, DraftSentence
from assistant.extractive import write_extract
from assistant.guarding import asks_about_orders, refusal_of
from assistant.guarding.questions import REFUSALS
from assistant.sentence_choice import SentenceChoice
from assistant.settings import EXTRACTIVE, Settings
from retrieval.errors import Cancelled, Unavailable
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from retrieval.language.sentences import script_language
from retrieval.passages import Evidence

if TYPE_CHECKING:
    from assistant.chat_writing import ChatWriting
    from assistant.checking import Checking

_NOT_FOUND = {
    "en": "The documents do not answer this.",
    "zh": "文献中没有找到答案。",
    "ru": "В документах нет ответа на этот вопрос.",
}
_MODEL_AWAY = {
    "en": "The model {model} did not answer, so this is quoted from the documents.",
    "zh": "模型 {model} 没有应答，以下内容直接引自文献。",
    "ru": "Модель {model} не ответила, поэтому ответ составлен из цитат.",
}
_FOOTNOTE_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, by whom it will be read, and who writes the answer.

    `searched` is the question as it stands alone, where it leans on its conversation; `gone` is set
    when nobody waits for the answer any more.
    """

    text: str
    model: str
    language: str | None = None
    audience: str = "curator"
    filters: Filters = field(default_factory=Filters)
    conversation_id: str | None = None
    searched: str = ""
    gone: threading.Event = field(default_factory=threading.Event, compare=False)

    @property
    def standalone(self) -> str:
        """What to search for and to answer."""
        return self.searched or self.text


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """The first thing known of an answer: the evidence, best first."""

    passages: tuple[FoundPassage, ...]


AnswerEvent = PassagesFound | Sentence | Answer


class Answering:
    """Answers questions from one index."""

    def __init__(self, index: PassageIndex, settings: Settings) -> None:
        self._index = index
        self._settings = settings
        self._choice = SentenceChoice(index)
        self._chat: ChatWriting | None = None
        self._check: Checking | None = None

    def answer(self, question: Question) -> Iterator[AnswerEvent]:
        """The passages found, each sentence that is cited, and last the whole answer."""
        language = question.language or script_language(question.text)
        began = time.perf_counter()
        evidence = self._index.search(question.standalone, self._settings.passages, question.filters)
        retrieved = time.perf_counter()
        found = tuple(FoundPassage.of(e) for e in evidence)
        yield PassagesFound(found)
        if question.gone.is_set():
            raise Cancelled("nobody waits for the answer")
        refusal = refusal_of(question.text) or refusal_of(question.standalone)
        model, draft = (question.model, Draft()) if refusal else self._write(question, evidence, language)
        written = time.perf_counter()
        if model != EXTRACTIVE:  # which quotes and says nothing of its own
            draft = self._checking().checked(draft, evidence, language)
        sentences, citations, left_out = _numbered(draft.sentences)
        checked = time.perf_counter()
        yield from sentences
        yield Answer(
            id=uuid.uuid4().hex,
            question=question.text,
            language=language,
            refused=not sentences,
            text=_text(sentences) if sentences else _refused(refusal, language),
            sentences=sentences,
            citations=citations,
            passages=found,
            model=model,
            prompt=draft.prompt,
            timings_ms={
                "retrieve": round((retrieved - began) * 1000),
                "write": round((written - retrieved) * 1000),
                "verify": round((checked - written) * 1000),
            },
            left_out=() if draft.suspect else left_out,
            notices=draft.notices,
            searched=question.standalone,
            conversation_id=question.conversation_id,
            refusal=refusal,
        )

    def _write(self, question: Question, evidence: Sequence[Evidence], language: str) -> tuple[str, Draft]:
        if not evidence or asks_of_unknown_object(question.standalone, evidence):
            return question.model, Draft()
        if question.model == EXTRACTIVE or asks_about_orders(question.standalone):
            return EXTRACTIVE, write_extract(question.standalone, evidence, self._choice)
        try:
            return question.model, self.chat_writing().write(
                question.standalone,
                evidence,
                model=question.model,
                language=language,
                audience=question.audience,
                gone=question.gone,
            )
        except Unavailable:
            draft = write_extract(question.standalone, evidence, self._choice)
            notice = _MODEL_AWAY.get(language, _MODEL_AWAY["en"]).format(model=question.model)
            return EXTRACTIVE, Draft(draft.sentences, notices=(notice,))

    def _checking(self) -> Checking:
        if self._check is None:
            from assistant.checking import Checking  # the tables of verification, which an extract is spared

            self._check = Checking(self._index, self._settings, self._choice)
        return self._check

    def chat_writing(self) -> ChatWriting:
        """What language models write with, made at first use."""
        if self._chat is None:
            from assistant.chat_writing import ChatWriting  # LangChain's, which an extract is spared

            self._chat = ChatWriting(self._settings, self._choice)
        return self._chat


def _numbered(
    drafted: Sequence[DraftSentence],
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...], tuple[str, ...]]:
    """The cited sentences with citations numbered as they come, and the sentences without one."""
    citations: dict[tuple[str, str], Citation] = {}
    sentences: list[Sentence] = []
    left_out: list[str] = []
    for draft in drafted:
        if not draft.sources:
            left_out.append(draft.text)
            continue
        numbers = []
        for source in draft.sources:
            key = (source.evidence.passage.passage_id, source.quote)
            citations.setdefault(key, Citation(len(citations) + 1, source.evidence.passage, source.quote))
            numbers.append(citations[key].number)
        sentences.append(Sentence(draft.text, tuple(dict.fromkeys(numbers)), draft.support))
    return tuple(sentences), tuple(citations.values()), tuple(left_out)


def _refused(refusal: str | None, language: str) -> str:
    said = REFUSALS[refusal] if refusal else _NOT_FOUND
    return said.get(language, said["en"])


def _text(sentences: Sequence[Sentence]) -> str:
    """The sentences with their marks; numbers that a quoted text has in such brackets get round ones."""
    marked = (
        (_FOOTNOTE_MARK.sub(r"(\1)", s.text), "".join(f"[{n}]" for n in s.citations)) for s in sentences
    )
    return " ".join(f"{text} {marks}" for text, marks in marked)
