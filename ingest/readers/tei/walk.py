"""Which field each element of a TEI header or manuscript description fills, and the walk that finds them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from ingest.documents import FieldName
from ingest.readers.tei.fields import Years, attribute_field, field_of, reading_fields, years_of
from ingest.readers.tei.rights import add_availability
from ingest.readers.tei.text import NEVER_TEXT, attribute, text_in
from ingest.readers.xml_paths import first, named, steps
from ingest.readers.xml_source import Element
from ingest.records.draft import RecordDraft
from ingest.records.element_words import word_for

# The field that the text of an element fills, or the text somewhere within it.
_FIELDS: dict[str, FieldName] = {
    "head": "title", "msName": "title", "title": "title", "author": "maker", "editor": "maker",
    "collection": "collection", "textLang": "language", "language": "language", "summary": "description",
    "incipit": "inscription", "explicit": "inscription", "rubric": "inscription", "quote": "inscription",
    "finalRubric": "inscription", "colophon": "inscription", "support": "material", "material": "material",
    "layout": "description", "layoutDesc": "description", "handNote": "description",
    "handDesc": "description", "handNotes": "description", "scriptNote": "description",
    "scriptDesc": "description", "typeNote": "description", "typeDesc": "description",
    "musicNotation": "description", "decoNote": "description", "decoDesc": "description",
    "additions": "description", "binding": "description", "bindingDesc": "description",
    "decoBinding": "description", "seal": "description", "sealDesc": "description", "accMat": "description",
    "physDesc": "description", "objectDesc": "description", "supportDesc": "description",
    "origin": "description", "history": "description", "abstract": "description",
    "provenance": "provenance", "acquisition": "provenance", "custEvent": "event", "bibl": "bibliography",
    "biblStruct": "bibliography", "biblFull": "bibliography", "listBibl": "bibliography",
    "surrogates": "related", "idno": "identifier", "licence": "license", "extent": "extent",
    "origPlace": "place", "objectType": "type", "keywords": "subject", "term": "subject",
}  # fmt: skip
# The element whose word labels a container's text; those of the others are their own.
_WORDS = {
    "layoutDesc": "layout", "handDesc": "handNote", "handNotes": "handNote", "scriptDesc": "scriptNote",
    "typeDesc": "typeNote", "decoDesc": "decoNote", "bindingDesc": "binding", "sealDesc": "seal",
    "source": "descriptionSource",
}  # fmt: skip
# These go by the name of their field alone.
_UNLABELLED = frozenset(
    """head msName title collection textLang language support material provenance bibl biblStruct biblFull
    listBibl idno extent physDesc objectDesc supportDesc abstract summary keywords term origPlace
    objectType""".split()  # noqa: SIM905
)
# Containers that say nothing of what their text is.
_PLAIN = frozenset(
    """p ab list item additional adminInfo recordHist custodialHist msContents msIdentifier notesStmt
    profileDesc textClass langUsage sourceDesc fileDesc titleStmt desc
    change""".split()  # noqa: SIM905
)
_INLINE = frozenset(
    """hi foreign ref persName placeName orgName name geogName country region settlement date num measure
    abbr expan ex am choice seg unclear supplied g lb pb term gloss mentioned soCalled q rs locus locusGrp
    forename surname roleName addName sic corr orig reg c w pc emph note stamp heraldry secFol catchwords
    signatures depth height width dim title author editor publisher pubPlace biblScope citedRange idno
    roleName add del subst app email quote""".split()  # noqa: SIM905
)
_CONTAINERS = frozenset(
    """titleStmt publicationStmt seriesStmt editionStmt notesStmt msIdentifier altIdentifier msContents
    keywords additional adminInfo recordHist textClass langUsage creation fileDesc sourceDesc
    profileDesc""".split()  # noqa: SIM905
)
_BIBL = frozenset(("bibl", "biblStruct", "biblFull", "listBibl"))
_WHOLE = (_BIBL - {"listBibl"}) | {"textLang", "respStmt", "change", "person", "term", "idno"}
_MAKERS = frozenset("author aut scribe scr artist art illuminator ilu ill illustrator".split())  # noqa: SIM905


_WORD, _NUMBER = re.compile(r"\w"), re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Context:
    """What text means where the walk has come to: the field it fills, its label, the years told above it."""

    name: FieldName = "note"
    label: str = ""
    role: str = ""
    years: Years | None = None
    shown: bool = True


class Walk:
    """Takes every text of a description into a record; what no rule knows becomes a note of its name.

    `apart` are elements that are read elsewhere.
    """

    def __init__(self, record: RecordDraft, *, apart: Collection[Element] = ()) -> None:
        self._record = record
        self._apart = set(apart)

    def into(self, element: Element, name: str, path: str, context: Context) -> None:
        """Take in an element, whose text means what `context` says unless its name says more."""
        if name in NEVER_TEXT or element in self._apart:
            return
        if name == "availability":
            of_object = context.name != "license"
            add_availability(self._record, element, path, of_object=of_object)
            return
        if name == "origDate" or (name == "date" and context.name == "date"):
            dated = replace(field_of("date", (element, path)), years=years_of(element))
            self._record.add(dated, shown=context.shown)
        elif name == "dimensions":
            self._dimensions(element, path, context)
        else:
            self._text(element, name, path, self._meaning(element, name, path, context))

    def inside(self, element: Element, path: str, context: Context) -> None:
        """Take in what an element holds, each child for what it is."""
        for child, name, place in steps(element, path):
            self.into(child, name, place, context)

    def _meaning(self, element: Element, name: str, path: str, context: Context) -> Context:
        years = years_of(element) if "provenance" in (_FIELDS.get(name), context.name) else None
        if name == "summary" and context.label:
            return context
        if name in _PLAIN or (name in _INLINE and name not in _FIELDS):
            return replace(context, years=years or context.years)
        language = self._record.language
        if name in _BIBL and context.name in ("related", "bibliography"):
            heading = first(element, path, "head") if name == "listBibl" else None
            return replace(context, label=text_in(heading[0])) if heading else context
        if name in _FIELDS:
            label = "" if name in _UNLABELLED else word_for(_WORDS.get(name, name), language)
            role = attribute(element, "role") if name == "editor" else ""
            if name == "listBibl" and (heading := first(element, path, "head")):
                label = text_in(heading[0])
            return replace(context, name=_FIELDS[name], label=label, role=role, years=years)
        return replace(context, name="note", label=word_for(_WORDS.get(name, name), language))

    def _text(self, element: Element, name: str, path: str, context: Context) -> None:
        """The text of an element as one field; where it only holds others, theirs one by one."""
        parts = list(steps(element, path))
        holds = name in _CONTAINERS or any(part[1] not in _INLINE | NEVER_TEXT for part in parts)
        if parts and holds and name not in _WHOLE and not own_text(element):
            for child, child_name, place in parts:
                if not (child_name == "head" and name == "listBibl"):
                    self.into(child, child_name, place, context)
            return
        behind = [] if name in _WHOLE else _behind(parts)
        value = text_in(element, without=[child for child, _, _ in behind])
        said = field_of(context.name, (element, path), label=context.label, role=context.role)
        self._record.add(replace(said, value=value, years=context.years), shown=context.shown)
        for reading in reading_fields((element, path), self._record.language):
            self._record.add(reading, shown=context.shown)
        self._persons_and_dates(element, path)
        if context.name == "related":
            self._links(element, path)
        for child, child_name, place in behind:
            self.into(child, child_name, place, context)

    def _persons_and_dates(self, element: Element, path: str) -> None:
        """The date, the place and the makers that a running text names, for filters."""
        for child, child_name, place in steps(element, path):
            role = attribute(child, "role").lower()
            if child_name == "origDate":
                dated = replace(field_of("date", (child, place)), years=years_of(child))
                self._record.add(dated, shown=False)
            elif child_name == "origPlace":
                self._record.add(field_of("place", (child, place)), shown=False)
            elif child_name in ("persName", "name", "orgName") and role in _MAKERS:
                self._record.add(field_of("maker", (child, place), role=role), shown=False)

    def _links(self, element: Element, path: str) -> None:
        """The addresses of surrogates, to be followed rather than read."""
        role = word_for("surrogates", self._record.language)
        for reference, place in named(element, path, "ref"):
            link = attribute_field("identifier", (reference, place), "target")
            if link.value.startswith(("http://", "https://")):
                self._record.add(replace(link, role=role), shown=False)

    def _dimensions(self, element: Element, path: str, context: Context) -> None:
        """`275 × 275 mm (leaf)`: the measures in the order they stand, with the unit that holds for them."""
        measures = [
            (text_in(child) or attribute(child, "quantity"), child)
            for child, _ in named(element, path, "height", "width", "depth", "dim")
        ]
        said = field_of("dimension", (element, path), role=attribute(element, "type"))
        unit = attribute(element, "unit")
        if measures and not own_text(element):
            value = " × ".join(filter(None, (text for text, _ in measures)))
            unit = unit or next((u for _, each in measures if (u := attribute(each, "unit"))), "")
            said = replace(said, value=value)
        if unit and _NUMBER.search(said.value) and not said.value.endswith(unit):
            said = replace(said, value=f"{said.value} {unit}")
        self._record.add(said, shown=context.shown)


def own_text(element: Element) -> bool:
    """Whether an element has words of its own between its children; marks alone are none."""
    own = [element.text, *(child.tail for child in element)]
    return any(text and _WORD.search(text) for text in own)


def _behind(parts: list[tuple[Element, str, str]]) -> list[tuple[Element, str, str]]:
    """The children that stand behind the words of a text and are told apart from them."""
    behind: list[tuple[Element, str, str]] = []
    for each in reversed(parts):
        if _WORD.search(each[0].tail or "") or each[1] not in ("dimensions", "listBibl"):
            break
        behind.insert(0, each)
    return behind


def form_of(record: RecordDraft, element: Element, path: str) -> None:
    """The form of an object (codex, roll, …) and its material where only a code gives it."""
    found = first(element, path, "objectDesc")
    if found is None:
        return
    record.add(attribute_field("type", found, "form"))
    described = first(*found, "supportDesc")
    if described is not None:
        support = first(*described, "support")
        if support is None or not text_in(support[0]):
            record.add(attribute_field("material", described, "material"))
