"""What a LIDO record says of the object itself: kind, titles, numbers, keepers, measures, subjects."""

from __future__ import annotations

import re

from ingest.documents import FieldName
from ingest.readers.lido.actors import add_place, place_words
from ingest.readers.lido.record import (
    LidoRecord,
    Words,
    attribute,
    chosen,
    each,
    first,
    is_preferred,
    names,
    said,
    terms,
    worded_type,
)
from ingest.readers.xml_source import Element, local_name, text_of
from ingest.records.labels import label
from ingest.records.lido_words import ours

_FORMER = re.compile(
    r"former|previous|\bold\b|früher|ehemal|\balte?\b|ancien|прежн|стар|旧|舊|原|precedente|lido01019$",
    re.IGNORECASE,
)
_CATALOGUE = re.compile(r"catalogue|Katalog|Werkverzeichnis|каталог|\bURI?L?\b|isil", re.IGNORECASE)
_LONGEST_ROLE = 120  # characters; what is longer is a description


def add_object(record: LidoRecord, metadata: Element) -> None:
    """The fields of a record's classification, identification and relations, in that order."""
    identification = first(metadata, "objectIdentificationWrap")
    for title in each(identification, "titleWrap", "titleSet"):
        _add_title(record, title)
    _add_types(record, first(metadata, "objectClassificationWrap"))
    for keeper in each(identification, "repositoryWrap", "repositorySet"):
        _add_keeper(record, keeper)
    _add_states(record, identification)
    for description in each(identification, "objectDescriptionWrap", "objectDescriptionSet"):
        add_description(record, description)
    for inscription in each(identification, "inscriptionsWrap", "inscriptions"):
        _add_inscription(record, inscription)
    for measures in each(identification, "objectMeasurementsWrap", "objectMeasurementsSet"):
        _add_measures(record, measures)
    for used in each(identification, "objectMaterialsTechWrap", "objectMaterialsTechSet"):
        add_materials(record, used)
    relations = first(metadata, "objectRelationWrap")
    for subjects in each(relations, "subjectWrap", "subjectSet"):
        _add_subjects(record, subjects)
    for related in each(relations, "relatedWorksWrap", "relatedWorkSet"):
        _add_related(record, related)


def add_terms(
    record: LidoRecord, name: FieldName, concept: Element, *, named: str = "", shown: str = ""
) -> None:
    """A field for each term of a concept; those that `shown` says already are not read out again."""
    for term in terms(record, concept):
        read_out = record.worth_reading(term) and not said(term.text, [shown])
        record.add(name, term, label=named, read_out=read_out)


def add_materials(record: LidoRecord, used: Element) -> None:
    """Materials and techniques, as they are displayed and as they are indexed."""
    displays = [record.words(e) for e in each(used, "displayMaterialsTech")]
    for words in displays:
        record.add("material", words, read_out=record.worth_reading(words))
    shown = " ".join(words.text for words in displays)
    for concept in each(used, "materialsTech", "termMaterialsTech"):
        kind = attribute(concept, "type").lower()
        technique = "technik" in kind or "technique" in kind or kind.endswith("lido00131")
        add_terms(record, "technique" if technique else "material", concept, shown=shown)
    for extent in each(used, "materialsTech", "extentMaterialsTech"):
        words = record.words(extent)
        record.add("material", words, read_out=not said(words.text, [shown]))
    for source in each(used, "materialsTech", "sourceMaterialsTech"):
        record.add("note", record.words(source), label=ours("source", record.language))


def add_description(record: LidoRecord, holder: Element, *, named: str = "") -> None:
    """The notes of a set of descriptions, and where they were taken from."""
    for note in each(holder, "descriptiveNoteValue"):
        record.add("description", record.words(note), label=named or worded_type(holder))
    for source in each(holder, "sourceDescriptiveNote"):
        record.add("note", record.words(source), label=ours("source", record.language))


def _add_title(record: LidoRecord, title: Element) -> None:
    for leaf in each(title, "appellationValue"):
        alternate = is_preferred(leaf) is False
        record.add(
            "title",
            record.words(leaf),
            label=record.called("title", "alternate") if alternate else "",
            kind="alternate" if alternate else "",
        )
    for source in each(title, "sourceAppellation"):
        record.add("note", record.words(source), label=ours("source", record.language))


def _add_types(record: LidoRecord, classification: Element | None) -> None:
    for concept in each(classification, "objectWorkTypeWrap", "objectWorkType"):
        add_terms(record, "type", concept)
    for concept in each(classification, "classificationWrap", "classification"):
        if attribute(concept, "type").lower().startswith("europeana"):
            for term in terms(record, concept):
                record.add("note", term, label=attribute(concept, "type"), read_out=False)
        else:
            add_terms(record, "type", concept, named=worded_type(concept))


def _add_keeper(record: LidoRecord, keeper: Element) -> None:
    """The institution that keeps the object, or once kept it, with its number and place there."""
    former = bool(_FORMER.search(attribute(keeper, "type")))
    displays = [record.words(e) for e in each(keeper, "displayRepository")]
    shown = " ".join(words.text for words in displays)
    where: FieldName = "provenance" if former else "location"
    for words in displays:
        record.add(where, words)
    holder: FieldName = "provenance" if former else "collection"
    found = names(record, first(keeper, "repositoryName"))
    best = chosen(found, record.language)
    for name in sorted(found, key=lambda each_name: each_name is not best):
        read_out = record.worth_reading(name) and not said(name.text, [shown])
        record.add(holder, name, read_out=read_out and not (former and name is not best))
    for number in each(keeper, "workID"):
        _add_number(record, number, former=former)
    for place in each(keeper, "repositoryLocation"):
        if where_to := place_words(record, place):
            read_out = not former and not said(where_to.text.split(", ")[0], [shown])
            record.add(where, where_to, read_out=read_out)


def _add_number(record: LidoRecord, number: Element, *, former: bool) -> None:
    kind, words = attribute(number, "type"), record.words(number)
    named = kind if worded_type(number) or " " in kind else ""
    if former or _FORMER.search(kind):
        record.add("former_number", words, label=named)
    elif _CATALOGUE.search(kind):
        record.add("identifier", words, label=named)
    else:
        record.add("object_number", words)


def _add_states(record: LidoRecord, identification: Element | None) -> None:
    for states in each(identification, "displayStateEditionWrap"):
        for leaf in states:
            if text_of(leaf):
                record.add("note", record.words(leaf), label=local_name(leaf).removeprefix("display"))


def _add_inscription(record: LidoRecord, inscription: Element) -> None:
    texts = [record.words(e) for e in each(inscription, "inscriptionTranscription")]
    notes = [record.words(e) for e in each(inscription, "inscriptionDescription", "descriptiveNoteValue")]
    named = worded_type(inscription)
    short = len(texts) == 1 and texts[0].text and len(notes) == 1 and len(notes[0].text) <= _LONGEST_ROLE
    if short and any(character.isalnum() for character in notes[0].text):
        record.add("inscription", texts[0], role=notes[0], label=named)
        return
    for words in (*texts, *notes):
        record.add("inscription", words, label=named)


def _add_measures(record: LidoRecord, measures: Element) -> None:
    displays = [record.words(e) for e in each(measures, "displayObjectMeasurements")]
    for words in displays:
        record.add("dimension", words, read_out=record.worth_reading(words))
    for group in each(measures, "objectMeasurements"):
        extents = [record.words(e) for e in each(group, "extentMeasurements")]
        extent = chosen([words for words in extents if words.text], record.language)
        for one in each(group, "measurementsSet"):
            _add_measure(record, one, extent, read_out=not displays)


def _add_measure(record: LidoRecord, one: Element, extent: Words | None, *, read_out: bool) -> None:
    values = [value for value in each(one, "measurementValue") if text_of(value)]
    if not values:
        return
    kinds, units = (
        [words for e in each(one, name) for words in terms(record, e)]
        for name in ("measurementType", "measurementUnit")
    )
    kind, unit = chosen(kinds, record.language), chosen(units, record.language)
    named = kind.text if kind else label("dimension", record.language)
    named += f" ({unit.text})" if unit else ""
    record.taken.update(element for words in (kind, unit) if words for element in words.elements)
    for value in values:
        at = one if kind or unit else value
        if extent:
            record.add("dimension", record.words(value), role=extent, label=named, read_out=read_out)
        else:
            record.add("dimension", record.words(value), label=named, at=at, read_out=read_out)


def _add_subjects(record: LidoRecord, subjects: Element) -> None:
    displays = [record.words(e) for e in each(subjects, "displaySubject")]
    for words in displays:
        record.add("subject", words, read_out=record.worth_reading(words))
    shown = " ".join(words.text for words in displays)
    for subject in each(subjects, "subject"):
        for concept in each(subject, "subjectConcept"):
            _add_subject_concept(record, concept, shown)
        for actor in each(subject, "subjectActor"):
            found = names(record, actor)
            for words in [record.words(e) for e in each(actor, "displayActor")] or found[:1]:
                record.add("subject", words, read_out=not said(words.text, [shown]))
        for place in each(subject, "subjectPlace"):
            add_place(record, place, "subject")
        for holder, leaf in (("subjectDate", "displayDate"), ("subjectEvent", "displayEvent")):
            for e in each(subject, holder, leaf):
                record.add("subject", record.words(e))
        for e in each(subject, "subjectObject", "displayObject"):
            record.add("subject", record.words(e))


def _add_subject_concept(record: LidoRecord, concept: Element, shown: str) -> None:
    """The terms of one subject, a line for each language."""
    languages: dict[str, list[Words]] = {}
    for term in terms(record, concept):
        languages.setdefault(term.language, []).append(term)
    order = {leaf: n for n, leaf in enumerate(concept.iter())}
    for found in languages.values():
        found.sort(key=lambda term: order[term.elements[0]])
        new = all(not said(term.text, [shown]) for term in found)
        record.add("subject", *found, read_out=new and record.worth_reading(found[0]))


def _add_related(record: LidoRecord, related: Element) -> None:
    role = chosen(
        [words for e in each(related, "relatedWorkRelType") for words in terms(record, e)], record.language
    )
    display = [
        record.words(e)
        for path in (("displayRelatedWork",), ("relatedWork", "displayObject"))
        for e in each(related, *path)
    ]
    notes = [record.words(e) for e in each(related, "relatedWork", "object", "objectNote")]
    shown = " ".join(words.text for words in display)
    if any(words.text for words in display):
        record.add("related", *display, role=role)
        more = [words for words in notes if words.text and not said(words.text, [shown])]
        record.add("related", *more, role=role)
    else:
        record.add("related", *notes, role=role)
    for note in notes:
        record.add("related", note, role=role, read_out=False)
    for link in each(related, "relatedWork", "object", "objectWebResource"):
        record.add("identifier", record.words(link), read_out=False)
