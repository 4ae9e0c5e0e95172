"""The header of a TEI file: what the text is, whose it is, who may read it; and who made the file."""

from __future__ import annotations

from collections.abc import Collection

from ingest.documents import Field
from ingest.readers.tei.fields import attribute_field, field_of, years_of
from ingest.readers.tei.text import attribute, text_in
from ingest.readers.tei.walk import Context, Walk
from ingest.readers.xml_paths import named, steps
from ingest.readers.xml_source import Element
from ingest.records.draft import RecordDraft
from ingest.records.element_words import word_for
from retrieval.locators import Locator

# Kept with the record but not read out: how the file came about and was changed.
_OF_THE_FILE = frozenset(("editionStmt", "extent", "encodingDesc", "seriesStmt"))


def add_titles(record: RecordDraft, header: Element, path: str) -> None:
    """What the file says it is and by whom."""
    for description, above in named(header, path, "fileDesc"):
        for statement, place in named(description, above, "titleStmt"):
            for child, name, here in steps(statement, place):
                kind = attribute(child, "type").lower()
                if name == "title" and kind in ("collection", "coll", "series"):
                    record.add(field_of("collection", (child, here)))
                elif name == "title":
                    record.add(field_of("title", (child, here), role="" if kind == "main" else kind))
                elif name == "author":
                    label = word_for("author", record.language)
                    record.add(field_of("maker", (child, here), label=label))


def main_title(record: RecordDraft) -> str:
    """The first title that is not said to be another kind of title."""
    titles = [field for field in record.fields if field.name == "title"]
    return next((t.value for t in titles if not t.role), titles[0].value if titles else "")


def add_rest(record: RecordDraft, header: Element, path: str, *, apart: Collection[Element] = ()) -> None:
    """All else that the header holds, descriptions of manuscripts in `apart` excepted."""
    walk = Walk(record, apart=apart)
    for child, name, place in steps(header, path):
        if name == "fileDesc":
            for part, part_name, here in steps(child, place):
                if part_name == "titleStmt":
                    _responsible(record, walk, part, here)
                else:
                    _part(record, walk, part, part_name, here)
        else:
            _part(record, walk, child, name, place)


def _responsible(record: RecordDraft, walk: Walk, element: Element, path: str) -> None:
    for child, name, place in steps(element, path):
        if name == "respStmt":
            _responsibility(record, child, place)
        elif name not in ("title", "author"):
            walk.into(child, name, place, Context(label=word_for(name, record.language)))


def _responsibility(record: RecordDraft, element: Element, path: str) -> None:
    """`Summary description: Elizabeth Solopova, Matthew Holford`."""
    told = [(name, text_in(child)) for child, name, _ in steps(element, path)]
    what = ", ".join(text for name, text in told if name == "resp")
    who = ", ".join(text for name, text in told if name != "resp" and text)
    label = (what if who else "") or word_for("respStmt", record.language)
    record.add(Field("note", who or what, Locator(xpath=path), label))


def _part(record: RecordDraft, walk: Walk, element: Element, name: str, path: str) -> None:
    shown = name not in _OF_THE_FILE
    if name == "publicationStmt":
        _publication(record, walk, element, path)
    elif name == "revisionDesc":
        label = word_for(name, record.language)
        walk.inside(element, path, Context(label=label, shown=False))
    elif name == "profileDesc":
        _profile(record, walk, element, path)
    else:
        label = word_for(name, record.language)
        if name == "sourceDesc":
            label = word_for("descriptionSource", record.language)
            walk.into(element, name, path, Context("bibliography", label))
        else:
            walk.into(element, name, path, Context(label=label, shown=shown))


def _publication(record: RecordDraft, walk: Walk, element: Element, path: str) -> None:
    label = word_for("publicationStmt", record.language)
    for child, name, place in steps(element, path):
        if name == "availability":
            walk.into(child, name, place, Context(name="license"))
        elif name == "idno":
            record.add(field_of("identifier", (child, place), role=attribute(child, "type")), shown=False)
        else:
            walk.into(child, name, place, Context(label=label, shown=False))


def _profile(record: RecordDraft, walk: Walk, element: Element, path: str) -> None:
    for child, name, place in steps(element, path):
        if name == "creation":
            for part, each, here in steps(child, place):
                walk.into(part, each, here, Context(name="date" if each == "date" else "note"))
        elif name == "langUsage":
            for language, here in named(child, place, "language"):
                said = field_of("language", (language, here))
                code = attribute_field("language", (language, here), "ident")
                record.add(said if said.value else code, shown=False)
        elif name == "correspDesc":
            _letter(record, walk, child, place)
        else:
            shown = name != "calendarDesc"
            walk.into(child, name, place, Context(label=word_for(name, record.language), shown=shown))


def _letter(record: RecordDraft, walk: Walk, element: Element, path: str) -> None:
    """Who sent a letter, who received it, where and when, one event each."""
    for child, name, place in steps(element, path):
        if name == "correspAction":
            parts = [(part, text_in(part)) for part, _, _ in steps(child, place)]
            dates = [years for part, _ in parts if (years := years_of(part))]
            value = ", ".join(text for _, text in parts if text)
            label = word_for(name, record.language)
            role, years = attribute(child, "type"), dates[0] if dates else None
            record.add(Field("event", value, Locator(xpath=place), label, "", role, years))
        else:
            walk.into(child, name, place, Context(label=word_for(name, record.language)))
