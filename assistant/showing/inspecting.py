"""What a reader makes of a file, for the person who prepares an import; nothing is taken up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from ingest.documents import Document
from ingest.records.access import stated_access
from retrieval.errors import CallerError, NotFound, UnreadableDocument

if TYPE_CHECKING:
    from ingest.isolation import IsolatedReader

Read = Callable[[Path], Iterable[Document]]


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file as its reader sees it.

    `total` counts its documents, `shown` holds the first of them. `error` says why reading ended before
    the end of the file, "" when it did not.
    """

    file: str
    kind: str
    total: int
    shown: tuple[Document, ...]
    seconds: float
    error: str = ""

    def to_json(self) -> dict[str, Any]:
        """The inspection as JSON values, each document with the access that it will have."""
        documents = [document.to_json() | {"access": access_of(document)[0]} for document in self.shown]
        return {
            "file": self.file,
            "kind": self.kind,
            "documents": self.total,
            "shown": documents,
            "seconds": round(self.seconds, 2),
            "error": self.error or None,
        }


def open_file_reader(settings: Settings, *, recognised: Path | None = None) -> IsolatedReader:
    """What reads files as the settings say, in processes of their own that start with the first.

    `recognised` is the folder that keeps what text recognition found; None keeps nothing.
    """
    from ingest.isolation import IsolatedReader  # which a question is spared
    from ingest.readers.options import ReadOptions

    options = ReadOptions(
        settings.ocr,
        recognised,
        settings.ocr_languages,
        pdf_reader=settings.pdf_reader,
        docling_models=settings.docling_models,
    )
    return IsolatedReader(options, seconds=settings.read_seconds, megabytes=settings.read_megabytes)


def inspect_file(path: Path, read: Read, *, records: int) -> Inspection:
    """Reads the whole file and keeps its first `records` documents.

    Raises NotFound when there is no such file and CallerError of a folder. A file that cannot be read, or
    not to its end, gives an `error` with what came before.
    """
    started = time.perf_counter()
    if path.is_dir():
        raise CallerError(f"{path} is a folder: name files of it")
    if not path.is_file():
        raise NotFound(f"{path}: there is no such file")
    shown: list[Document] = []
    total, error = 0, ""
    try:
        for document in read(path):
            total += 1
            if total <= records:
                shown.append(document)
    except UnreadableDocument as failure:
        error = str(failure)
    kind = shown[0].kind if shown else ""
    return Inspection(str(path), kind, total, tuple(shown), time.perf_counter() - started, error)


def access_of(document: Document) -> tuple[str, str]:
    """The access a document will have and why: what it states, or that it states nothing."""
    stated = document.metadata.get("access", "").strip()
    until = document.metadata.get("embargo", "").strip()
    if until:
        return "restricted", f"embargo until {until}"
    if not stated:
        return "", "the document states none: the setting for such documents applies"
    access, understood = stated_access(stated)
    return access, f"stated: {stated}" if understood else f"not understood, so the strictest: {stated}"
