"""Minutes and transcripts in plain text: who said what, on which lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read
from ingest.readers.minutes import is_minutes

TALK = """Loans committee, 4 March 2024

Present: Shen, Osborn, Pan

[00:00:05] Shen: The clock goes to London.
[00:00:20] Osborn: Until when? The crate
is not built yet.

[00:01:02] Shen: Until May.
[00:01:10] Osborn: Then the agreement has to be signed this week.
"""
DINGTALK = """发言人1 00:03
今天讨论钟表馆的借展。
发言人2 00:15
什么时候开始？
发言人1 00:21
五月一日。
发言人2 00:30
好，我来写协议。
"""
SPOKEN = """沈若兰：今天讨论借展。
顾明远：卡片扫描完成了吗？
沈若兰：还没有。
顾明远：十一月底可以完成。
"""
RECIPE = """Height: 12 cm
Width: 7 cm
Weight: 300 g
Material: silver
Maker: Thomas Germain
"""


def made(folder: Path, text: str) -> Path:
    path = folder / "talk.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_turn_has_its_speaker_its_lines_and_its_seconds(tmp_path: Path) -> None:
    document = read(made(tmp_path, TALK))
    assert document.kind == "transcript"
    assert document.title == "Loans committee, 4 March 2024"
    turns = [
        (b.locator.speaker, b.locator.lines, b.locator.seconds) for b in document.blocks if b.kind == "cue"
    ]
    assert turns == [
        ("Shen", (5, 5), (5.0, 20.0)),
        ("Osborn", (6, 7), (20.0, 62.0)),
        ("Shen", (9, 9), (62.0, 70.0)),
        ("Osborn", (10, 10), (70.0, 70.0)),
    ]
    assert document.blocks[3].text == "[00:00:20] Osborn: Until when? The crate is not built yet."


@pytest.mark.parametrize("text", [TALK, DINGTALK, SPOKEN])
def test_the_lines_hold_what_is_cited(tmp_path: Path, text: str) -> None:
    lines = text.splitlines()
    for block in read(made(tmp_path, text)).blocks:
        first, last = block.locator.lines or (0, 0)
        assert "".join(block.text.split()) == "".join("".join(lines[first - 1 : last]).split())


def test_a_name_and_a_time_may_stand_on_a_line_of_their_own(tmp_path: Path) -> None:
    document = read(made(tmp_path, DINGTALK))
    assert [b.locator.speaker for b in document.blocks] == ["发言人1", "发言人2"] * 2
    assert document.blocks[0].text == "发言人1 00:03今天讨论钟表馆的借展。"
    assert document.blocks[0].locator.seconds == (3.0, 15.0)


def test_times_of_the_day_are_not_taken_for_seconds_of_a_recording(tmp_path: Path) -> None:
    document = read(made(tmp_path, TALK.replace("[00:0", "[14:0")))
    assert all(b.locator.seconds is None for b in document.blocks)


def test_a_list_of_labels_is_no_talk() -> None:
    assert not is_minutes(RECIPE)
    assert not is_minutes("A letter.\n\nDear Shen:\n\nThe clock goes to London.\n")
    assert is_minutes(SPOKEN)
