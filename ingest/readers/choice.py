"""Which reader a file needs: by what it holds first, by what it is called second."""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.documents import Document
from ingest.readers import (
    alto,
    csv_table,
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
    mets,
    minutes,
    oai_pmh,
    odt,
    page_xml,
    pdf,
    picture,
    rtf,
    subtitles,
    tei,
    text,
    xlsx,
)
from ingest.readers.encoding import decode
from ingest.readers.json_kinds import json_kind
from ingest.readers.options import ReadOptions
from ingest.readers.xml_kinds import xml_kind
from retrieval.errors import EncryptedDocument, NotFound, UnreadableDocument

Reader = Callable[[Path, ReadOptions], Iterable[Document]]


def _whole(read: Callable[[Path], Document]) -> Reader:
    """A reader of files that are one document each."""
    return lambda path, _options: (read(path),)


def _records(read: Callable[[Path], Iterable[Document]]) -> Reader:
    """A reader of files that hold records."""
    return lambda path, _options: read(path)


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
    "pdf": lambda path, options: (pdf.read(path, options),),
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
_JSON_SUFFIXES = (".json", ".jsonld", ".jsonl", ".ndjson")
_KIND_OF_SUFFIX = {
    ".pdf": "pdf",
    ".docx": "docx",
    **dict.fromkeys((".tif", ".tiff", ".jpg", ".jpeg", ".png"), "picture"),
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".vtt": "vtt",
    ".rtf": "rtf",
    ".odt": "odt",
    ".epub": "epub",
    ".eml": "eml",
    ".srt": "srt",
    ".ead": "ead",
    ".lido": "lido",
    ".marc": "marc",
    ".mrc": "marc",
    ".tei": "tei",
    ".xml": "xml",
    **dict.fromkeys(_JSON_SUFFIXES, "json"),
}
SUFFIXES: frozenset[str] = frozenset(_KIND_OF_SUFFIX)

_DEFAULT = ReadOptions()
_HEAD = 4096
_JSON = re.compile(r"\s*[{\[]")
_MESSAGE = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_MESSAGE_ID = re.compile(r"^(?:MIME-Version|Message-ID):", re.I | re.M)
_SUBTITLES = re.compile(r"\s*(?:(WEBVTT)\b|(?:\d+\s*\n)?\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->)")
_XML = re.compile(r"\s*<(?:\?xml\b|!--|!DOCTYPE\b|[A-Za-z_])")
_SIGNATURES = (
    ((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), "picture"),
    (b"{\\rtf", "rtf"),
)
_MARC = re.compile(rb"\s*\d{5}[a-z ]{3}[a-z ][a ]\d\d\d{5}.{3}45[0 ][0 ]", re.DOTALL)
_UNREAD_SIGNATURES = (
    (b"GIF8", "GIF images"),
    (b"8BPS", "Photoshop images"),
    (b"%!PS", "PostScript (save it as PDF)"),
    (b"AT&TFORM", "DjVu (save it as PDF)"),
    (b"\x1f\x8b", "gzip archives"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archives"),
    (b"Rar!\x1a\x07", "RAR archives"),
    (b"SQLite format 3\0", "SQLite databases"),
    (b"ID3", "MP3 sound"),
    (b"OggS", "Ogg sound"),
)
_UNREAD_SUFFIXES = frozenset(
    """.xml .tex .yaml .yml .svg""".split()  # noqa: SIM905 (a list would take twenty lines)
)
_NEVER_TEXT = ("picture", "pdf", "docx", "xlsx", "odt", "epub", "rtf")
_DEEPEST_MESSAGE = 4
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", ""),
    ("WordDocument", "the old Word format (.doc): save it as DOCX"),
    ("Workbook", "the old Excel format (.xls): save it as XLSX"),
    ("PowerPoint Document", "the old PowerPoint format (.ppt): save it as PDF"),
)
_ZIP_PARTS = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "PowerPoint presentations (save it as PDF)"),
    ("META-INF/container.xml", "epub"),
    ("content.xml", "odt"),
)
_BEFORE_HTML = r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_HTML = re.compile(_BEFORE_HTML + r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.DOTALL)
_FRAGMENT = re.compile(
    _BEFORE_HTML + r"<(div|p|table|h[1-6]|section|article|main|ul|ol|dl)\b[^>]*>.*</\1>", re.I | re.DOTALL
)


def documents_in(path: Path, options: ReadOptions = _DEFAULT) -> Iterator[Document]:
    """The documents in a file, read as what it holds even when its name says otherwise.

    A file of records gives one document a record, one after the other. NotFound when there is no such
    file; UnreadableDocument, with the file's name and the reason, when it is empty, damaged, binary, or
    of a kind that no reader takes yet; what was read before the damage has then been given.
    """
    kind = kind_of(path)
    if kind not in _READERS:
        raise _no_reader(path, f"{kind} files")
    named = _KIND_OF_SUFFIX.get(path.suffix.lower(), kind)
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


def kind_of(path: Path) -> str:
    """What a file holds: `pdf`, `lido`, `text`, …; raises as `documents_in` does."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise NotFound(f"{path}: there is no such file") from None
    except OSError as error:
        raise UnreadableDocument(f"{path.name}: it cannot be opened: {error.strerror or error}") from error
    if not head:
        raise UnreadableDocument(f"{path.name}: it is empty (0 bytes)")
    return _kind_of_container(path, head) or _kind_of_text(path, head)


def _kind_of_container(path: Path, head: bytes) -> str | None:
    """The kind of a file that begins with a known signature; None for what may be text."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    if head.startswith(_OLE):
        raise _unread_ole(path)
    if known := next((kind for signs, kind in _SIGNATURES if head.startswith(signs)), None):
        return known
    if _MARC.match(head):
        return "marc"
    if head[4:8] == b"ftyp":
        raise _no_reader(path, "video and HEIC images")
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise _no_reader(path, {b"WEBP": "WebP images", b"WAVE": "WAV sound"}.get(head[8:12], "AVI video"))
    for signature, name in _UNREAD_SIGNATURES:
        if head.startswith(signature):
            raise _no_reader(path, name)
    return None


def _kind_of_archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableDocument(
            f"{path.name}: it is damaged or cut short ({error}); copy it again from its source"
        ) from error
    for part, name in _ZIP_PARTS:
        if any(each.startswith(part) for each in names):
            if name in _READERS:
                return name
            raise _no_reader(path, name)
    raise _no_reader(path, "ZIP archives")


def _unread_ole(path: Path) -> UnreadableDocument:
    """Why a file in Microsoft's old container cannot be read, by the streams it holds."""
    content = path.read_bytes()
    for stream, reason in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            if not reason:
                return EncryptedDocument(f"{path.name}: it is locked with a password; save it without one")
            return UnreadableDocument(f"{path.name}: it is in {reason}")
    return UnreadableDocument(f"{path.name}: it is in an old Microsoft Office format: save it as DOCX or PDF")


def _no_reader(path: Path, name: str) -> UnreadableDocument:
    return UnreadableDocument(f"{path.name}: there is no reader for {name} yet")


def _kind_of_text(path: Path, head: bytes) -> str:
    suffix = path.suffix.lower()
    beginning = _beginning(path, head)
    if _HTML.match(beginning):
        return "html"
    if _XML.match(beginning) and (kind := xml_kind(path)):
        return kind
    if _JSON.match(beginning) and (suffix in _JSON_SUFFIXES or json_kind(path) != "json"):
        return json_kind(path)
    if _MESSAGE.match(beginning) and (suffix == ".eml" or _MESSAGE_ID.search(beginning)):
        return "eml"
    if subtitles_ := _SUBTITLES.match(beginning):
        return "vtt" if subtitles_.group(1) else "srt"
    if suffix in _UNREAD_SUFFIXES:
        raise _no_reader(path, f"{suffix} files")
    named = _KIND_OF_SUFFIX.get(suffix, "text")
    if named in _NEVER_TEXT or (named == "text" and _FRAGMENT.match(beginning)):
        return "html" if _FRAGMENT.match(beginning) else "text"
    return "transcript" if named == "text" and minutes.is_minutes(beginning) else named


def _beginning(path: Path, head: bytes) -> str:
    """The first characters of a text file; UnreadableDocument with its name when it is no text."""
    cut = head[: len(head) // 4 * 4] if len(head) == _HEAD else head
    try:
        return decode(cut).text
    except UnreadableDocument as error:
        if not cut.strip():
            return ""  # blank so far: the reader will see the rest
        raise UnreadableDocument(f"{path.name}: {error}") from None
