"""Which reader a file goes to, and the documents it gives."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.documents import Document
from ingest.readers import (
    csv_table,
    docling,
    docx,
    dublin_core,
    ead,
    eml,
    epub,
    html,
    iiif,
    json_records,
    lido,
    linked_art,
    marc,
    markdown,
    minutes,
    oai_pmh,
    odt,
    pdf,
    picture,
    rtf,
    subtitles,
    tei,
    text,
    xlsx,
)
from ingest.readers.digitised import alto, mets, page_xml
from ingest.readers.kinds import KIND_OF_SUFFIX, kind_of, no_reader
from ingest.readers.options import ReadOptions
from retrieval.errors import UnreadableDocument

_DEEPEST_MESSAGE = 4
_DEFAULT = ReadOptions()
Reader = Callable[[Path, ReadOptions], Iterable[Document]]


def _whole(read: Callable[[Path], Document]) -> Reader:
    """A reader of files that are one document each."""
    return lambda path, _options: (read(path),)


def _records(read: Callable[[Path], Iterable[Document]]) -> Reader:
    """A reader of files that hold records."""
    return lambda path, _options: read(path)


def _pdf(path: Path, options: ReadOptions) -> Document:
    return docling.read(path, options) if options.pdf_reader == "docling" else pdf.read(path, options)


def _message(path: Path, options: ReadOptions, depth: int = 0) -> Iterable[Document]:
    """A message and what is attached to it; messages within messages only so deep."""

    def attached(file: Path) -> Iterable[Document]:
        if kind_of(file) != "eml":
            return documents_in(file, options)
        if depth >= _DEEPEST_MESSAGE:
            raise UnreadableDocument(f"{file.name}: more than {_DEEPEST_MESSAGE} messages within each other")
        return _message(file, options, depth + 1)

    return eml.documents(path, attached)


_READERS: dict[str, Reader] = {
    "pdf": lambda path, options: (_pdf(path, options),),
    "picture": lambda path, options: (picture.read(path, options),),
    "docx": _whole(docx.read),
    "html": _whole(html.read),
    "markdown": _whole(markdown.read),
    "text": _whole(text.read),
    "csv": _records(csv_table.documents),
    "vtt": _whole(subtitles.read),
    "srt": _whole(subtitles.read),
    "transcript": _whole(minutes.read),
    "rtf": _whole(rtf.read),
    "odt": _whole(odt.read),
    "epub": _whole(epub.read),
    "eml": _message,
    "json": _records(json_records.documents),
    "iiif": _records(iiif.documents),
    "linked-art": _records(linked_art.documents),
    "ead": _records(ead.documents),
    "lido": _records(lido.documents),
    "marc": _records(marc.documents),
    "marcxml": _records(marc.xml_documents),
    "xlsx": _records(xlsx.documents),
    "tei": _records(tei.documents),
    "alto": _whole(alto.read),
    "mets": mets.documents,
    "page-xml": _whole(page_xml.read),
    "dublin-core": _records(dublin_core.documents),
    "oai": _records(oai_pmh.documents),
}


def documents_in(path: Path, options: ReadOptions = _DEFAULT) -> Iterator[Document]:
    """The documents in a file, read as what it holds even when its name says otherwise.

    A file of records gives one document a record, one after the other. NotFound when there is no such
    file; UnreadableDocument, with the file's name and the reason, when it is empty, damaged, binary, or
    of a kind that no reader takes yet; what was read before the damage has then been given.
    """
    kind = kind_of(path)
    if kind not in _READERS:
        raise no_reader(path, f"{kind} files")
    named = KIND_OF_SUFFIX.get(path.suffix.lower(), kind)
    misnamed = (
        named not in (kind, "json", "xml")
        and (named, kind) != ("text", "transcript")
        and "markdown" not in (named, kind)
    )
    for document in _READERS[kind](path, options):
        if misnamed:
            warning = f"named {path.suffix}, but read as {kind}"
            document = replace(document, warnings=(*document.warnings, warning))
        yield document


def read(path: Path, options: ReadOptions = _DEFAULT) -> Document:
    """The first document in a file, and the only one where it is not a file of records."""
    for document in documents_in(path, options):
        return document
    raise UnreadableDocument(f"{path.name}: it holds no record")
