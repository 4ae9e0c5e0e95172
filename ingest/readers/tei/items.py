"""The texts that a manuscript holds (`msItem` in TEI): each a line to read, and fields to filter by."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.documents import Block, Field, FieldName
from ingest.readers.tei.fields import field_of, reading_fields
from ingest.readers.tei.text import attribute
from ingest.readers.tei.walk import Context, Walk, own_text
from ingest.readers.xml_paths import named, steps
from ingest.readers.xml_source import Element
from ingest.records import labels
from ingest.records.draft import RecordDraft
from ingest.records.element_words import word_for
from ingest.records.text import field_blocks
from ingest.table_text import pair_text
from retrieval.locators import Locator

ITEMS = ("msItem", "msItemStruct")
_FIELDS: dict[str, FieldName] = {
    "title": "title", "author": "maker", "editor": "maker", "respStmt": "maker", "textLang": "language",
    "incipit": "inscription", "explicit": "inscription", "rubric": "inscription", "quote": "inscription",
    "finalRubric": "inscription", "colophon": "inscription", "bibl": "bibliography",
    "biblStruct": "bibliography", "decoNote": "description", "summary": "description",
}  # fmt: skip
_UNLABELLED = frozenset(("title", "author", "locus", "locusGrp", "respStmt"))
_APART = (*ITEMS, "listBibl")  # told after the item's own line
_LONG = 300  # characters; a longer part of an item is read out by itself

Part = tuple[Element, str, str]


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Reads the items of a manuscript into its record, each under the number it has there."""

    record: RecordDraft
    walk: Walk
    number: str

    def read(self, element: Element, path: str) -> None:
        """The item's short parts in one line, each long one and each item within it by itself."""
        if own_text(element):
            self.record.add(field_of("description", (element, path), label=self._name))
            return
        parts = list(steps(element, path))
        told = [part for part in parts if part[1] not in _APART]
        fields = [(name, self._field(child, name, place)) for child, name, place in told]
        known = [(name, said) for name, said in fields if said.value]
        for _, said in known:
            self.record.add(said, shown=False)
        self._add_line([(name, said) for name, said in known if len(said.value) <= _LONG], element, path)
        for name, said in known:
            if len(said.value) > _LONG:
                self._add_long(name, said)
        for child, _, place in told:
            for reading in reading_fields((child, place), self.record.language):
                self.record.add(reading)
        self._inner([part for part in parts if part[1] in _APART])

    @property
    def _name(self) -> str:
        return f"{word_for('msItem', self.record.language)} {self.number}"

    def _add_line(self, known: list[tuple[str, Field]], element: Element, path: str) -> None:
        """`Item 1: fol. 3r, Wulfric, On eels; Incipit: Anguilla est`, at the leaf where the item begins."""
        line = ""
        for name, said in known:
            is_plain = name in _UNLABELLED
            text = said.value if is_plain else pair_text(said.label, said.value)
            line += f"{', ' if is_plain else '; '}{text}" if line else text
        if line:
            leaf = next((attribute(locus, "from") for locus, _ in named(element, path, "locus")), "")
            place = Locator(xpath=path, page_label=leaf or None, field="description")
            self.record.blocks.append(Block(f"{self._name}: {line}", "field", place))

    def _add_long(self, name: str, said: Field) -> None:
        label = self._name if name in _UNLABELLED else f"{self._name}, {said.label}"
        self.record.blocks += field_blocks([replace(said, label=label, role="")], self.record.language)

    def _field(self, element: Element, name: str, path: str) -> Field:
        said = field_of(_FIELDS.get(name, "note"), (element, path), label=self._label(name), role=self._name)
        if name == "textLang" and not said.value:
            code = attribute(element, "mainLang")
            said = replace(said, value=code, locator=Locator(xpath=f"{path}/@mainLang"))
        return said

    def _label(self, name: str) -> str:
        if name == "title":
            return ""
        if name in ("textLang", "note", "p"):
            return labels.label("language" if name == "textLang" else "note", self.record.language)
        return word_for(name, self.record.language)

    def _inner(self, parts: list[Part]) -> None:
        count = 0
        for child, name, place in parts:
            if name == "listBibl":
                self.walk.into(child, name, place, Context())
                continue
            count += 1
            own = attribute(child, "n") or str(count)
            number = own if own.startswith(f"{self.number}.") else f"{self.number}.{own}"
            ItemReader(self.record, self.walk, number).read(child, place)
