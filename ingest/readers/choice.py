"""Which reader a file goes to, and the documents it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from ingest.documents import Document
from ingest.readers.kinds import KIND_OF_SUFFIX, kind_of, no_reader
from ingest.readers.options import ReadOptions
from retrieval.errors import UnreadableDocument

_DEEPEST_MESSAGE = 4
_DEFAULT = ReadOptions()
Reader = Callable[[Path, ReadOptions], Iterable[Document]]


def _module(name: str) -> Any:
    """A reader's module, loaded with the first file that it reads: all of them take a second."""
    return import_module(f"ingest.readers.{name}")


def _whole(module: str) -> Reader:
    """A reader of files that are one document each."""
    return lambda path, _options: (_module(module).read(path),)


def _records(module: str, documents: str = "documents") -> Reader:
    """A reader of files that hold records."""
    return lambda path, _options: getattr(_module(module), documents)(path)


def _pdf(path: Path, options: ReadOptions) -> tuple[Document]:
    return (_module("docling" if options.pdf_reader == "docling" else "pdf").read(path, options),)


def _message(path: Path, options: ReadOptions, depth: int = 0) -> Iterable[Document]:
    """A message and what is attached to it; messages within messages only so deep."""

    def attached(file: Path) -> Iterable[Document]:
        if kind_of(file) != "eml":
            return documents_in(file, options)
        if depth >= _DEEPEST_MESSAGE:
            raise UnreadableDocument(f"{file.name}: more than {_DEEPEST_MESSAGE} messages within each other")
        return _message(file, options, depth + 1)

    found: Iterable[Document] = _module("eml").documents(path, attached)
    return found


_READERS: dict[str, Reader] = {
    "pdf": _pdf,
    "picture": lambda path, options: (_module("picture").read(path, options),),
    "docx": _whole("docx"),
    "html": _whole("html"),
    "markdown": _whole("markdown"),
    "text": _whole("text"),
    "csv": _records("csv_table"),
    "vtt": _whole("subtitles"),
    "srt": _whole("subtitles"),
    "transcript": _whole("minutes"),
    "rtf": _whole("rtf"),
    "odt": _whole("odt"),
    "epub": _whole("epub"),
    "eml": _message,
    "json": _records("json_records"),
    "iiif": _records("iiif"),
    "linked-art": _records("linked_art"),
    "ead": _records("ead"),
    "lido": _records("lido"),
    "marc": _records("marc"),
    "marcxml": _records("marc", "xml_documents"),
    "xlsx": _records("xlsx"),
    "tei": _records("tei"),
    "alto": _whole("digitised.alto"),
    "mets": lambda path, options: _module("digitised.mets").documents(path, options),
    "page-xml": _whole("digitised.page_xml"),
    "dublin-core": _records("dublin_core"),
    "oai": _records("oai_pmh"),
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
