"""Conversations: what was asked and answered before, so that a question may lean on it.

Only its id opens a conversation, so an id should be one that nobody guesses: `new` asks for such a
one. A conversation keeps its last turns; one that nobody goes on with is forgotten.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.conversation.topics import Topic
from assistant.log.record_file import RecordFile
from retrieval.errors import CallerError, NotFound

SCHEMA = """
CREATE TABLE IF NOT EXISTS turns (
    conversation_id TEXT NOT NULL, number INTEGER NOT NULL, asked_at TEXT NOT NULL,
    answer_id TEXT NOT NULL, question TEXT NOT NULL, searched TEXT NOT NULL, text TEXT NOT NULL,
    refused INTEGER NOT NULL, topic TEXT NOT NULL, PRIMARY KEY (conversation_id, number)
) STRICT;
CREATE INDEX IF NOT EXISTS turns_by_date ON turns (asked_at)
"""
# A few at a time: others wait no longer than that takes.
_FORGET_OLD = """
DELETE FROM turns WHERE conversation_id IN (
    SELECT conversation_id FROM turns AS old WHERE asked_at < ? GROUP BY conversation_id
    HAVING max(asked_at) = (SELECT max(asked_at) FROM turns WHERE conversation_id = old.conversation_id)
    LIMIT 20
)
"""
NEW = "new"
MOST_TURNS = 20
_LONGEST_TEXT = 2000  # characters of an answer that are remembered
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation with its answer.

    `searched` is the question as it was searched for.
    """

    answer_id: str
    question: str
    searched: str
    text: str
    refused: bool = False
    topic: Topic = field(default_factory=Topic)
    asked_at: str = ""

    def to_json(self) -> dict[str, Any]:
        """The turn as JSON values."""
        return {
            "answer_id": self.answer_id,
            "asked_at": self.asked_at,
            "question": self.question,
            "searched": self.searched,
            "text": self.text,
            "refused": self.refused,
        }


class Conversations:
    """The turns of every conversation in one file; safe for several threads and processes.

    A conversation without a question for `keep_days` days is forgotten, with 0 never.
    """

    def __init__(
        self, file: RecordFile, *, keep_days: int = 0, now: Callable[[], datetime] | None = None
    ) -> None:
        self._file = file
        self._keep_days = keep_days
        self._now = now or (lambda: datetime.now(UTC))

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """The last turns, the oldest first; none when there is no such conversation."""
        rows = self._file.rows(
            "SELECT * FROM turns WHERE conversation_id = ? AND "
            "(SELECT max(asked_at) FROM turns WHERE conversation_id = ?) >= ? ORDER BY number",
            conversation_id,
            conversation_id,
            self._oldest(),
        )
        return tuple(
            Turn(
                answer_id=row["answer_id"],
                question=row["question"],
                searched=row["searched"],
                text=row["text"],
                refused=bool(row["refused"]),
                topic=_topic(row["topic"]),
                asked_at=row["asked_at"],
            )
            for row in rows
        )

    def add(self, conversation_id: str, turn: Turn, *, after: str | None = None) -> bool:
        """Write down a turn; the oldest goes when there are too many, and so do forgotten conversations.

        `after` is the answer of the turn that the question came after. Where that was forgotten while the
        question was being answered, nothing is written, as the turn may repeat what was said in it. Returns
        whether it was.
        """
        with self._file.writing() as db:
            self._file.delete(_FORGET_OLD, self._oldest())
            there = "SELECT 1 FROM turns WHERE conversation_id = ? AND answer_id = ?"
            if after is not None and not db.execute(there, (conversation_id, after)).fetchone():
                return False
            (last,) = db.execute(
                "SELECT coalesce(max(number), 0) FROM turns WHERE conversation_id = ?", (conversation_id,)
            ).fetchone()
            db.execute(
                "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    conversation_id,
                    last + 1,
                    _written(self._now()),
                    turn.answer_id,
                    _text(turn.question),
                    _text(turn.searched),
                    _text(turn.text[:_LONGEST_TEXT]),
                    int(turn.refused),
                    json.dumps(asdict(turn.topic)),
                ),
            )
            self._file.delete(
                "DELETE FROM turns WHERE conversation_id = ? AND number <= ?",
                conversation_id,
                last + 1 - MOST_TURNS,
            )
            return True

    def shown(self, conversation_id: str) -> tuple[Turn, ...]:
        """The last turns, the oldest first; NotFound when there is no such conversation."""
        found = self.turns(conversation_id)
        if not found:
            raise NotFound(f"no conversation {conversation_id!r}: it was forgotten, or never begun")
        return found

    def forget(self, conversation_id: str) -> int:
        """Delete a conversation; how many turns it had. NotFound when there is no such conversation."""
        found = self.shown(conversation_id)
        with self._file.writing():
            self._file.delete("DELETE FROM turns WHERE conversation_id = ?", conversation_id)
        return len(found)

    def purge(self) -> int:
        """Delete the conversations that nobody went on with for too long; how many turns they had."""
        purged = done = self._purge_some()
        while done:
            done = self._purge_some()
            purged += done
        return purged

    def _purge_some(self) -> int:
        if not self._keep_days:
            return 0
        with self._file.writing():
            return self._file.delete(_FORGET_OLD, self._oldest())

    def _oldest(self) -> str:
        return _written(self._now() - timedelta(days=self._keep_days)) if self._keep_days else ""


def conversation_of(given: str | None) -> str | None:
    """The id of the conversation a request names: a fresh one for `new`, None for none.

    Raises CallerError for what cannot be an id.
    """
    if given is None:
        return None
    if given == NEW:
        return secrets.token_urlsafe(16)
    if not _ID.fullmatch(given):
        raise CallerError(
            "a conversation's id has 1 to 64 letters, digits, hyphens and underscores; "
            f"{NEW!r} begins a conversation with an id that nobody guesses"
        )
    return given


def _topic(written: str) -> Topic:
    values = json.loads(written)
    return Topic(tuple(values["names"]), tuple(values["said"]))


def _text(text: str) -> str:
    """The text with no half characters, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode()


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
