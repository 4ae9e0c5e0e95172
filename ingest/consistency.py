"""Keeps the index in step with the catalogue: holds it against it, repairs it, rebuilds it whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from ingest.catalog import Catalog, CatalogEntry
from ingest.records.access import LEVELS
from retrieval.errors import NotFound
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from retrieval.passages import Passage

T = TypeVar("T")
_BATCH = 64


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What does not agree: passages missing from the index, passages in it that no document has or
    that it gives under another access than their document's, and documents whose ingestion, removal
    or failure was cut short. `repaired` says whether the index was made to agree and such documents
    finished; `unfinished` are then those that a batch began anew meanwhile, which the batch finishes.
    """

    missing: int
    orphaned: int
    wrong_access: int
    unfinished: tuple[str, ...]
    repaired: bool

    @property
    def sound(self) -> bool:
        """Whether nothing was found, or all of it was repaired."""
        differing = self.missing or self.orphaned or self.wrong_access
        return not self.unfinished and (self.repaired or not differing)

    def to_json(self) -> dict[str, object]:
        """The report as JSON values."""
        return {
            "missing": self.missing,
            "orphaned": self.orphaned,
            "wrong_access": self.wrong_access,
            "unfinished": list(self.unfinished),
            "repaired": self.repaired,
            "sound": self.sound,
        }


def check(catalog: Catalog, index: PassageIndex, *, repair: bool = False) -> CheckReport:
    """Compare the passages in the index with the catalogue's; with `repair`, make them agree.

    Their ids and their access are compared. What else a search may filter on is not, which would
    mean reading every passage. A repair also drops the indexes that the live one has replaced. It may
    run beside a batch: what the batch is writing is not orphaned, and counts as missing only where it is
    put right, which does the batch no harm.
    """
    # Both before the catalogue is asked, so that what is finished since is known.
    whole, held = index.whole_passage_ids(), index.passage_ids()
    unfinished = _unfinished(catalog)
    missing = catalog.passage_ids(pending=repair) - whole
    orphaned = held - catalog.passage_ids(pending=True)
    wrong_access = _wrong_access(catalog, index)
    if repair:
        wanted = missing | wrong_access
        # A passage whose text stayed is in the index with the facets that its document had before.
        begun = {entry.document_id for entry in unfinished if entry.state == "pending"}
        passages = (p for p in catalog.passages() if p.passage_id in wanted or p.document_id in begun)
        for batch in _batched(passages):
            add_current(catalog, index, batch)
        index.remove(sorted(orphaned))
        index.drop_replaced()
        for entry in unfinished:
            _finish(entry, catalog, index)
        unfinished = _unfinished(catalog)
    ids = tuple(entry.document_id for entry in unfinished)
    return CheckReport(len(missing), len(orphaned), len(wrong_access), ids, repaired=repair)


def add_current(catalog: Catalog, index: PassageIndex, passages: Sequence[Passage]) -> set[str]:
    """Write passages of the catalogue to the index; returns the documents that they are no longer of.

    Another process may give a document up, or begin a newer version, after its passages were read
    here and before they are in the index. It has then taken out what it knew of, so what comes late
    is taken out here.
    """
    index.add(passages)
    late = [p for p in passages if not _holds(catalog, p.passage_id)]
    if late:
        index.remove([p.passage_id for p in late])
    return {p.document_id for p in late}


def take_out(catalog: Catalog, open_index: Callable[[], PassageIndex], document_ids: Iterable[str]) -> None:
    """Take out of the index what is no longer the documents', and forget it and those that are going.

    The index is opened only where it may hold something.
    """
    for batch in _batched(document_ids):
        if stale := [passage for document in batch for passage in catalog.stale_passage_ids(document)]:
            open_index().remove(stale)
        catalog.forget(batch)


def reindex(
    catalog: Catalog, new_index: PassageIndex, progress: Callable[[int, int, str], None] | None = None
) -> int:
    """Write every passage of the catalogue into `new_index` and make it the live one.

    Returns how many passages it holds. `progress` is told how many are done, how many there are,
    and the document in hand. Searches see the old index until the last moment.
    """
    total, done = catalog.passage_count(), 0
    indexed = {entry.document_id for entry in catalog.entries(state="indexed")}
    for batch in _batched(p for p in catalog.passages() if p.document_id in indexed):
        if progress:
            progress(done, total, batch[0].document_id)
        new_index.add(batch)
        done += len(batch)
    new_index.promote()
    done += check(catalog, new_index, repair=True).missing  # what a batch wrote in the meantime
    if progress:
        progress(done, total, "")
    return done


def _wrong_access(catalog: Catalog, index: PassageIndex) -> set[str]:
    """The passages of indexed documents that a search for another access than their document's finds."""
    before = catalog.passage_access()
    found = {level: index.allowed_ids(Filters(access=(level,))) for level in LEVELS}
    after = catalog.passage_access()  # a batch may have changed a document in between
    return {
        passage_id
        for level, ids in found.items()
        for passage_id in ids
        if all(known.get(passage_id, level) != level for known in (before, after))
    }


def _unfinished(catalog: Catalog) -> list[CatalogEntry]:
    pending = {entry.document_id: entry for entry in catalog.entries(state="pending")}
    withdrawn = {i: entry for i in catalog.withdrawn() if (entry := _current(catalog, i))}
    return [entry for _, entry in sorted((withdrawn | pending).items())]


def _finish(entry: CatalogEntry, catalog: Catalog, index: PassageIndex) -> None:
    """End what a stopped batch began with a document, now that the index holds its passages.

    One that has changed since `entry` was read is in the hands of a running batch and left to it.
    """
    if _current(catalog, entry.document_id) != entry:
        return
    take_out(catalog, lambda: index, [entry.document_id])
    if entry.state == "pending":
        catalog.finish([entry.document_id], index_ms=entry.index_ms)


def _current(catalog: Catalog, document_id: str) -> CatalogEntry | None:
    try:
        return catalog.entry(document_id)
    except NotFound:
        return None


def _holds(catalog: Catalog, passage_id: str) -> bool:
    try:
        catalog.passage(passage_id)
    except NotFound:
        return False
    return True


def _batched(all_of_them: Iterable[T]) -> Iterator[list[T]]:
    source = iter(all_of_them)
    while batch := list(islice(source, _BATCH)):
        yield batch
