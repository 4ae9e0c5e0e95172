"""The command `python -m evals coverage`."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.settings import load_settings
from evals.coverage.measuring import FileCoverage, measure_file, share
from evals.options import AsJson
from evals.provenance import provenance
from evals.reports import print_config, print_json
from ingest.readers import SUFFIXES
from retrieval.errors import NotFound

_WIDE, _FIGURES_WIDTH = 110, 65  # columns of a terminal: from which titles fit, and what the figures take


def coverage(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of them.")],
    as_json: AsJson = False,
    missed: Annotated[bool, typer.Option("--missed", help="Show what was missed and what was lost.")] = False,
) -> None:
    """What of each file's text its reader takes in, and whether every place leads back to it."""
    started = time.perf_counter()
    files = [measure_file(path) for path in files_in(paths)]
    report = coverage_report(files, seconds=time.perf_counter() - started)
    print_json(report) if as_json else print_coverage(files, report, Console(), missed=missed)
    if any(file.error for file in files):
        raise typer.Exit(1)


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files given, and those with a reader in the folders given; NotFound when there is none."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        found += inside if path.is_dir() else [path]
    if not found:
        raise NotFound(f"{', '.join(map(str, paths))}: there is no file that a reader takes")
    return found


def coverage_report(files: Sequence[FileCoverage], *, seconds: float) -> dict[str, Any]:
    """Figures of each file and of each kind, as JSON values."""
    kinds = sorted({file.kind for file in files if file.kind})
    by_kind = {kind: _figures([file for file in files if file.kind == kind]) for kind in kinds}
    return {
        "files": [dataclasses.asdict(file) | {"share": file.share} for file in files],
        "kinds": by_kind,
        "all": _figures(files),
        "config": provenance(load_settings(), seconds=seconds) | {"command": "coverage"},
    }


def print_coverage(
    files: Sequence[FileCoverage], report: dict[str, Any], console: Console, *, missed: bool
) -> None:
    """A row for each file, then one for each kind; titles only where the terminal is wide."""
    table = Table(title="What readers take in", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    wide = console.width >= _WIDE
    spare = console.width - _FIGURES_WIDTH
    table.add_column("file", overflow="ellipsis", no_wrap=True, max_width=spare // 2 if wide else spare)
    if wide:
        table.add_column("title", overflow="ellipsis", no_wrap=True, max_width=spare // 2)
    for name in ("kind", "access"):
        table.add_column(name, no_wrap=True)
    for name in ("docs", "nodes", "reached", "places", "followed"):
        table.add_column(name, justify="right", no_wrap=True)
    for file in files:
        title = [file.title] if wide else []
        kind = file.kind or "error"
        counts = map(str, (file.documents, file.nodes, _percent(file.share), file.places, file.followed))
        table.add_row(*map(Text, (file.name, *title, kind, file.access, *counts)))
    table.add_section()
    for kind, of in report["kinds"].items():
        counts = map(str, (of["documents"], of["nodes"], _percent(of["share"]), of["places"], of["followed"]))
        table.add_row("all", *([""] if wide else []), kind, "", *counts)
    console.print(table)
    for file in files:
        if file.error:
            console.print(Text(f"{file.name}: {file.error}"))
    for file in files if missed else ():
        for text in (*file.missed, *file.lost):
            console.print(Text(f"{file.name}: {text}"))
    print_config(report["config"], console)


def _figures(files: Sequence[FileCoverage]) -> dict[str, Any]:
    nodes, reached = sum(file.nodes for file in files), sum(file.reached for file in files)
    return {
        "files": len(files),
        "errors": sum(bool(file.error) for file in files),
        "documents": sum(file.documents for file in files),
        "nodes": nodes,
        "reached": reached,
        "left_out": sum(file.left_out for file in files),
        "share": share(reached, nodes),
        "places": sum(file.places for file in files),
        "followed": sum(file.followed for file in files),
        "seconds": round(sum(file.seconds for file in files), 2),
    }


def _percent(of: float | None) -> str:
    return "–" if of is None else f"{of:.1%}"
