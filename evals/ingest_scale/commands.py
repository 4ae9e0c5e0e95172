"""The command `python -m evals ingest-scale`."""

from __future__ import annotations

import dataclasses
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import load_settings
from evals.ingest_scale.manuscripts import write_collection
from evals.ingest_scale.running import ingest_collection, parse_collection
from evals.options import AsJson, KeptHome
from evals.provenance import provenance
from evals.reports import print_config, print_json

_LARGEST_MB = 1536


def ingest_scale(
    as_json: AsJson = False,
    records: Annotated[int, typer.Option(min=1, help="How many manuscripts to describe.")] = 11_000,
    form: Annotated[
        Literal["files", "response"], typer.Option(help="A file each, or one response of a repository.")
    ] = "files",
    minutes: Annotated[float, typer.Option(min=0.1, help="When to stop and report how far it came.")] = 720,
    home: KeptHome = None,
) -> None:
    """Take up a collection by the real command: records a second, and memory of its processes."""
    report = ingest_scale_report(records=records, form=form, minutes=minutes, home=home)
    print_json(report) if as_json else print_ingest_scale(report, Console())


def ingest_scale_report(*, records: int, form: str, minutes: float, home: Path | None) -> dict[str, Any]:
    """Figures of parsing and of ingesting, as JSON values."""
    started = time.perf_counter()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="studiolo-eval-")))
        folder = scratch / "collection"
        folder.mkdir()
        written = write_collection(folder, records, form)
        ingested = ingest_collection(folder, home or scratch / "home", seconds=minutes * 60)
        parsed = parse_collection(folder)
    about = {"command": "ingest-scale", "records": records, "form": form}
    return {
        "bytes_a_record": round(written / records),
        "parse": dataclasses.asdict(parsed),
        "ingest": dataclasses.asdict(ingested),
        "bounded": ingested.peak_mb.get("all", 0.0) <= _LARGEST_MB,
        "config": about | provenance(load_settings(), seconds=time.perf_counter() - started),
    }


def print_ingest_scale(report: Mapping[str, Any], console: Console) -> None:
    """Rates, then memory over time, a column for each part."""
    parsed, ingested = report["parse"], report["ingest"]
    rates = Table("", "", title="Taking up a collection", show_header=False)
    rates.add_row("records read a second, without index", f"{parsed['per_second']:,}")
    rates.add_row("processor seconds of reading", f"{parsed['computing_seconds']:,}")
    for name, value in ingested.items():
        if isinstance(value, int | float) and name != "finished":
            rates.add_row(name.replace("_", " "), f"{value:,}")
    rates.add_row("finished", "yes" if ingested["finished"] else "no: its time was over")
    console.print(rates)
    parts = list(ingested["peak_mb"])
    memory = Table("seconds", "documents", *parts, title="Resident memory, MB")
    rows = [(f"{s['seconds']:,.0f}", f"{s['documents']:,}", s["mb"]) for s in ingested["curve"]]
    rows += [("most", "", ingested["peak_mb"]), ("growth", "a 1,000", ingested["growth_mb"])]
    for first, second, mb in rows:
        memory.add_row(first, second, *(f"{mb[part]:,.0f}" if part in mb else "" for part in parts))
    console.print(memory)
    print_config(report["config"], console)
