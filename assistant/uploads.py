"""Keeps documents that come over HTTP in the home, so that they are ingested like any file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from assistant.home import Home
from ingest.catalog import Catalog
from ingest.documents import Document
from retrieval.errors import CallerError, NotFound, UnreadableDocument


def keep_upload(
    home: Home,
    catalog: Catalog,
    name: str,
    source: BinaryIO,
    documents_in: Callable[[Path], Generator[Document]],
) -> Path:
    """The path of a copy of `source` under `name` (in NFC), in place of an earlier upload of that name.

    `documents_in` gives what is in a file. What cannot be read changes nothing (UnreadableDocument), nor
    does a name that belongs to a document from elsewhere (CallerError).
    """
    uploads = home.uploads.resolve()
    uploads.mkdir(parents=True, exist_ok=True)
    _refuse_taken(catalog, uploads, name)
    catalog.add_root(uploads)
    with tempfile.TemporaryDirectory(dir=uploads, prefix=".") as folder:
        copy = Path(folder) / name
        with copy.open("wb") as file:
            shutil.copyfileobj(source, file)
        with closing(documents_in(copy)) as documents:
            if not any(block.text.strip() for document in documents for block in document.blocks):
                raise UnreadableDocument(f"{name} holds no text")
        copy.replace(uploads / name)
    return uploads / name


def _refuse_taken(catalog: Catalog, uploads: Path, name: str) -> None:
    """Raise CallerError when a document of that id came from another folder than the uploads'."""
    try:
        entry = catalog.entry(name)
    except NotFound:
        return
    if Path(entry.root) != uploads:
        raise CallerError(
            f"there is a document {entry.document_id!r} that was not uploaded: choose another name"
        )
