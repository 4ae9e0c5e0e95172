"""Metadata in a vocabulary that no reader knows: each text by the name of its element; access is obeyed."""

from __future__ import annotations

from dataclasses import replace

from ingest.documents import Field, FieldName
from ingest.readers.xml_paths import steps
from ingest.readers.xml_source import Element, local_name, text_of
from ingest.records.access import stated_access
from ingest.records.draft import RecordDraft
from ingest.records.element_words import word_for
from retrieval.locators import Locator

# Elements that say who may read a record, in any vocabulary.
_OF_ACCESS = frozenset(
    ("accessrestrict", "accessrights", "accessconditions", "accesscondition", "availability")
)
_LICENCE = frozenset(("license", "licence"))


def add_leaves(record: RecordDraft, element: Element, path: str, *, of_access: bool = False) -> None:
    """Take every text within an element at `path` into the record, as a note if its name tells no more."""
    name = local_name(element)
    of_access = of_access or name.lower() in _OF_ACCESS
    children = list(steps(element, path))
    for child, _, place in children:
        add_leaves(record, child, place, of_access=of_access)
    if children and not (element.text or "").strip():
        return
    kind: FieldName = "access" if of_access else "license" if name.lower() in _LICENCE else "note"
    said = Field(kind, text_of(element), Locator(xpath=path), word_for(name, record.language))
    record.add(replace(said, label="") if kind == "license" else said)
    if of_access and said.value and name != "head":
        level, understood = stated_access(said.value)
        record.access.append(level)
        if not understood:
            record.warnings.append(f"unknown access {said.value[:80]!r}: it counts as restricted")
