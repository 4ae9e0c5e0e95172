"""IIIF Presentation 3 and 2: a manifest is one document, its canvases and annotations with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest.documents import Block, Document, Field, FieldName
from ingest.languages import detect_language, main_language
from ingest.readers.iiif.text import Said, place_of, plain, preferred, size_of, texts
from ingest.readers.json_source import Node, load
from ingest.records.access import strictest_statement
from ingest.records.embargo import last_embargo
from ingest.records.mapping import labelled_access, labelled_field
from ingest.records.text import field_blocks
from retrieval.locators import Locator

_CONTENT = ("items", "sequences", "resources")  # what tells a manifest from a mention of one
_PARTS = ("items", "manifests", "collections", "members")
_DESCRIPTIONS = ("summary", "description")
_HUMAN = frozenset({"label", "value", "summary", "description", "attribution", "chars"})
_MENTIONS = ("Manifest", "Collection")
_TECHNICAL = frozenset({"selector", "service", "target", "on"})


def documents(path: Path) -> Iterator[Document]:
    """The manifest in a file; for a collection, it and each manifest that it holds whole."""
    root = load(path)
    yield replace(_Resource(root).document(path.stem), record="")
    for node in _whole_manifests(root):
        document = _Resource(node).document(path.stem)
        yield replace(document, record=node.first("id", "@id").text or node.pointer)


def _whole_manifests(node: Node) -> Iterator[Node]:
    if "Collection" not in _type(node):
        return
    for part in (each for key in _PARTS for each in node[key].each()):
        if "Manifest" in _type(part) and any(part[key] for key in _CONTENT):
            yield part
        yield from _whole_manifests(part)


class _Resource:
    """One manifest, collection or list of annotations being read."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._fields: list[Field] = []
        self._blocks: list[Block] = []
        self._taken: set[str] = set()
        self._languages: list[str] = []

    def document(self, name: str) -> Document:
        node = self._node
        titles = self._texts(node["label"])
        self._described(node, Locator())
        if "Collection" in _type(node):
            self._mentioned(node)
        else:
            for canvas in _canvases(node):
                self._canvas(canvas)
            for range_ in node["structures"].each():
                self._range(range_, ())
            self._annotations(node, None)
        self._overlooked(node)
        language = self._language()
        fields = [Field("title", s.text, Locator(pointer=s.pointer), language=s.language) for s in titles]
        fields += self._fields
        title = preferred(titles, language) or name
        said: dict[str, str] = {f.name: f.value for f in reversed(fields)}
        kept = ("object_number", "collection", "rights", "license")
        own = [f for f in fields if not f.locator.canvas]  # those of a canvas stand beneath its heading
        blocks = (*field_blocks(own, language), *self._blocks)
        metadata = {key: said[key] for key in kept if key in said}
        metadata |= self._access()
        if uri := node.first("id", "@id").text:
            metadata["manifest"] = uri
        return Document(title, "iiif", blocks, language, metadata, fields=tuple(fields))

    def _access(self) -> dict[str, str]:
        """The strictest of all that is said of access, of the whole or of a canvas, and the last embargo."""
        said = [labelled_access(f.label, f.value) for f in self._fields if f.name == "access"]
        known = {
            "access": strictest_statement(filter(None, said)),
            "embargo": last_embargo(f.value for f in self._fields if f.name == "embargo"),
        }
        return {name: value for name, value in known.items() if value}

    def _language(self) -> str:
        stated = [language for language in self._languages if language]
        if stated:
            return main_language(stated)
        values = [b.text for b in self._blocks] + [f.value for f in self._fields]
        return detect_language(" ".join(values) or self._node["label"].text)

    def _texts(self, node: Node) -> list[Said]:
        said = list(texts(node))
        self._taken.update(s.pointer for s in said)
        self._languages += [s.language for s in said]
        return said

    def _described(self, node: Node, place: Locator) -> None:
        """What a resource says of itself: labels with values, summaries, who asks to be named, licences."""
        for key in _DESCRIPTIONS:
            self._add("description", self._texts(node[key]), place)
        for pair in node["metadata"].each():
            self._pair(pair, place, None)
        self._pair(node["requiredStatement"], place, "credit_line")
        self._add("credit_line", self._texts(node["attribution"]), place)
        for licence in (*node["rights"].each(), *node["license"].each()):
            self._add("license", [Said(licence.text, "", licence.pointer)] if licence.text else [], place)
        for provider in node["provider"].each():
            self._add("location", self._texts(provider["label"]), place, "Provider")

    def _pair(self, pair: Node, place: Locator, usually: FieldName | None) -> None:
        labels = self._texts(pair["label"])
        for said in self._texts(pair["value"]):
            label = preferred(labels, said.language)
            self._add(labelled_field(label) or usually or "note", [said], place, label)

    def _add(self, name: FieldName, said: list[Said], place: Locator, label: str = "") -> None:
        self._fields += [
            Field(name, s.text, replace(place, pointer=s.pointer), label, s.language) for s in said
        ]

    def _mentioned(self, node: Node) -> None:
        for part in (each for key in _PARTS for each in node[key].each()):
            for said in self._texts(part["label"]):
                self._blocks.append(Block(said.text, "list_item", Locator(pointer=said.pointer)))

    def _canvas(self, canvas: Node) -> None:
        labels = self._texts(canvas["label"])
        label = preferred(labels, "")
        place = Locator(canvas=canvas.first("id", "@id").text or None, page_label=label or None)
        within = replace(place, headings=(label,)) if label else place
        at, before = len(self._blocks), len(self._fields)
        self._described(canvas, within)
        self._blocks += field_blocks(self._fields[before:], "en")
        self._annotations(canvas, size_of(canvas), within)
        alone = len(self._blocks) == at
        for said in reversed(labels):
            located = replace(place, pointer=said.pointer)
            titled = (
                Block(said.text, "list_item", located) if alone else Block(said.text, "heading", located, 2)
            )
            self._blocks.insert(at, titled)

    def _annotations(self, node: Node, size: tuple[int, int] | None, within: Locator | None = None) -> None:
        pages = [*node["annotations"].each(), *node["otherContent"].each()]
        if not within:
            pages += [node] if "Annotation" in _type(node) else []
        else:
            pages += node["items"].each()
        for page in pages:
            for annotation in (*page["items"].each(), *page["resources"].each()):
                self._annotation(annotation, size, within.headings if within else ())

    def _annotation(self, node: Node, size: tuple[int, int] | None, headings: tuple[str, ...]) -> None:
        target = node.first("target", "on")
        motivation = node["motivation"].text
        for body in (*node["body"].each(), *node["resource"].each()):
            value = body.first("value", "chars")
            text = plain(value.text)
            if not text or "Text" not in _type(body):
                continue
            self._taken.add(value.pointer)
            language = body["language"].text.split("-")[0].lower()
            self._languages.append(language)
            place = replace(place_of(target, value.pointer, size), headings=headings)
            if motivation.endswith("tagging"):
                field = Field("subject", text, place, language=language)
                self._fields.append(field)
                self._blocks += field_blocks([field], language)
            else:
                self._blocks.append(Block(text, "cue" if place.seconds else "paragraph", place))

    def _range(self, node: Node, above: tuple[str, ...]) -> None:
        labels = self._texts(node["label"])
        canvas = _first_canvas(node) or Locator()
        for said in labels:
            place = replace(canvas, pointer=said.pointer, headings=above)
            self._blocks.append(Block(said.text, "list_item", place))
        under = (*above, labels[0].text) if labels else above
        for part in node["items"].each():
            if "Range" in _type(part):
                self._range(part, under)

    def _overlooked(self, node: Node) -> None:
        """Texts that no rule above has taken (labels of renderings, choices, services) as notes."""
        for key, part in node.members():
            for each in part.each() if key not in _TECHNICAL else ():
                if key in _HUMAN:
                    left = [s for s in texts(each) if s.pointer not in self._taken]
                    self._add("note", left, Locator())
                    self._taken.update(s.pointer for s in left)
                if not (key in _PARTS and any(kind in _type(each) for kind in _MENTIONS)):
                    self._overlooked(each)


def _type(node: Node) -> str:
    """`Manifest`, `sc:Manifest`, several types in one string; "" for none."""
    return " ".join(each.text for each in node.first("type", "@type").each())


def _canvases(node: Node) -> Iterator[Node]:
    for item in node["items"].each():
        if "Canvas" in _type(item):
            yield item
    for sequence in node["sequences"].each():
        yield from sequence["canvases"].each()


def _first_canvas(node: Node) -> Locator | None:
    """The canvas, or the stretch of one, with which a range of pages begins."""
    for part in (*node["items"].each(), *node["canvases"].each()):
        if part.text or "Canvas" in _type(part) or part["source"]:
            return place_of(part, part.pointer)
        if found := _first_canvas(part):
            return found
    return None
