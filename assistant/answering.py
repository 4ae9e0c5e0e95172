"""Question in, answer out: retrieve, write, keep what is cited, answer or refuse."""

from __future__ import annotations

import logging
import re
import threading
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.answers import Answer, FoundPassage, Sentence
from assistant.audiences import answer_level
from assistant.citations import Citation
from assistant.clock import Clock
from assistant.drafts import Draft
from assistant.grounds import Grounds, ground_text, whole_text
from assistant.guarding import asks_about_orders
from assistant.numbering import level_of, marked_text, numbered
from assistant.quoting.disagreeing import Rival, between, rival, with_rival
from assistant.quoting.easier_quotes import easier_extract
from assistant.quoting.extractive import write_extract
from assistant.quoting.openings import with_opening
from assistant.quoting.sentence_choice import SentenceChoice
from assistant.quoting.standing import superseded, superseded_notices
from assistant.refusal.reasons import Refusal, refusal, searched_for
from assistant.refusal.refusing import Refusing, refusal_before, refusal_by_itself, refusal_of_nothing
from assistant.settings import EXTRACTIVE, Settings
from retrieval.errors import Cancelled, Unavailable
from retrieval.filters import EVERYTHING, Filters
from retrieval.index import PassageIndex
from retrieval.language.sentences import script_language
from retrieval.passages import Evidence
from retrieval.search.question_parts import question_parts

if TYPE_CHECKING:
    from assistant.writing.chat_writing import ChatWriting
    from assistant.writing.checking import Checking

_log = logging.getLogger(__name__)
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
_OWN_WORDS = {
    "en": re.compile(r"(?<!\w)[a-z]{2,}"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "ru": re.compile(r"(?<!\w)[а-яё]{2,}"),
}
_OTHER_LANGUAGE = {
    "en": "The model {model} wrote in another language than English.",
    "zh": "模型 {model} 没有用中文作答。",
    "ru": "Модель {model} ответила не на русском языке.",
}


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
        self._grounds = Grounds(index, settings)
        self._choice = SentenceChoice(index, self._grounds)
        self._refusing = Refusing(self._grounds)
        self._chat: ChatWriting | None = None
        self._check: Checking | None = None

    def answer(self, question: Question) -> Iterator[AnswerEvent]:
        """The passages found, each sentence that is cited, and last the whole answer."""
        language = question.language or script_language(question.text)
        clock = Clock()
        searched = self._index.search(question.standalone, self._settings.passages, question.filters)
        evidence = with_opening(
            question.standalone, searched, partial(self._index.opening, filters=question.filters)
        )
        clock.lap("retrieve")
        added = [e for e in evidence if e not in searched]
        found = tuple(FoundPassage.of(e) for e in [*searched, *added])
        yield PassagesFound(found)
        _still_awaited(question)
        guarded = refusal_by_itself((question.text, question.standalone), language)
        refused = guarded or self._refused_before(question, evidence, language)
        other: Rival | None = None
        model, draft = (question.model, Draft()) if refused else self._write(question, evidence, language)
        clock.lap("write")
        _still_awaited(question)
        if model == EXTRACTIVE:  # which quotes, and says nothing of its own
            refused = refused or self._refused(question, evidence, draft, language)
            draft = replace(draft, sentences=()) if refused else draft
            _still_awaited(question)
            other = self._rival(question.standalone, evidence, draft)
            draft = with_rival(draft, other) if other else self._spared(question, evidence, draft)
            clock.lap("verify")
        else:
            draft = self._checking().checked(draft, evidence, language)
            clock.lap("verify")
            draft = self._simplified(question, draft, language)
            clock.lap("simplify")
        sentences, citations, left_out = numbered(draft.sentences, superseded(evidence))
        yield from sentences
        if model != EXTRACTIVE:
            citations = self._translated(question, citations, language)
            clock.lap("translate")
        level = level_of(sentences, citations, question.audience, draft.simpler)
        disagreements = between(other, sentences, citations)
        told = [*(d.notice(language) for d in disagreements), *superseded_notices(citations, language)]
        said = " ".join(sentence.text for sentence in sentences)
        if model != EXTRACTIVE and said and _is_in_another_language(said, language):
            told.append(_OTHER_LANGUAGE[language].format(model=model))
        told += [level.notice(language, quoted=model == EXTRACTIVE)] if level else []
        draft = replace(draft, notices=(*draft.notices, *filter(None, told)))
        if not sentences and not guarded:
            refused = refused or refusal("not-answered", language)
            looked = searched_for(question.standalone, evidence, language)
            notices = (*draft.notices, refused.reason, looked)
            draft = replace(draft, notices=tuple(filter(None, notices)))
        yield Answer(
            id=uuid.uuid4().hex,
            question=question.text,
            language=language,
            refused=not sentences,
            refusal=None if sentences else refused,
            disagreements=disagreements,
            text=marked_text(sentences) if sentences else _not_found(guarded, language),
            sentences=sentences,
            citations=citations,
            passages=found,
            model=model,
            prompt=draft.prompt,
            timings_ms=clock.laps,
            left_out=() if draft.suspect else left_out,
            notices=draft.notices,
            searched=question.standalone,
            conversation_id=question.conversation_id,
            audience=question.audience,
            reading_level=level,
        )

    def _write(self, question: Question, evidence: Sequence[Evidence], language: str) -> tuple[str, Draft]:
        if question.model == EXTRACTIVE or asks_about_orders(question.standalone):
            return EXTRACTIVE, write_extract(question.standalone, evidence, self._choice)
        try:
            with ThreadPoolExecutor(1) as beside:  # which reads the evidence while the model writes of it
                beside.submit(self._checking().prepare, evidence)
                return question.model, self.chat_writing().write(
                    question.standalone,
                    evidence,
                    model=question.model,
                    language=language,
                    audience=question.audience,
                    gone=question.gone,
                )
        except Unavailable as error:
            _log.warning("an answer is quoted, as its model is away: %s", error)
            draft = write_extract(question.standalone, evidence, self._choice)
            notice = _MODEL_AWAY.get(language, _MODEL_AWAY["en"]).format(model=question.model)
            return EXTRACTIVE, Draft(draft.sentences, notices=(notice,))

    def _refused_before(
        self, question: Question, evidence: Sequence[Evidence], language: str
    ) -> Refusal | None:
        """Why nothing is to be written at all."""
        if evidence:
            return refusal_before(question.standalone, evidence, language)
        filtered = question.filters != EVERYTHING
        return refusal_of_nothing(language, held=self._index.count(), filtered=filtered)

    def _refused(
        self, question: Question, evidence: Sequence[Evidence], draft: Draft, language: str
    ) -> Refusal | None:
        """Why an extract is not given."""
        if not draft.sentences:
            held = any(whole_text(e) != ground_text(e) for e in evidence)
            return refusal("not-answered" if held else "nothing-near", language)
        return self._refusing.refusal(question.standalone, evidence, draft, language)

    def _rival(self, question: str, evidence: Sequence[Evidence], draft: Draft) -> Rival | None:
        """What disagrees with the first sentence of an extract, of a question in one part."""
        documents = {e.passage.document_id for e in evidence}
        if not draft.sentences or len(documents) < 2 or question_parts(question):
            return None
        candidates = self._choice.candidates(question, evidence)
        return rival(question, candidates, self._index.wording.vocabulary, old=superseded(evidence))

    def _spared(self, question: Question, evidence: Sequence[Evidence], draft: Draft) -> Draft:
        """An extract without the quotes that its readers can be spared."""
        if not draft.sentences or question.audience == "curator" or question_parts(question.standalone):
            return draft
        candidates = self._choice.candidates(question.standalone, evidence)
        return easier_extract(draft, candidates, question.audience)

    def _simplified(self, question: Question, draft: Draft, language: str) -> Draft:
        """A model's sentences, made easier where all together are too hard for their readers."""
        said = [(s.text, language) for s in draft.sentences if s.sources]
        level = answer_level(said, question.audience)
        if level is None or level.kept:
            return draft
        from assistant.writing.simplifying import Simplifying  # a model's prompts, which an extract is spared

        asked = Simplifying(self.chat_writing(), self._checking())
        return asked.simplified(
            draft, model=question.model, language=language, audience=question.audience, gone=question.gone
        )

    def _translated(
        self, question: Question, citations: tuple[Citation, ...], language: str
    ) -> tuple[Citation, ...]:
        """Citations with translations of the quotes that are in another language than the answer."""
        if all(citation.language in ("", language) for citation in citations):
            return citations
        from assistant.writing.translating import Translating  # a model's prompts, which an extract is spared

        asked = Translating(self.chat_writing(), self._checking())
        return asked.translated(citations, model=question.model, language=language, gone=question.gone)

    def _checking(self) -> Checking:
        if self._check is None:
            from assistant.writing.checking import (
                Checking,  # verification's tables, which an extract is spared
            )

            self._check = Checking(self._grounds, self._choice)
        return self._check

    def chat_writing(self) -> ChatWriting:
        """What language models write with, made at first use."""
        if self._chat is None:
            from assistant.writing.chat_writing import ChatWriting  # LangChain's, which an extract is spared

            self._chat = ChatWriting(self._settings, self._choice)
        return self._chat


def _still_awaited(question: Question) -> None:
    """Raises Cancelled where the asker is gone."""
    if question.gone.is_set():
        raise Cancelled("nobody waits for the answer")


def _is_in_another_language(text: str, language: str) -> bool:
    """Whether a text is in another script than its language has, with no word of the language but names."""
    word = _OWN_WORDS.get(language)
    return word is not None and script_language(text) != language and not word.search(text)


def _not_found(guarded: Refusal | None, language: str) -> str:
    """What is said in place of an answer: the reason, where it lies in the question alone."""
    return guarded.reason if guarded else _NOT_FOUND.get(language, _NOT_FOUND["en"])
