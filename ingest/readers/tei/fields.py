"""Fields from elements and attributes of TEI, and the years that they state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import Field, FieldName
from ingest.readers.tei.text import attribute, other_readings, text_in
from ingest.readers.xml_paths import XML_NAMESPACE
from ingest.readers.xml_source import Element
from ingest.records.element_words import word_for
from ingest.records.language_codes import language_code
from retrieval.locators import Locator

Years = tuple[int, int]
_YEAR = re.compile(r"\s*([+-]?\d{1,6})(?!\d)")
_W3C = ("when", "from", "notBefore", "notAfter", "to", "value")
_SUFFIXES = ("", "-custom", "-iso")


def field_of(name: FieldName, found: tuple[Element, str], *, label: str = "", role: str = "") -> Field:
    """The field that an element at its path fills with its text."""
    element, path = found
    language = language_code(attribute(element, f"{XML_NAMESPACE}lang"))
    return Field(name, text_in(element), Locator(xpath=path), label, language, role)


def reading_fields(found: tuple[Element, str], language: str) -> Iterator[Field]:
    """What a text has been read as besides, a note each."""
    for text, place in other_readings(*found):
        yield Field("note", text, Locator(xpath=place), word_for("reading", language))


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
