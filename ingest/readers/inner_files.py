"""Files inside a file, read by the readers of their own kind: attachments and chapters."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ingest.documents import Document
from retrieval.errors import UnreadableDocument
from retrieval.locators import Locator

ReadFile = Callable[[Path], Iterable[Document]]


def inner_documents(content: bytes, name: str, member: str, read: ReadFile) -> Iterator[Document]:
    """What `read` makes of `content` as a file called `name`; every place is said to be in `member`."""
    plain = PurePosixPath(name.replace("\\", "/")).name.replace("\0", "").strip(". ") or "file"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / plain[-100:]
        path.write_bytes(content)
        for document in read(path):
            yield _within(document, member)


def archive_member(path: Path, member: str) -> bytes:
    """The bytes of a file in an archive; UnreadableDocument when it is missing, damaged or encrypted."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(member)
    except KeyError:
        raise UnreadableDocument(f"{path.name}: there is no {member} in it") from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise UnreadableDocument(f"{path.name}: {member} in it is damaged: {error}") from error


def _within(document: Document, member: str) -> Document:
    return replace(
        document,
        blocks=tuple(replace(block, locator=_placed(block.locator, member)) for block in document.blocks),
        fields=tuple(replace(field, locator=_placed(field.locator, member)) for field in document.fields),
    )


def _placed(locator: Locator, member: str) -> Locator:
    return replace(locator, member=f"{member}/{locator.member}" if locator.member else member)
