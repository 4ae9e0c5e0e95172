"""OpenDocument text: headings, paragraphs, lists, tables row by row, notes after the text they belong to."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ingest.documents import Block, BlockKind, Document
from ingest.readers.archive_limits import check_archive
from ingest.readers.inner_files import archive_member
from ingest.readers.odt_hidden import blank_hidden
from ingest.readers.outline import Outline
from ingest.readers.titles import first_heading, opening_title, sensible_title, stated, title_of
from ingest.readers.xml_source import local_name, parse, xpath_of
from ingest.records.language_codes import language_code
from ingest.table_text import repeated, row_text
from retrieval.errors import EncryptedDocument, UnreadableDocument
from retrieval.locators import Locator

CONTENT = "content.xml"
_TITLE, _SUBTITLE = "Title", "Subtitle"  # as OpenDocument names them, whatever the language of the program
_SOFT_HYPHEN = "\u00ad"
_CONTAINERS = frozenset(
    {"section", "list", "list-item", "list-header", "index-body", "text-box", "frame", "text"}
)
_UNREAD = frozenset(
    {"tracked-changes", "table-of-content", "annotation", "annotation-end", "sequence-decls", "forms"}
)
_MOST_REPEATED = 100  # cells and spaces that one element stands for
_TEXT = ("paragraph", "list_item")


def read(path: Path) -> Document:
    """The document in an ODT; places are elements of its content.xml.

    EncryptedDocument when it is locked; UnreadableDocument when it is damaged, empty or no text document.
    """
    check_archive(path)
    if b"manifest:encryption-data" in archive_member(path, "META-INF/manifest.xml"):
        raise EncryptedDocument(f"{path.name}: it is locked with a password; save it without one")
    content = _part(path, CONTENT)
    body = next((e for e in content.iter() if local_name(e) == "body"), None)
    text = next((e for e in body if local_name(e) == "text"), None) if body is not None else None
    if text is None:
        raise UnreadableDocument(f"{path.name}: it is no text document; save a table as XLSX, slides as PDF")
    styled = [content, *_styles(path)]
    hidden = blank_hidden(text, styled)
    blocks = list(_Body(_titles(styled)).walk(text, "paragraph"))
    if not blocks:
        raise UnreadableDocument(f"{path.name}: there is no text in it")
    said = _metadata(path)
    candidates = (
        first_heading(blocks, level=1),
        sensible_title(said.pop("title", "")),
        opening_title(blocks),
    )
    language = language_code(said.pop("language", ""))
    warnings = ("hidden text was left out",) * hidden
    return Document(title_of(path, candidates), "odt", tuple(blocks), language, said, warnings)


def odt_text(element: Any) -> str:
    """The text of a paragraph: tabs, breaks and repeated spaces as one space, notes and comments left out.

    So are soft hyphens, which show where a word may be broken and part it for any search.
    """
    return " ".join("".join(_pieces(element)).replace(_SOFT_HYPHEN, "").split())


class _Body:
    """The blocks of a body of text; `titles` are the styles that paragraphs of its title have."""

    def __init__(self, titles: frozenset[str]) -> None:
        self._titles = titles
        self._outline = Outline()
        self._tables = 0

    def walk(self, parent: Any, kind: BlockKind) -> Iterator[Block]:
        for element in parent:
            name = local_name(element)
            if name == "h":
                yield from self._heading(element)
            elif name == "p":
                yield from self._paragraph(element, kind)
            elif name == "table":
                yield from self._table(element)
            elif name in _CONTAINERS:
                yield from self.walk(element, "list_item" if name == "list" else kind)

    def _heading(self, element: Any) -> Iterator[Block]:
        level = _attribute(element, "outline-level") or "1"
        depth = int(level) if level.isdecimal() and int(level) else 1
        if text := odt_text(element):
            yield self._block(element, text, "heading", depth)
        yield from self._inside(element)

    def _paragraph(self, element: Any, kind: BlockKind) -> Iterator[Block]:
        if text := odt_text(element):
            titled = _attribute(element, "}style-name") in self._titles
            yield self._block(element, text, "heading", 1) if titled else self._block(element, text, kind)
        yield from self._inside(element)

    def _inside(self, paragraph: Any) -> Iterator[Block]:
        """The notes and the framed texts that are anchored in a paragraph."""
        for each in paragraph.iterdescendants():
            if local_name(each) == "note-body" and (text := _all_text(each)):
                yield self._block(each, text, "footnote")
            elif local_name(each) == "text-box":
                yield from self.walk(each, "caption")

    def _table(self, table: Any) -> Iterator[Block]:
        self._tables += 1
        number, rows = self._tables, [e for e in table.iter() if _is_row(e, table)]
        heads = {e for h in table.iter() if local_name(h) == "table-header-rows" for e in h}
        reach: dict[int, tuple[int, str]] = {}
        for position, row in enumerate(rows, 1):
            own, whole = _cells(row, reach)
            if text := row_text(own if row in heads else whole) if any(own) else "":
                kind: BlockKind = "table_header" if row in heads else "table_row"
                yield self._block(row, text, kind, place=(number, position))

    def _block(
        self,
        element: Any,
        text: str,
        kind: BlockKind,
        level: int | None = None,
        place: tuple[int, int] | None = None,
    ) -> Block:
        headings = self._outline.above(text, level)
        table, row = place or (None, None)
        path = xpath_of(element)
        return Block(
            text, kind, Locator(member=CONTENT, xpath=path, table=table, row=row, headings=headings), level
        )


def _is_row(element: Any, table: Any) -> bool:
    """Whether an element is a row of that table and not of one in its cells, which is read with the cell."""
    if local_name(element) != "table-row":
        return False
    return next(e for e in element.iterancestors() if local_name(e) == "table") is table


def _cells(row: Any, reach: dict[int, tuple[int, str]]) -> tuple[list[str], list[str]]:
    """The texts of a row by column, and the same with those of the cells above that reach into it.

    `reach` holds, by column, how many rows such a cell stands in from here on, and its text.
    """
    own: list[str] = []
    whole: list[str] = []
    for cell in row:
        if local_name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        text = _all_text(cell)
        for _ in range(min(_count(cell, "columns-repeated"), _MOST_REPEATED)):
            left, said = reach.pop(len(own), (0, ""))
            if local_name(cell) == "table-cell":
                left, said = _count(cell, "rows-spanned"), text
            if left > 1:
                reach[len(own)] = (left - 1, repeated(said))
            own.append(text)
            whole.append(text or said)
    return own, whole


def _count(cell: Any, name: str) -> int:
    value = _attribute(cell, name)
    return int(value) if value.isdecimal() and len(value) < 7 else 1


def _all_text(element: Any) -> str:
    """The text of all paragraphs in an element, with a space between them."""
    return " ".join(filter(None, (odt_text(e) for e in element.iter() if local_name(e) in ("p", "h"))))


def _attribute(element: Any, ending: str) -> str:
    """The attribute whose name ends like that, in whatever namespace; "" when there is none."""
    return next((value for name, value in element.attrib.items() if name.endswith(ending)), "")


def _titles(roots: Iterable[Any]) -> frozenset[str]:
    """The styles of a document's title: the one that is called so, and what is made of it for one place."""
    parents = {
        _attribute(style, "}name"): _attribute(style, "}parent-style-name")
        for root in roots
        for style in root.iter()
        if local_name(style) == "style"
    }
    return frozenset({_TITLE, *(name for name, parent in parents.items() if parent == _TITLE)} - {_SUBTITLE})


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        name = local_name(each)
        if name in ("s", "tab", "line-break"):
            yield " "
        elif name not in _UNREAD and name not in ("note", "frame", "text-box", "ruby-text"):
            yield from _pieces(each)
        yield each.tail or ""


def _styles(path: Path) -> Iterator[Any]:
    with suppress(UnreadableDocument):  # there may be none
        yield _part(path, "styles.xml")


def _metadata(path: Path) -> dict[str, str]:
    try:
        root = _part(path, "meta.xml")
    except UnreadableDocument:
        return {}
    said = {local_name(e): e.text for e in root.iter() if not len(e)}
    return stated(
        {
            "title": said.get("title"),
            "author": said.get("initial-creator") or said.get("creator"),
            "date": said.get("date") or said.get("creation-date"),
            "subject": said.get("subject"),
            "language": said.get("language"),
        }
    )


def _part(path: Path, member: str) -> Any:
    """The root of an XML part, read as any XML from anywhere is."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / re.sub(r"\W", "-", path.name)
        part.write_bytes(archive_member(path, member))
        try:
            return parse(part).root
        except UnreadableDocument as error:
            raise UnreadableDocument(f"{path.name}: {member} in it cannot be read: {error}") from error
