"""Finding aids in EAD 2002 and EAD3: the whole as one document, and each component as a record of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.documents import Document, Field
from ingest.readers.ead.access import UnitAccess, unit_access
from ingest.readers.ead.description import Description
from ingest.readers.ead.header import add_header, header_language, header_title
from ingest.readers.ead.text import COMPONENT, EadText, children, first, flat
from ingest.readers.ead.unit import add_unit
from ingest.readers.xml_source import Element, fault, local_name, walk
from retrieval.errors import UnreadableDocument

_LONGEST_RIGHTS = 200  # characters; a longer statement is prose, which nobody filters on
_DEEPEST_TITLES = 8  # of the units above a component


@dataclass(frozen=True, slots=True)
class _Aid:
    """What the components of a finding aid take over from it."""

    name: str
    title: str
    language: str
    access: UnitAccess
    rights: str


@dataclass
class _Unit:
    """A component that is being read: where it stands, and what it hands down."""

    element: Element
    xpath: str
    above: UnitAccess
    titles: tuple[str, ...]
    number: str
    passed_on: tuple[UnitAccess, tuple[str, ...]] | None = None
    below: int = field(default=0)

    def handed_down(self) -> tuple[UnitAccess, tuple[str, ...]]:
        """Its access and the titles down to it, as known when what is below it begins."""
        if self.passed_on is None:
            title = _unit_title(self.element)
            titles = (*self.titles, title) if title and title != self.titles[-1] else self.titles
            self.passed_on = unit_access(self.element, self.above), titles[:_DEEPEST_TITLES]
        return self.passed_on


def documents(path: Path) -> Iterator[Document]:
    """The finding aid as a whole, then its components, the innermost before those that hold them.

    A file that is faulty is read as far as it goes, with a warning. UnreadableDocument when it describes
    nothing, or is hostile.
    """
    wrong = fault(path)
    warnings = (f"not well-formed XML, read as far as it goes: {wrong}",) if wrong else ()
    aids: list[_Aid] = []
    for found, group in _whole(path, recover=bool(wrong)):
        aid, document = found
        if group or aids:
            document = replace(document, record=aid.name or str(len(aids) + 1))
        aids.append(aid)
        yield replace(document, warnings=(*warnings, *document.warnings))
    if not aids:
        raise UnreadableDocument(f"{path.name}: there is no archival description in it")
    yield from _components(path, aids, recover=bool(wrong))


def _whole(path: Path, *, recover: bool) -> Iterator[tuple[tuple[_Aid, Document], bool]]:
    """Each finding aid of a file without its components, and whether it stands in a group of them."""
    group = False
    cut: Element | None = None  # a finding aid that has begun and not ended
    for event, element, _ in walk(path, recover=recover):
        name = local_name(element)
        group = group or name == "eadgrp"
        if COMPONENT.fullmatch(name):
            if event == "end":
                element.clear(keep_tail=True)
        elif name == "ead":
            cut = element if event == "start" else None
            if event == "end":
                if (unit := _archdesc(element)) is not None:
                    yield _finding_aid(path, element, unit), group
                element.clear(keep_tail=True)
    if cut is not None and (unit := _archdesc(cut)) is not None:
        yield _finding_aid(path, cut, unit), group


def _finding_aid(path: Path, ead: Element, unit: Element) -> tuple[_Aid, Document]:
    language = header_language(ead)
    access = unit_access(unit)
    description = Description(EadText(language))
    add_unit(description, unit)
    add_header(description, ead)
    title = _unit_title(unit) or header_title(ead) or path.stem
    fields = tuple(description.fields)
    rights = next((f.value for f in fields if f.name == "rights" and len(f.value) <= _LONGEST_RIGHTS), "")
    number = first_text(ead, "eadid") or first_text(ead, "recordid")
    aid = _Aid(number, title, language, access, rights)
    document = Document(
        title=title,
        kind="ead",
        blocks=tuple(description.blocks),
        language=language,
        metadata=_metadata(fields, aid, access) | _author(ead),
        fields=fields,
        warnings=access.warnings,
    )
    return aid, document


def _components(path: Path, aids: Sequence[_Aid], *, recover: bool) -> Iterator[Document]:
    """The components of a file one at a time; each is emptied when it has been read."""
    open_units: list[_Unit] = []
    waiting = list(aids)
    aid, count = waiting[0], 0
    described = False
    for event, element, xpath in walk(path, recover=recover):
        name = local_name(element)
        if event == "start" and name == "ead" and described and len(waiting) > 1:
            waiting.pop(0)
            aid, count, described = waiting[0], 0, False
        if name == "archdesc":
            described = True
        if not COMPONENT.fullmatch(name):
            continue
        if event == "start":
            above = open_units[-1] if open_units else None
            access, titles = above.handed_down() if above else (aid.access, (aid.title,))
            if above:
                above.below += 1
            else:
                count += 1
            number = f"{above.number}.{above.below}" if above else str(count)
            open_units.append(_Unit(element, xpath, access, titles, number))
            continue
        unit = open_units.pop()
        if document := _component(unit, aid):
            yield document if len(aids) == 1 else replace(document, record=f"{aid.name}/{document.record}")
        element.clear(keep_tail=True)


def _component(unit: _Unit, aid: _Aid) -> Document | None:
    """The document of a component, None for one that says nothing of itself."""
    access = unit_access(unit.element, unit.above)
    description = Description(EadText(aid.language, unit.element, unit.xpath), unit.titles)
    add_unit(description, unit.element)
    if not description.blocks:
        return None
    fields = tuple(description.fields)
    number = next((f.value for f in fields if f.name == "object_number"), "")
    level = unit.element.get("level") or "component"
    title = _unit_title(unit.element) or number or f"{unit.titles[-1]}, {level} {unit.number}"
    return Document(
        title=title,
        kind="ead",
        blocks=tuple(description.blocks),
        language=aid.language,
        metadata=_metadata(fields, aid, access),
        fields=fields,
        warnings=access.warnings,
        record=unit.element.get("id") or unit.number,
    )


def _metadata(fields: Sequence[Field], aid: _Aid, access: UnitAccess) -> dict[str, str]:
    said: dict[str, str] = {f.name: f.value for f in reversed(fields) if f.name in ("object_number", "date")}
    rights = next((f.value for f in fields if f.name == "rights" and len(f.value) <= _LONGEST_RIGHTS), "")
    kept = {"collection": aid.title, "rights": rights or aid.rights, **access.metadata(), **said}
    return {name: value for name, value in kept.items() if value}


def _author(ead: Element) -> dict[str, str]:
    author = first_text(ead, "author")
    return {"author": author} if author else {}


def _archdesc(ead: Element) -> Element | None:
    """The description of a finding aid, wherever a faulty file puts it."""
    return next((each for each in ead.iter() if local_name(each) == "archdesc"), None)


def _unit_title(unit: Element) -> str:
    """The title of a unit with the dates in it; where it has none, its dates."""
    for did in (child for child in children(unit) if local_name(child) == "did"):
        for name in ("unittitle", "unitdate"):
            part = first(did, name)
            if part is not None and re.search(r"\w", text := flat(part)):
                return text.strip(" ,")
    return ""


def first_text(ead: Element, name: str) -> str:
    """The text of the first element of that name, "" when there is none."""
    found = next((each for each in ead.iter() if local_name(each) == name), None)
    return flat(found) if found is not None else ""
