"""The description of a manuscript in TEI (`msDesc`, `msPart`, `msFrag`) as the fields of a record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ingest.documents import Field
from ingest.readers.tei.fields import field_of, years_of
from ingest.readers.tei.items import ITEMS, ItemReader
from ingest.readers.tei.text import attribute, text_in
from ingest.readers.tei.walk import Context, Walk, form_of, own_text
from ingest.readers.xml_paths import named, steps
from ingest.readers.xml_source import Element
from ingest.records.draft import RecordDraft
from ingest.records.element_words import word_for
from retrieval.locators import Locator

Found = tuple[Element, str]
PARTS = ("msPart", "msFrag")
_PLACES = ("country", "region", "settlement", "district", "geogName", "institution", "repository")
_SHELFMARKS = ("shelfmark", "shelf-mark", "signature", "signatur", "callnumber", "cote", "inventory", "inv")


def describe(record: RecordDraft, element: Element, path: str, *, apart: Collection[Element] = ()) -> None:
    """Take a description into the record: what it is, what it holds, how it is made, where it comes from."""
    walk = Walk(record, apart=apart)
    for child, name, place in steps(element, path):
        if child in apart:
            continue
        if name in ("msIdentifier", "altIdentifier"):
            _identify(record, walk, child, place)
        elif name == "msContents":
            _contents(record, walk, child, place)
        elif name == "history":
            _history(record, walk, child, place)
        else:
            if name == "physDesc":
                form_of(record, child, place)
            walk.into(child, name, place, Context())


def number_of(element: Element) -> str:
    """The number a manuscript or a part of it goes by; "" where it has none."""
    for child, name, _ in steps(element, ""):
        if name in ("msIdentifier", "altIdentifier"):
            numbers = [number for number, _ in named(child, "", "idno")]
            chosen = _shelfmark(numbers or _of_part(child))
            return text_in(chosen[0]) if chosen else ""
    return ""


def _of_part(identifier: Element) -> list[Element]:
    """The numbers that a part alone has, where it has none that stands on the shelf."""
    others = (
        other for other, _ in named(identifier, "", "altIdentifier") if attribute(other, "type") == "partial"
    )
    return [number for other in others for number, _ in named(other, "", "idno")]


def _shelfmark(numbers: list[Element]) -> tuple[Element] | None:
    """The number that stands on the shelf: the one that says so, else the first."""
    for number in numbers:
        if attribute(number, "type").lower() in _SHELFMARKS:
            return (number,)
    return (numbers[0],) if numbers else None


def _identify(record: RecordDraft, walk: Walk, element: Element, path: str) -> None:
    numbers = list(named(element, path, "idno"))
    chosen = _shelfmark([number for number, _ in numbers])
    places: list[str] = []
    for child, each, place in steps(element, path):
        if each == "idno" and chosen and child is chosen[0]:
            record.add(field_of("object_number", (child, place)))
        elif each == "idno":
            record.add(field_of("identifier", (child, place), role=attribute(child, "type")), shown=False)
        elif each in _PLACES:
            places.append(text_in(child))
        elif each == "altIdentifier":
            _other_number(record, child, place)
        elif each == "msName":
            record.add(field_of("title", (child, place)))
        else:
            walk.into(child, each, place, Context())
    where = ", ".join(filter(None, places))
    record.add(Field("location", where, Locator(xpath=path)))


def _other_number(record: RecordDraft, element: Element, path: str) -> None:
    """A former or other number, and in a note what else is said of it."""
    kind = attribute(element, "type")
    numbers = list(named(element, path, "idno"))
    of_part = kind == "partial" and not record.first("object_number")
    for number, place in numbers:
        said = field_of("former_number", (number, place), label=attribute(number, "type"), role=kind)
        record.add(replace(said, name="object_number", label="", role="") if of_part else said)
    rest = ", ".join(
        filter(None, (text_in(child) for child, name, _ in steps(element, path) if name != "idno"))
    )
    if rest:
        label = word_for("altIdentifier", record.language)
        record.add(Field("note", text_in(element), Locator(xpath=path), label, role=kind))


def _contents(record: RecordDraft, walk: Walk, element: Element, path: str) -> None:
    if own_text(element):
        walk.into(element, "summary", path, Context())
        return
    count = 0
    for child, name, place in steps(element, path):
        if name in ITEMS:
            count += 1
            ItemReader(record, walk, attribute(child, "n") or str(count)).read(child, place)
        else:
            walk.into(child, name, place, Context(name="description"))


def _history(record: RecordDraft, walk: Walk, element: Element, path: str) -> None:
    """The origin, then what happened since, in the order of time where every event is dated."""
    told = Context(name="description", label=word_for("history", record.language))
    if own_text(element):
        walk.into(element, "history", path, told)
        return
    parts = list(steps(element, path))
    events = [part for part in parts if part[1] in ("provenance", "acquisition")]
    dated = [(years, event) for event in events if (years := years_of(event[0]))]
    if len(dated) == len(events):
        events = [event for _, event in sorted(dated, key=lambda each: each[0])]
    for child, name, place in [*(part for part in parts if part not in events), *events]:
        walk.into(child, name, place, told)
