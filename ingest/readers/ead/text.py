"""The prose, lists and tables of a finding aid as blocks, each with the path of its element."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.documents import Block, BlockKind
from ingest.readers.xml_source import Element, local_name, xpath_of
from ingest.records.ead_words import SECTIONS, worded
from ingest.table_text import pair_text, row_text
from retrieval.locators import Locator

COMPONENT = re.compile(r"c(?:0[1-9]|1[0-2])?")
Headings = tuple[str, ...]

# What stands by itself within running text: it ends the sentence before it.
_APART = frozenset(
    {
        "address", "addressline", "blockquote", "change", "chronitem", "chronlist", "defitem",
        "descriptivenote", "didnote", "head", "indexentry", "item", "list", "maintenanceevent", "note", "p",
        "relation", "row", "table",
    }
) | SECTIONS  # fmt: skip
# What holds others and has no text of its own.
_CONTAINERS = frozenset(
    {
        "archdesc", "availability", "control", "daodesc", "descriptivenote", "did", "didnote", "dsc",
        "eadheader", "editionstmt", "filedesc", "frontmatter", "index", "maintenancehistory", "note",
        "notestmt", "profiledesc", "publicationstmt", "relation", "relations", "revisiondesc", "seriesstmt",
        "titlepage", "titlestmt",
    }
) | SECTIONS  # fmt: skip
_ONE_LINE = {"address": ", ", "change": "; ", "maintenanceevent": "; "}
_ELSEWHERE = frozenset({"archdesc", "did"})  # read by rules of their own, wherever they stand


@dataclass
class EadText:
    """Turns elements into blocks; `component` stands at the path `base`, None for the whole file."""

    language: str
    component: Element | None = None
    base: str = ""
    tables: int = 0

    def at(self, element: Element, headings: Headings = ()) -> Locator:
        """The place of an element."""
        path = xpath_of(element, within=self.component, base=self.base)
        return Locator(xpath=path, headings=headings)

    def blocks(self, element: Element, headings: Headings = ()) -> Iterator[Block]:
        """An element and all that is in it, but for components and descriptions of their own."""
        name = local_name(element)
        if not name or name in _ELSEWHERE or COMPONENT.fullmatch(name):
            return
        match name:
            case "list":
                yield from self._list(element, headings)
            case "chronlist":
                yield from self._chronology(element, headings)
            case "table":
                yield from self._table(element, headings)
            case "indexentry":
                yield from self._line(element, headings, [*children(element)], ": ", "list_item")
            case "address" | "change" | "maintenanceevent":
                yield from self._line(element, headings, [*children(element)], _ONE_LINE[name], "paragraph")
            case _ if name in SECTIONS:
                yield from self._section(element, headings)
            case _:
                yield from self._mixed(element, headings)

    def inside(self, element: Element, headings: Headings) -> Iterator[Block]:
        """What is in an element, but for its own heading."""
        for child in children(element):
            if local_name(child) != "head":
                yield from self.blocks(child, headings)

    def _section(self, element: Element, headings: Headings) -> Iterator[Block]:
        path = (*headings, self.heading(element))
        head = first(element, "head")
        if head is not None and (said := flat(head)):
            yield Block(said, "heading", self.at(head, path), len(path))
        if _own_text(element):
            yield from self._mixed(element, path)
        else:
            yield from self.inside(element, path)

    def heading(self, element: Element) -> str:
        """What a section calls itself, else what we call it."""
        head = first(element, "head")
        said = flat(head) if head is not None else ""
        return said.rstrip(": ") or worded(local_name(element), self.language)

    def _mixed(self, element: Element, headings: Headings) -> Iterator[Block]:
        """Runs of text with what stands in them, and between them what stands apart."""
        if not any(True for _ in element) or not _holds_apart(element):
            if text := flat(element):
                yield Block(text, "paragraph", self.at(element, headings))
            return
        alone = local_name(element) in _CONTAINERS and not _own_text(element)
        run = [element.text or ""]
        for child in element:
            if alone or local_name(child) in _APART or _holds_apart(child):
                yield from self._run(element, run, headings)
                run = []
                yield from self.blocks(child, headings)
            elif local_name(child):
                run.append(f" {flat(child)} " if local_name(child) == "lb" else _kept(child))
            run.append(child.tail or "")
        yield from self._run(element, run, headings)

    def _run(self, element: Element, run: Iterable[str], headings: Headings) -> Iterator[Block]:
        if text := " ".join("".join(run).split()):
            yield Block(text, "paragraph", self.at(element, headings))

    def _line(
        self, element: Element, headings: Headings, parts: list[Element], between: str, kind: BlockKind
    ) -> Iterator[Block]:
        text = between.join(text for part in parts if (text := flat(part)))
        if text:
            yield Block(text, kind, self.at(element, headings))

    def _list(self, element: Element, headings: Headings) -> Iterator[Block]:
        for child in children(element):
            match local_name(child):
                case "item":
                    for block in self._mixed(child, headings):
                        yield replace(block, kind="list_item") if block.kind == "paragraph" else block
                case "defitem":
                    label, item = (first(child, part) for part in ("label", "item"))
                    parts = [flat(part) if part is not None else "" for part in (label, item)]
                    text = pair_text(parts[0], parts[1])
                    if text:
                        yield Block(text, "list_item", self.at(child, headings))
                case "listhead":
                    yield from self._line(child, headings, [*children(child)], " | ", "list_item")
                case _:
                    yield from self.blocks(child, headings)

    def _chronology(self, element: Element, headings: Headings) -> Iterator[Block]:
        for child in children(element):
            if local_name(child) != "chronitem":
                yield from self.blocks(child, headings)
                continue
            dates = [e for e in children(child) if local_name(e).startswith("date")]
            events = [e for e in child.iter() if local_name(e) in ("event", "geogname") and e not in dates]
            events = [e for e in events if local_name(e.getparent()) != "event"]
            told = "; ".join(text for e in events if (text := flat(e)))
            text = pair_text(", ".join(flat(date) for date in dates), told)
            if text:
                yield Block(text, "list_item", self.at(child, headings))

    def _table(self, element: Element, headings: Headings) -> Iterator[Block]:
        self.tables += 1
        number = 0
        for row in element.iter():
            name = local_name(row)
            if name == "head" and (text := flat(row)):
                yield Block(text, "caption", self.at(row, headings))
            if name != "row":
                continue
            number += 1
            text = row_text(flat(cell) for cell in children(row))
            if text:
                header = local_name(row.getparent()) == "thead"
                place = replace(self.at(row, headings), table=self.tables, row=number)
                yield Block(text, "table_header" if header else "table_row", place)


def children(element: Element) -> Iterator[Element]:
    """The elements directly below one."""
    return (child for child in element if local_name(child))


def first(element: Element, name: str) -> Element | None:
    """The first child of that local name."""
    return next((child for child in children(element) if local_name(child) == name), None)


def flat(element: Element, leave_out: Collection[str] = ()) -> str:
    """All text of an element in one line, with a space where a line breaks or a part begins."""
    return " ".join("".join(_texts(element, leave_out)).split())


def _kept(element: Element) -> str:
    """The text of an element within a line, with the space at its ends."""
    return "".join(_texts(element, ()))


def _texts(element: Element, leave_out: Collection[str]) -> Iterator[str]:
    if first(element, "part") is not None:  # a name in its parts
        yield ", ".join(flat(part) for part in children(element))
        return
    yield element.text or ""
    parted = not _own_text(element)
    for child in element:
        name = local_name(child)
        if name and name not in leave_out:
            apart = " " if parted or name in _APART or name == "lb" else ""
            yield apart
            yield from _texts(child, leave_out)
            yield apart
        yield child.tail or ""


def _own_text(element: Element) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    return any(text and text.strip() for text in texts)


def _holds_apart(element: Element) -> bool:
    if local_name(element) in _CONTAINERS and not _own_text(element):
        return True
    return any(local_name(each) in _APART for each in element.iterdescendants())
