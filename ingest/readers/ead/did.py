"""The fields of a unit's `did`: title, number, dates, makers, extent, where it is kept."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.documents import Field, FieldName
from ingest.readers.ead.description import NAMES, Description, role_of
from ingest.readers.ead.text import Headings, children, first, flat
from ingest.readers.xml_source import Element, local_name
from ingest.records.ead_words import worded

_FIELD_OF_PART: dict[str, FieldName] = {
    "abstract": "description", "container": "location", "langmaterial": "language", "physloc": "location",
    "unitdate": "date", "unitdatestructured": "date", "unitid": "object_number", "unittitle": "title",
}  # fmt: skip
_FIELD_OF_EXTENT: dict[str, FieldName] = {
    "dimensions": "dimension", "extent": "extent", "genreform": "type", "physfacet": "note",
    "quantity": "extent",
}  # fmt: skip
_FORMER = re.compile(r"former|\bold\b|previous|altern|ancien|alt(?:e|sig)|прежн|旧", re.IGNORECASE)


def add_did(description: Description, did: Element, headings: Headings) -> None:
    """Read the parts of a `did` in their order."""
    for part in children(did):
        label = (part.get("label") or "").strip().rstrip(":")
        match local_name(part):
            case "head":
                continue
            case "dao" | "daogrp" | "daoset":
                add_digital(description, part, headings)
            case "origination":
                for name in _named(part) or [part]:
                    description.add(description.field("maker", name, label, role=role_of(name)), headings)
            case "repository":
                _add_repository(description, part, label, headings)
            case "physdesc" | "physdescset" | "physdescstructured":
                _add_extent(description, part, label, headings)
            case _:
                _add_part(description, part, label, headings)


def _add_part(description: Description, part: Element, label: str, headings: Headings) -> None:
    name = local_name(part)
    kind = (part.get("type") or part.get("localtype") or "").strip()
    field_name = _FIELD_OF_PART.get(name, "note")
    if name == "unitid" and _FORMER.search(kind or label):
        field_name = "former_number"
    if name == "container":
        label = kind[:1].upper() + kind[1:] or label
    dated = name.startswith("unitdate")
    description.add(description.field(field_name, part, label, dated=dated), headings)
    if name == "unittitle":
        dates = [each for each in part.iter() if local_name(each) in ("unitdate", "date") and flat(each)]
        description.fields += [description.field("date", date, "", dated=True) for date in dates]


def add_digital(description: Description, part: Element, headings: Headings) -> None:
    """Where a digital copy is, and what is said of it."""
    for each in part.iter():
        for key, value in each.attrib.items():
            name = key.rsplit("}", 1)[-1]
            if name not in ("href", "title") or not value.strip():
                continue
            place = description.text.at(each)
            place = replace(place, xpath=f"{place.xpath}/@*[local-name()='{name}']")
            text = " ".join(value.split())
            if name == "href":
                description.fields.append(Field("identifier", text, place, local_name(each)))
            else:
                description.add(Field("note", text, place, local_name(each)), headings)
    description.blocks += [replace(b, kind="caption") for b in description.text.inside(part, headings)]


def _add_repository(description: Description, part: Element, label: str, headings: Headings) -> None:
    address = first(part, "address")
    names = _named(part)
    for name in names:
        description.add(description.field("location", name, label), headings)
    if not names and (text := flat(part, ("address",))):
        description.add(Field("location", text, description.text.at(part), label), headings)
    for block in description.text.blocks(address, headings) if address is not None else ():
        place = replace(block.locator, headings=())
        named = worded("address", description.text.language)
        description.add(Field("note", block.text, place, named), headings)


def _add_extent(description: Description, part: Element, label: str, headings: Headings) -> None:
    parts = list(children(part))
    known = all(local_name(each) in _FIELD_OF_EXTENT for each in parts)
    alone = not (part.text or "").strip() and not any((each.tail or "").strip() for each in parts)
    if local_name(part) == "physdescset":
        for each in parts:
            _add_extent(description, each, label, headings)
    elif local_name(part) == "physdescstructured" or not (parts and known and alone):
        description.add(description.field("extent", part, label), headings)
    else:
        for each in parts:
            own = (each.get("label") or each.get("type") or "").strip().rstrip(":")
            new = description.field(_FIELD_OF_EXTENT[local_name(each)], each, own or label)
            description.add(new, headings)


def _named(part: Element) -> list[Element]:
    """The names in an `origination` or a `repository`."""
    return [each for each in part.iter() if local_name(each) in NAMES and flat(each)]
