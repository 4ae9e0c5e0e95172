"""Markdown as museums publish it: front matter, shortcodes of site generators, tables, footnotes."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ingest.documents import Block, BlockKind, Document
from ingest.readers.encoding import read_decoded
from ingest.readers.front_matter import blanked, front_matter
from ingest.readers.html.blocks import fragment_text
from ingest.readers.html.hidden import HIDDEN, HiddenTags
from ingest.readers.outline import Outline
from ingest.readers.text import join_lines
from ingest.records.language_codes import language_code
from ingest.table_text import row_text
from retrieval.locators import Locator

_SHORTCODE = re.compile(r"\{\{<.{0,1000}?>\}\}|\{\{%.{0,1000}?%\}\}|\{%.{0,1000}?%\}", re.DOTALL)
_ATTRIBUTES = re.compile(r"[ \t]*\{(?::?[ \t]*[#.][^{}\n]*|-)\}[ \t]*$", re.MULTILINE)
_INLINE_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[#.][^\W\d]|[\w-]+=)[^{}\n]*\}")
_ATTRIBUTED = frozenset(")]`*")  # what attributes within a line stand behind; "_" is as often mathematics
_DIVISION = re.compile(r"^[ \t]*:{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]*)[ \t]*:*[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(
    r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:(?: {2,}|\t).*|[ \t]*(?=\n(?: {4}|\t)\S)))*)", re.MULTILINE
)
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(slots=True)
class _Reading:
    """What has been read so far of one file, and what is needed to go on."""

    blocks: list[Block] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    notes: dict[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    tables: int = 0
    tags: HiddenTags = field(default_factory=HiddenTags)
    hidden: bool = False


def read(path: Path) -> Document:
    """The blocks of a Markdown file with their lines in it; the front matter becomes metadata.

    A footnote stands after the block that first refers to it. The title is the front matter's, else
    the first heading of level 1, else the file's name without ending.
    """
    decoded = read_decoded(path)
    source = re.sub(r"\r\n?", "\n", decoded.text)
    metadata, warnings, source = front_matter(source)
    source, left_out = _without_site_markup(source)
    reading = _Reading()
    source = _FOOTNOTE.sub(lambda match: _put_aside(match, reading), source)
    tokens = _parser().parse(source)
    _read_blocks(tokens, reading)
    for label in reading.notes:
        _place_note(label, reading)
    first = next((block.text for block in reading.blocks if block.level == 1), "")
    return Document(
        title=metadata.get("title") or first or path.stem,
        kind="markdown",
        blocks=tuple(reading.blocks),
        language=language_code(metadata.get("language") or metadata.get("lang") or ""),
        metadata=metadata,
        warnings=(*decoded.warnings, *warnings, *left_out, *((f"left out: {HIDDEN}",) * reading.hidden)),
    )


def _without_site_markup(source: str) -> tuple[str, tuple[str, ...]]:
    """The source without shortcodes, comments and attributes, line for line, and what was left out."""
    left_out = []
    patterns = (("comments", _COMMENT), ("shortcodes", _SHORTCODE), ("", _DIVISION), ("", _ATTRIBUTES))
    for name, pattern in patterns:
        source, count = pattern.subn(blanked, source)
        if count and name:
            left_out.append(name)
    return source, (f"left out: {', '.join(left_out)}",) if left_out else ()


def _put_aside(match: re.Match[str], reading: _Reading) -> str:
    first = match.string.count("\n", 0, match.start()) + 1
    text = match.group(2).rstrip()
    reading.notes.setdefault(match.group(1), (text, (first, first + text.count("\n"))))
    return blanked(match)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "footnote_reference", _footnote_reference)
    parser.inline.ruler.before("link", "span", _span)
    parser.inline.ruler.before("link", "attributes", _attributes)
    return parser


def _span(state: StateInline, silent: bool) -> bool:
    """The text of `[text]{.class}`."""
    if state.src[state.pos] != "[":
        return False
    end = parseLinkLabel(state, state.pos)
    match = _INLINE_ATTRIBUTES.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if not match:
        return False
    if not silent:
        beyond = state.posMax
        state.pos, state.posMax = state.pos + 1, end
        state.md.inline.tokenize(state)
        state.posMax = beyond
    state.pos = match.end()
    return True


def _attributes(state: StateInline, _silent: bool) -> bool:
    """Nothing of `{.class}` behind code, a link, a picture or emphasis."""
    if state.src[state.pos] != "{" or state.src[state.pos - 1 : state.pos] not in _ATTRIBUTED:
        return False
    match = _INLINE_ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if match:
        state.pos = match.end()
    return bool(match)


def _footnote_reference(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("footnote_reference", "", 0).meta = {"label": match.group(1)}
    state.pos = match.end()
    return True


def _read_blocks(
    tokens: list[Token], reading: _Reading, lines: tuple[int, int] | None = None, note: str | None = None
) -> None:
    """Adds the blocks of `tokens`; `lines` and `note` say so when they are a footnote's."""
    kinds: list[BlockKind] = ["footnote" if note else "paragraph"]
    position = 0
    while position < len(tokens):
        token = tokens[position]
        where = lines or _lines(token)
        if token.type == "list_item_open":
            kinds.append("footnote" if note else "list_item")
        elif token.type == "list_item_close":
            kinds.pop()
        elif token.type == "table_open":
            end = next(i for i in range(position, len(tokens)) if tokens[i].type == "table_close")
            _read_table(tokens[position:end], reading)
            position = end
        elif token.type == "heading_open":
            _add_inline(tokens[position + 1], "heading", Locator(lines=where), reading, int(token.tag[1]))
            position += 1
        elif token.type == "inline":
            _add_inline(token, kinds[-1], Locator(lines=where, note=note), reading)
        elif token.type in ("fence", "code_block"):
            _add(token.content, kinds[-1], Locator(lines=where, note=note), reading)
        elif token.type == "html_block":
            _read_html(token.content, kinds[-1], Locator(lines=where, note=note), reading)
        position += 1


def _read_html(source: str, kind: BlockKind, locator: Locator, reading: _Reading) -> None:
    """Adds what is seen of a piece of HTML; an element left open in it may hide what follows."""
    text = fragment_text(source)
    tags = HiddenTags()
    tags.feed(source)
    reading.hidden |= tags.has_hidden
    _add(text, kind, locator, reading)
    reading.tags.feed(source)


def _lines(token: Token) -> tuple[int, int]:
    first, end = token.map or (0, 1)
    return first + 1, max(end, first + 1)


def _read_table(tokens: list[Token], reading: _Reading) -> None:
    """One block a row, the first one its header, each followed by the captions and notes in it."""
    reading.tables += 1
    row = Locator(table=reading.tables)
    kind: BlockKind = "table_header"
    cells: list[Token] = []
    for token in tokens:
        if token.type == "tr_open":
            cells, row = [], replace(row, lines=_lines(token), row=(row.row or 0) + 1)
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close":
            inlines = [_inline_text(cell) for cell in cells]
            _add(row_text(inline.text for inline in inlines), kind, row, reading)
            for inline in inlines:
                _place_attachments(inline, row, reading)
            kind = "table_row"


@dataclass(frozen=True, slots=True)
class _Inline:
    text: str
    captions: tuple[str, ...]
    labels: tuple[str, ...]
    hidden: bool = False


def _inline_text(token: Token) -> _Inline:
    """The words of an inline token, the captions of its pictures and the labels of its footnotes."""
    lines, captions, labels = [""], [], []
    tags = HiddenTags()
    for child in token.children or ():
        if child.type == "html_inline":
            tags.feed(child.content)
        if tags.hiding:
            continue
        if child.type == "softbreak":
            lines.append("")
        elif child.type == "hardbreak" or (
            child.type == "html_inline" and re.match(r"<br\b", child.content, re.I)
        ):
            lines[-1] += "\n"
        elif child.type == "image":
            captions.append(child.content.strip() or str(child.attrGet("title") or "").strip())
        elif child.type == "footnote_reference":
            labels.append(child.meta["label"])
        elif child.type in ("text", "code_inline"):
            lines[-1] += child.content
    text = join_lines(line for line in lines if line)
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]{2,}", " ", text)).strip()
    return _Inline(text, tuple(filter(None, captions)), tuple(labels), tags.has_hidden)


def _add_inline(
    token: Token, kind: BlockKind, locator: Locator, reading: _Reading, level: int | None = None
) -> None:
    inline = _inline_text(token)
    _add(inline.text, kind, locator, reading, level)
    _place_attachments(inline, locator, reading)


def _place_attachments(inline: _Inline, locator: Locator, reading: _Reading) -> None:
    reading.hidden |= inline.hidden
    for caption in inline.captions:
        _add(caption, "caption", locator, reading)
    for label in inline.labels:
        _place_note(label, reading)


def _add(text: str, kind: BlockKind, locator: Locator, reading: _Reading, level: int | None = None) -> None:
    if reading.tags.hiding:
        reading.hidden |= bool(text.strip())
    elif text := text.strip():
        headings = reading.outline.above(text, level)
        reading.blocks.append(Block(text, kind, replace(locator, headings=headings), level))


def _place_note(label: str, reading: _Reading) -> None:
    if label in reading.notes and label not in reading.placed:
        reading.placed.add(label)
        text, lines = reading.notes[label]
        body = "\n".join(line.strip() for line in text.split("\n"))
        _read_blocks(_parser().parse(body), reading, lines, label)
