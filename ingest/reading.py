"""Reads one source into passages, or says why it cannot be read."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.catalog import CatalogEntry
from ingest.chunking import chunk
from ingest.documents import Document
from ingest.languages import detect_language
from ingest.plan import Source, content_hash
from ingest.readers import read
from retrieval.embeddings import Embedder
from retrieval.errors import NotFound, StudioloError, UnreadableDocument
from retrieval.passages import Passage

_ACCESS = ("public", "internal", "restricted")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a source: its passages, or the `failure` that is the document's own."""

    entry: CatalogEntry
    passages: list[Passage]
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sources for one batch; `embedder` is asked for when the first document needs it.

    `recipe` names how documents are read and cut, `access` is given to those that do not state it.
    """

    embedder: Callable[[], Embedder]
    recipe: str
    access: str
    target_tokens: int

    def reading(self, source: Source) -> Reading:
        """What comes of `source`; raises only what no document is to blame for."""
        blank = blank_entry(source, self.recipe)
        try:
            blank = replace(blank, sha256=_hash(source.path))
            return self._read(source.path, blank)
        except (UnreadableDocument, NotFound) as error:
            return Reading(blank, [], str(error))
        except StudioloError:  # not the document's fault: nothing else would do better
            raise
        except Exception as error:  # a reader's bug costs one document, not the night's batch
            return Reading(blank, [], f"unexpected {type(error).__name__} while reading: {error}")

    def _read(self, path: Path, entry: CatalogEntry) -> Reading:
        began = time.monotonic()
        document = read(path)
        text = "\n".join(block.text for block in document.blocks)
        if not text.strip():
            raise UnreadableDocument(f"{path.name} holds no text")
        language = re.split("[-_]", document.language)[0].lower() or detect_language(text)
        document = replace(document, title=printable(document.title), language=language)
        entry = self._described(entry, document)
        passages = chunk(
            document,
            entry.document_id,
            self.embedder(),
            target_tokens=self.target_tokens,
            facets=_facets(entry),
        )
        return Reading(replace(entry, read_ms=round((time.monotonic() - began) * 1000)), passages)

    def _described(self, entry: CatalogEntry, document: Document) -> CatalogEntry:
        warnings = list(document.warnings)
        access = document.metadata.get("access", "").strip().lower() or self.access
        if access not in _ACCESS:
            warnings.append(f"unknown access {access!r}: treated as restricted")
            access = "restricted"
        return replace(
            entry,
            title=document.title,
            language=document.language,
            kind=document.kind,
            access=access,
            collection=printable(document.metadata.get("collection", "")),
            metadata={printable(k): printable(v) for k, v in document.metadata.items()},
            warnings=tuple(map(printable, warnings)),
        )


def blank_entry(source: Source, recipe: str) -> CatalogEntry:
    """What is known of a file before it is read."""
    try:
        stat = source.path.stat()
        size, mtime_ns = stat.st_size, stat.st_mtime_ns
    except OSError:
        size, mtime_ns = 0, 0
    return CatalogEntry(
        document_id=source.document_id,
        path=str(source.path),
        root=str(source.root),
        size=size,
        mtime_ns=mtime_ns,
        sha256="",
        recipe=recipe,
        title=printable(source.path.stem),
    )


def _hash(path: Path) -> str:
    try:
        return content_hash(path)
    except OSError as error:
        raise UnreadableDocument(f"{path.name} cannot be opened: {error.strerror}") from error


def printable(text: str) -> str:
    """`text` with what no database or terminal takes (bytes of a file name, say) spelled out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _facets(entry: CatalogEntry) -> dict[str, str]:
    rights = entry.metadata.get("rights", "") or entry.metadata.get("license", "")
    facets = {
        "access": entry.access,
        "collection": entry.collection,
        "rights": rights,
        "object_number": entry.metadata.get("object_number", ""),
    }
    return {name: value for name, value in facets.items() if value}
