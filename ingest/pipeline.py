"""Plan, read, chunk, embed, write: only what changed, one bad file never losing the batch.

The next documents are read and cut in a thread of their own while one batch is embedded and written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ingest.catalog import Catalog, Written
from ingest.chunking import TARGET_TOKENS
from ingest.consistency import add_current, take_out
from ingest.plan import Plan, make_plan
from ingest.read_ahead import read_ahead, until_end
from ingest.readers import ReadOptions, documents_in
from ingest.reading import DocumentsIn, Reader, Reading, printable
from retrieval.index import PassageIndex

# Raise it when readers or chunking change what they make: everything is then read again.
RECIPE_VERSION = 10
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

    `skipped` counts files that no reader knows, by ending: of other endings, and XML and JSON of no
    vocabulary we know that was met in a folder. One that is named by itself has failed.
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
    given to documents that do not state their own. `leave_out` is a folder never entered. `documents`
    gives what is in a file, and `reading` names how: another name makes every file due, as another
    `access` does. `today` decides which embargoes hold.
    """

    prune: bool = False
    force: bool = False
    access: str = "internal"
    target_tokens: int = TARGET_TOKENS
    leave_out: Path | None = None
    documents: DocumentsIn = documents_in
    reading: str = ReadOptions().recipe
    today: date = field(default_factory=date.today)


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
        self._options = options = options or IngestOptions()
        parts = (RECIPE_VERSION, model_fingerprint, options.target_tokens, options.access, options.reading)
        self.recipe = "/".join(map(str, parts))

    def run(self, paths: Sequence[Path], progress: Progress | None = None) -> IngestReport:
        """Ingest the files at and below `paths`; call it again after a stop to go on.

        `progress` is told how many files are done, how many there are, and which comes next.
        """
        began = time.monotonic()
        options = self._options
        plan = make_plan(
            paths,
            self._catalog,
            recipe=self.recipe,
            today=options.today,
            leave_out=options.leave_out,
            force=options.force,
        )
        report = IngestReport(unchanged=plan.unchanged, skipped=plan.skipped)
        for root in plan.roots:
            self._catalog.add_root(root)
        for entry in plan.touched:
            self._catalog.touch(entry)
        take_out(self._catalog, self._open_index, self._catalog.withdrawn())
        self._ingest_due(plan, report, {path.resolve() for path in paths}, progress)
        report.failed += [Failure(source.document_id, reason) for source, reason in plan.conflicts]
        report.failed += [Failure(folder, reason) for folder, reason in plan.closed.items()]
        self._remove_known(set(plan.absorbed) - {source.document_id for source, _ in plan.due})
        if options.prune:
            report.removed += self._remove_known(plan.gone)
        for root in plan.inner_roots:
            self._catalog.drop_root(root)
        report.seconds = time.monotonic() - began
        return report

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents out of the index and the catalogue, a file with the records in it.

        Their files are not touched, and ingesting these again brings all of them back: a file that lost
        a record is due.
        """
        entries = [self._catalog.entry(document_id) for document_id in document_ids]
        for file in {entry.file for entry in entries if entry.file}:
            self._catalog.begin_file(self._catalog.entry(file))
        self._remove([entry.document_id for entry in entries])

    def _remove_known(self, document_ids: Iterable[str]) -> list[str]:
        """Remove those documents that another batch has not removed in the meantime; returns which."""
        there = [i for i in dict.fromkeys(document_ids) if self._catalog.is_known(i)]
        self._remove(there)
        return there

    def _remove(self, document_ids: Sequence[str]) -> None:
        records = [record for file in document_ids for record in self._catalog.record_ids(file)]
        going = list(dict.fromkeys([*records, *document_ids]))  # a file may be named beside its records
        self._catalog.begin_removal(going)
        take_out(self._catalog, self._open_index, going)

    def _ingest_due(
        self, plan: Plan, report: IngestReport, named: Set[Path], progress: Progress | None
    ) -> None:
        batch = _Batch(self._catalog, self._open_index, report, named)
        readings = read_ahead(
            [source for source, _ in plan.due], self._reader().readings, weight=_weight, limit=_BATCH_PASSAGES
        )
        with closing(readings):
            for done, (source, before) in enumerate(plan.due):
                if progress:
                    progress(done, len(plan.due), source.document_id)
                for reading in until_end(readings):
                    batch.add(reading, known=before is not None)
        batch.write()
        if progress and plan.due:
            progress(len(plan.due), len(plan.due), "")

    def _reader(self) -> Reader:
        options = self._options
        return Reader(
            documents=options.documents,
            embedder=lambda: self._open_index().embedder,
            records_read=lambda *file: {} if options.force else self._catalog.records_read(*file),
            recipe=self.recipe,
            access=options.access,
            target_tokens=options.target_tokens,
            today=options.today,
        )


class _Batch:
    """Passages that are gathered until they are worth a write, with what became of their documents."""

    def __init__(
        self,
        catalog: Catalog,
        open_index: Callable[[], PassageIndex],
        report: IngestReport,
        named: Set[Path],
    ) -> None:
        self._catalog = catalog
        self._open_index = open_index
        self._report = report
        self._named = named
        self._waiting: list[Written] = []
        self._begun: set[str] = set()

    def add(self, reading: Reading, *, known: bool) -> None:
        """Take in one reading; `known` says whether the file was read before."""
        entry, report = reading.entry, self._report
        if reading.failure is not None:
            path = Path(entry.path)
            skip = reading.no_reader and path not in self._named
            self._fail(reading, reading.failure, skip=skip)
            return
        if entry.file and entry.file not in self._begun:
            self._begun.add(entry.file)
            self._catalog.begin_file(replace(entry, document_id=entry.file, file="", sha256=""))
        if reading.unchanged:
            report.unchanged += 1
            return
        if entry.file:
            known = self._catalog.is_known(entry.document_id)
        if reading.passages or not reading.seen:
            (report.updated if known else report.added).append(entry.document_id)
        self._waiting.append(reading.written)
        full = sum(max(1, len(w.passages)) for w in self._waiting) >= _BATCH_PASSAGES
        if full or reading.seen:  # the ids of a file's records are not kept waiting in memory
            self.write()

    def write(self) -> None:
        """Write what has been gathered to the catalogue and the index."""
        if not self._waiting:
            return
        began = time.monotonic()
        batch, self._waiting = self._waiting, []
        index = self._open_index()
        going = self._catalog.begin(batch)
        take_out(self._catalog, self._open_index, going)
        self._report.removed += going
        passages = [p for written in batch for p in written.passages]
        superseded = add_current(self._catalog, index, passages) if passages else set()
        for written in batch:
            if stale := self._catalog.stale_passage_ids(written.entry.document_id):
                index.remove(stale)
        took = round((time.monotonic() - began) * 1000 / len(batch))
        ids = (written.entry.document_id for written in batch)
        self._catalog.finish([i for i in ids if i not in superseded], index_ms=took)
        self._report.passages += len(passages)

    def _fail(self, reading: Reading, reason: str, *, skip: bool) -> None:
        entry, reason = reading.entry, printable(reason)
        self.write()
        state = "skipped" if skip else "failed"
        hidden = self._catalog.fail(replace(entry, error=reason), state=state, records=reading.seen)
        take_out(self._catalog, self._open_index, [entry.document_id, *hidden])
        if skip:
            ending = Path(entry.path).suffix.lower()
            self._report.skipped[ending] = self._report.skipped.get(ending, 0) + 1
        else:
            self._report.failed.append(Failure(entry.document_id, reason))


def _weight(reading: Reading) -> int:
    return len(reading.passages)
