"""Reads one source into passages, record by record, or says why it cannot be read."""

from __future__ import annotations

import hashlib
import json
import re
import time
import unicodedata
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ingest.catalog import CatalogEntry, Written
from ingest.chunking import chunk
from ingest.documents import Document
from ingest.facets import facets_of
from ingest.languages import detect_language
from ingest.plan import RECORD_UNTIL, RESTRICTED_UNTIL, Source, content_hash, recipe_of
from ingest.readers.file_errors import may_pass
from ingest.records.access import Access, stated_access, stricter
from ingest.records.embargo import embargo_date, under_embargo
from retrieval.embeddings import Embedder
from retrieval.errors import NoReader, NotFound, StudioloError, UnreadableDocument
from retrieval.passages import Passage

DocumentsIn = Callable[[Path], Iterable[Document]]
_LONGEST_RECORD = 200  # characters of a record's name in its id
_MOST_WARNINGS = 100  # of a file of records


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a source or of a record in it: its passages and fields, or the `failure` that is its own.

    `no_reader` tells that nothing here reads what a file holds. A record that is as the index has it is
    `unchanged` and comes without them. The reading of a file of records itself comes last and names in
    `seen` the ids of all that is in it, or of what was read before it failed.
    """

    entry: CatalogEntry
    passages: Sequence[Passage] = ()
    fields: Sequence[Mapping[str, Any]] = ()
    failure: str | None = None
    no_reader: bool = False
    unchanged: bool = False
    seen: frozenset[str] = frozenset()

    @property
    def written(self) -> Written:
        """The reading as the catalogue takes it."""
        records = None if self.entry.file else self.seen
        return Written(self.entry, self.passages, self.fields, records)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sources for one batch; `embedder` is asked for when the first document needs it.

    `documents` reads a file, `recipe` names how documents are read and cut, `access` is given to those
    that do not state it. `records_read` gives, for a file and its recipe, the hashes of the records in it
    that need not be cut again.
    `today` decides which embargoes still hold.
    """

    documents: DocumentsIn
    embedder: Callable[[], Embedder]
    records_read: Callable[[str, str], Mapping[str, str]]
    recipe: str
    access: str
    target_tokens: int
    today: date

    def readings(self, source: Source) -> Generator[Reading]:
        """What comes of `source`; raises only what no document is to blame for."""
        blank = blank_entry(source, recipe_of(source.path, self.recipe))
        file = _File(blank)
        try:
            file.entry = replace(blank, sha256=_hash(source.path))
            yield from self._documents(source.path, file)
            yield self._whole(file)
        except (UnreadableDocument, NotFound) as error:
            failed = file.failed(str(error), again=may_pass(error))
            yield replace(failed, no_reader=isinstance(error, NoReader))
        except StudioloError:  # not the document's fault: nothing else would do better
            raise
        except Exception as error:  # a reader's bug costs one document, not the night's batch
            yield file.failed(f"unexpected {type(error).__name__} while reading: {error}", again=True)

    def _documents(self, path: Path, file: _File) -> Generator[Reading]:
        known: Mapping[str, str] | None = None
        for document in self.documents(path):
            if not document.record:
                file.own = document
                continue
            if not _has_text(document):
                file.warnings.append(f"record {document.record!r} holds no text")
                continue
            if known is None:
                known = self.records_read(file.entry.document_id, file.entry.recipe)
            access, _ = self._access(document)
            entry = file.record(document, access)
            file.embargoes.add(self._embargo(document))
            same = known.get(entry.document_id) == entry.sha256
            reading = Reading(entry, unchanged=True) if same else self._read(document, entry, file)
            file.read.add(entry.document_id)
            yield reading
            file.began = time.monotonic()

    def _whole(self, file: _File) -> Reading:
        """The file itself: a document of its own, or what holds the records."""
        whole = file.own.metadata.get("part_of", "") if file.own is not None else ""
        if file.own is not None and whole and not file.own.blocks:
            told = f"it is a page of {whole} and is read with it"
            reading = Reading(replace(self._described(file.entry, file.own), warnings=(told,)))
        elif file.own is not None and (_has_text(file.own) or not file.seen):
            reading = self._read(file.own, file.entry, file)
        elif file.seen:
            reading = Reading(file.entry)
        else:
            raise UnreadableDocument(f"{Path(file.entry.path).name} holds no text")
        warnings = (*reading.entry.warnings, *map(printable, file.warnings[:_MOST_WARNINGS]))
        until = _first_to_end(file.embargoes)
        metadata = {**reading.entry.metadata, **({RECORD_UNTIL: until} if until else {})}
        entry = replace(reading.entry, metadata=metadata, records=len(file.seen), warnings=warnings)
        return replace(reading, entry=entry, seen=frozenset(file.seen))

    def _read(self, document: Document, entry: CatalogEntry, file: _File) -> Reading:
        text = "\n".join(block.text for block in document.blocks)
        if not text.strip():
            raise UnreadableDocument(f"{Path(entry.path).name} holds no text")
        language = re.split("[-_]", document.language)[0].lower() or detect_language(text)
        document = replace(document, title=printable(document.title), language=language)
        entry = self._described(entry, document)
        passages = chunk(
            document,
            entry.document_id,
            self.embedder(),
            target_tokens=self.target_tokens,
            facets=facets_of(entry, document.fields),
        )
        took = round((time.monotonic() - file.began) * 1000)
        return Reading(replace(entry, read_ms=took), passages, [f.to_json() for f in document.fields])

    def _described(self, entry: CatalogEntry, document: Document) -> CatalogEntry:
        access, warnings = self._access(document)
        said = {k: v for k, v in document.metadata.items() if k not in (RESTRICTED_UNTIL, RECORD_UNTIL)}
        if until := self._embargo(document):
            said[RESTRICTED_UNTIL] = until
        return replace(
            entry,
            title=document.title,
            language=document.language,
            kind=document.kind,
            access=access,
            collection=printable(document.metadata.get("collection", "")),
            metadata={printable(k): printable(v) for k, v in said.items()},
            warnings=tuple(map(printable, (*document.warnings, *warnings))),
        )

    def _access(self, document: Document) -> tuple[Access, list[str]]:
        """The access a document states, else the batch's; an embargo that holds restricts it."""
        stated = document.metadata.get("access", "").strip() or self.access
        access, understood = stated_access(stated)
        warnings = [] if understood else [f"unknown access {stated!r}: treated as restricted"]
        if until := self._embargo(document):
            access = stricter([access, "restricted"])
            warnings.append(f"restricted: under embargo until {until}")
        return access, warnings

    def _embargo(self, document: Document) -> str:
        """Until when the document is under embargo, "" when it is not or no more."""
        until = document.metadata.get("embargo", "")
        return until if under_embargo(until, self.today) else ""


class _File:
    """A file while it is read: what was met in it so far."""

    def __init__(self, entry: CatalogEntry) -> None:
        self.entry = entry
        self.own: Document | None = None
        self.seen: dict[str, None] = {}
        self.read: set[str] = set()  # of these, what readings were given of
        self.warnings: list[str] = []
        self.began = time.monotonic()
        self.embargoes: set[str] = set()  # of its records that are under one

    def record(self, document: Document, access: Access) -> CatalogEntry:
        """The entry of a record, under an id that no other record of the file has."""
        name = _record_name(document.record)
        taken, n = name, 1
        while f"{self.entry.document_id}#{name}" in self.seen:
            n += 1
            name = f"{taken}~{n}"
        if n > 1:
            self.warnings.append(f"record {taken!r} is there more than once: this one is {name!r}")
        document_id = f"{self.entry.document_id}#{name}"
        self.seen[document_id] = None
        return replace(
            self.entry,
            document_id=document_id,
            file=self.entry.document_id,
            title=printable(document.title),
            sha256=_record_hash(document, access),
        )

    def failed(self, reason: str, *, again: bool) -> Reading:
        """The reading of a file that failed; `again` leaves it without a hash, due in the next batch."""
        sha256 = "" if again else self.entry.sha256
        entry = replace(self.entry, sha256=sha256, records=len(self.seen))
        return Reading(entry, failure=reason, seen=frozenset(self.read))


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


def _first_to_end(embargoes: Iterable[str]) -> str:
    """The embargo that ends first, after which the file is due; "" when there is none."""
    return min(filter(None, embargoes), key=lambda until: embargo_date(until) or date.max, default="")


def printable(text: str) -> str:
    """`text` with what no database or terminal takes (bytes of a file name, say) spelled out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _hash(path: Path) -> str:
    try:
        return content_hash(path)
    except OSError as error:
        raise UnreadableDocument(f"{path.name} cannot be opened: {error.strerror}") from error


def _record_hash(document: Document, access: Access) -> str:
    text = json.dumps([access, document.to_json()], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _record_name(name: str) -> str:
    """A record's own number as part of an id: on one line, composed, of bounded length."""
    line = unicodedata.normalize("NFC", printable(" ".join(name.split())))
    line = "".join(sign for sign in line if sign.isprintable())
    if len(line) <= _LONGEST_RECORD:
        return line or "record"
    return f"{line[:_LONGEST_RECORD]}-{hashlib.sha256(line.encode()).hexdigest()[:8]}"


def _has_text(document: Document) -> bool:
    return any(block.text.strip() for block in document.blocks)
