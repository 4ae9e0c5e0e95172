"""The answer log: every answer as it was given, with what it was made from and made with.

A row holds the answer's own JSON (evidence, quotes, timings and all), what was asked, the settings
without secrets, and the state of the index. Other tables of the same file hold conversations.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.log.record_file import RecordFile
from assistant.showing.html_views import answer_view
from retrieval.errors import NotFound, Unavailable

SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    answer_id TEXT PRIMARY KEY, answered_at TEXT NOT NULL, conversation_id TEXT,
    question TEXT NOT NULL, language TEXT NOT NULL, refused INTEGER NOT NULL,
    model TEXT NOT NULL, prompt TEXT, index_generation INTEGER NOT NULL,
    embedding_model TEXT NOT NULL, embedding_fingerprint TEXT NOT NULL, version TEXT NOT NULL,
    asked TEXT NOT NULL, settings TEXT NOT NULL, answer TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS answers_by_date ON answers (answered_at);
CREATE INDEX IF NOT EXISTS answers_by_conversation ON answers (conversation_id)
"""
_PURGED_AT_ONCE = 200  # rows a transaction: others wait no longer than that takes
_PURGE_EVERY = 3600  # seconds
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What an answer came from beside its evidence: the index's state, the settings, the version."""

    index_generation: int
    embedding_model: str
    embedding_fingerprint: str
    settings: Mapping[str, Any]
    version: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer out of the log: its JSON as it was given, when, what was asked and what made it.

    `asked` has the language, audience, filters and model of the request.
    """

    answer: Mapping[str, Any]
    answered_at: str
    asked: Mapping[str, Any]
    made_with: MadeWith

    def to_json(self) -> dict[str, Any]:
        """The whole record."""
        return {
            "answered_at": self.answered_at,
            "asked": dict(self.asked),
            "made_with": asdict(self.made_with),
            "answer": dict(self.answer),
        }

    def _repr_html_(self) -> str:
        return answer_view(dict(self.answer))


class AnswerLog:
    """Keeps answers for `keep_days` days, 0 for ever; safe for several threads and processes.

    Without a file nothing is kept. `now` is the time, in UTC.
    """

    def __init__(
        self, file: RecordFile | None, *, keep_days: int = 0, now: Callable[[], datetime] | None = None
    ) -> None:
        self._file = file
        self._keep_days = keep_days
        self._now = now or (lambda: datetime.now(UTC))
        self._next_purge = 0.0

    def keep(self, answer: Mapping[str, Any], asked: Mapping[str, Any], made_with: MadeWith) -> bool:
        """Write an answer down; whether it was. A log that fails costs a warning, not the answer."""
        if self._file is None:
            return False
        try:
            with self._file.writing() as db:
                db.execute(
                    f"INSERT INTO answers VALUES ({', '.join('?' * 15)})",
                    _row(answer, asked, made_with, self._now()),
                )
        except Unavailable as error:
            _log.warning("the answer %s is not in the log: %s", answer["id"], error)
            return False
        try:
            self._purge_a_little()
        except Unavailable as error:
            _log.warning("old answers are still in the log: %s", error)
        return True

    def answered(self, answer_id: str) -> KeptAnswer:
        """One answer; NotFound when there is none, or it is older than answers are kept."""
        rows = self._file.rows("SELECT * FROM answers WHERE answer_id = ?", answer_id) if self._file else []
        if not rows or rows[0]["answered_at"] < self._oldest():
            kept = f"answers are kept for {self._keep_days} days" if self._keep_days else "check the id"
            raise NotFound(f"no answer {answer_id!r} in the log: {kept if self._file else 'none are kept'}")
        row = rows[0]
        return KeptAnswer(
            answer=json.loads(row["answer"]),
            answered_at=row["answered_at"],
            asked=json.loads(row["asked"]),
            made_with=MadeWith(
                row["index_generation"],
                row["embedding_model"],
                row["embedding_fingerprint"],
                json.loads(row["settings"]),
                row["version"],
            ),
        )

    def purge(self) -> int:
        """Delete the answers that are older than answers are kept; how many."""
        purged = done = self._purge_some()
        while done == _PURGED_AT_ONCE:
            done = self._purge_some()
            purged += done
        return purged

    def _purge_a_little(self) -> None:
        """Delete some of what is too old, once an hour or until nothing is left: an answer waits for this."""
        if time.monotonic() >= self._next_purge and self._purge_some() < _PURGED_AT_ONCE:
            self._next_purge = time.monotonic() + _PURGE_EVERY

    def _purge_some(self) -> int:
        if self._file is None or not self._keep_days:
            return 0
        with self._file.writing():
            return self._file.delete(
                "DELETE FROM answers WHERE answer_id IN "
                "(SELECT answer_id FROM answers WHERE answered_at < ? ORDER BY answered_at LIMIT ?)",
                self._oldest(),
                _PURGED_AT_ONCE,
            )

    def _oldest(self) -> str:
        """The earliest date of an answer that is still kept."""
        return _written(self._now() - timedelta(days=self._keep_days)) if self._keep_days else ""


def _row(
    answer: Mapping[str, Any], asked: Mapping[str, Any], made_with: MadeWith, now: datetime
) -> tuple[Any, ...]:
    return (
        answer["id"],
        _written(now),
        answer.get("conversation_id"),
        answer["question"].encode("utf-8", "replace").decode(),
        answer["language"],
        int(answer["refused"]),
        answer["model"],
        answer["prompt"],
        made_with.index_generation,
        made_with.embedding_model,
        made_with.embedding_fingerprint,
        made_with.version,
        _json(asked),
        _json(made_with.settings),
        _json(answer),
    )


def _json(value: Any) -> str:
    """Readable JSON; with escapes where a file name that is no text has left half a character."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or _is_whole(text) else json.dumps(value)


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
