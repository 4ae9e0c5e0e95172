"""A question from end to end: made standalone in its conversation, answered, written down."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.answering import AnswerEvent, Answering, Question
from assistant.answers import Answer
from assistant.conversation.conversations import SCHEMA as TURNS
from assistant.conversation.conversations import Conversations, Turn
from assistant.conversation.follow_ups import FollowUps, Standalone, sensible
from assistant.conversation.topics import Topic, Topics
from assistant.log.answer_log import SCHEMA as ANSWERS
from assistant.log.answer_log import AnswerLog, MadeWith
from assistant.log.record_file import RecordFile
from assistant.settings import EXTRACTIVE, Settings
from retrieval.errors import CallerError, Unavailable
from retrieval.index import PassageIndex

_log = logging.getLogger(__name__)


class Records:
    """The answer log and the conversations of a home, in one file.

    With `keep_answers` off no answer is kept, and conversations last as long as this process.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        keeping = settings.keep_answers
        self._file = RecordFile(path if keeping else None, f"{ANSWERS};\n{TURNS}")
        self.log = AnswerLog(self._file if keeping else None, keep_days=settings.keep_answers_days)
        self.conversations = Conversations(self._file, keep_days=settings.keep_conversations_days)

    def tidy(self) -> None:
        """Delete the answers and conversations that are older than they are kept; put off when the file is
        busy.
        """
        try:
            self.log.purge()
            self.conversations.purge()
        except Unavailable as error:
            _log.warning("old answers and conversations are still in the file: %s", error)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class Asking:
    """Answers questions with what was said before in mind, and keeps what is said."""

    def __init__(self, index: PassageIndex, settings: Settings, records: Records) -> None:
        self._answering = Answering(index, settings)
        self._index = index
        self._settings = settings
        self._records = records
        self._topics = Topics(index.wording.vocabulary)
        self._follow_ups = FollowUps(self._topics)

    def answer(self, question: Question) -> Iterator[AnswerEvent]:
        """The passages found, each checked sentence, and last the answer, which is then kept."""
        made_with = self.made_with()
        began = time.perf_counter()
        turns = self._turns(question.conversation_id)
        standalone = self._standalone(question, turns)
        rewriting = {"rewrite": round((time.perf_counter() - began) * 1000)} if turns else {}
        for event in self._answering.answer(replace(question, searched=standalone.text)):
            if isinstance(event, Answer):
                timings = {**rewriting, **event.timings_ms}
                event = replace(event, conversation_id=question.conversation_id, timings_ms=timings)
                self._records.log.keep(event.to_json(), asked(question, standalone.by), made_with)
                self._remember(event, turns)
            yield event

    def again(self, question: Question) -> tuple[Answer, MadeWith]:
        """The answer to a question as it was searched for, kept nowhere, and what it was made with."""
        made_with = self.made_with()
        *_, answer = self._answering.answer(question)
        assert isinstance(answer, Answer)
        return answer, made_with

    def made_with(self) -> MadeWith:
        """The state of the index, the settings and the version, as they are now."""
        return MadeWith(
            index_generation=self._index.generation,
            embedding_model=self._index.embedder.name,
            embedding_fingerprint=self._index.embedder.fingerprint,
            settings=self._settings.without_secrets(),
            version=version("studiolo"),
        )

    def _standalone(self, question: Question, turns: tuple[Turn, ...]) -> Standalone:
        """The question as the model makes it standalone, or as the rules do when it does not or errs."""
        if turns and question.model != EXTRACTIVE:
            try:
                written, prompt = self._answering.chat_writing().rewritten(
                    question.text, turns, model=question.model, gone=question.gone
                )
            except (Unavailable, CallerError) as error:
                _log.warning("a question is made standalone by rules: %s", error)
            else:
                text = sensible(written, question.text, turns, self._topics)
                if text:
                    return Standalone(text, by=prompt if text != question.text else None)
        return self._follow_ups.standalone(question.text, turns)

    def _turns(self, conversation_id: str | None) -> tuple[Turn, ...]:
        if conversation_id is None:
            return ()
        try:
            return self._records.conversations.turns(conversation_id)
        except Unavailable as error:
            _log.warning("a question is answered without its conversation: %s", error)
            return ()

    def _remember(self, answer: Answer, turns: tuple[Turn, ...]) -> None:
        if answer.conversation_id is None:
            return
        turn = Turn(
            answer_id=answer.id,
            question=answer.question,
            searched=answer.searched,
            text=answer.text,
            refused=answer.refused,
            topic=self._topics.of_turn(answer, turns[-1].topic if turns else Topic()),
        )
        try:
            after = turns[-1].answer_id if turns else None
            self._records.conversations.add(answer.conversation_id, turn, after=after)
        except Unavailable as error:
            _log.warning("the answer %s is not in its conversation: %s", answer.id, error)


def asked(question: Question, rewritten_by: str | None) -> Mapping[str, Any]:
    """What of a request beside its text bears on the answer, as JSON values."""
    return {
        "language": question.language,
        "audience": question.audience,
        "filters": question.filters.to_json(),
        "model": question.model,
        "rewritten_by": rewritten_by,
    }
