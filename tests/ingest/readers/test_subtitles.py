"""WebVTT and SubRip: what is said, by whom and when."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Document
from ingest.readers import documents_in, read
from ingest.readers.subtitles import cue_text, seconds_of
from retrieval.errors import UnreadableDocument

MEETING = """WEBVTT - Weekly meeting of the registrars

NOTE Recorded in the small hall.

1
00:00:01.000 --> 00:00:04.500 align:start
<v Anna Li>The clock &amp; its <i>cage</i></v>

2
00:00:04.500 --> 00:00:06.250
<v Anna Li>go to London in May.</v>

00:07.000 --> 00:09.000
<v.loud Boris>Until when?

00:00:40.000 --> 00:00:44.000
<v Boris>We need a loan agreement

00:01:40.000 --> 00:01:44.000
<v Boris>before the crate is built.
"""
FILM = """1
00:00:01,000 --> 00:00:02,500
Анна: Часы едут
в Лондон.

2
00:00:03,000 --> 00:00:04,000
Борис: {\\an8}Надолго?

3
00:00:05,000 --> 00:00:06,000
Анна: До мая.

4
00:00:07,000 --> 00:00:08,000
Борис: Хорошо: пишем акт.
"""


def made(folder: Path, text: str, name: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def meeting(tmp_path: Path) -> Document:
    return read(made(tmp_path, MEETING, "meeting.vtt"))


def test_cues_of_one_speaker_are_joined_until_a_sentence_ends(meeting: Document) -> None:
    cues = [b for b in meeting.blocks if b.kind == "cue"]
    assert [(b.text, b.locator.speaker, b.locator.seconds) for b in cues] == [
        ("Anna Li: The clock & its cage go to London in May.", "Anna Li", (1.0, 6.25)),
        ("Boris: Until when?", "Boris", (7.0, 9.0)),
        ("Boris: We need a loan agreement", "Boris", (40.0, 44.0)),
        ("Boris: before the crate is built.", "Boris", (100.0, 104.0)),
    ]


def test_the_header_gives_the_title_and_notes_are_kept(meeting: Document) -> None:
    assert meeting.title == "Weekly meeting of the registrars"
    assert meeting.blocks[0].text == "Recorded in the small hall."


def test_names_before_a_colon_are_speakers_when_they_speak_again(tmp_path: Path) -> None:
    document = read(made(tmp_path, FILM, "film.srt"))
    assert [(b.locator.speaker, b.text) for b in document.blocks] == [
        ("Анна", "Анна: Часы едут в Лондон."),
        ("Борис", "Борис: Надолго?"),
        ("Анна", "Анна: До мая."),
        ("Борис", "Борис: Хорошо: пишем акт."),
    ]


def test_a_stretch_holds_the_words_of_the_cues_of_its_seconds(tmp_path: Path) -> None:
    path = made(tmp_path, MEETING, "meeting.vtt")
    captions = list(webvtt.read(path))
    for block in read(path).blocks[1:]:
        start, end = block.locator.seconds or (0, 0)
        words = [
            cue_text(c.raw_text) for c in captions if seconds_of(c.start) < end and seconds_of(c.end) > start
        ]
        assert block.text.removeprefix(f"{block.locator.speaker}: ") == " ".join(words)


def test_a_transcript_is_known_by_what_it_holds(tmp_path: Path) -> None:
    assert read(made(tmp_path, MEETING, "meeting.txt")).kind == "vtt"
    assert read(made(tmp_path, FILM, "film.txt")).kind == "srt"


@pytest.mark.parametrize(
    "text", ["WEBVTT\n\n", "WEBVTT\n\n00:00 --> x\nhi\n", "1\n00:00:01,000 --> y\n", "words"]
)
def test_a_file_without_a_cue_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"bad\.srt"):
        read(made(tmp_path, text, "bad.srt"))


@given(text=st.text("WEBVT\n10:,.->< Av{}&;#x", max_size=200))
def test_rubbish_in_a_transcript_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    for name in ("bad.vtt", "bad.srt"):
        path = made(tmp_path_factory.mktemp("rubbish"), MEETING[:60] + text, name)
        with suppress(UnreadableDocument):
            assert list(documents_in(path))


ROLLING = """WEBVTT

00:00:00.000 --> 00:00:02.000
\u0020
welcome<00:00:00.500><c> to</c><00:00:01.000><c> the</c>

00:00:02.000 --> 00:00:02.010
welcome to the
\u0020

00:00:02.010 --> 00:00:04.000
welcome to the
museum<00:00:02.500><c> of</c><00:00:03.000><c> clocks</c>

00:00:04.000 --> 00:00:04.010
museum of clocks
\u0020

00:00:04.010 --> 00:00:06.000
museum of clocks
we<00:00:05.000><c> open</c>
"""


def test_captions_that_roll_are_read_once(tmp_path: Path) -> None:
    path = tmp_path / "talk.vtt"
    path.write_text(ROLLING, encoding="utf-8")
    document = read(path)
    assert [block.text for block in document.blocks] == ["welcome to the museum of clocks we open"]
    assert document.blocks[0].locator.seconds == (0.0, 6.0)


def test_what_is_said_twice_stays_twice(tmp_path: Path) -> None:
    said = ["Hear, hear!", "Hear, hear!", "The loan is agreed.", "It begins in May."]
    cues = [f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{text}\n" for n, text in enumerate(said)]
    path = tmp_path / "meeting.vtt"
    path.write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    assert [block.text for block in read(path).blocks] == said
