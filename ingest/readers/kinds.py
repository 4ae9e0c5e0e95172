"""What a file holds: told by its content first, by its ending second."""

import re
import zipfile
from pathlib import Path

from ingest.readers.encoding import decode
from ingest.readers.file_errors import beginning_of, damaged
from ingest.readers.json_kinds import json_kind
from ingest.readers.minutes import is_minutes
from ingest.readers.xml_kinds import xml_kind
from ingest.readers.xml_source import root_name
from retrieval.errors import EncryptedDocument, NoReader, UnreadableDocument

_JSON_SUFFIXES = (".json", ".jsonld", ".jsonl", ".ndjson")
KIND_OF_SUFFIX = {
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
SUFFIXES: frozenset[str] = frozenset(KIND_OF_SUFFIX)

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


def kind_of(path: Path) -> str:
    """What a file holds: `pdf`, `lido`, `text`, …; raises as `documents_in` does."""
    head = beginning_of(path, _HEAD)
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
        raise no_reader(path, "video and HEIC images")
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise no_reader(path, {b"WEBP": "WebP images", b"WAVE": "WAV sound"}.get(head[8:12], "AVI video"))
    for signature, name in _UNREAD_SIGNATURES:
        if head.startswith(signature):
            raise no_reader(path, name)
    return None


def _kind_of_archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(path, error) from error
    for part, name in _ZIP_PARTS:
        if any(each.startswith(part) for each in names):
            if name in KIND_OF_SUFFIX.values():
                return name
            raise no_reader(path, name)
    raise no_reader(path, "ZIP archives")


def _unread_ole(path: Path) -> UnreadableDocument:
    """Why a file in Microsoft's old container cannot be read, by the streams it holds."""
    content = path.read_bytes()
    for stream, reason in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            if not reason:
                return EncryptedDocument(f"{path.name}: it is locked with a password; save it without one")
            return UnreadableDocument(f"{path.name}: it is in {reason}")
    return UnreadableDocument(f"{path.name}: it is in an old Microsoft Office format: save it as DOCX or PDF")


def no_reader(path: Path, name: str) -> UnreadableDocument:
    """That nothing here reads files of that name."""
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
        if suffix == ".xml" and root_name(path) is None:
            raise UnreadableDocument(f"{path.name}: it is not well-formed XML")
        raise NoReader(f"{path.name}: there is no reader for {suffix} files of its kind")
    named = KIND_OF_SUFFIX.get(suffix, "text")
    if named in _NEVER_TEXT or (named == "text" and _FRAGMENT.match(beginning)):
        return "html" if _FRAGMENT.match(beginning) else "text"
    return "transcript" if named == "text" and is_minutes(beginning) else named


def _beginning(path: Path, head: bytes) -> str:
    """The first characters of a text file; UnreadableDocument with its name when it is no text."""
    cut = head[: len(head) // 4 * 4] if len(head) == _HEAD else head
    try:
        return decode(cut).text
    except UnreadableDocument as error:
        if not cut.strip():
            return ""  # blank so far: the reader will see the rest
        raise UnreadableDocument(f"{path.name}: {error}") from None
