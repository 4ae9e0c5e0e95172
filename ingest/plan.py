"""Which files a batch has to read: what is there, what the catalogue knows, and the difference."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ingest.catalog import Catalog, CatalogEntry
from ingest.ignoring import IgnoreFiles
from ingest.reachability import is_missing, may_be_file, resolved, why_closed
from ingest.readers import SUFFIXES
from ingest.readers.kinds import KIND_OF_SUFFIX
from ingest.records.embargo import under_embargo
from ingest.records.mapping import is_mapping, mapping_file
from retrieval.errors import CallerError, NotFound, SettingsError

RESTRICTED_UNTIL = "restricted_until"  # metadata of what an embargo that held has restricted
RECORD_UNTIL = "record_restricted_until"  # of a file, where it has so restricted a record in it
_MAPPED = {"csv", "xlsx", "json"}  # kinds whose columns a mapping file names
_OTHER_ROOT = "a document of this id was ingested from {}: ingest the folder above both instead"
_SAME_NAME = "another file has this name but for how its letters are composed: rename one of them"
_NEVER_READ = {"failed", "skipped"}
_DONE = {"indexed", *_NEVER_READ}


@dataclass(frozen=True, slots=True)
class Source:
    """A file to ingest, with the root its document id is relative to."""

    path: Path
    root: Path
    document_id: str

    @classmethod
    def under(cls, root: Path, path: Path) -> Source:
        """The source `path` as a document of `root`."""
        relative = path.relative_to(root).as_posix()
        # Names that are not UTF-8, and letters that some systems store in two pieces.
        text = os.fsencode(relative).decode("utf-8", "backslashreplace")
        return cls(path, root, unicodedata.normalize("NFC", text))


@dataclass(slots=True)
class Plan:
    """What a batch does: files new or changed, those to leave, those that are gone.

    `absorbed` are documents of folders that now lie in a larger ingested folder (`inner_roots`): they
    come again under an id relative to that one. `conflicts` are files that cannot have their id, with
    the reason. `skipped` counts files whose ending no reader knows, by ending. `closed` are folders that
    cannot be entered, with the reason, by the id their documents begin with (one that is ingested, by its
    path): nothing below them counts as gone. So are paths that were named and are no file or folder.
    """

    due: list[tuple[Source, CatalogEntry | None]] = field(default_factory=list)
    touched: list[CatalogEntry] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    absorbed: list[str] = field(default_factory=list)
    conflicts: list[tuple[Source, str]] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)
    roots: set[Path] = field(default_factory=set)
    inner_roots: set[Path] = field(default_factory=set)


def make_plan(
    paths: Sequence[Path],
    catalog: Catalog,
    *,
    recipe: str,
    today: date,
    leave_out: Path | None = None,
    force: bool = False,
) -> Plan:
    """Compare the files below `paths` with the catalogue.

    It costs a stat of each file that is known, and two more of a table, for the mapping beside it. A path
    inside a folder that was ingested before keeps that folder as its root, so that a document has one
    id however it is named. What was under an embargo that is over `today` is due. `leave_out` is a folder
    never entered (the home). `force` makes every file due. Raises NotFound for a path that neither exists
    nor was ever ingested, and CallerError for the folder left out.
    """

    named = {resolved(path): path for path in paths}

    def still_good(source: Source, entry: CatalogEntry) -> bool:
        # Without a hash reading failed for a reason that may have passed.
        embargoes = [entry.metadata.get(key, "") for key in (RESTRICTED_UNTIL, RECORD_UNTIL)]
        asked = entry.state == "skipped" and Path(entry.path) in named  # it is to say why
        over = any(until and not under_embargo(until, today) for until in embargoes)
        return bool(
            entry.state in _DONE
            and entry.recipe == recipe_of(source.path, recipe)
            and entry.sha256
            and not (force or over or asked)
        )

    plan = Plan()
    known_roots = catalog.roots()
    seen: dict[str, Source] = {}
    if leave_out in named:
        raise CallerError(f"{leave_out} is the home, which keeps no documents of yours: name another folder")
    plan.closed = {str(given): reason for path, given in named.items() if (reason := why_closed(path))}
    reached = {path: given for path, given in named.items() if str(given) not in plan.closed}
    for path, given in reached.items():
        root = _root_of(path, list(reached), known_roots, leave_out)
        known = {entry.document_id: entry for entry in catalog.entries(root=root, files=True)}
        if is_missing(path) and not _below(known, root, path):
            raise NotFound(f"no file or folder {given}")
        plan.roots.add(root)
        taken_up = {i for i, entry in known.items() if entry.state not in _NEVER_READ}
        sources = list(_sources(path, root, plan, leave_out, taken_up))
        _absorb(plan, path, sources, [r for r in known_roots if r != root], catalog)
        for source in sources:
            first = seen.setdefault(source.document_id, source)
            if first is source:
                _place(plan, source, known.get(source.document_id), catalog, still_good)
            elif first.root != root:
                plan.conflicts.append((source, _OTHER_ROOT.format(first.root)))
            elif first.path != source.path and (source, _SAME_NAME) not in plan.conflicts:
                plan.conflicts.append((source, _SAME_NAME))
        gone = _below(known, root, path) - set(seen) - set(plan.gone)
        plan.gone += sorted(i for i in gone if not _is_below_closed(i, root, plan))
    return plan


def recipe_of(path: Path, recipe: str) -> str:
    """The batch's `recipe` for one file: of a table, with the hash of the mapping that lies beside it."""
    if KIND_OF_SUFFIX.get(path.suffix.lower()) not in _MAPPED:
        return recipe
    try:
        mapping = mapping_file(path)
        return f"{recipe}/{content_hash(mapping)}" if mapping else recipe
    except OSError:  # reading the table will say why
        return f"{recipe}/unknown mapping"


def content_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _place(
    plan: Plan,
    source: Source,
    entry: CatalogEntry | None,
    catalog: Catalog,
    still_good: Callable[[Source, CatalogEntry], bool],
) -> None:
    if entry is None:
        try:
            other = catalog.entry(source.document_id)
        except NotFound:
            plan.due.append((source, None))
            return
        if source.document_id in plan.absorbed:
            plan.due.append((source, None))
            return
        if not is_missing(Path(other.path)):
            plan.conflicts.append((source, _OTHER_ROOT.format(other.root)))
            return
        entry = other  # the folder was moved as a whole: the documents are the same
    current = still_good(source, entry)
    try:
        found = source.path.stat()
        where = (entry.size, entry.mtime_ns, entry.root)
        if current and where == (found.st_size, found.st_mtime_ns, str(source.root)):
            plan.unchanged += 1
        elif current and entry.size == found.st_size and content_hash(source.path) == entry.sha256:
            plan.unchanged += 1
            plan.touched.append(_moved(entry, source, found))
        else:
            plan.due.append((source, entry))
    except OSError:  # reading it will say why
        plan.due.append((source, entry))


def _moved(entry: CatalogEntry, source: Source, found: os.stat_result) -> CatalogEntry:
    return replace(
        entry,
        path=str(source.path),
        root=str(source.root),
        size=found.st_size,
        mtime_ns=found.st_mtime_ns,
    )


def _root_of(path: Path, given: Sequence[Path], known: Sequence[Path], leave_out: Path | None) -> Path:
    """The innermost known root around the outermost given folder that `path` lies in, else that folder."""
    around = _around(path, [g for g in given if g.is_dir()], leave_out)
    top = around[0] if around else path.parent if path.is_file() else path
    return next(reversed(_around(top, known, leave_out)), top)


def _around(path: Path, folders: Sequence[Path], leave_out: Path | None) -> list[Path]:
    """Those of `folders` that hold `path`, outermost first, none of them beyond the folder left out."""
    around = [folder for folder in folders if path.is_relative_to(folder)]
    if leave_out and path.is_relative_to(leave_out):
        around = [folder for folder in around if folder not in leave_out.parents]
    return sorted(around, key=lambda folder: len(folder.parts))


def _absorb(
    plan: Plan, path: Path, sources: Sequence[Source], known_roots: Sequence[Path], catalog: Catalog
) -> None:
    """Note the documents of roots below `path`: those met again as `sources`, and those that are gone."""
    inner = {root for root in known_roots if path in root.parents} - plan.inner_roots
    plan.inner_roots |= inner
    met = {source.path for source in sources} if inner else set()
    for entry in (entry for root in sorted(inner) for entry in catalog.entries(root=root, files=True)):
        if Path(entry.path) in met:
            plan.absorbed.append(entry.document_id)
        elif is_missing(Path(entry.path)):
            plan.gone.append(entry.document_id)


def _below(known: dict[str, CatalogEntry], root: Path, path: Path) -> set[str]:
    if path == root:
        return set(known)
    here = Source.under(root, path).document_id
    return {i for i in known if i == here or i.startswith(here + "/")}


def _folder_id(root: Path, folder: Path) -> str:
    """What the ids of the documents in a folder begin with; of the root itself, its path."""
    return str(root) if folder == root else Source.under(root, folder).document_id


def _is_below_closed(document_id: str, root: Path, plan: Plan) -> bool:
    return str(root) in plan.closed or any(document_id.startswith(f"{c}/") for c in plan.closed)


def _sources(
    path: Path, root: Path, plan: Plan, leave_out: Path | None, taken_up: Set[str]
) -> Iterator[Source]:
    """The files at and below a path that are read: of known endings, or documents already (`taken_up`)."""
    if path.is_file():
        yield Source.under(root, path)
        return
    skipped = plan.skipped
    for file in _files(path, root, plan, leave_out):
        source = Source.under(root, file)
        if file.suffix.lower() not in SUFFIXES and source.document_id not in taken_up:
            if not is_mapping(file):
                skipped[file.suffix.lower()] = skipped.get(file.suffix.lower(), 0) + 1
        elif may_be_file(file) and _stays_inside(file, root):
            yield source


def _files(path: Path, root: Path, plan: Plan, leave_out: Path | None) -> Iterator[Path]:
    """The files at and below a folder that are neither hidden nor ignored."""
    ignored = IgnoreFiles(root)
    if ignored.ignore_folder(path):
        return

    def close(error: OSError) -> None:
        if not is_missing(path):
            folder = _folder_id(root, Path(error.filename))
            plan.closed[folder] = f"this folder cannot be entered: {error.strerror}"

    for folder, folders, files in os.walk(path, onerror=close):
        here = Path(folder)
        if not _can_be_read(here, root, ignored, plan):
            folders.clear()
            continue
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and here / name != leave_out
            and not ignored.ignore(here / name, is_folder=True)
        )
        for name in sorted(files):
            if not name.startswith((".", "~$")) and not ignored.ignore(here / name, is_folder=False):
                yield here / name


def _can_be_read(folder: Path, root: Path, ignored: IgnoreFiles, plan: Plan) -> bool:
    """Whether it is known what a folder keeps out; where it is not, one below the root is told as closed."""
    try:
        ignored.read(folder)
    except SettingsError as error:
        if folder == root:
            raise
        plan.closed[_folder_id(root, folder)] = f"this folder is not entered: {error}"
        return False
    return True


def _stays_inside(file: Path, root: Path) -> bool:
    return not file.is_symlink() or file.resolve().is_relative_to(root.resolve())
