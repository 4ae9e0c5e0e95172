from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.conversation.conversations import MOST_TURNS, NEW, SCHEMA, Conversations, Turn, conversation_of
from assistant.conversation.topics import Topic
from assistant.log.record_file import RecordFile
from retrieval.errors import CallerError, NotFound

TURN = Turn("a1", "Кто сделал часы?", "Кто сделал часы?", "Кокс [1]", topic=Topic(("часы",), ("Кокс",)))


class Clock:
    """A time that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[RecordFile]:
    opened = RecordFile(tmp_path / "answers.sqlite", SCHEMA)
    yield opened
    opened.close()


@pytest.fixture
def conversations(file: RecordFile, clock: Clock) -> Conversations:
    return Conversations(file, keep_days=30, now=clock)


def turn(number: int) -> Turn:
    return Turn(f"a{number}", f"Question {number}?", f"Question {number}?", "Text.")


def test_turns_come_back_as_they_were_in_their_order(conversations: Conversations) -> None:
    conversations.add("c", TURN)
    conversations.add("c", turn(2))
    first, second = conversations.turns("c")
    assert (first.topic, first.question, first.text) == (TURN.topic, TURN.question, TURN.text)
    assert first.asked_at == "2026-03-01T00:00:00.000+00:00"
    assert second.answer_id == "a2"


def test_one_conversation_never_shows_another(conversations: Conversations) -> None:
    conversations.add("mine", turn(1))
    conversations.add("yours", turn(2))
    assert [t.answer_id for t in conversations.turns("mine")] == ["a1"]
    for other in ("min", "MINE", "mine%", "_ine", "", "mine' OR '1'='1"):
        assert conversations.turns(other) == ()


def test_only_the_last_turns_are_remembered(conversations: Conversations) -> None:
    for number in range(MOST_TURNS + 3):
        conversations.add("c", turn(number))
    remembered = conversations.turns("c")
    assert len(remembered) == MOST_TURNS
    assert remembered[-1].answer_id == f"a{MOST_TURNS + 2}"


def test_a_long_answer_is_remembered_by_its_beginning(conversations: Conversations) -> None:
    conversations.add("c", Turn("a1", "q", "q", "x" * 100_000))
    assert len(conversations.turns("c")[0].text) == 2000


def test_a_forgotten_conversation_is_gone_from_the_file_and_others_stay(
    conversations: Conversations, file: RecordFile
) -> None:
    conversations.add("c", turn(1))
    conversations.add("d", turn(2))
    assert conversations.forget("c") == 1
    assert conversations.turns("c") == ()
    assert [row["conversation_id"] for row in file.rows("SELECT * FROM turns")] == ["d"]
    for again in (conversations.forget, conversations.shown):
        with pytest.raises(NotFound, match="'c'"):
            again("c")


def test_an_answer_to_a_conversation_that_was_forgotten_meanwhile_is_no_turn_of_it(
    conversations: Conversations,
) -> None:
    conversations.add("a", turn(1))
    assert conversations.add("a", turn(2), after=turn(1).answer_id)
    conversations.forget("a")
    assert not conversations.add("a", turn(3), after=turn(2).answer_id)
    assert conversations.turns("a") == ()
    conversations.add("a", turn(4))  # begun anew
    assert not conversations.add("a", turn(5), after=turn(2).answer_id)
    assert [t.answer_id for t in conversations.turns("a")] == [turn(4).answer_id]


def test_what_was_said_in_a_forgotten_conversation_is_in_no_file(
    conversations: Conversations, tmp_path: Path
) -> None:
    conversations.add("c", Turn("a1", "Who sold it?", "Who sold it?", "Lady Wentworth did."))
    conversations.forget("c")
    assert not [path for path in tmp_path.iterdir() if b"Wentworth" in path.read_bytes()]


def test_conversations_nobody_went_on_with_are_deleted_without_a_new_turn(
    conversations: Conversations, file: RecordFile, clock: Clock
) -> None:
    for number in range(50):
        conversations.add(f"old-{number}", turn(1))
        conversations.add(f"old-{number}", turn(2))
    clock.now += timedelta(days=31)
    conversations.add("new", turn(3))
    assert conversations.purge() == 60  # 20 conversations went with the new turn
    assert [row["conversation_id"] for row in file.rows("SELECT * FROM turns")] == ["new"]
    assert conversations.purge() == 0


def test_conversations_that_are_kept_for_ever_are_never_deleted(file: RecordFile, clock: Clock) -> None:
    kept = Conversations(file, keep_days=0, now=clock)
    kept.add("c", turn(1))
    clock.now += timedelta(days=5000)
    assert (kept.purge(), len(kept.turns("c"))) == (0, 1)


def test_a_conversation_nobody_goes_on_with_is_forgotten(
    conversations: Conversations, file: RecordFile, clock: Clock
) -> None:
    conversations.add("idle", turn(1))
    conversations.add("kept", turn(2))
    clock.now += timedelta(days=20)
    conversations.add("kept", turn(3))
    clock.now += timedelta(days=11)
    assert conversations.turns("idle") == ()
    assert len(conversations.turns("kept")) == 2  # its first turn is older, but it went on
    conversations.add("other", turn(4))
    assert {row["conversation_id"] for row in file.rows("SELECT * FROM turns")} == {"kept", "other"}


def test_with_no_limit_a_conversation_is_remembered_for_ever(file: RecordFile, clock: Clock) -> None:
    conversations = Conversations(file, now=clock)
    conversations.add("c", turn(1))
    clock.now += timedelta(days=5000)
    conversations.add("d", turn(2))
    assert len(conversations.turns("c")) == 1


def test_half_a_character_from_a_terminal_is_no_crash(conversations: Conversations) -> None:
    conversations.add("c", Turn("a1", "who \udcff", "who \udcff", "t"))
    assert conversations.turns("c")[0].question == "who ?"


def test_a_new_conversation_has_an_id_that_nobody_guesses() -> None:
    ids = {conversation_of(NEW) for _ in range(200)}
    assert len(ids) == 200
    assert all(i and len(i) >= 22 and conversation_of(i) == i for i in ids)


@pytest.mark.parametrize("given", ["", " ", "a b", "x" * 65, "../c", "чат", "c\n", "a;b"])
def test_what_cannot_be_an_id_is_refused(given: str) -> None:
    with pytest.raises(CallerError, match="1 to 64 letters"):
        conversation_of(given)


def test_no_id_is_no_conversation() -> None:
    assert conversation_of(None) is None
