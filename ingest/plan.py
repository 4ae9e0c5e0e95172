"""Which files a batch has to read: what is there, what the catalogue knows, and the difference."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pathspec

from ingest.catalog import Catalog, CatalogEntry
from ingest.readers import SUFFIXES
from retrieval.errors import NotFound

IGNORE_FILE = ".studioloignore"
_DONE = {"indexed", "failed"}


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
        text = relative.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return cls(path, root, unicodedata.normalize("NFC", text))


@dataclass(slots=True)
class Plan:
    """What a batch does: files new or changed, those to leave, those that are gone.

    `absorbed` are documents of folders that now lie in a larger ingested folder: they come again
    under an id relative to that one. `skipped` counts files whose ending no reader knows, by ending.
    """

    due: list[tuple[Source, CatalogEntry | None]] = field(default_factory=list)
    touched: list[CatalogEntry] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    absorbed: list[str] = field(default_factory=list)
    conflicts: list[tuple[Source, str]] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    roots: set[Path] = field(default_factory=set)


def make_plan(
    paths: Sequence[Path],
    catalog: Catalog,
    *,
    recipe: str,
    leave_out: Path | None = None,
    force: bool = False,
) -> Plan:
    """Compare the files below `paths` with the catalogue; costs a stat of each file that is known.

    A path inside a folder that was ingested before keeps that folder as its root, so that a document
    has one id however it is named. `leave_out` is a folder never entered (the home). `force` makes
    every file due. Raises NotFound for a path that neither exists nor was ever ingested.
    """
    plan = Plan()
    known_roots = catalog.roots()
    for given in paths:
        path = given.resolve()
        root = _root_of(path, known_roots)
        plan.roots.add(root)
        plan.absorbed += _absorbed(root, known_roots, catalog, leave_out)
        known = {entry.document_id: entry for entry in catalog.entries(root=root)}
        if not path.exists() and not _below(known, root, path):
            raise NotFound(f"no file or folder {given}")
        seen: set[str] = set()
        for source in _sources(path, root, plan.skipped, leave_out):
            if source.document_id in seen:
                continue
            seen.add(source.document_id)
            _place(plan, source, known.get(source.document_id), catalog, recipe=recipe, force=force)
        plan.gone += sorted(_below(known, root, path) - seen)
    return plan


def content_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _place(
    plan: Plan, source: Source, entry: CatalogEntry | None, catalog: Catalog, *, recipe: str, force: bool
) -> None:
    if entry is None:
        try:
            other = catalog.entry(source.document_id)
        except NotFound:
            plan.due.append((source, None))
            return
        if Path(other.path).exists():
            plan.conflicts.append((source, other.root))
            return
        entry = other  # the folder was moved as a whole: the documents are the same
    stat = source.path.stat()
    current = entry.state in _DONE and entry.recipe == recipe and not force
    same_stat = (entry.size, entry.mtime_ns, entry.root) == (stat.st_size, stat.st_mtime_ns, str(source.root))
    if current and same_stat:
        plan.unchanged += 1
    elif current and entry.size == stat.st_size and content_hash(source.path) == entry.sha256:
        plan.unchanged += 1
        plan.touched.append(_moved(entry, source, stat))
    else:
        plan.due.append((source, entry))


def _moved(entry: CatalogEntry, source: Source, stat: os.stat_result) -> CatalogEntry:
    return replace(
        entry,
        path=str(source.path),
        root=str(source.root),
        size=stat.st_size,
        mtime_ns=stat.st_mtime_ns,
    )


def _root_of(path: Path, known: Sequence[Path]) -> Path:
    around = [root for root in known if path == root or root in path.parents]
    if around:
        return max(around, key=lambda root: len(root.parts))
    return path if path.is_dir() else path.parent


def _absorbed(
    root: Path, known_roots: Sequence[Path], catalog: Catalog, leave_out: Path | None
) -> list[str]:
    inner = [r for r in known_roots if root in r.parents and not (leave_out and leave_out in r.parents)]
    return [entry.document_id for r in inner for entry in catalog.entries(root=r)]


def _below(known: dict[str, CatalogEntry], root: Path, path: Path) -> set[str]:
    if path == root:
        return set(known)
    here = Source.under(root, path).document_id
    return {i for i in known if i == here or i.startswith(here + "/")}


def _sources(path: Path, root: Path, skipped: dict[str, int], leave_out: Path | None) -> Iterator[Source]:
    if path.is_file():
        yield Source.under(root, path)
        return
    ignored = _ignored(root)
    for folder, folders, files in os.walk(path):
        here = Path(folder)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and here / name != leave_out
            and not ignored.match_file((here / name).relative_to(root).as_posix() + "/")
        )
        for name in sorted(files):
            file = here / name
            if name.startswith((".", "~$")) or ignored.match_file(file.relative_to(root).as_posix()):
                continue
            if file.suffix.lower() not in SUFFIXES:
                skipped[file.suffix.lower()] = skipped.get(file.suffix.lower(), 0) + 1
            elif file.is_file() and _stays_inside(file, root):
                yield Source.under(root, file)


def _stays_inside(file: Path, root: Path) -> bool:
    return not file.is_symlink() or file.resolve().is_relative_to(root.resolve())


def _ignored(root: Path) -> pathspec.GitIgnoreSpec:
    try:
        lines = (root / IGNORE_FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    return pathspec.GitIgnoreSpec.from_lines(lines)
