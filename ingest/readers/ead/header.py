"""What a finding aid says of itself: who made it, when, in which language (`eadheader`, `control`)."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.documents import Block, Field, FieldName
from ingest.readers.ead.description import Description
from ingest.readers.ead.text import children, flat
from ingest.readers.xml_source import Element, local_name
from ingest.records.ead_words import worded
from ingest.records.language_codes import language_code

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADERS = frozenset({"eadheader", "control", "frontmatter"})
_CODES = frozenset({"agencycode", "eadid", "maintenancestatus", "otherrecordid", "recordid"})
_NAMELESS = frozenset({"blockquote", "defitem", "head", "item", "lb", "list", "note", "p", "row"})
_NAMED = {
    "titleproper": "finding aid",
    "subtitle": "finding aid",
    "agencyname": "publisher",
    "languagedeclaration": "langusage",
    "maintenanceevent": "change",
}


def add_header(description: Description, ead: Element) -> None:
    """Read what a finding aid says of itself, below a heading of its own; what it says twice, once."""
    path = (worded("about", description.text.language),)
    known = {block.text for block in description.blocks}
    known |= {value.value for value in description.fields}
    for header in (each for each in ead.iter() if local_name(each) in _HEADERS):
        for element in header.iter():
            if local_name(element) in _CODES and flat(element):
                place = description.text.at(element)
                description.fields.append(Field("identifier", flat(element), place, local_name(element)))
        for part in children(header):
            if local_name(part) in _CODES:
                continue
            for block in description.text.blocks(part, path):
                if block.text not in known and block.kind != "heading":
                    known.add(block.text)
                    _add(description, block, path)


def _add(description: Description, block: Block, path: tuple[str, ...]) -> None:
    """Keep a line of the header under the name of its element, if that tells anything."""
    step = (block.locator.xpath or "").rsplit("/", 1)[-1]
    found = re.search(r"local-name\(\)='([^']+)'", step)
    element = found[1] if found else step.split("[")[0]
    if element in _NAMELESS:
        description.blocks.append(block)
        return
    name: FieldName = "title" if element in ("titleproper", "subtitle") else "note"
    label = worded(_NAMED.get(element, element), description.text.language)
    description.add(Field(name, block.text, replace(block.locator, headings=()), label), path)


def header_language(ead: Element) -> str:
    """The language that a finding aid is written in, as its header states it; "" when it does not."""
    for element in ead.iter():
        if local_name(element) in ("langusage", "languagedeclaration"):
            for each in element.iter():
                code = each.get("langcode") or each.get("lang") or ""
                if found := language_code(code):
                    return found
    for element in ead.iter():
        if local_name(element) in ("ead", "archdesc", "control"):
            code = element.get(_XML_LANG) or element.get("lang") or ""
            if found := language_code(code):
                return found
    return ""


def header_title(ead: Element) -> str:
    """The title of the finding aid itself, not that for filing."""
    for element in ead.iter():
        if local_name(element) != "titleproper" or element.get("type") == "filing":
            continue
        if re.search(r"\w", text := flat(element)):
            return text
    return ""
