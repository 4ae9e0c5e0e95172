"""Which of the names that a file gives itself is a title a person would know it by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ingest.documents import Block

_FROM_A_PROGRAM = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*|powerpoint presentation|презентация powerpoint"
    r"|(?:untitled|document|presentation|title|слайд|документ|文档|文書)[\s_-]*\d*"
    r"|без (?:имени|названия)|无标题|無標題|未命名"
    r"|.*\.(?:docx?|pdf|indd|qxp?|qxd|rtf|odt|pptx?|xlsx?|tex|dvi|pages|txt|html?)",
    re.I,
)
_TITLE_LINE = re.compile(r"(?:title|название|题名|題名|标题|標題)\s*[:：]\s*(\S.{0,299})", re.I)
_SEARCHED_BLOCKS = 12
_NO_TITLE = re.compile(r"^[a-z_\d]+:|^\W*\d|[.,;:!?。，；：！？]$")
_OPENING_LINES, _LONGEST_OPENING = 2, 60


def sensible_title(candidate: str | None) -> str:
    """`candidate` as one line, or "" when it is only what a program filled in."""
    title = " ".join((candidate or "").replace("\0", " ").split())
    letters = sum(character.isalpha() for character in title)
    return "" if letters < 2 or len(title) > 300 or _FROM_A_PROGRAM.fullmatch(title) else title


def stated_title(blocks: Iterable[Block]) -> str:
    """What a line like "title: Lidded Bowl" among the first blocks says, else ""."""
    for _, block in zip(range(_SEARCHED_BLOCKS), blocks, strict=False):
        found = _TITLE_LINE.fullmatch(block.text.partition("\n")[0].strip())
        if found:
            return sensible_title(found.group(1))
    return ""


def first_heading(blocks: Iterable[Block], *, level: int = 9) -> str:
    """The first heading that is no deeper than `level`, else ""."""
    headings = (b for b in blocks if b.kind == "heading" and (b.level or 1) <= level)
    return next(filter(None, (sensible_title(block.text) for block in headings)), "")


def opening_title(blocks: Sequence[Block]) -> str:
    """The one or two short lines that stand above the text as a title would, else ""."""
    lines: list[str] = []
    for block in blocks[:_OPENING_LINES]:
        line = sensible_title(block.text)
        if block.kind != "paragraph" or not line or len(line) > _LONGEST_OPENING or _NO_TITLE.search(line):
            break
        lines.append(line)
    return "" if len(lines) == len(blocks) else ": ".join(lines)


def title_of(path: Path, candidates: Iterable[str]) -> str:
    """The first candidate that is not empty, else the file's name without its ending."""
    return next(filter(None, candidates), path.stem)


def stated(values: Mapping[str, str | None]) -> dict[str, str]:
    """The values that say something, without white space around them."""
    return {key: value.strip() for key, value in values.items() if value and value.strip()}
