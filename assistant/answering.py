"""Question in, answer out: retrieve, write, keep what is cited, answer or refuse."""

from __future__ import annotations

import re
import threading
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.answers import Answer, Citation, FoundPassage, Sentence
from assistant.disagreeing import Rival, between, rival, with_rival
from assistant.drafts import Draft, DraftSentence
from assistant.extractive import statements, write_extract
from assistant.grounds import Grounds
from assistant.guarding import asks_about_orders
from assistant.openings import with_opening
from assistant.refusal.reasons import Refusal, refusal, searched_for
from assistant.refusing import Refusing, refusal_before, refusal_by_itself
from assistant.sentence_choice import SentenceChoice
from assistant.settings import EXTRACTIVE, Settings
from assistant.standing import superseded, superseded_notice
from retrieval.errors import Cancelled, Unavailable
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from retrieval.language.sentences import script_language
from retrieval.passages import Evidence
from retrieval.question_parts import question_parts

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
        self._grounds = Grounds(index, settings)
        self._refusing = Refusing(self._grounds)
        self._chat: ChatWriting | None = None
        self._check: Checking | None = None

    def answer(self, question: Question) -> Iterator[AnswerEvent]:
        """The passages found, each sentence that is cited, and last the whole answer."""
        language = question.language or script_language(question.text)
        began = time.perf_counter()
        searched = self._index.search(question.standalone, self._settings.passages, question.filters)
        evidence = with_opening(
            question.standalone, searched, partial(self._index.opening, filters=question.filters)
        )
        retrieved = time.perf_counter()
        added = [e for e in evidence if e not in searched]
        found = tuple(FoundPassage.of(e) for e in [*searched, *added])
        yield PassagesFound(found)
        if question.gone.is_set():
            raise Cancelled("nobody waits for the answer")
        guarded = refusal_by_itself((question.text, question.standalone), language)
        refused = guarded or refusal_before(question.standalone, evidence, language)
        other: Rival | None = None
        model, draft = (question.model, Draft()) if refused else self._write(question, evidence, language)
        written = time.perf_counter()
        if model == EXTRACTIVE:  # which quotes, and says nothing of its own
            refused = refused or self._refused(question, evidence, draft, language)
            draft = replace(draft, sentences=()) if refused else draft
            other = self._rival(question.standalone, evidence, draft)
            draft = with_rival(draft, other)
        else:
            draft = self._checking().checked(draft, evidence, language)
        sentences, citations, left_out = _numbered(draft.sentences, superseded(evidence))
        disagreements = between(other, sentences, citations)
        told = [*(d.notice(language) for d in disagreements), *_standing(citations, language)]
        draft = replace(draft, notices=(*draft.notices, *told))
        if not sentences and not guarded:
            refused = refused or refusal("not-answered", language)
            looked = searched_for(question.standalone, evidence, language)
            notices = (*draft.notices, refused.reason, looked)
            draft = replace(draft, notices=tuple(filter(None, notices)))
        checked = time.perf_counter()
        yield from sentences
        yield Answer(
            id=uuid.uuid4().hex,
            question=question.text,
            language=language,
            refused=not sentences,
            refusal=None if sentences else refused,
            disagreements=disagreements,
            text=_text(sentences) if sentences else _not_found(guarded, language),
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
        )

    def _write(self, question: Question, evidence: Sequence[Evidence], language: str) -> tuple[str, Draft]:
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

    def _refused(
        self, question: Question, evidence: Sequence[Evidence], draft: Draft, language: str
    ) -> Refusal | None:
        """Why an extract is not given."""
        if not draft.sentences:
            return refusal("nothing-near", language)
        return self._refusing.refusal(question.standalone, evidence, draft, language)

    def _rival(self, question: str, evidence: Sequence[Evidence], draft: Draft) -> Rival | None:
        """What disagrees with the first sentence of an extract, of a question in one part."""
        documents = {e.passage.document_id for e in evidence}
        if not draft.sentences or len(documents) < 2 or question_parts(question):
            return None
        candidates = statements(question, evidence, self._choice)
        return rival(question, candidates, self._index.wording.vocabulary, old=superseded(evidence))

    def _checking(self) -> Checking:
        if self._check is None:
            from assistant.checking import Checking  # the tables of verification, which an extract is spared

            self._check = Checking(self._grounds, self._choice)
        return self._check

    def chat_writing(self) -> ChatWriting:
        """What language models write with, made at first use."""
        if self._chat is None:
            from assistant.chat_writing import ChatWriting  # LangChain's, which an extract is spared

            self._chat = ChatWriting(self._settings, self._choice)
        return self._chat


def _standing(citations: Sequence[Citation], language: str) -> list[str]:
    """A notice for each document cited that is no longer in force."""
    old: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.superseded_by is not None:
            old.setdefault(citation.document_id, []).append(citation)
    return [
        superseded_notice(language, [c.number for c in cited], cited[0].title, cited[0].superseded_by or "")
        for cited in old.values()
    ]


def _numbered(
    drafted: Sequence[DraftSentence], old: Mapping[str, str]
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
            passage = source.evidence.passage
            successor = old.get(passage.document_id)
            citations.setdefault(key, Citation(len(citations) + 1, passage, source.quote, successor))
            numbers.append(citations[key].number)
        sentences.append(Sentence(draft.text, tuple(dict.fromkeys(numbers)), draft.support))
    return tuple(sentences), tuple(citations.values()), tuple(left_out)


def _not_found(guarded: Refusal | None, language: str) -> str:
    """What is said in place of an answer: the reason, where it lies in the question alone."""
    return guarded.reason if guarded else _NOT_FOUND.get(language, _NOT_FOUND["en"])


def _text(sentences: Sequence[Sentence]) -> str:
    """The sentences with their marks; numbers that a quoted text has in such brackets get round ones."""
    marked = (
        (_FOOTNOTE_MARK.sub(r"(\1)", s.text), "".join(f"[{n}]" for n in s.citations)) for s in sentences
    )
    return " ".join(f"{text} {marks}" for text, marks in marked)
