"""Holds the index against the catalogue, repairs it, and rebuilds it whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ingest.catalog import Catalog
from retrieval.index import PassageIndex
from retrieval.passages import Passage

_BATCH = 64


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What does not agree: passages missing from the index, passages in it that no document has,
    and documents whose ingestion or removal was cut short. `repaired` says whether the index was
    made to agree; documents cut short are finished by the next `ingest` of their folder.
    """

    missing: int
    orphaned: int
    unfinished: tuple[str, ...]
    repaired: bool

    @property
    def sound(self) -> bool:
        """Whether nothing was found, or all of it was repaired."""
        return not self.unfinished and (self.repaired or not (self.missing or self.orphaned))

    def to_json(self) -> dict[str, object]:
        """The report as JSON values."""
        return {
            "missing": self.missing,
            "orphaned": self.orphaned,
            "unfinished": list(self.unfinished),
            "repaired": self.repaired,
            "sound": self.sound,
        }


def check(catalog: Catalog, index: PassageIndex, *, repair: bool = False) -> CheckReport:
    """Compare the ids of all passages in the index with the catalogue's; with `repair`, make them agree.

    It may run beside a batch: what the batch is writing counts neither as missing nor as orphaned.
    """
    held = index.passage_ids()  # before the catalogue is asked, so that what is finished since is known
    missing = catalog.passage_ids() - held
    orphaned = held - catalog.passage_ids(pending=True)
    unfinished = [e.document_id for state in ("pending", "removing") for e in catalog.entries(state=state)]
    if repair:
        for batch in _batched(p for p in catalog.passages() if p.passage_id in missing):
            index.add(batch)
        index.remove(sorted(orphaned))
    return CheckReport(len(missing), len(orphaned), tuple(unfinished), repaired=repair)


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


def _batched(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    source = iter(passages)
    while batch := list(islice(source, _BATCH)):
        yield batch
