from __future__ import annotations

import json
import logging
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.log.answer_log import SCHEMA, AnswerLog, MadeWith
from assistant.log.record_file import RecordFile
from retrieval.errors import NotFound, Unavailable

MADE_WITH = MadeWith(3, "e5", "05aa8e4b", {"passages": 8, "model": "extractive"}, "0.1.0")
ASKED = {"language": None, "audience": "curator", "filters": {"kind": ["pdf"]}, "model": "extractive"}


def answer(answer_id: str = "a1", **changes: Any) -> dict[str, Any]:
    """An answer's JSON, with what JSON makes hard: three scripts, floats, half a character."""
    return {
        "id": answer_id, "question": "谁制作了孔雀钟？", "language": "zh", "refused": False,
        "text": "Кокс [1]",
        "citations": [{"number": 1, "passage_id": "p1", "document_id": "name-\udcff.md", "quote": "“Cox”\n"}],
        "passages": [{"passage_id": "p1", "score": 0.1 + 0.2}], "model": "extractive", "prompt": None,
        "left_out": ["Invented."], "timings_ms": {"retrieve": 3}, "conversation_id": None,
    } | changes  # fmt: skip


class Clock:
    """A time that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Iterator[RecordFile]:
    opened = RecordFile(tmp_path / "answers.sqlite", SCHEMA, patience=0.05)
    yield opened
    opened.close()


def test_an_answer_comes_back_exactly_as_it_was_given(file: RecordFile) -> None:
    log = AnswerLog(file, now=Clock())
    assert log.keep(answer(), ASKED, MADE_WITH)
    kept = log.answered("a1")
    assert kept.answer == answer()
    assert list(kept.answer) == list(answer())
    assert (kept.asked, kept.made_with) == (ASKED, MADE_WITH)
    assert kept.answered_at == "2026-03-01T00:00:00.000+00:00"
    assert kept.to_json()["made_with"]["index_generation"] == 3


def test_an_answer_is_in_the_log_though_old_ones_cannot_be_deleted_now(
    file: RecordFile, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def busy(*_: object) -> int:
        raise Unavailable("busy")

    monkeypatch.setattr(file, "delete", busy)
    log = AnswerLog(file, keep_days=1)
    assert log.keep(answer(), ASKED, MADE_WITH)
    assert log.answered("a1").answer == answer()
    assert caplog.messages == ["old answers are still in the log: busy"]


def test_an_answer_nobody_was_given_is_not_found(file: RecordFile) -> None:
    with pytest.raises(NotFound, match="'a2'"):
        AnswerLog(file).answered("a2")


def test_the_columns_are_for_whoever_looks_with_sql(file: RecordFile) -> None:
    AnswerLog(file).keep(answer(conversation_id="c-1", refused=True), ASKED, MADE_WITH)
    (row,) = file.rows("SELECT conversation_id, refused, model, embedding_fingerprint FROM answers")
    assert tuple(row) == ("c-1", 1, "extractive", "05aa8e4b")
    (cited,) = file.rows(
        "SELECT json_extract(c.value, '$.passage_id') FROM answers, json_each(answer, '$.citations') AS c"
    )
    assert tuple(cited) == ("p1",)


def test_an_answer_older_than_answers_are_kept_is_gone_and_then_deleted(file: RecordFile) -> None:
    clock = Clock()
    log = AnswerLog(file, keep_days=30, now=clock)
    log.keep(answer("old"), ASKED, MADE_WITH)
    clock.now += timedelta(days=29, hours=23)
    assert log.answered("old").answer["id"] == "old"
    log.keep(answer("young"), ASKED, MADE_WITH)
    clock.now += timedelta(hours=2)
    with pytest.raises(NotFound, match="30 days"):
        log.answered("old")
    assert log.purge() == 1
    assert [row["answer_id"] for row in file.rows("SELECT answer_id FROM answers")] == ["young"]


def test_a_new_answer_sweeps_out_old_ones(file: RecordFile) -> None:
    clock = Clock()
    AnswerLog(file, now=clock).keep(answer("old"), ASKED, MADE_WITH)
    clock.now += timedelta(days=2)
    AnswerLog(file, keep_days=1, now=clock).keep(answer("new"), ASKED, MADE_WITH)
    assert [row["answer_id"] for row in file.rows("SELECT answer_id FROM answers")] == ["new"]


def test_more_old_answers_than_are_deleted_at_once_all_go(file: RecordFile) -> None:
    clock = Clock()
    log = AnswerLog(file, now=clock)
    for number in range(450):
        log.keep(answer(f"a{number}"), ASKED, MADE_WITH)
    clock.now += timedelta(days=9)
    assert AnswerLog(file, keep_days=8, now=clock).purge() == 450


def test_without_a_limit_nothing_is_deleted(file: RecordFile) -> None:
    clock = Clock()
    log = AnswerLog(file, now=clock)
    log.keep(answer(), ASKED, MADE_WITH)
    clock.now += timedelta(days=10_000)
    assert log.purge() == 0
    assert log.answered("a1").answer["id"] == "a1"


def test_without_a_file_nothing_is_kept() -> None:
    log = AnswerLog(None, keep_days=1)
    assert not log.keep(answer(), ASKED, MADE_WITH)
    assert log.purge() == 0
    with pytest.raises(NotFound, match="none are kept"):
        log.answered("a1")


def test_a_locked_log_costs_a_warning_and_not_the_answer(
    file: RecordFile, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = AnswerLog(file)
    log.keep(answer(), ASKED, MADE_WITH)
    other = sqlite3.connect(tmp_path / "answers.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with caplog.at_level(logging.WARNING):
        assert not log.keep(answer("a2"), ASKED, MADE_WITH)
    assert "a2 is not in the log" in caplog.text
    other.close()
    assert log.keep(answer("a3"), ASKED, MADE_WITH)


def test_a_full_disk_costs_a_warning_and_not_the_answer(
    file: RecordFile, caplog: pytest.LogCaptureFixture
) -> None:
    log = AnswerLog(file)
    log.keep(answer(), ASKED, MADE_WITH)
    (pages,) = file.rows("PRAGMA page_count")[0]
    file.rows(f"PRAGMA max_page_count={pages}")
    assert not log.keep(answer("a2", text="x" * 100_000), ASKED, MADE_WITH)
    assert "a2 is not in the log" in caplog.text
    assert log.answered("a1").answer == answer()


_WRITER = """
import json, sys
from pathlib import Path
from assistant.log.answer_log import SCHEMA, AnswerLog, MadeWith
from assistant.log.record_file import RecordFile
log = AnswerLog(RecordFile(Path(sys.argv[1]), SCHEMA, patience=30))
made_with = MadeWith(1, "e5", "05aa", {}, "0.1.0")
for number in range(int(sys.argv[3])):
    answer = {"id": f"{sys.argv[2]}{number}", "question": "q", "language": "en", "refused": False,
              "model": "m", "prompt": None, "text": "x" * 5000}
    assert log.keep(answer, {}, made_with)
    print(answer["id"], flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Another process that keeps answers and says each when it is kept."""
    command = [sys.executable, "-c", _WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_keep_answers_at_once_and_none_is_lost(tmp_path: Path, file: RecordFile) -> None:
    path = tmp_path / "answers.sqlite"
    said = [process.communicate(timeout=60)[0].split() for process in
            [writer(path, "a", 60), writer(path, "b", 60)]]  # fmt: skip
    kept = {row["answer_id"] for row in file.rows("SELECT answer_id FROM answers")}
    assert kept == {*said[0], *said[1]}
    assert len(kept) == 120


def test_a_process_killed_while_it_writes_loses_no_answer_that_it_had_kept(
    tmp_path: Path, file: RecordFile
) -> None:
    process = writer(tmp_path / "answers.sqlite", "a", 100_000)
    assert process.stdout
    said = [process.stdout.readline().strip() for _ in range(40)]
    process.send_signal(signal.SIGKILL)
    said += process.communicate(timeout=60)[0].split()[:-1]  # the last line may be half a one
    assert process.returncode == -signal.SIGKILL
    assert [tuple(row) for row in file.rows("PRAGMA integrity_check")] == [("ok",)]
    rows = {row["answer_id"]: row["answer"] for row in file.rows("SELECT answer_id, answer FROM answers")}
    assert set(said) <= set(rows)
    assert all(json.loads(text)["text"] == "x" * 5000 for text in rows.values())
    assert AnswerLog(file).keep(answer("after"), ASKED, MADE_WITH)
