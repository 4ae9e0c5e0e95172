"""People, bodies and places of a LIDO record: displayed, indexed, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.documents import FieldName
from ingest.readers.lido.record import (
    LidoRecord,
    Words,
    chosen,
    each,
    first,
    names,
    said,
    terms,
)
from ingest.readers.xml_source import Element, local_name, text_of


def add_makers(record: LidoRecord, holder: Element, label: str) -> None:
    """The makers in an `eventActor`, their roles, and what is told of them."""
    displays = [record.words(e) for e in each(holder, "displayActorInRole")]
    for words in displays:
        record.add("maker", words, label=label, read_out=record.worth_reading(words))
    shown = " ".join(words.text for words in displays)
    for actor in _actors(holder):
        found = names(record, first(actor, "actor"))
        name, role = chosen(found, record.language), _role(record, actor)
        if name:
            record.add("maker", name, role=role, label=label, read_out=not said(name.text, [shown]))
        for other in found:
            record.add("maker", other, read_out=False)
        _add_told(record, actor, name, shown)


def actor_words(record: LidoRecord, holder: Element) -> Iterator[Words]:
    """Each actor of an event in one run of words: its display, or its name and role."""
    displays = [words for e in each(holder, "displayActorInRole") if (words := record.words(e)).text]
    if displays:
        yield chosen(displays, record.language) or displays[0]
        return
    for actor in _actors(holder):
        name = chosen(names(record, first(actor, "actor")), record.language)
        role = _role(record, actor)
        if name:
            text = f"{name.text} ({role.text})" if role else name.text
            yield Words(text, (*name.elements, *(role.elements if role else ())), name.language)


def add_place(record: LidoRecord, holder: Element, name: FieldName, label: str = "") -> None:
    """The place in an `eventPlace` or `subjectPlace`, each name of it a field."""
    displays = [record.words(e) for e in each(holder, "displayPlace")]
    for words in displays:
        record.add(name, words, label=label, read_out=record.worth_reading(words))
    shown = " ".join(words.text for words in displays)
    for place in each(holder, "place"):
        chain = place_words(record, place)
        if chain:
            read_out = not said(chain.text.split(", ")[0], [shown])
            record.add(name, chain, label=label, read_out=read_out)
        for other in names(record, place):
            record.add(name, other, label=label, read_out=False)


def place_words(record: LidoRecord, place: Element) -> Words | None:
    """A place and what it is part of, `Florence, Tuscany, Italy`, in the record's language if possible."""
    found: list[Words] = []
    level: Element | None = place
    while level is not None:
        here = [words for each_set in each(level, "namePlaceSet") for words in names(record, each_set)]
        if name := chosen(here, record.language):
            found.append(name)
        level = first(level, "partOfPlace")
    if not found:
        return None
    elements = tuple(element for words in found for element in words.elements)
    return Words(", ".join(words.text for words in found), elements, found[0].language)


def _actors(holder: Element) -> Iterator[Element]:
    """The actors in an `eventActor`, with or without a role."""
    yield from each(holder, "actorInRole")
    if first(holder, "actor") is not None:
        yield holder


def _role(record: LidoRecord, actor: Element) -> Words | None:
    found = [words for e in each(actor, "roleActor") for words in terms(record, e)]
    return chosen([words for words in found if words.text], record.language)


def _add_told(record: LidoRecord, actor: Element, name: Words | None, shown: str) -> None:
    """Other names, nationality, dates and what else stands beside the name, in one line under it."""
    told: list[Words] = []
    for part in (part for e in each(actor, "actor") for part in e):
        match local_name(part):
            case "nameActorSet":
                told += [words for words in names(record, part) if name and words.text != name.text]
            case "nationalityActor" | "genderActor":
                told += [words for words in [chosen(terms(record, part), record.language)] if words]
            case "vitalDatesActor":
                told += [words for words in [_life(record, part)] if words]
    for qualifier in ("attributionQualifierActor", "extentActor"):
        told += [record.words(e) for e in each(actor, qualifier)]
    new = [words for words in told if words.text and not said(words.text, [shown])]
    old = [words for words in told if words not in new]
    record.add("note", *new, label=name.text if name else "", between="; ")
    record.add("note", *old, label=name.text if name else "", read_out=False)


def _life(record: LidoRecord, dates: Element) -> Words | None:
    ends = [leaf for leaf in dates if text_of(leaf)] or ([dates] if text_of(dates) else [])
    if not ends:
        return None
    return Words("–".join(text_of(leaf) for leaf in ends), tuple(ends), record.language_of(dates))
