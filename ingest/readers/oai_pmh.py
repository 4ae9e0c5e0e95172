"""Responses of OAI-PMH repositories: each record a document, read as the vocabulary it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ingest.documents import Document, Field
from ingest.languages import detect_language
from ingest.readers import dublin_core, lido, marc, tei
from ingest.readers.digitised.mods import add_mods
from ingest.readers.leaves import add_leaves
from ingest.readers.marc.records import xml_record
from ingest.readers.xml_paths import first, outermost, steps
from ingest.readers.xml_source import Element, XmlRecord, local_name, namespace, stream, text_of
from ingest.records.draft import RecordDraft
from ingest.records.element_words import word_for
from retrieval.errors import UnreadableDocument
from retrieval.locators import Locator

EmbeddedReader = Callable[[Element, str, str], Iterator[Document]]
_MOST_NAMED = 5  # deleted records that a warning names


def _dublin_core(element: Element, path: str, fallback: str) -> Iterator[Document]:
    return dublin_core.documents_of(element, path, fallback=fallback)


def _tei(element: Element, path: str, fallback: str) -> Iterator[Document]:
    return tei.documents_of(element, path, fallback=fallback)


def _mods(element: Element, path: str, fallback: str) -> Iterator[Document]:
    record = RecordDraft(detect_language(text_of(element)))
    add_mods(record, element, path)
    yield record.document("mods", fallback=fallback, record=fallback)


def _lido(element: Element, path: str, fallback: str) -> Iterator[Document]:
    for lido_element, place in outermost(element, path, "lido"):
        yield lido.record_document(lido_element, place, fallback=fallback)


def _marc(element: Element, path: str, fallback: str) -> Iterator[Document]:
    for n, (record, place) in enumerate(outermost(element, path, "record"), 1):
        yield marc.record_document(xml_record(XmlRecord(record, place, n)), "marcxml", fallback=fallback)


def _unknown(element: Element, path: str, fallback: str) -> Iterator[Document]:
    """What no reader knows, each text a note under the name of its element; what it says of access holds."""
    record = RecordDraft(detect_language(text_of(element)))
    record.warnings.append(
        f"metadata in {namespace(element) or 'no namespace'} are read without their meaning"
    )
    add_leaves(record, element, path)
    yield record.document("oai", fallback=fallback, record=fallback)


# Which reader takes what stands in a record's metadata, by the beginning of its namespace. A reader of
# another format joins here with a function of one element.
EMBEDDED: Mapping[str, EmbeddedReader] = {
    "http://www.openarchives.org/OAI/2.0/oai_dc/": _dublin_core,
    "http://www.openarchives.org/OAI/2.0/oai_qdc/": _dublin_core,
    "http://purl.org/dc/": _dublin_core,
    "http://worldcat.org/xmlschemas/qdc": _dublin_core,
    "http://www.tei-c.org/ns/1.0": _tei,
    "http://www.loc.gov/mods/": _mods,
    "http://www.lido-schema.org": _lido,
    "http://www.loc.gov/MARC21/slim": _marc,
}


def documents(path: Path) -> Iterator[Document]:
    """The records of a response, one at a time, under their identifiers; deleted ones are left out.

    What was left out, and that a list goes on elsewhere, is told with the last record. UnreadableDocument
    when the repository answered with an error or without records.
    """
    waiting: Document | None = None
    deleted: list[str] = []
    notes: list[str] = []
    for found in stream(path, ("record", "error", "resumptionToken")):
        name = local_name(found.element)
        if name == "error":
            said = " ".join(filter(None, (found.element.get("code", ""), text_of(found.element))))
            notes.append(f"the repository answered with an error: {said}")
        elif name == "resumptionToken":
            notes += ["the list goes on in further responses"] if text_of(found.element) else []
        elif _is_deleted(found.element):
            deleted.append(_identifier(found.element))
        else:
            for document in _record(found):
                if waiting is not None:
                    yield waiting
                waiting = document
    if deleted:
        rest = ", …" if len(deleted) > _MOST_NAMED else ""
        notes.append(f"{len(deleted)} deleted records left out: {', '.join(deleted[:_MOST_NAMED])}{rest}")
    if waiting is None:
        raise UnreadableDocument(
            f"{path.name}: there is no record in it: {'; '.join(notes) or 'it lists none'}"
        )
    yield replace(waiting, warnings=(*waiting.warnings, *notes))


def _record(found: XmlRecord) -> Iterator[Document]:
    """The documents of one record: commonly one, several where its metadata hold records themselves."""
    identifier = _identifier(found.element) or f"record {found.position}"
    metadata = first(found.element, found.xpath, "metadata")
    if metadata is None:
        return
    for child, _, place in steps(*metadata):
        reader = _reader_of(child)
        for n, document in enumerate(reader(child, place, identifier)):
            record = identifier if n == 0 else f"{identifier}/{document.record}"
            header = tuple(_header(found, document.language)) if n == 0 else ()
            warnings = (*found.warnings, *document.warnings)
            yield replace(document, record=record, fields=(*document.fields, *header), warnings=warnings)


def _reader_of(element: Element) -> EmbeddedReader:
    space = namespace(element)
    known = next((reader for start, reader in EMBEDDED.items() if space.startswith(start)), None)
    if known is None and not space and local_name(element) in ("dc", "qualifieddc"):
        known = _dublin_core
    return known or _unknown


def _header(found: XmlRecord, language: str) -> Iterator[Field]:
    """What the repository says of the record: its identifier, its sets, when it was changed."""
    header = first(found.element, found.xpath, "header")
    for child, name, place in steps(*header) if header else ():
        value = text_of(child)
        if value and name == "identifier":
            yield Field("identifier", value, Locator(xpath=place), role="oai")
        elif value:
            yield Field("note", value, Locator(xpath=place), word_for(name, language))


def _is_deleted(record: Element) -> bool:
    return any(header.get("status") == "deleted" for header in record.iterchildren("{*}header"))


def _identifier(record: Element) -> str:
    for header in record.iterchildren("{*}header"):
        for identifier in header.iterchildren("{*}identifier"):
            return text_of(identifier)
    return ""
