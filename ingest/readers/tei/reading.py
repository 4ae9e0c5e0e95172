"""TEI: descriptions of manuscripts as records, edited texts as documents, P5 and the P4 before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.documents import Document
from ingest.languages import detect_language
from ingest.readers.tei.body import BodyReader
from ingest.readers.tei.header import add_rest, add_titles, main_title
from ingest.readers.tei.manuscript import PARTS, describe, number_of
from ingest.readers.tei.text import attribute, text_in
from ingest.readers.xml_paths import XML_NAMESPACE, named, outermost
from ingest.readers.xml_source import Element, local_name, parse, root_name, stream, text_of, xpath_of
from ingest.records.access import Access
from ingest.records.draft import RecordDraft
from ingest.records.element_words import word_for
from ingest.records.language_codes import language_code
from retrieval.errors import UnreadableDocument

_CORPORA = ("teicorpus", "teicorpus.2")
_TEXTS = ("TEI", "TEI.2")
_HEAD = 16_384
_SAMPLE = 3000
_SHORT = 100  # characters; too few to tell a language by


@dataclass(frozen=True, slots=True)
class _Above:
    """What holds for a text because of where it stands: who may read it, in which language it is told.

    `said` is what a part takes over from the whole where it does not say it itself.
    """

    access: tuple[Access, ...] = ()
    warnings: tuple[str, ...] = ()
    language: str = ""
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A TEI element at its path, and the name it goes by if it has none of its own."""

    element: Element
    path: str
    fallback: str
    in_corpus: bool = False
    above: _Above = field(default_factory=_Above)


def documents(path: Path) -> Iterator[Document]:
    """The documents of a file: one for a text or a manuscript, a record for each of several.

    A part of a manuscript (`msPart`, `msFrag`) is a record of its own beside the whole. A corpus is read
    text by text in bounded memory. UnreadableDocument when nothing in it can be read.
    """
    found = False
    for document in _in_corpus(path) if _is_corpus(path) else _in_file(path):
        found = True
        yield document
    if not found:
        raise UnreadableDocument(f"{path.name}: there is no text and no description in it")


def documents_of(element: Element, path: str, *, fallback: str) -> Iterator[Document]:
    """The documents of one TEI element that stands at `path` within another format."""
    return _documents(_Text(element, path, fallback, in_corpus=True))


def _is_corpus(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_HEAD).lower()
    if b"corpus" not in head and not head.startswith(
        (b"\xff\xfe", b"\xfe\xff")
    ):  # in UTF-16 it cannot be seen
        return False
    root = root_name(path)
    return root is not None and root[1].lower() in _CORPORA


def _in_file(path: Path) -> Iterator[Document]:
    source = parse(path)
    for document in _documents(_Text(source.root, xpath_of(source.root), path.stem)):
        yield replace(document, warnings=(*source.warnings, *document.warnings))


def _in_corpus(path: Path) -> Iterator[Document]:
    headers: dict[str, _Above] = {}
    count = 0
    for found in stream(path, {*_TEXTS, "teiHeader"}):
        held = [each for above, each in headers.items() if found.xpath.startswith(above)]
        above = _Above(
            tuple(level for each in held for level in each.access),
            tuple(warning for each in held for warning in each.warnings),
        )
        if local_name(found.element) == "teiHeader":
            corpus, said = _of_corpus(found.element, found.xpath, path.stem)
            headers[found.xpath.rpartition("/")[0] + "/"] = said
            corpus = replace(corpus, record=corpus.record if len(headers) > 1 else "")
            documents = iter([corpus] if corpus.fields else [])
        else:
            count += 1
            documents = _documents(_Text(found.element, found.xpath, f"{path.stem} {count}", True, above))
        for document in documents:
            yield replace(document, warnings=(*found.warnings, *document.warnings))


def _of_corpus(header: Element, path: str, fallback: str) -> tuple[Document, _Above]:
    """What a corpus's header says of it, and what of that holds for the texts below."""
    record = RecordDraft(detect_language(text_of(header)[:_SAMPLE]))
    add_titles(record, header, path)
    add_rest(record, header, path)
    document = record.document("tei", fallback=fallback, record=path)
    return document, _Above(tuple(record.access), tuple(record.warnings))


def _documents(text: _Text) -> Iterator[Document]:
    described = _outermost(text.element, ("msDesc", *PARTS))
    if len(described) > 1 or (described and described[0] is text.element):
        several = list(outermost(text.element, text.path, "msDesc", *PARTS))
        whole, level = _whole(text, None, set(described))
        if any(block.kind != "field" for block in whole.blocks):
            yield whole
        for each, place in several:
            yield from _manuscript(each, place, level, whole.title)
        return
    manuscript = described[0] if described else None
    whole, level = _whole(text, manuscript, set(described))
    if whole.blocks or whole.fields:
        yield whole
    if manuscript is not None:
        place = xpath_of(manuscript, within=text.element, base=text.path)
        title = whole.metadata.get("object_number") or whole.title
        for part, there in named(manuscript, place, *PARTS):
            yield from _manuscript(part, there, level, title)


def _whole(text: _Text, manuscript: Element | None, apart: set[Element]) -> tuple[Document, _Above]:
    """The document of a TEI element: its header, the one manuscript described in it, and its text."""
    element, path = text.element, text.path
    record = RecordDraft(_language(element, manuscript))
    record.inherit(text.above.access, text.above.warnings)
    headers = list(named(element, path, "teiHeader"))
    for header, place in headers:
        add_titles(record, header, place)
    parts = set(_outermost(manuscript, PARTS)) if manuscript is not None else set()
    if manuscript is not None:
        place = xpath_of(manuscript, within=element, base=path)
        describe(record, manuscript, place, apart=parts)
    for header, place in headers:
        add_rest(record, header, place, apart=apart)
    body = BodyReader(record.language, apart={*apart, *parts})
    if local_name(element) in _TEXTS:
        for part, place in named(element, path, "text", "sourceDoc", "standOff", "facsimile"):
            body.read(part, place)
    elif element not in apart:
        body.read(element, path)
    document = _document(record, body, text)
    return document, _of_whole(record)


def _document(record: RecordDraft, body: BodyReader, text: _Text) -> Document:
    blocks = (*record.blocks, *body.blocks())
    heading = next((block.text for block in blocks if block.kind == "heading"), "")
    number = record.first("object_number")
    title = main_title(record) or number or heading or text.fallback
    name = attribute(text.element, f"{XML_NAMESPACE}id") or number or text.fallback
    return Document(
        title=_with_subject(title, record),
        kind="tei",
        blocks=blocks,
        language=record.language,
        metadata=record.metadata(),
        warnings=tuple(record.warnings),
        fields=tuple(record.fields),
        record=name if text.in_corpus else "",
    )


def _manuscript(element: Element, path: str, above: _Above, title: str) -> Iterator[Document]:
    """A manuscript among several, or a part of one, then the parts of it."""
    record = RecordDraft(_own_language(element) or above.language)
    record.inherit(above.access)
    parts = _outermost(element, PARTS, below=True)
    describe(record, element, path, apart=set(parts))
    kind = word_for(local_name(element), record.language)
    position = path.rpartition("[")[2].rstrip("]")
    name = number_of(element) or attribute(element, "n") or f"{kind} {position}"
    is_part = local_name(element) in PARTS
    if is_part:
        name = name if name.startswith(title) or not title else f"{title}, {name}"
    yield Document(
        title=_with_subject(name, record, always=True),
        kind="tei",
        blocks=tuple(record.blocks),
        language=record.language,
        metadata={**dict(above.said if is_part else ()), **record.metadata()},
        warnings=tuple(record.warnings),
        fields=tuple(record.fields),
        record=attribute(element, f"{XML_NAMESPACE}id") or name,
    )
    for part in parts:
        yield from _manuscript(part, xpath_of(part, within=element, base=path), _of_whole(record), name)


def _of_whole(record: RecordDraft) -> _Above:
    """What the parts of a manuscript take over from it."""
    said = record.metadata()
    kept = tuple((name, said[name]) for name in ("object_number", "collection") if name in said)
    return _Above(tuple(record.access), (), record.language, kept)


def _with_subject(title: str, record: RecordDraft, *, always: bool = False) -> str:
    """A title that is only a shelfmark with what the manuscript holds behind it."""
    number = record.first("object_number")
    if not always and not (number and title.endswith(number)):
        return title
    others = [f.value for f in record.fields if f.name == "title" and f.value != title]
    return f"{title}: {others[0]}" if others else title


def _outermost(element: Element, names: Iterable[str], *, below: bool = False) -> list[Element]:
    """The elements of those names that stand in no other of them."""
    found = element.iter(*(f"{{*}}{name}" for name in names))
    wanted = [each for each in found if not below or each is not element]
    held = set(wanted)
    return [each for each in wanted if not any(above in held for above in each.iterancestors())]


def _own_language(element: Element) -> str:
    return language_code(attribute(element, f"{XML_NAMESPACE}lang"))


def _language(element: Element, manuscript: Element | None) -> str:
    """The language a text or a description is told in, as stated, else by its words."""
    stated = [each for each in (manuscript, element) if each is not None]
    stated += list(element.iterchildren("{*}text"))
    for each in stated:
        if code := _own_language(each):
            return code
    told = manuscript if manuscript is not None else next(element.iterchildren("{*}text"), element)
    sample = text_in(told)
    return detect_language((sample if len(sample) >= _SHORT else text_of(element))[:_SAMPLE])
