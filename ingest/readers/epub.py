"""EPUB: the chapters of a book in the order they are read, each place with the chapter it is in."""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ingest.documents import Block, Document
from ingest.readers import html
from ingest.readers.archive_limits import check_archive
from ingest.readers.inner_files import archive_member, inner_documents
from ingest.readers.titles import sensible_title, stated, title_of
from ingest.readers.xml_source import local_name, parse, text_of
from ingest.records.language_codes import language_code
from retrieval.errors import EncryptedDocument, UnreadableDocument

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_SAID = {
    "creator": "author",
    "date": "date",
    "publisher": "publisher",
    "rights": "rights",
    "subject": "subject",
}


def read(path: Path) -> Document:
    """The book in an EPUB: its chapters as HTML is read, `member` naming the file of each.

    EncryptedDocument when its chapters are locked; UnreadableDocument when it is damaged or has no text.
    """
    check_archive(path)
    package = _package_path(path)
    root = _xml(path, package)
    said = _metadata(root)
    folder = posixpath.dirname(package)
    blocks: list[Block] = []
    warnings: list[str] = []
    locked = _locked(path)
    for href in _spine(root):
        member = posixpath.normpath(posixpath.join(folder, unquote(href)))
        if member in locked:
            raise EncryptedDocument(f"{path.name}: it is protected against copying: {member} is encrypted")
        try:
            blocks += _chapter(path, member, warnings)
        except UnreadableDocument as error:
            warnings.append(str(error))
    if not blocks:
        raise UnreadableDocument(
            f"{path.name}: there is no text in it: {'; '.join(warnings[:3]) or 'no chapters'}"
        )
    metadata = stated({ours: said.get(theirs) for theirs, ours in _SAID.items()})
    title = title_of(path, [sensible_title(said.get("title"))])
    return Document(
        title, "epub", tuple(blocks), language_code(said.get("language", "")), metadata, tuple(warnings)
    )


def _chapter(path: Path, member: str, warnings: list[str]) -> Iterator[Block]:
    content = archive_member(path, member)
    chapter = inner_documents(content, Path(member).name, member, lambda f: [html.read(f, of_book=True)])
    for document in chapter:
        warnings += [f"{member}: {warning}" for warning in document.warnings]
        for block in document.blocks:
            page = block.locator.headings or ((document.title,) if block.kind != "heading" else ())
            yield replace(block, locator=replace(block.locator, headings=page))


def _package_path(path: Path) -> str:
    files = [e.get("full-path") for e in _xml(path, _CONTAINER).iter() if local_name(e) == "rootfile"]
    if not files or not files[0]:
        raise UnreadableDocument(f"{path.name}: its {_CONTAINER} names no package")
    return str(files[0])


def _spine(root: Any) -> Iterator[str]:
    items = {e.get("id"): e for e in root.iter() if local_name(e) == "item"}
    for reference in root.iter():
        item = items.get(reference.get("idref")) if local_name(reference) == "itemref" else None
        if item is not None and _is_chapter(item):
            yield item.get("href").split("#")[0]


def _is_chapter(item: Any) -> bool:
    is_contents = "nav" in (item.get("properties") or "").split()
    return bool(item.get("href")) and item.get("media-type") in _CHAPTERS and not is_contents


def _metadata(root: Any) -> dict[str, str]:
    metadata = next((e for e in root if local_name(e) == "metadata"), None)
    said: dict[str, str] = {}
    for element in metadata.iter() if metadata is not None else ():
        said.setdefault(local_name(element), text_of(element))
    return said


def _locked(path: Path) -> frozenset[str]:
    """The members that are encrypted; fonts may be, which nobody reads."""
    try:
        root = _xml(path, _ENCRYPTION)
    except UnreadableDocument:
        return frozenset()
    uris = (e.get("URI") for e in root.iter() if local_name(e) == "CipherReference")
    return frozenset(unquote(uri) for uri in uris if uri)


def _xml(path: Path, member: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.xml"
        part.write_bytes(archive_member(path, member))
        try:
            return parse(part).root
        except UnreadableDocument as error:
            raise UnreadableDocument(f"{path.name}: {member} in it cannot be read: {error}") from error
