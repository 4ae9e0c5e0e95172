"""DOCX: headings, paragraphs, lists, tables row by row, notes where they are referred to.

The parts are read from the archive with lxml and not with python-docx, which refuses strict and
macro-enabled documents and those with a dangling relationship, and loads every picture. Tracked
insertions count as text, deletions, comments, hidden text and tables of contents do not; numbers
that Word gives to list items and headings are not in the file and so not in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.documents import Block, BlockKind, Document
from ingest.readers.docx.hidden import drop_hidden, drop_placeholders
from ingest.readers.docx.package import Package, attribute, child, is_on, local, open_package
from ingest.readers.docx.styles import Role, Styles
from ingest.readers.docx.tables import row_texts, table_rows
from ingest.readers.docx.text import NoteReference, paragraph_text, plain_text
from ingest.readers.titles import first_heading, opening_title, sensible_title, stated, stated_title, title_of
from retrieval.errors import UnreadableDocument
from retrieval.locators import Locator

_CONTAINERS = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"])
_LONGEST_HEADING = 300


def read(path: Path) -> Document:
    """The document in a DOCX.

    `paragraph` of a locator counts the body's paragraphs outside tables, empty ones too; `table` and
    `row` count from 1. The text of a cell stands in the first of the columns it is merged over, and in
    each of the rows if it is no prose.
    EncryptedDocument when it is locked, UnreadableDocument when it is empty, damaged or no DOCX,
    NotFound when there is no such file.
    """
    package = open_package(path)
    drop_placeholders(package)
    hidden = drop_hidden(package)
    body = _Body(package)
    try:
        body.walk(child(package.document, "body"))
    except RecursionError as error:
        raise UnreadableDocument(
            f"{path.name}: its parts are nested too deeply; save it again in Word"
        ) from error
    if not body.blocks:
        raise UnreadableDocument(f"{path.name}: there is no text in it, only pictures or nothing at all")
    metadata = _metadata(package.core)
    core_title = metadata.pop("title", "")
    title = title_of(
        path,
        (
            body.title,
            stated_title(body.blocks),
            first_heading(body.blocks, level=1),
            sensible_title(core_title),
            opening_title(body.blocks),
        ),
    )
    language = metadata.pop("language", "")
    return Document(
        title=title,
        kind="docx",
        blocks=tuple(body.blocks),
        language=language[:2].lower() if re.fullmatch(r"[A-Za-z]{2}(?:[-_].*)?", language) else "",
        metadata=metadata,
        warnings=(
            *(f"its part for {part} is damaged and was left out" for part in package.damaged),
            *(("hidden text was left out",) * hidden),
        ),
    )


class _Body:
    """Walks a document's body and gathers its blocks."""

    def __init__(self, package: Package) -> None:
        self.blocks: list[Block] = []
        self.title = ""
        self._styles = Styles(package.styles)
        self._notes = {"footnote": _notes(package.footnotes), "endnote": _notes(package.endnotes)}
        self._both = all(self._notes.values())
        self._numbers = {"footnote": 0, "endnote": 0}
        self._headings: list[tuple[int, str]] = []
        self._paragraphs = 0
        self._tables = 0
        self._carried = ""

    def walk(self, parent: Any) -> None:
        """Reads the paragraphs and tables of `parent` in order."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraphs += 1
                self._paragraph(element, Locator(paragraph=self._paragraphs))
            elif name == "tbl":
                self._table(element)
            elif name == "AlternateContent":
                self.walk(element[0] if len(element) else element)
            elif name in _CONTAINERS:
                self.walk(element)

    def _path(self) -> tuple[str, ...]:
        return tuple(heading for _, heading in self._headings)

    def _add(self, text: str, kind: BlockKind, place: Locator, level: int | None = None) -> None:
        locator = Locator(
            paragraph=place.paragraph,
            table=place.table,
            row=place.row,
            note=place.note,
            headings=self._path(),
        )
        self.blocks.append(Block(text, kind, locator, level))

    def _paragraph(self, element: Any, place: Locator) -> None:
        content = paragraph_text(element)
        role = self._styles.role(element)
        text = (self._carried + content.text).strip()
        self._carried = ""
        if is_on(child(element, "pPr", "rPr", "del")):  # its end was deleted: the next one goes on with it
            self._carried = text + " " if text else ""
        elif text and not role.contents:
            self._text(text, role, place)
        for box in content.boxes:
            self._box(box, place)
        self._refer(content.references, place)

    def _text(self, text: str, role: Role, place: Locator) -> None:
        level = role.level if len(text) <= _LONGEST_HEADING else None
        if level is None:
            kind: BlockKind = "caption" if role.caption else "list_item" if role.list_item else "paragraph"
            self._add(text, kind, place)
            return
        heading = " ".join(text.split())
        self._headings = [(depth, above) for depth, above in self._headings if depth < level]
        self._add(heading, "heading", place, level)
        self._headings.append((level, heading))
        if role.title and not self.title:
            self.title = sensible_title(heading)

    def _box(self, box: Any, place: Locator) -> None:
        for element in box:
            if local(element) == "p":
                self._paragraph(element, place)
            elif local(element) == "tbl":
                self._table(element)

    def _refer(self, references: list[NoteReference], place: Locator) -> None:
        """Places the notes that were just referred to."""
        for reference in references:
            if not reference.mark:
                self._numbers[reference.kind] += 1
            number = self._numbers[reference.kind]
            roman = self._both and reference.kind == "endnote"  # as Word tells the two apart
            mark = reference.mark or (_roman(number) if roman else str(number))
            text = self._notes[reference.kind].get(reference.note_id, "")
            if text:
                self._add(
                    text,
                    "footnote",
                    Locator(paragraph=place.paragraph, table=place.table, row=place.row, note=mark),
                )

    def _table(self, element: Any) -> None:
        self._tables += 1
        number = self._tables
        rows = table_rows(element)
        texts = {row.number: (text, kind) for row, kind, text in row_texts(rows)}
        for row in rows:
            place = Locator(table=number, row=row.number)
            if row.number in texts:
                self._add(*texts[row.number], place)
            self._refer(row.references, place)
            for nested in row.nested:
                self._table(nested)


def _notes(part: Any) -> dict[str, str]:
    """The text of each note by its id."""
    if part is None:
        return {}
    notes = {
        attribute(note, "id") or "": plain_text(note)
        for note in part
        if (attribute(note, "type") or "normal") == "normal"
    }
    return {note_id: text for note_id, text in notes.items() if text}


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    hundreds, tens = divmod(tens, 10)
    digits = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    upper = digits[tens].translate(str.maketrans("ivx", "xlc"))
    return "c" * hundreds + upper + digits[ones]


def _metadata(core: Any) -> dict[str, str]:
    """What the file says of itself; the date is when it was made, else when it was last changed."""
    if core is None:
        return {}
    texts = dict(_properties(core))
    known = stated(
        {
            "title": texts.get("title"),
            "author": texts.get("creator"),
            "subject": texts.get("subject"),
            "keywords": texts.get("keywords"),
            "language": texts.get("language"),
        }
    )
    if known.get("author", "").lower() in ("python-docx", "unknown", "user"):
        del known["author"]
    date = re.match(r"\d{4}-\d\d-\d\d", texts.get("created") or texts.get("modified") or "")
    return {**known, "date": date.group()} if date else known


def _properties(core: Any) -> Iterator[tuple[str, str]]:
    for element in core:
        yield local(element), element.text or ""
