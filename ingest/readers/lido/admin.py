"""Who answers for a LIDO record and its images: rights, licences, credit lines, the record's own number."""

from __future__ import annotations

import re

from ingest.documents import FieldName
from ingest.readers.lido.record import LidoRecord, chosen, each, names, terms
from ingest.readers.xml_source import Element, local_name, text_of
from ingest.records.lido_words import ours

_LICENCE = re.compile(
    r"creative ?commons|\bCC[ -]?(?:0|BY)|public domain|rightsstatements\.org|no copyright|in copyright|"
    r"licen[cs]e|lizenz|лиценз|许可|gemeinfrei|domaine public",
    re.IGNORECASE,
)


def add_administration(record: LidoRecord, metadata: Element) -> None:
    """The fields of a record's administrative part."""
    for rights in each(metadata, "rightsWorkWrap", "rightsWorkSet"):
        _add_rights(record, rights, "work")
    for wrap in each(metadata, "recordWrap"):
        for number in each(wrap, "recordID"):
            record.add("identifier", record.words(number), read_out=False)
        for source in each(wrap, "recordSource"):
            for name in names(record, source):
                record.add("note", name, label=ours("record source", record.language))
        for rights in each(wrap, "recordRights"):
            _add_rights(record, rights, "record")
        for link in each(wrap, "recordInfoSet", "recordInfoLink"):
            record.add("identifier", record.words(link), read_out=False)
    for resource in each(metadata, "resourceWrap", "resourceSet"):
        _add_resource(record, resource)


def _add_rights(record: LidoRecord, rights: Element, what: str) -> None:
    for kind in each(rights, "rightsType"):
        links = [e for e in each(kind, "conceptID") if text_of(e).startswith("http")]
        links = [e for e in links if _LICENCE.search(text_of(e)) or "creativecommons" in text_of(e)]
        found = terms(record, kind)
        for term in found:
            name: FieldName = "license" if links or _LICENCE.search(term.text) else "rights"
            read_out = record.worth_reading(term)
            record.add(name, term, label=record.called(name, what), kind=what, read_out=read_out)
        for link in links:
            named = record.called("license", what)
            record.add("license", record.words(link), label=named, kind=what, read_out=not found)
    for holder in each(rights, "rightsHolder"):
        for name_words in names(record, holder):
            named = f"{ours('holder', record.language)} ({ours(what, record.language)})"
            record.add("rights", name_words, label=named, kind=f"{what} holder")
    for credit in each(rights, "creditLine"):
        named = f"{ours('credit', record.language)} ({ours(what, record.language)})"
        record.add("credit_line", record.words(credit), label=named, kind=what)


def _add_resource(record: LidoRecord, resource: Element) -> None:
    """A picture or another file of the object: what it shows, when and by whom it was taken, its rights."""
    told = []
    for part in resource:
        match local_name(part):
            case "resourceDescription":
                told.append(record.words(part))
            case "resourcePerspective":
                told += [words for words in [chosen(terms(record, part), record.language)] if words]
            case "resourceDateTaken":
                dates = [record.words(e) for e in each(part, "displayDate")]
                told += [words for words in [chosen(dates, record.language)] if words]
            case "resourceSource":
                told += [words for words in [chosen(names(record, part), record.language)] if words]
            case "rightsResource":
                _add_rights(record, part, "image")
            case "resourceRepresentation":
                for link in each(part, "linkResource"):
                    record.add("identifier", record.words(link), read_out=False)
    named = ours("image", record.language)
    record.add("note", *told, label=named[:1].upper() + named[1:])


def rights_metadata(record: LidoRecord) -> dict[str, str]:
    """The rights in the work and the licence of the record, else of its images, for filters."""
    fields = [entry.field for entry in record.entries]
    said: dict[str, str] = {}
    for name, roles in (("rights", ("work",)), ("license", ("work", "record", "image"))):
        values = [f.value for role in roles for f in fields if f.name == name and f.role == role]
        if values:
            said[name] = values[0]
    return said
