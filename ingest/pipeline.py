"""Plan, read, chunk, embed, write: only what changed, one bad file never losing the batch.

The next documents are read and cut in a thread of their own while one batch is embedded and written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.catalog import Catalog, CatalogEntry
from ingest.chunking import TARGET_TOKENS
from ingest.consistency import add_current
from ingest.plan import Plan, make_plan
from ingest.read_ahead import read_ahead
from ingest.reading import Reader, Reading, printable
from retrieval.index import PassageIndex
from retrieval.passages import Passage

# Raise it when readers or chunking change what they make: everything is then read again.
RECIPE_VERSION = 3
_BATCH_PASSAGES = 64

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be ingested, and why."""

    document_id: str
    error: str


@dataclass(slots=True)
class IngestReport:
    """What a batch did. `passages` counts those written by this batch, `seconds` its whole time.

    `skipped` counts files of endings that no reader knows, by ending.
    """

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    passages: int = 0
    seconds: float = 0.0
    skipped: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The report in the form of the command line's contract."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "failed": [{"document_id": f.document_id, "error": f.error} for f in self.failed],
            "passages": self.passages,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How a batch works.

    `prune` removes documents whose files are gone; `force` reads unchanged files too. `access` is
    given to documents that do not state their own. `leave_out` is a folder never entered.
    """

    prune: bool = False
    force: bool = False
    access: str = "internal"
    target_tokens: int = TARGET_TOKENS
    leave_out: Path | None = None


class Pipeline:
    """Brings files into the catalogue and the index.

    The index is opened when the first passage needs it, so that a batch with nothing to do does not
    load a model. `model_fingerprint` names the embedding model that index uses.
    """

    def __init__(
        self,
        catalog: Catalog,
        open_index: Callable[[], PassageIndex],
        *,
        model_fingerprint: str,
        options: IngestOptions | None = None,
    ) -> None:
        self._catalog = catalog
        self._open_index = open_index
        self._options = options or IngestOptions()
        self.recipe = f"{RECIPE_VERSION}/{model_fingerprint}/{self._options.target_tokens}"

    def run(self, paths: Sequence[Path], progress: Progress | None = None) -> IngestReport:
        """Ingest the files at and below `paths`; call it again after a stop to go on.

        `progress` is told how many files are done, how many there are, and which comes next.
        """
        began = time.monotonic()
        options = self._options
        plan = make_plan(
            paths, self._catalog, recipe=self.recipe, leave_out=options.leave_out, force=options.force
        )
        report = IngestReport(unchanged=plan.unchanged, skipped=plan.skipped)
        for root in plan.roots:
            self._catalog.add_root(root)
        for entry in plan.touched:
            self._catalog.touch(entry)
        self._finish_removals()
        self._ingest_due(plan, report, progress)
        for source, other in plan.conflicts:
            reason = f"a document of this id was ingested from {other}: ingest the folder above both instead"
            report.failed.append(Failure(source.document_id, reason))
        report.failed += [Failure(folder, reason) for folder, reason in plan.closed.items()]
        self._remove_known(set(plan.absorbed) - {source.document_id for source, _ in plan.due})
        if options.prune:
            report.removed += self._remove_known(plan.gone)
        for root in plan.inner_roots:
            self._catalog.drop_root(root)
        report.seconds = time.monotonic() - began
        return report

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents out of the index and the catalogue; their files are not touched."""
        for document_id in document_ids:
            self._catalog.entry(document_id)
        self._catalog.begin_removal(document_ids)
        self._finish_removals()

    def _remove_known(self, document_ids: Iterable[str]) -> list[str]:
        """Remove those documents that another batch has not removed in the meantime; returns which."""
        wanted = set(document_ids)
        there = [e.document_id for e in self._catalog.entries() if e.document_id in wanted] if wanted else []
        self.remove(there)
        return there

    def _finish_removals(self) -> None:
        for entry in self._catalog.entries(state="removing"):
            if stale := self._catalog.stale_passage_ids(entry.document_id):
                self._open_index().remove(stale)
            self._catalog.forget(entry.document_id)

    def _ingest_due(self, plan: Plan, report: IngestReport, progress: Progress | None) -> None:
        batch: list[tuple[CatalogEntry, list[Passage]]] = []
        options = self._options
        reader = Reader(
            lambda: self._open_index().embedder, self.recipe, options.access, options.target_tokens
        )
        sources = [source for source, _ in plan.due]
        readings = read_ahead(sources, reader.reading, weight=_weight, limit=_BATCH_PASSAGES)
        with closing(readings):
            for done, (source, before) in enumerate(plan.due):
                if progress:
                    progress(done, len(plan.due), source.document_id)
                reading = next(readings)
                if reading.failure is not None:
                    self._fail(reading.entry, reading.failure, report)
                    continue
                batch.append((reading.entry, reading.passages))
                (report.updated if before else report.added).append(source.document_id)
                if sum(len(p) for _, p in batch) >= _BATCH_PASSAGES:
                    self._write(batch, report)
                    batch = []
        self._write(batch, report)
        if progress and plan.due:
            progress(len(plan.due), len(plan.due), "")

    def _write(self, batch: Sequence[tuple[CatalogEntry, list[Passage]]], report: IngestReport) -> None:
        if not batch:
            return
        began = time.monotonic()
        index = self._open_index()
        self._catalog.begin(batch)
        passages = [p for _, several in batch for p in several]
        superseded = add_current(self._catalog, index, passages)
        for entry, _ in batch:
            if stale := self._catalog.stale_passage_ids(entry.document_id):
                index.remove(stale)
        took = round((time.monotonic() - began) * 1000 / len(batch))
        done = [entry.document_id for entry, _ in batch if entry.document_id not in superseded]
        self._catalog.finish(done, index_ms=took)
        report.passages += len(passages)

    def _fail(self, entry: CatalogEntry, reason: str, report: IngestReport) -> None:
        reason = printable(reason)
        self._catalog.fail(replace(entry, error=reason))
        if stale := self._catalog.stale_passage_ids(entry.document_id):
            self._open_index().remove(stale)
            self._catalog.forget(entry.document_id, entry_too=False)
        report.failed.append(Failure(entry.document_id, reason))


def _weight(reading: Reading) -> int:
    return len(reading.passages)
