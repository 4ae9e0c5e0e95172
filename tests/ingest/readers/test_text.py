"""Plain text typed in the ways that museums type it."""

from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.readers import text
from ingest.readers.encoding import decode
from ingest.readers.text import join_lines

WRAPPED = """ROSE BOWL

The bowl was made in Paris in about 1750 by a silversmith whose mark
has not been read; it came to the museum as the gift of a trustee
in 1971.

Artist: unknown
Date: 1750
Medium: silver
"""


def read(folder: Path, content: str, encoding: str = "utf-8") -> Document:
    path = folder / "note-7.txt"
    path.write_bytes(content.encode(encoding))
    document = text.read(path)
    assert all(block.text and block.text == block.text.strip() for block in document.blocks)
    return document


def test_hard_wrapped_lines_become_one_paragraph(tmp_path: Path) -> None:
    document = read(tmp_path, WRAPPED)
    paragraph = document.blocks[1]
    assert paragraph.text.startswith("The bowl was made")
    assert "whose mark has not been read" in paragraph.text
    assert paragraph.locator.lines == (3, 5)


def test_short_lines_of_a_list_of_facts_stay_apart(tmp_path: Path) -> None:
    texts = [block.text for block in read(tmp_path, WRAPPED).blocks]
    assert texts[-3:] == ["Artist: unknown", "Date: 1750", "Medium: silver"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_characters_and_lines_lead_back_into_the_decoded_text(tmp_path: Path, newline: str) -> None:
    content = WRAPPED.replace("\n", newline)
    decoded = decode(content.encode()).text
    for block in read(tmp_path, content).blocks:
        assert block.locator.chars
        original = decoded[slice(*block.locator.chars)]
        assert original.replace(newline, " ") == block.text
        assert block.locator.lines
        first, last = block.locator.lines
        assert " ".join(WRAPPED.split("\n")[first - 1 : last]) == block.text


def test_wrapped_chinese_lines_join_without_a_space(tmp_path: Path) -> None:
    lines = [
        "这件青瓷水仙盆是北宋汝窑的传世名品，釉色天青，通体无开片，底部",
        "刻有清高宗御题诗一首，器身呈椭圆形，口沿镶有铜边，四足如云头，",
        "为宫廷旧藏。",
    ]
    document = read(tmp_path, "\n".join(lines) + "\n\n第二段。", "gb18030")
    assert [block.text for block in document.blocks] == ["".join(lines), "第二段。"]
    assert document.metadata["encoding"] == "gb18030"


def test_each_indented_chinese_line_is_a_paragraph(tmp_path: Path) -> None:
    document = read(
        tmp_path, "藏品说明\n\u3000\u3000青铜鼎为商代晚期礼器。\n\u3000\u3000出土时器身有裂纹。\n"
    )
    assert [block.text for block in document.blocks] == [
        "藏品说明",
        "青铜鼎为商代晚期礼器。",
        "出土时器身有裂纹。",
    ]
    assert document.title == "藏品说明"


def test_each_long_line_is_a_paragraph_where_there_are_no_blank_lines(tmp_path: Path) -> None:
    long = ["Первая запись о вазе из собрания музея. " * 6, "Вторая запись, уже о другом предмете. " * 7]
    document = read(tmp_path, "\n".join(long), "koi8-r")
    assert [block.text for block in document.blocks] == [line.strip() for line in long]


def test_the_title_is_a_short_first_line_or_else_the_name_of_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, WRAPPED).title == "ROSE BOWL"
    assert read(tmp_path, "A sentence that ends.\n\nAnother one.").title == "note-7"


def test_chapters_are_headings_and_stand_above_what_follows(tmp_path: Path) -> None:
    document = read(tmp_path, "Первые слова.\n\nГлава 2\n\nТекст главы.\n\n第三章 瓷器\n\n正文。")
    assert [block.kind for block in document.blocks] == [
        "paragraph",
        "heading",
        "paragraph",
        "heading",
        "paragraph",
    ]
    assert document.blocks[2].locator.headings == ("Глава 2",)
    assert document.blocks[4].locator.headings == ("第三章 瓷器",)


def test_marked_lines_are_list_items(tmp_path: Path) -> None:
    document = read(tmp_path, "Agreed:\n- lend the bowl\n- insure it\n1. first\n（二）第二项")
    assert [block.kind for block in document.blocks] == ["paragraph", *["list_item"] * 4]


def test_a_hyphen_closes_only_into_a_word_the_text_has() -> None:
    assert join_lines(["the conser-", "vation of"], {"conservation"}) == "the conservation of"
    assert join_lines(["a well-", "known mark"]) == "a well-known mark"
    assert join_lines(["soft\u00ad", "ened"]) == "softened"


def test_a_file_of_one_endless_paragraph_is_read(tmp_path: Path) -> None:
    document = read(tmp_path, ("word " * 13 + "\n") * 20_000)
    assert len(document.blocks) == 1
    assert document.blocks[0].text.count("word") == 260_000


_SECTIONS = """The Stone Lantern. Notes for guides

How it came here
The lantern stood in a temple garden until the storm of 1959, when the garden was given up and sold.

A pause
Stop here.

What to look for
Nine small openings let the light out; the tenth, on the north side, was closed with clay before it came here.
"""


def test_short_lines_above_prose_are_headings_where_there_are_several(tmp_path: Path) -> None:
    document = read(tmp_path, _SECTIONS)
    assert [b.text for b in document.blocks if b.kind == "heading"] == [
        "How it came here",
        "What to look for",
    ]
    assert document.blocks[2].locator.headings == ("How it came here",)
    assert document.blocks[-1].locator.headings == ("What to look for",)
    assert {b.level for b in document.blocks if b.kind == "heading"} == {1}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("How it came here", "How it came here."),
        ("How it came here", "from the south"),
        ("What to look for", "Height: 2 m"),
        ("What to look for\n", "What to look for\n\n- a list:\n\n"),
        ("\nWhat to look for", "What to look for"),
    ],
)
def test_what_only_looks_like_a_heading_is_none(tmp_path: Path, before: str, after: str) -> None:
    document = read(tmp_path, _SECTIONS.replace(before, after))
    assert not [b for b in document.blocks if b.kind == "heading"]


def test_numbered_chinese_sections_stand_below_their_chapter(tmp_path: Path) -> None:
    prose = "石灯原在寺庙的庭园里，一九五九年台风之后，园地荒废，灯也被卖给了一位收藏家，后来归博物馆所有。"
    content = f"石灯\n\n第一章 来历\n\n一、入藏\n{prose}\n\n二、看点\n{prose}\n\n第二章 修复\n\n{prose}\n"
    document = read(tmp_path, content)
    under = [b.locator.headings for b in document.blocks if b.text == prose]
    assert under == [("第一章 来历", "一、入藏"), ("第一章 来历", "二、看点"), ("第二章 修复",)]
    assert [b.level for b in document.blocks if b.kind == "heading"] == [1, 2, 2, 1]
