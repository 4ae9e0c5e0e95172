"""Running text in TEI as blocks: headings, paragraphs, verse, lists, tables, captions and notes in order."""

from __future__ import annotations

from collections.abc import Collection

from ingest.documents import Block, BlockKind
from ingest.readers.outline import Outline
from ingest.readers.tei.elements import BLOCKS, CAPTIONED, DIVISIONS, HEADED, INLINE_WITHIN, KINDS, TOLD
from ingest.readers.tei.runs import Run, run_blocks
from ingest.readers.tei.text import (
    GAP,
    NEVER_TEXT,
    PAGE,
    VERSE,
    attribute,
    break_mark,
    finished,
    offers_readings,
    readings,
    spaced,
    text_in,
    told_readings,
)
from ingest.readers.xml_paths import named, steps
from ingest.readers.xml_source import Element, local_name
from ingest.records.element_words import word_for
from ingest.table_text import row_text
from retrieval.locators import Locator


class BodyReader:
    """Reads the elements it is given one after the other; `blocks` gives what came of all of them."""

    def __init__(self, language: str = "", *, apart: Collection[Element] = ()) -> None:
        """`language` is the one of our own words; `apart` are elements that are read elsewhere."""
        self._language = language
        self._apart = set(apart)
        self._found: list[tuple[Run, Locator]] = []
        self._notes: list[tuple[Run, Locator]] = []
        self._outline = Outline()
        self._run = Run("")
        self._depth = self._tables = self._note_count = 0
        self._page = ""

    def read(self, element: Element, path: str) -> None:
        """Take in all text within the element at `path`."""
        self._run = Run(path)
        self._block(element, local_name(element), path)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far, with the words closed that a line of the original breaks."""
        return run_blocks(self._found)

    def _visit(self, element: Element, name: str, path: str) -> None:
        if name in NEVER_TEXT or element in self._apart:
            return
        if spaced(element, name):
            self._add(" ")
        if name in ("lb", "pb"):
            self._break(element, name)
        elif name == "gap":
            self._add(GAP)
        elif name == "note":
            self._note(element, path)
        elif offers_readings(name):
            self._readings(element, name, path)
        elif name in ("del", "surplus"):
            self._aside(text_in(element), path)
        elif name == "table":
            self._table(element, path)
        elif name in BLOCKS and not (name in INLINE_WITHIN and self._run.begun):
            self._block(element, name, path)
        else:
            self._inside(element, path)

    def _inside(self, element: Element, path: str) -> None:
        self._add(element.text or "")
        for child, name, place in steps(element, path):
            self._visit(child, name, place)
            self._add(child.tail or "")

    def _add(self, text: str) -> None:
        if text:
            if not self._run.begun and text.strip():
                self._run.begun, self._run.page = True, self._page
            self._run.pieces.append(text)

    def _block(self, element: Element, name: str, path: str) -> None:
        """An element that stands on lines of its own; in a stanza, a line of verse."""
        if name == "l" and _above(element) == "lg":
            self._add(VERSE)
            self._inside(element, path)
            return
        self._flush()
        outer = self._run
        inner = Run(path, KINDS.get(name, outer.kind), None, outer.note)
        if name == "head":
            self._as_heading(element, inner)
        self._run = inner
        divides = name in DIVISIONS
        self._depth += divides
        if divides and attribute(element, "type") in TOLD and not any(element.iterchildren("{*}head")):
            self._outline.above(word_for(attribute(element, "type"), self._language), self._depth)
        if name == "list":
            self._list(element, path)
        else:
            self._inside(element, path)
        self._flush()
        self._depth -= divides
        if divides:
            self._outline.close(self._depth)
        self._run = outer.again()

    def _as_heading(self, element: Element, run: Run) -> None:
        above = _above(element)
        if above in CAPTIONED:
            run.kind = "caption"
        elif above in HEADED and run.kind != "footnote":
            run.kind, run.level = "heading", max(self._depth, 1)

    def _list(self, element: Element, path: str) -> None:
        """Items, each with the label that stands before it."""
        label = ""
        kind: BlockKind = "footnote" if self._run.kind == "footnote" else "list_item"
        self._add(element.text or "")
        for child, name, place in steps(element, path):
            if name == "label":
                self._add_block(label, kind, path)
                label = text_in(child)
            elif name == "item":
                self._flush()
                outer = self._run
                self._run = Run(path if label else place, kind, None, outer.note)
                self._add(_before(label))
                label = ""
                self._inside(child, place)
                self._flush()
                self._run = outer.again()
            else:
                self._visit(child, name, place)
            self._add(child.tail or "")
        self._add_block(label, kind, path)

    def _table(self, element: Element, path: str) -> None:
        self._flush()
        self._tables += 1
        table, number = self._tables, 0
        for child, name, place in steps(element, path):
            if name != "row":
                self._visit(child, name, place)
                continue
            number += 1
            cells = [text_in(cell) for cell, _ in named(child, place, "cell")]
            kind: BlockKind = "table_header" if attribute(child, "role") == "label" else "table_row"
            run = Run(place, kind, None, None, [row_text(cells)], self._page)
            self._found.append((run, self._locator(run, table=table, row=number)))

    def _note(self, element: Element, path: str) -> None:
        """A note, set behind the paragraph it belongs to so that it cuts no sentence."""
        self._note_count += 1
        outer, found = self._run, self._found
        self._found = []
        self._run = Run(path, "footnote", None, attribute(element, "n") or str(self._note_count))
        self._inside(element, path)
        made, self._found = self._closed(), found
        self._run = outer
        (self._notes if outer.begun else self._found).extend(made)

    def _closed(self) -> list[tuple[Run, Locator]]:
        waiting, self._notes = self._notes, []
        self._flush()
        made, self._notes = [*self._found, *self._notes], waiting
        return made

    def _readings(self, element: Element, name: str, path: str) -> None:
        chosen, others = readings(element, path)
        if chosen is not None:
            self._inside(*chosen)
        if others:
            self._aside(told_readings(element, name, path), path)

    def _aside(self, text: str, path: str) -> None:
        """What the source gives besides the text: another reading, words struck out."""
        if text:
            run = Run(path, "footnote", None, None, [text], self._page)
            self._notes.append((run, self._locator(run)))

    def _break(self, element: Element, name: str) -> None:
        if name == "pb":
            self._page = attribute(element, "n")
        mark = break_mark(element, name)
        if mark != PAGE or self._run.begun:
            self._run.pieces.append(mark)

    def _add_block(self, text: str, kind: BlockKind, path: str) -> None:
        if text:
            run = Run(path, kind, None, self._run.note, [text], self._page)
            self._found.append((run, self._locator(run)))

    def _flush(self) -> None:
        run = self._run
        if run.begun:
            self._found.append((run, self._locator(run)))
            self._found += self._notes
            self._notes = []
        self._run = run.again()

    def _locator(self, run: Run, *, table: int | None = None, row: int | None = None) -> Locator:
        heading = finished(run.text) if run.level else ""
        return Locator(
            xpath=run.path,
            page_label=run.page or None,
            table=table,
            row=row,
            note=run.note if run.kind == "footnote" else None,
            headings=self._outline.above(heading, run.level),
        )


def _above(element: Element) -> str:
    """The name of the element that holds this one, "" for the outermost."""
    parent = element.getparent()
    return local_name(parent) if parent is not None else ""


def _before(label: str) -> str:
    """A label as it stands before its item: `1. `, `Eels: `."""
    if not label:
        return ""
    return f"{label} " if not label[-1].isalnum() else f"{label}: "
