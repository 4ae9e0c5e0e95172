"""Linked Art: the JSON-LD record of an object or a person is one document; arrays and lines hold many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.documents import Block, Document, Field, FieldName
from ingest.languages import detect_language, main_language
from ingest.readers.json_source import Node, lines, load
from ingest.readers.linked_art.terms import (
    ENTITIES,
    EVENTS,
    UNITS,
    event_years,
    is_accession_number,
    language_of,
    statement_field,
)
from ingest.readers.linked_art.walk import human_strings, property_of, time_spans, words
from ingest.records.access import strictest_statement
from ingest.records.embargo import last_embargo
from ingest.records.text import field_blocks
from retrieval.locators import Locator

_LISTS = ("@graph", "orderedItems", "items", "first")
Headings = tuple[str, ...]
_MAKING: dict[str, FieldName] = {
    "carried_out_by": "maker",
    "took_place_at": "place",
    "technique": "technique",
    "influenced_by": "related",
}
_SAID = ("object_number", "collection", "rights", "license")


def documents(path: Path) -> Iterator[Document]:
    """A document for each record of a file: an object, an array or graph of them, or one a line."""
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        for number, node in lines(path):
            document = _Record(node).document(path.stem)
            blocks = (replace(b, locator=replace(b.locator, lines=(number, number))) for b in document.blocks)
            fields = (replace(f, locator=replace(f.locator, lines=(number, number))) for f in document.fields)
            yield replace(
                document, blocks=tuple(blocks), fields=tuple(fields), record=document.record or str(number)
            )
        return
    root = load(path)
    records = list(_records(root))
    for node in records:
        document = _Record(node).document(path.stem)
        yield replace(document, record="" if node is root else document.record or node.pointer)


def _records(node: Node) -> Iterator[Node]:
    if isinstance(node.value, list):
        yield from node.each()
    elif node["type"] or not any(node[key] for key in _LISTS):
        yield node
    else:
        for key in _LISTS:
            for each in node[key].each():
                inner = each["object"]
                yield inner if inner["type"] else each


class _Record:
    """One record being read."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._fields: list[Field] = []
        self._taken: set[str] = set()
        self._languages: list[str] = []

    def document(self, name: str) -> Document:
        self._thing(self._node, ())
        self._overlooked()
        fields = sorted(self._fields, key=lambda f: bool(f.locator.headings))
        said: dict[str, str] = {f.name: f.value for f in reversed(fields)}
        language = main_language(self._languages) if self._languages else ""
        language = language or detect_language(" ".join(f.value for f in fields))
        number = said.get("object_number", "")
        title = next((f.value for f in fields if f.name == "title"), "") or number or name
        metadata = {key: said[key] for key in _SAID if key in said}
        if access := strictest_statement(f.value for f in fields if f.name == "access"):
            metadata["access"] = access
        if embargo := last_embargo(f.value for f in fields if f.name == "embargo"):
            metadata["embargo"] = embargo
        blocks = tuple(_blocks(fields, language))
        record = number or self._node.first("id", "@id").text
        return Document(title, "linked-art", blocks, language, metadata, fields=tuple(fields), record=record)

    def _thing(self, node: Node, headings: Headings) -> None:
        """The whole of an object, or of a part of it, whose name stands in `headings`."""
        rules: tuple[tuple[tuple[str, ...], Callable[[Node, Headings], None]], ...] = (
            (("produced_by", "created_by"), self._production),
            (("shows",), self._shown),
            (("dimension",), self._dimension),
            (("carries",), self._inscription),
            (("referred_to_by", "subject_of"), self._statement),
            (("subject_to",), self._right),
            (("part", "parts"), self._part),
        )
        self._identified(node, headings)
        for key, name in ENTITIES.items():
            for each in node[key].each():
                self._entity(name, each, headings)
        for keys, read in rules:
            for each in (each for key in keys for each in node[key].each()):
                read(each, headings)
        for key, kind in EVENTS.items():
            for each in node[key].each():
                self._event(each, key, kind, headings)

    def _part(self, node: Node, headings: Headings) -> None:
        self._thing(node, (*headings, self._name(node).text or words(property_of(node.pointer))))

    def _shown(self, node: Node, headings: Headings) -> None:
        for key in ("represents", "about", "represents_instance_of_type"):
            for each in node[key].each():
                self._entity("subject", each, headings)

    def _inscription(self, node: Node, headings: Headings) -> None:
        self._statement(node, headings, "inscription")

    def _identified(self, node: Node, headings: Headings) -> None:
        numbered = any(f.name == "object_number" for f in self._fields)
        for each in node["identified_by"].each():
            value = each.first("content", "value")
            kinds = self._kinds(each)
            language = language_of(each)
            self._languages += [language] if language and not headings else []
            if each["type"].text != "Identifier":
                self._add("title", value, headings, role=kinds, language=language)
            elif not numbered and not headings and is_accession_number(each):
                numbered = True
                self._add("object_number", value, headings, role=kinds)
            else:
                self._add("identifier", value, headings, label=kinds)
        label = node.first("_label", "label")
        if label.text not in headings and not any(
            f.name == "title" and f.locator.headings == headings for f in self._fields
        ):
            self._add("title", label, headings)

    def _name(self, node: Node) -> Node:
        """The string that names an entity: its first name, else its label, else the reference itself."""
        names = (each.first("content", "value") for each in node["identified_by"].each())
        label = node.first("_label", "label")
        return next((n for n in names if n.text), label if label.text else node.first("content", "value"))

    def _kinds(self, node: Node) -> str:
        """What an entity is classified as, in words; what classifies that again tells us the field alone."""
        named = [self._name(each) for each in node["classified_as"].each()]
        self._taken.update(
            each.pointer for each in (*human_strings(node["classified_as"]), *human_strings(node["language"]))
        )
        return ", ".join(each.text for each in named if each.text)

    def _entity(self, name: FieldName, node: Node, headings: Headings) -> None:
        self._add(name, self._name(node), headings, role=self._kinds(node))

    def _production(self, node: Node, headings: Headings) -> None:
        for key, name in _MAKING.items():
            for each in node[key].each():
                self._entity(name, each, headings)
        for span in node["timespan"].each():
            self._date(span, headings)
        for part in node["part"].each():
            self._production(part, headings)
        for each in node["referred_to_by"].each():
            self._statement(each, headings)

    def _date(self, span: Node, headings: Headings) -> None:
        name, years = self._name(span), event_years(span)
        if name.text:
            self._add("date", name, headings, years=years)
        else:
            ends = [span[key].text.split("T")[0] for key in ("begin_of_the_begin", "end_of_the_end")]
            text = " – ".join(dict.fromkeys(end for end in ends if end))
            self._add("date", Node(text, span.pointer), headings, years=years)
        self._taken.update(each.pointer for each in human_strings(span))

    def _dimension(self, node: Node, headings: Headings) -> None:
        value, unit = node["value"], node["unit"]
        name = self._name(unit).text
        self._taken.update((value.pointer, self._name(unit).pointer))
        name = name or UNITS.get(unit.text.split("/")[-1].split(":")[-1], "")
        name = name or UNITS.get(unit["id"].text.split("/")[-1].split(":")[-1], "")
        shown = value if value.text else self._name(node)
        self._add("dimension", shown, headings, label=self._kinds(node), role=name)

    def _statement(self, node: Node, headings: Headings, usually: FieldName | None = None) -> None:
        content = node.first("content", "value")
        if not content.text:
            self._entity("related", node, headings)
            return
        language = language_of(node)
        self._languages += [language] if language else []
        kinds = self._kinds(node)
        name = usually or statement_field(node, kinds)
        self._add(name, content, headings, label=kinds if name == "note" else "", language=language)

    def _right(self, node: Node, headings: Headings) -> None:
        for each in (*node["identified_by"].each(), *node["referred_to_by"].each()):
            self._add("rights", each.first("content", "value"), headings)
        for each in node["classified_as"].each():
            name = self._name(each)
            self._add("license", name if name.text else each["id"], headings)

    def _event(self, node: Node, key: str, kind: FieldName, headings: Headings) -> None:
        """An event as one value: its names, people, places and dates in the order of the source."""
        said = list(human_strings(node))
        self._taken.update(each.pointer for each in said)
        text = ", ".join(dict.fromkeys(each.text for each in said))
        years = next((y for span in time_spans(node) if (y := event_years(span))), None)
        self._add(kind, Node(text, node.pointer), headings, label=words(key), years=years)

    def _add(
        self,
        name: FieldName,
        node: Node,
        headings: Headings,
        label: str = "",
        role: str = "",
        language: str = "",
        years: tuple[int, int] | None = None,
    ) -> None:
        self._taken.add(node.pointer)
        if node.text:
            place = Locator(pointer=node.pointer, headings=headings)
            self._fields.append(Field(name, node.text, place, label, language, role, years))

    def _overlooked(self) -> None:
        """What no rule has taken, as notes under the name of the property; not what is said already."""
        said = {f.value for f in self._fields}
        for each in human_strings(self._node):
            if each.pointer not in self._taken and each.text not in said:
                self._add("note", each, (), label=words(property_of(each.pointer)))
                said.add(each.text)


def _blocks(fields: list[Field], language: str) -> Iterator[Block]:
    heading: tuple[str, ...] = ()
    for field in fields:
        if field.locator.headings != heading:
            heading = field.locator.headings
            place = Locator(pointer=field.locator.pointer, headings=heading[:-1])
            yield Block(heading[-1], "heading", place, len(heading) + 1)
        yield from field_blocks([field], language)
