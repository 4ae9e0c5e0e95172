"""A unit of a finding aid, the whole or a component: its `did`, and the sections that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents import Block, Field, FieldName
from ingest.readers.ead.description import NAMES, Description, role_of
from ingest.readers.ead.did import add_did, add_digital
from ingest.readers.ead.text import Headings, children
from ingest.readers.xml_source import Element, local_name

_FIELD_OF_SECTION: dict[str, FieldName] = {
    "accessrestrict": "access", "acqinfo": "provenance", "bibliography": "bibliography",
    "custodhist": "provenance", "relatedmaterial": "related", "scopecontent": "description",
    "separatedmaterial": "related", "userestrict": "rights",
}  # fmt: skip
_FIELD_OF_TERM: dict[str, FieldName] = {
    "function": "subject", "genreform": "type", "geogname": "place", "occupation": "subject",
    "subject": "subject", "title": "subject",
}  # fmt: skip
_MADE_IT = re.compile(
    r"creat|author|artist|photograph|maker|engrav|architect|composer|verfass|urheber|auteur|автор|作者|"
    r"^(?:aut|cre|pht|art|arc|cmp|egr)$",
    re.IGNORECASE,
)


def add_unit(description: Description, unit: Element) -> None:
    """Read a component or an `archdesc`, but not the components below it."""
    for did in (child for child in children(unit) if local_name(child) == "did"):
        add_did(description, did, description.under(did, description.headings))
    for part in children(unit):
        _add_section(description, part, description.headings)


def sections_of(unit: Element, name: str) -> Iterator[Element]:
    """The sections of that name of one unit, in its groups too, but not those of what is below it."""
    for part in children(unit):
        if local_name(part) == name:
            yield part
        elif local_name(part) == "descgrp":
            yield from sections_of(part, name)


def _add_section(description: Description, part: Element, headings: Headings) -> None:
    match local_name(part):
        case "did":
            return
        case "descgrp":
            path = description.under(part, headings)
            for each in children(part):
                if local_name(each) != "head":
                    _add_section(description, each, path)
        case "controlaccess":
            _add_terms(description, part, headings)
        case "dao" | "daogrp" | "daoset":
            add_digital(description, part, headings)
        case name:
            blocks = list(description.text.blocks(part, headings))
            description.blocks += blocks
            if name in _FIELD_OF_SECTION:
                _add_fields(description, part, blocks)


def _add_fields(description: Description, part: Element, blocks: Sequence[Block]) -> None:
    """The paragraphs and items of a section as fields too, under the section's heading."""
    name, label = _FIELD_OF_SECTION[local_name(part)], description.text.heading(part)
    for block in blocks:
        if block.kind not in ("heading", "caption"):
            place = replace(block.locator, headings=())
            description.fields.append(Field(name, block.text, place, label))


def _add_terms(description: Description, part: Element, headings: Headings) -> None:
    """Names and terms that a unit is indexed under, and what is said of the indexing."""
    path = description.under(part, headings)
    for each in children(part):
        name = local_name(each)
        if name == "controlaccess":
            _add_terms(description, each, path)
        elif name in NAMES or name in _FIELD_OF_TERM:
            _add_term(description, each, path)
        elif name == "list":
            for term in each.iter():
                if local_name(term) in NAMES or local_name(term) in _FIELD_OF_TERM:
                    _add_term(description, term, path)
        elif name != "head":
            description.blocks += description.text.blocks(each, path)


def _add_term(description: Description, term: Element, headings: Headings) -> None:
    role = role_of(term)
    made_it = local_name(term) in NAMES and _MADE_IT.search(role)
    name = "maker" if made_it else _FIELD_OF_TERM.get(local_name(term), "subject")
    description.add(description.field(name, term, "", role=role), headings)
