"""A record of TEI while it is read: its fields, the blocks that show them, and who may read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ingest.documents import Block, Field, FieldName
from ingest.readers.html_metadata import language_code
from ingest.readers.tei_text import attribute, text_in
from ingest.readers.xml_paths import XML_NAMESPACE
from ingest.readers.xml_source import Element
from ingest.records.access import Access, stricter
from ingest.records.text import field_blocks
from retrieval.locators import Locator

Years = tuple[int, int]
_YEAR = re.compile(r"\s*([+-]?\d{1,6})(?!\d)")
_W3C = ("when", "from", "notBefore", "notAfter", "to", "value")
_SUFFIXES = ("", "-custom", "-iso")


@dataclass(slots=True)
class TeiRecord:
    """What has been read of one record; `language` is the one its labels are in."""

    language: str = ""
    fields: list[Field] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    access: list[Access] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, said: Field, *, shown: bool = True) -> None:
        """Keep a field that has a value, and read it out unless it is not `shown`."""
        if not said.value:
            return
        if said.language == self.language:
            said = replace(said, language="")
        self.fields.append(said)
        if shown:
            self.blocks += field_blocks([said], self.language)

    def first(self, *names: FieldName) -> str:
        """The first value of a field of one of those names, in the order of the names."""
        return next((f.value for name in names for f in self.fields if f.name == name), "")

    def inherit(self, levels: Iterable[Access], warnings: Iterable[str] = ()) -> None:
        """Take over what is said of access further up."""
        self.access += levels
        self.warnings += warnings

    def metadata(self) -> dict[str, str]:
        """What the record says of itself, as filters and lists use it."""
        names: tuple[FieldName, ...] = ("object_number", "collection", "date", "place", "rights", "license")
        known: dict[str, str] = {name: self.first(name) for name in names}
        known["author"] = self.first("maker")
        known["embargo"] = self.first("embargo")
        known["access"] = stricter(self.access) if self.access else ""
        return {name: value for name, value in known.items() if value}


def field_of(name: FieldName, found: tuple[Element, str], *, label: str = "", role: str = "") -> Field:
    """The field that an element at its path fills with its text."""
    element, path = found
    language = language_code(attribute(element, f"{XML_NAMESPACE}lang"))
    return Field(name, text_in(element), Locator(xpath=path), label, language, role)


def attribute_field(name: FieldName, found: tuple[Element, str], attribute_name: str) -> Field:
    """The field that an attribute of an element fills."""
    element, path = found
    return Field(name, attribute(element, attribute_name), Locator(xpath=f"{path}/@{attribute_name}"))


def years_of(element: Element) -> Years | None:
    """The span of years that the dating attributes of an element state, astronomical.

    In those of the W3C's form a year of -0044 is 44 BC, as TEI takes it; in those of ISO 8601 it is 45 BC.
    """
    years: list[int] = []
    for name in _W3C:
        for suffix in _SUFFIXES:
            found = _YEAR.match(attribute(element, name + suffix))
            if found:
                year = int(found.group(1))
                years.append(year + 1 if year < 0 and suffix != "-iso" else year)
    if not years:
        return None
    return min(years), max(years)
