"""RTF through striprtf: its text in paragraphs, its title, and what is no RTF."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read
from ingest.readers.rtf import rtf_text
from retrieval.errors import UnreadableDocument

NOTE = (
    rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}}{\info{\title \'d7\'e0\'f1\'fb}}"
    rb"\pard \'d7\'e0\'f1\'fb\par\par \'cf\'e0\'e2\'eb\'e8\'ed \u8212? 1777.\par\par "
    rb"{\*\shppict{\pict\pngblip 89504e47}}The owl turns its head.\par}"
)


def test_the_text_of_an_rtf_is_read_in_the_code_page_it_names(tmp_path: Path) -> None:
    path = tmp_path / "note.rtf"
    path.write_bytes(NOTE)
    document = read(path)
    assert (document.kind, document.title) == ("rtf", "Часы")
    assert [b.text for b in document.blocks] == ["Часы", "Павлин — 1777.", "The owl turns its head."]
    text = rtf_text(path)
    for block in document.blocks:
        start, end = block.locator.chars or (0, 0)
        assert text[start:end] == block.text


@pytest.mark.parametrize("content", [rb"{\rtf1\ansi}", rb"{\rtf1{\pict 00ff}}"])
def test_an_rtf_without_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.rtf"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=r"empty\.rtf: there is no text"):
        read(path)


def test_a_damaged_title_is_none(tmp_path: Path) -> None:
    """A character's number may have lost the space behind it, and be larger than any."""
    path = tmp_path / "note.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi{\info{\title A\u99999999999999999999 bowl}}\pard The owl turns its head.\par}"
    )
    assert [b.text for b in read(path).blocks] == ["The owl turns its head."]


def test_a_number_larger_than_any_character_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "note.rtf"
    path.write_bytes(rb"{\rtf1\ansi \u99999999999999999999 owl}")
    with pytest.raises(UnreadableDocument, match=r"note\.rtf: it cannot be read as RTF"):
        read(path)


@pytest.mark.parametrize(
    "hidden",
    [
        rb"{\v the price}",
        rb"\v the price\v0 ",
        rb"\v \'d7\'e0\u8212? \{price\}\plain ",
        rb"{\deleted the price}",
        rb"{\b\v the {\i price} too}",
    ],
)
def test_what_nobody_sees_is_left_out_with_a_warning(tmp_path: Path, hidden: bytes) -> None:
    path = tmp_path / "note.rtf"
    path.write_bytes(rb"{\rtf1\ansi\ansicpg1251\pard The owl " + hidden + rb"turns its head.\par}")
    document = read(path)
    assert [b.text for b in document.blocks] == ["The owl turns its head."]
    assert document.warnings == ("hidden text was left out",)


def test_marks_that_hide_nothing_are_no_warning(tmp_path: Path) -> None:
    path = tmp_path / "note.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi{\stylesheet{\s1\v Secret;}}\viewkind4\pard\v0 The owl \vertalt turns its head.\par}"
    )
    document = read(path)
    assert ([b.text for b in document.blocks], document.warnings) == (["The owl turns its head."], ())


def test_hyphens_that_only_show_where_a_word_may_be_broken_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "hyphens.rtf"
    path.write_bytes(rb"{\rtf1\ansi Con\-dition of the over-glaze.\par}")
    assert [block.text for block in read(path).blocks] == ["Condition of the over-glaze."]
