"""A LIDO record while it is read: the fields found so far, and which elements they come from.

What no rule has taken is found again by `rest`, so that nothing a record says is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.documents import Field, FieldName
from ingest.readers.xml_source import Element, local_name, text_of, xpath_of
from ingest.records.labels import label as label_of
from ingest.records.language_codes import language_code
from ingest.records.lido_words import ours
from retrieval.locators import Locator

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LIDO = "{http://www.lido-schema.org}"
# Of a concept or name in many languages, those that are read out; the others are fields only.
_READ_OUT = frozenset({"en", "zh", "ru"})
# Identifiers, links, coordinates and mappings between vocabularies: not for reading.
_LEFT_OUT = frozenset(
    {
        "actorID", "broadMatch", "closeMatch", "conceptID", "eventID", "exactMatch", "gml", "legalBodyID",
        "legalBodyWeblink", "mappingRelation", "narrowMatch", "notation", "objectID", "placeID",
        "recordInfoID", "recordMetadataDate", "relatedMatch", "repositoryID", "resourceID",
        "resourceMeasurementsSet",
    }
)  # fmt: skip
# What is kept as a field without being read out.
_QUIET = frozenset(
    {
        "category", "culture", "date", "eventType", "extentMeasurements", "genderActor", "measurementsSet",
        "measurementType", "measurementUnit", "measurementValue", "placeClassification", "recordType",
        "resourceRelType", "resourceType", "roleActor",
    }
)  # fmt: skip
_PARTS_OF_NAMES = frozenset(
    {
        "altLabel", "appellationValue", "Concept", "descriptiveNoteValue", "earliestDate", "hiddenLabel",
        "latestDate", "legalBodyName", "nameActorSet", "namePlaceSet", "prefLabel", "term",
    }
)  # fmt: skip
_TERMS = frozenset({"term", "prefLabel", "altLabel"})


@dataclass(frozen=True, slots=True)
class Words:
    """A text with the elements it stands in, in document order, and its language."""

    text: str
    elements: tuple[Element, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field; `read_out` when it becomes a block too, with its label in `language`."""

    field: Field
    read_out: bool
    language: str


@dataclass
class LidoRecord:
    """The fields of one record; `language` is that of the part that is being read."""

    element: Element
    base: str
    language: str = ""
    entries: list[Entry] = field(default_factory=list)
    taken: set[Element] = field(default_factory=set)
    _known: set[tuple[str, ...]] = field(default_factory=set)

    def words(self, element: Element) -> Words:
        """The text of an element."""
        return Words(text_of(element), (element,), self.language_of(element))

    def language_of(self, element: Element) -> str:
        """The language an element is in, by itself or by what it stands in."""
        for each in (element, *element.iterancestors()):
            if code := each.get(XML_LANG):
                return language_code(code)
        return ""

    def add(
        self,
        name: FieldName,
        *words: Words | None,
        label: str = "",
        role: Words | None = None,
        kind: str = "",
        years: tuple[int, int] | None = None,
        at: Element | None = None,
        read_out: bool = True,
        between: str = "; ",
    ) -> Field | None:
        """A new field of the given words, if they say anything; `kind` is a role in words of our own.

        One that repeats another is taken, but not added.
        """
        given = [one for one in words if one and one.text]
        if not given:
            return None
        held = [element for one in (*given, *([role] if role else [])) for element in one.elements]
        self.taken.update(held)
        place = Locator(xpath=self.path(at if at is not None else _around(held)))
        text = between.join(dict.fromkeys(one.text for one in given))
        language = given[0].language if len({one.language for one in given}) == 1 else ""
        new = Field(name, text, place, label, language, role.text if role else kind, years)
        key = (self.language, name, new.value, label, new.role)
        if key not in self._known:
            self._known.add(key)
            worded = any(character.isalnum() for character in text)
            self.entries.append(Entry(new, read_out and worded, self.language))
        return new

    def path(self, element: Element) -> str:
        """The XPath of an element of the record in its file."""
        return xpath_of(element, within=self.element, base=self.base)

    def called(self, name: FieldName, what: str) -> str:
        """Our label of a field with a word that narrows it: `License (image)`."""
        return f"{label_of(name, self.language)} ({ours(what, self.language)})"

    def worth_reading(self, words: Words) -> bool:
        """Whether words are in a language that is read out."""
        return words.language in (self.language, "") or words.language in _READ_OUT

    def rest(self) -> None:
        """Keep as notes what no rule has taken, under the names that its elements have."""
        for holder, leaves in _holders(self.element, self.taken):
            words = [Words(own_text(leaf), (leaf,), self.language_of(leaf)) for leaf in leaves]
            text = " ".join(one.text for one in words)
            name = local_name(holder)
            known = any(one in self.taken for one in holder.iter())
            quiet = known or name in _QUIET or any(local_name(a) in _QUIET for a in holder.iterancestors())
            read_out = not quiet and not said(text, [e.field.value for e in self.entries])
            self.add("note", *words, label=_spelled(name), at=holder, read_out=read_out)


def each(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements at the end of a path of local names below `element`."""
    if element is None:
        return
    if not names:
        yield element
        return
    for child in element:
        if local_name(child) == names[0]:
            yield from each(child, *names[1:])


def first(element: Element | None, *names: str) -> Element | None:
    """The first element at the end of a path of local names."""
    return next(each(element, *names), None)


def attribute(element: Element, name: str) -> str:
    """An attribute in LIDO's namespace or in none."""
    return (element.get(_LIDO + name) or element.get(name) or "").strip()


def worded_type(element: Element) -> str:
    """The type that the source gives an element in words; "" for a URI or a code."""
    said_type = attribute(element, "type")
    return "" if ":" in said_type.split(" ")[0] or said_type.islower() else said_type


def is_preferred(element: Element) -> bool | None:
    """Whether a name is the preferred one; None when the source does not say."""
    pref = attribute(element, "pref").rsplit("/", 1)[-1].lower()
    if pref in ("preferred", "lido00169", "yes"):
        return True
    return False if pref in ("alternate", "alternative", "lido00170", "no") else None


def terms(record: LidoRecord, concept: Element | None) -> list[Words]:
    """The terms of a concept in every language, search terms last; its own text where it has none."""
    if concept is None:
        return []
    found = [leaf for leaf in concept.iter() if local_name(leaf) in _TERMS and text_of(leaf)]
    if not found and text_of(concept) and not len(concept):
        return [record.words(concept)]
    ranks = {"prefLabel": 0, "term": 0, "altLabel": 1}
    found.sort(key=lambda leaf: ranks[local_name(leaf)] + 2 * (attribute(leaf, "addedSearchTerm") == "yes"))
    return [record.words(leaf) for leaf in found]


def names(record: LidoRecord, holder: Element | None) -> list[Words]:
    """The names in a set of appellations, preferred ones first."""
    if holder is None:
        return []
    found = [leaf for leaf in holder.iter() if local_name(leaf) == "appellationValue" and text_of(leaf)]
    found.sort(key=lambda leaf: {True: 0, None: 1, False: 2}[is_preferred(leaf)])
    return [record.words(leaf) for leaf in found]


def chosen(words: Sequence[Words], language: str) -> Words | None:
    """The first of the words in `language`, else the first of all."""
    return next((each for each in words if each.language == language), words[0] if words else None)


def said(text: str, texts: Sequence[str]) -> bool:
    """Whether all words of `text` stand one after the other in one of `texts`, whatever is between them."""
    plain = _letters(text)
    return any(plain in _letters(each) for each in texts)


def own_text(element: Element) -> str:
    """The text of an element without that of its children, in one line."""
    return " ".join("".join([element.text or "", *((child.tail or "") for child in element)]).split())


def _letters(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.casefold())) + " "


def _around(elements: Sequence[Element]) -> Element:
    """The innermost element that holds all of `elements`."""
    if len(set(elements)) == 1:
        return elements[0]
    shared: list[Element] | None = None
    for element in elements:
        path = [*reversed(list(element.iterancestors())), element]
        shared = path if shared is None else [a for a, b in zip(shared, path, strict=False) if a is b]
    return shared[-1] if shared else elements[0]


def _holders(root: Element, taken: set[Element]) -> Iterator[tuple[Element, list[Element]]]:
    """Elements with text that nobody took, by the one that names them."""
    found: dict[Element, list[Element]] = {}
    left: set[Element] = set()
    for element in root.iter():
        parent = element.getparent() if element is not root else None
        if parent in left or local_name(element) in _LEFT_OUT or element in taken or not local_name(element):
            left.add(element)
            continue
        if own_text(element):
            holder = element
            while local_name(holder) in _PARTS_OF_NAMES and holder.getparent() is not None:
                holder = holder.getparent()
            found.setdefault(holder, []).append(element)
    yield from found.items()


def _spelled(name: str) -> str:
    """`relatedWorkRelType` as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
