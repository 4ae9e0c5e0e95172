"""The text of a page as blocks: a walk over its elements in document order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from ingest.documents import Block, BlockKind
from ingest.readers.html.hidden import remove_hidden
from ingest.readers.html.tables import definition_rows, holds_data, table_rows
from ingest.readers.html.tree import BLOCKS, BREAK, HEADINGS, NEVER_TEXT, collapsed, is_note, parsed
from ingest.readers.outline import Outline
from retrieval.errors import UnreadableDocument
from retrieval.locators import Locator

_KINDS: dict[str, BlockKind] = {"li": "list_item", "figcaption": "caption", "caption": "caption"}
_NOTE_ID = re.compile(r"(?:_?ftn|fn|footnote|endnote|note|cite_note)[-_:]?(\d+)", re.I)


def fragment_text(source: str) -> str:
    """The text of a piece of HTML that is seen: its blocks, one a line."""
    try:
        piece = parsed(source, "")
        remove_hidden(piece, {})
        return "\n".join(block.text for block in page_blocks(piece))
    except UnreadableDocument:
        return ""


@dataclass(slots=True)
class _Run:
    """The text gathered since the last block began."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    note: str | None = None
    table: int | None = None
    row: int | None = None
    pieces: list[str] = field(default_factory=list)
    lines: tuple[int, int] = (0, 0)

    def add(self, text: str | None, line: int) -> int:
        """Takes in `text`, which begins on `line`, and returns the line it ends on."""
        if not text:
            return line
        end = line + text.count("\n")
        if text.strip(" \t\r\n\f"):
            first = line + text[: len(text) - len(text.lstrip())].count("\n")
            last = end - text[len(text.rstrip()) :].count("\n")
            self.lines = (self.lines[0] or first, max(last, self.lines[1]))
        self.pieces.append(text)
        return end


def page_blocks(root: Any) -> list[Block]:
    """The blocks of all text under `root`, numbered from 1, each with its lines and its headings."""
    blocks: list[Block] = []
    outline = Outline()
    for run in _runs(root):
        for text in re.split(rf"(?:\s*{BREAK}\s*){{2,}}", "".join(run.pieces)):
            text = "\n".join(filter(None, (collapsed(line) for line in text.split(BREAK))))
            if text:
                locator = Locator(
                    lines=run.lines if run.lines[0] else None,
                    paragraph=len(blocks) + 1,
                    table=run.table,
                    row=run.row,
                    note=run.note,
                    headings=outline.above(text, run.level),
                )
                blocks.append(Block(text, run.kind, locator, run.level))
    return blocks


def _runs(root: Any) -> Iterator[_Run]:
    """The runs of text between the edges of block elements, in document order."""
    open_runs: list[_Run] = [_Run()]
    run, line, tables = _Run(), 1, 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        whole = event == "start" and (
            tag in NEVER_TEXT or tag == "dl" or (tag == "table" and holds_data(element))
        )
        if event == "start":
            line = element.sourceline or line
            if tag in BLOCKS:
                yield run
                open_runs.append(_context(element, open_runs[-1]))
                run = replace(open_runs[-1], pieces=[])
            if whole:
                walk.skip_subtree()
                if tag not in NEVER_TEXT:
                    tables += 1
                    yield from _rows(element, tables)
            elif tag == "br":
                run.pieces.append(BREAK)
            else:
                line = run.add(_breaks_kept(element.text) if tag == "pre" else element.text, line)
        else:
            if tag in BLOCKS:
                yield run
                open_runs.pop()
                run = replace(open_runs[-1], pieces=[])
            if element is not root:
                line = run.add(element.tail, line)
    yield run


def _breaks_kept(text: str | None) -> str:
    return (text or "").replace("\n", f"{BREAK}\n")


def _context(element: Any, outer: _Run) -> _Run:
    """What the text of a block element is, given what the text around it is."""
    note = _NOTE_ID.fullmatch(element.get("id", "")) if element.tag not in HEADINGS else None
    if note or is_note(element):
        return _Run("footnote", None, note.group(1) if note else None)
    if outer.kind == "footnote":
        return _Run("footnote", None, outer.note)
    if element.tag in HEADINGS:
        return _Run("heading", HEADINGS[element.tag])
    return _Run(_KINDS.get(element.tag, outer.kind if outer.kind != "heading" else "paragraph"))


def _rows(element: Any, table: int) -> Iterator[_Run]:
    for row in definition_rows(element) if element.tag == "dl" else table_rows(element):
        lines = [each.sourceline or 0 for part in row.elements for each in part.iter(etree.Element)]
        yield _Run(row.kind, None, None, table, row.number, [row.text], (lines[0], max(lines)))
