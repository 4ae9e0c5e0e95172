"""Markdown as museums publish it."""

from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.readers import markdown
from tests.ingest.readers.verbatim import rows_outside

ENTRY = """---
title: "Rose bowl"
date: 2021-05-03
language: en-GB
tags: [silver, Paris]
object_number: 1971.70
access: internal
nested: {a: 1}
---

# The *rose* bowl {#bowl}

A bowl of **hammered** sil*ver*, see [the entry](https://example.org "t") and `1975.1.2`.[^1] Second
line 中文
换行。

{{< figure src="x.jpg" >}}

![Bowl from above](a.jpg "Title")

- one
- two
  continued
    1. nested

> Quoted "text"
> on two -- lines

| Part | Weight   |
|------|---------:|
| Bowl | 412 \\| g |
| Lid  |          |

<!-- hidden
comment -->

<div class="x">Kept <b>text</b></div>

```py
print(1)
```

Text<br>after ~~struck~~ &amp; <span>inline</span> {{% note %}}inside{{% /note %}} {% include a %}end.

Setext
------

Last[^long] one[^1].

[^1]: Mabille 1984,
    p. 12 with [link](https://example.org).
[^long]: First.

    Second para.
[^unused]: Never cited.
"""


@pytest.fixture
def entry(tmp_path: Path) -> Document:
    return read(tmp_path, ENTRY)


def read(folder: Path, content: str) -> Document:
    path = folder / "bowl.md"
    path.write_text(content, encoding="utf-8")
    return markdown.read(path)


def test_front_matter_becomes_metadata_as_it_is_written(entry: Document) -> None:
    assert entry.title == "Rose bowl"
    assert entry.language == "en"
    assert entry.metadata["object_number"] == "1971.70"
    assert entry.metadata["date"] == "2021-05-03"
    assert entry.metadata["tags"] == "silver; Paris"
    assert entry.metadata["access"] == "internal"
    assert "nested" not in entry.metadata


def test_blocks_hold_the_words_without_the_markup(entry: Document) -> None:
    assert [(block.kind, block.text) for block in entry.blocks] == [
        ("heading", "The rose bowl"),
        ("paragraph", "A bowl of hammered silver, see the entry and 1975.1.2. Second line 中文换行。"),
        ("footnote", "Mabille 1984, p. 12 with link."),
        ("caption", "Bowl from above"),
        ("list_item", "one"),
        ("list_item", "two continued"),
        ("list_item", "nested"),
        ("paragraph", 'Quoted "text" on two -- lines'),
        ("table_header", "Part | Weight"),
        ("table_row", "Bowl | 412 | g"),
        ("table_row", "Lid"),
        ("paragraph", "Kept text"),
        ("paragraph", "print(1)"),
        ("paragraph", "Text\nafter struck & inline inside end."),
        ("heading", "Setext"),
        ("paragraph", "Last one."),
        ("footnote", "First."),
        ("footnote", "Second para."),
        ("footnote", "Never cited."),
    ]
    assert entry.warnings == ("left out: comments, shortcodes",)


def test_lines_count_the_front_matter_too(entry: Document) -> None:
    lines = ENTRY.split("\n")
    for block in entry.blocks:
        assert block.locator.lines
        first, last = block.locator.lines
        assert block.text[-5:].split()[-1].rstrip(".。")[-3:] in "".join(lines[first - 1 : last])
    assert entry.blocks[0].locator.lines == (11, 11)
    assert entry.blocks[2].locator.note == "1"


def test_headings_stand_above_what_follows_and_not_above_themselves(entry: Document) -> None:
    heading = next(block for block in entry.blocks if block.text == "Setext")
    assert (heading.level, heading.locator.headings) == (2, ("The rose bowl",))
    assert entry.blocks[-1].locator.headings == ("The rose bowl", "Setext")


def test_toml_front_matter_is_read(tmp_path: Path) -> None:
    document = read(tmp_path, '+++\ntitle = "T"\ndate = 2020-01-02\nnumber = 1971.70\n+++\nwords\n')
    assert dict(document.metadata) == {"title": "T", "date": "2020-01-02", "number": "1971.70"}
    assert document.blocks[0].locator.lines == (6, 6)


@pytest.mark.parametrize("matter", ["---\ntitle: [a\n---\n", "+++\ntitle = \n+++\n"])
def test_broken_front_matter_is_a_warning_and_the_rest_is_read(tmp_path: Path, matter: str) -> None:
    document = read(tmp_path, matter + "# Bowl\nwords\n")
    assert document.title == "Bowl"
    assert "front matter is not valid" in document.warnings[0]
    assert [block.locator.lines for block in document.blocks] == [(4, 4), (5, 5)]


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    document = read(tmp_path, "---\n\nwords between rules\n\n---\n\nand after\n")
    assert [block.text for block in document.blocks] == ["words between rules", "and after"]


def test_the_title_is_the_file_name_when_nothing_else_says_it(tmp_path: Path) -> None:
    assert read(tmp_path, "## Second level\n\nwords").title == "bowl"


def test_hostile_markup_ends_in_text_and_not_in_a_crash(tmp_path: Path) -> None:
    assert read(tmp_path, ">" * 10_000 + " x\n\nend").blocks[-1].text == "end"
    assert read(tmp_path, "{{<" * 5_000).blocks[0].text == "{{<" * 5_000
    aliases = "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\nwords"
    assert read(tmp_path, aliases).blocks[0].text == "words"


def test_table_rows_are_verbatim_and_know_their_table_and_row(tmp_path: Path) -> None:
    source = "| Year | Egg | |\n|--|--|--|\n| 1910 | *Colonnade* | x |\n| | Tercentenary |\n| | | |\n"
    document = read(tmp_path, f"{source}\nBetween.\n\n| | |\n|--|--|\n| a | b |\n")
    assert [(b.kind, b.text, b.locator.table, b.locator.row) for b in document.blocks] == [
        ("table_header", "Year | Egg", 1, 1),
        ("table_row", "1910 | Colonnade | x", 1, 2),
        ("table_row", "| Tercentenary", 1, 3),
        ("paragraph", "Between.", None, None),
        ("table_row", "a | b", 2, 2),
    ]
    assert [b.locator.lines for b in document.blocks[:3]] == [(1, 1), (3, 3), (4, 4)]
    assert rows_outside(source + "a b", document) == []


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        ("title: Bowl: silver\naccess: restricted\nembargo: 2031-01-01", ("restricted", "2031-01-01")),
        ('title: Bowl: silver\nAccess: "closed"\n', ("closed", None)),
        ("title: [Bowl\naccess:\n  - public\n  - closed\ntags: x", ("- public - closed", None)),
        ("Access: restricted", ("restricted", None)),
        ("access: public\nACCESS: restricted", ("restricted", None)),
        (
            "access: [public, {level: closed}]\nembargo: 2030\nclosed until: 2031",
            ("public; level: closed", "2031"),
        ),
        ("access: {level: closed, why: [a, b]}", ("level: closed; why: a; b", None)),
        ("restricted: true\nclosed_until: 2031", ("restricted", "2031")),
        ("restrictions: none", (None, None)),
        ("访问: 公开\n查阅权限: 内部", ("内部", None)),
        ("published: 1931", (None, None)),
        ("published: true", (None, None)),
        ("access: public\npublished: false", ("restricted", None)),
    ],
)
def test_what_front_matter_says_of_access_is_heard_however_it_is_written(
    tmp_path: Path, matter: str, said: tuple[str | None, str | None]
) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{matter}\n---\nText.\n", encoding="utf-8")
    document = markdown.read(path)
    assert (document.metadata.get("access"), document.metadata.get("embargo")) == said
    assert [b.text for b in document.blocks] == ["Text."]


def test_a_broken_toml_front_matter_still_closes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("+++\ntitle = Bowl\naccess = 'restricted'\n+++\nText.\n", encoding="utf-8")
    assert markdown.read(path).metadata == {"access": "restricted"}


def test_attributes_and_divisions_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Bowl {.lead #bowl key=val}\n\n## Marks {-}\n\n::: {.note}\n"
        'A [struck *twice*]{.mark #m} and `8.610`{.num}, *on top*{.x}, [see](b.md){target="_blank"}.\n:::\n\n'
        "A set {1, 2}, a [sic] {here}, f(x){y}, sum_{i=1} and [1975.1].\n\n![The bowl](a.png){width=50%}\n",
        encoding="utf-8",
    )
    assert [(b.kind, b.text) for b in markdown.read(path).blocks] == [
        ("heading", "Bowl"),
        ("heading", "Marks"),
        ("paragraph", "A struck twice and 8.610, on top, see."),
        ("paragraph", "A set {1, 2}, a [sic] {here}, f(x){y}, sum_{i=1} and [1975.1]."),
        ("caption", "The bowl"),
    ]
