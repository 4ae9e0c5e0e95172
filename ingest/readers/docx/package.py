"""The parts of a DOCX that hold text, opened with every check that a file from anywhere needs."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.readers.file_errors import beginning_of, damaged
from retrieval.errors import EncryptedDocument, UnreadableDocument

_LARGEST_PART = 150_000_000  # bytes; a thousand times that can hide in a small archive
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_RELATIONSHIPS = ("styles", "footnotes", "endnotes")
_CORE = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """The parsed parts of a DOCX; a part that is missing or damaged is None, except for `document`."""

    document: Any
    styles: Any
    footnotes: Any
    endnotes: Any
    core: Any
    damaged: tuple[str, ...]


def local(element: Any) -> str:
    """The name of an element without its namespace, so that both editions of the format read alike."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """The value of the attribute of that local name."""
    return next((str(v) for key, v in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Any, *names: str) -> Any:
    """The element at the end of a path of local names, None when there is none."""
    for name in names:
        element = next((each for each in element if local(each) == name), None)
        if element is None:
            return None
    return element


def is_on(element: Any) -> bool:
    """Whether a switch such as `w:b` is there and not turned off."""
    return element is not None and (attribute(element, "val") or "1") not in ("0", "false", "off", "none")


def open_package(path: Path) -> Package:
    """The parts of the DOCX at `path`.

    NotFound when there is no such file, EncryptedDocument when it is locked with a password,
    UnreadableDocument when it is empty, damaged, too large or no DOCX.
    """
    _check_signature(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path)
    except UnreadableDocument:
        raise
    except Exception as error:  # damaged archives make zipfile, zlib and lxml raise almost anything
        raise damaged(path, error) from error


def _check_signature(path: Path) -> None:
    head = beginning_of(path, 8)
    if not head:
        raise UnreadableDocument(f"{path.name}: it is empty (0 bytes); copy it again from its source")
    if head == _OLE:
        if _ENCRYPTED_STREAM in path.read_bytes():
            raise EncryptedDocument(
                f"{path.name}: it is locked with a password; save it without one and ingest it again"
            )
        raise UnreadableDocument(f"{path.name}: it is in the old Word format (.doc): save it as DOCX")
    if not head.startswith(b"PK"):
        raise UnreadableDocument(f"{path.name}: it is not a DOCX, whatever its name says")


def _read(archive: zipfile.ZipFile, path: Path) -> Package:
    names = {name.lower(): name for name in archive.namelist()}
    main = _main_part(archive, names)
    if main is None:
        raise UnreadableDocument(f"{path.name}: it is a ZIP archive without a Word document in it")
    if archive.getinfo(main).flag_bits & 1:
        raise EncryptedDocument(f"{path.name}: its archive is locked with a password; save it without one")
    document = _parsed(archive, main, path)
    if child(document, "body") is None:
        raise UnreadableDocument(f"{path.name}: its main part holds no document body; save it again in Word")
    targets = _relationships(archive, names, main)
    parts: dict[str, Any] = {"core": None}
    damaged: list[str] = []
    for kind in (*_RELATIONSHIPS, "core"):
        guess = _CORE if kind == "core" else posixpath.join(posixpath.dirname(main), f"{kind}.xml")
        name = names.get(targets.get(kind, guess).lower())
        try:
            parts[kind] = None if name is None else _parsed(archive, name, path)
        except (UnreadableDocument, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError):
            parts[kind] = None
            damaged.append(kind)
    return Package(document, damaged=tuple(damaged), **parts)


def _main_part(archive: zipfile.ZipFile, names: dict[str, str]) -> str | None:
    root = _relationships(archive, names, "")
    return names.get(root.get("officeDocument", "word/document.xml").lower()) or names.get(
        "word/document.xml"
    )


def _relationships(archive: zipfile.ZipFile, names: dict[str, str], part: str) -> dict[str, str]:
    """The part names that `part` points to, by the last word of the relationship's type."""
    folder, name = posixpath.split(part)
    listed = names.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    if listed is None:
        return {}
    try:
        relationships = etree.fromstring(archive.read(listed), _parser())
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError):
        return {}
    found: dict[str, str] = {}
    for each in relationships:
        target, kind = attribute(each, "Target"), attribute(each, "Type")
        if target and kind and attribute(each, "TargetMode") != "External":
            place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.setdefault(kind.rpartition("/")[2], posixpath.normpath(place))
    return found


def _parsed(archive: zipfile.ZipFile, name: str, path: Path) -> Any:
    with archive.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise UnreadableDocument(
            f"{path.name}: its part {name} unpacks to more than {_LARGEST_PART // 1_000_000} MB; split it"
        )
    return etree.fromstring(content, _parser())


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
