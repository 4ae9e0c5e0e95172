"""What has been read of one unit of a finding aid: its fields, and its blocks in the order of reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.documents import Block, Field, FieldName
from ingest.readers.ead.text import EadText, Headings, children, first, flat
from ingest.readers.xml_source import Element, local_name
from ingest.records.ead_words import worded
from ingest.records.labels import label as label_of
from ingest.records.text import field_blocks
from ingest.records.years import clear_years, years_between

NAMES = frozenset({"corpname", "famname", "name", "persname"})
_LONG = 300  # characters of a value; a longer one is a paragraph under its label


@dataclass
class Description:
    """What has been read of one unit, below `headings`."""

    text: EadText
    headings: Headings = ()
    fields: list[Field] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def add(self, new: Field, headings: Headings = ()) -> None:
        """Keep a field and read it out: a short one as a line, a long one as a paragraph under its label."""
        if not new.value:
            return
        self.fields.append(new)
        headings = headings or self.headings
        if len(new.value) <= _LONG:
            self.blocks += field_blocks([self._read_out(new)], self.text.language, headings)
            return
        path = (*headings, new.label or worded("scopecontent", self.text.language))
        place = replace(new.locator, headings=path)
        self.blocks.append(Block(new.value, "paragraph", place))

    def field(
        self, name: FieldName, element: Element, label: str, *, role: str = "", dated: bool = False
    ) -> Field:
        """The text of an element as a field; with `dated`, the years that it states."""
        text = structured_date(element) if local_name(element) == "unitdatestructured" else flat(element)
        years = years_of(element) if dated else None
        return Field(name, text, self.text.at(element), label, role=role, years=years)

    def under(self, part: Element, headings: Headings) -> Headings:
        """The headings below the one that a part has for itself, which is read out if there is one."""
        head = first(part, "head")
        if head is None or not flat(head):
            return headings
        path = (*headings, self.text.heading(part))
        self.blocks.append(Block(flat(head), "heading", self.text.at(head, path), len(path)))
        return path

    def _read_out(self, new: Field) -> Field:
        """The field with the role of a maker in its label: the source has it in an attribute."""
        if not new.role:
            return new
        name = new.label or label_of(new.name, self.text.language)
        label = f"{name} ({new.role})" if new.name == "maker" else name
        return replace(new, label=label, role="")


def years_of(date: Element) -> tuple[int, int] | None:
    """The years that a date states in a form for machines (`normal`, `standarddate`), or clearly."""
    stated = [each.get(name) or "" for each in date.iter() for name in ("normal", "standarddate")]
    return years_between(stated) or clear_years(flat(date))


def structured_date(date: Element) -> str:
    """A structured date as it reads: from and to with a dash, several with a semicolon."""
    texts = []
    for each in date.iter():
        match local_name(each):
            case "daterange":
                texts.append("–".join(flat(end) for end in children(each)))
            case "datesingle":
                texts.append(flat(each))
    return "; ".join(text for text in texts if text)


def role_of(name: Element) -> str:
    """What a named person did, in words; "" for a relator that is a link."""
    said = (name.get("role") or name.get("relator") or "").strip()
    said = re.split(r"\s*\(", said)[0]
    return "" if "/" in said else said
