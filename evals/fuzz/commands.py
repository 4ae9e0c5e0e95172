"""The command `python -m evals fuzz`."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.settings import load_settings
from evals.fuzz.running import fuzz as fuzz_kind
from evals.fuzz.seeds import seeds
from evals.options import AsJson
from evals.provenance import provenance
from evals.reports import print_json
from retrieval.errors import CallerError


def fuzz(
    kinds: Annotated[list[str] | None, typer.Argument(metavar="[KIND...]", help="All kinds if none.")] = None,
    as_json: AsJson = False,
    seconds: Annotated[float, typer.Option(min=1, help="Seconds of computing for each kind.")] = 60,
    seed: Annotated[int, typer.Option(help="Another seed damages other places.")] = 1,
    keep: Annotated[Path, typer.Option(help="Where to put files that did what none may.")] = Path(
        "fuzz-findings"
    ),
) -> None:
    """Feed each reader damaged files: none may crash, hang or swell it, and a refusal names the file."""
    started = time.perf_counter()
    known = seeds()
    if unknown := set(kinds or ()) - set(known):
        raise CallerError(f"no seeds of {', '.join(sorted(unknown))}: choose from {', '.join(sorted(known))}")
    runs = [
        fuzz_kind(kind, known[kind], seconds=seconds, seed=seed, keep=keep) for kind in kinds or sorted(known)
    ]
    if as_json:
        about = provenance(load_settings(), seconds=time.perf_counter() - started)
        print_json({"kinds": [dataclasses.asdict(run) for run in runs], "config": about | {"seed": seed}})
    else:
        console = Console()
        table = Table(title="Readers fed damaged files")
        for name in ("kind", "files", "read", "refused", "seconds", "computing", "findings"):
            table.add_column(name, justify="left" if name == "kind" else "right")
        for run in runs:
            times = (round(run.seconds), round(run.computing_seconds))
            counts = (run.inputs, run.read, run.refused, *times, len(run.findings))
            table.add_row(run.kind, *map(str, counts))
        console.print(table)
        for finding in (finding for run in runs for finding in run.findings):
            console.print(Text(f"{finding.file}: {finding.what}"))
    if any(run.findings for run in runs):
        raise typer.Exit(1)
