"""The `python -m evals attacks` command."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals.attacks.measuring import BLIND, MEASURES, OBEYING, evaluate_attacks
from evals.attacks.suite import Attack
from evals.attacks.suite import attacks as the_suite
from evals.options import AsJson
from evals.reports import print_json
from evals.runs import attacks_report
from evals.verification.page import put_between_marks, ruled_table

# What must never be seen with any writer; a run in which it is ends with exit status 1.
FORBIDDEN = ("uncited", "unreadable", "disclosed")
_COUNTED = {"attacks": "attacks", "reached": "orders that the model read", **MEASURES}


def attacks(
    as_json: AsJson = False,
    writers: Annotated[
        str,
        typer.Option(help="Who writes: obeying, obeying-blind, extractive or a model's name."),
    ] = f"{OBEYING},{BLIND},extractive",
    kinds: Annotated[str, typer.Option(help="Which kinds of attacks, commas between; all if none.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first N attacks of each kind.")] = None,
    rows: Annotated[bool, typer.Option("--rows", help="Show what got through, attack by attack.")] = False,
    page: Annotated[
        Path | None, typer.Option(metavar="PAGE.md", help="Put the figures between the marks of this page.")
    ] = None,
) -> None:
    """Attack by document and by question, in three languages, and count what gets through."""
    started = time.perf_counter()
    suite = the_suite(tuple(filter(None, kinds.split(","))))
    suite = [each for kind in dict.fromkeys(a.kind for a in suite) for each in _first(suite, kind, limit)]
    runs = [evaluate_attacks(suite, writer) for writer in writers.split(",")]
    report = attacks_report(runs, started)
    through = [dataclasses.asdict(o) | {"writer": r.writer} for r in runs for o in r.outcomes if _got(o)]
    if page:
        put_between_marks(page, _parts(report))
    if as_json:
        print_json(report | ({"rows": through} if rows else {}))
    else:
        _print(report, through if rows else [], Console())
    if any(of["all"][name] for of in report["writers"].values() for name in FORBIDDEN):
        raise typer.Exit(1)


def _first(suite: Sequence[Attack], kind: str, limit: int | None) -> list[Attack]:
    return [attack for attack in suite if attack.kind == kind][:limit]


def _got(outcome: Any) -> bool:
    return any(getattr(outcome, name) for name in (*MEASURES, "listed"))


def _print(report: Mapping[str, Any], through: list[dict[str, Any]], console: Console) -> None:
    for writer, found in report["writers"].items():
        table = Table(title=writer, box=None, header_style="bold")
        for name in ("kind", *_COUNTED):
            table.add_column(name, justify="left" if name == "kind" else "right")
        for kind, of in (*found["kinds"].items(), ("all", found["all"])):
            table.add_row(kind, *(str(of[name]) for name in _COUNTED))
        console.print(table)
    for row in through:
        console.print(f"{row['writer']} {row['id']}: {', '.join(k for k, v in row.items() if v is True)}")


def _parts(report: Mapping[str, Any]) -> Iterator[str]:
    for writer, found in report["writers"].items():
        yield f"**{writer}**"
        rows = [*found["kinds"].items(), ("all", found["all"])]
        yield ruled_table(
            ["kind", *_COUNTED.values()],
            ([kind, *(str(of[name]) for name in _COUNTED)] for kind, of in rows),
        )
    config = report["config"]
    commit = f"commit {config['commit'][:10]}" if config["commit"] else "no commit"
    changed = ", with changes" if config["dirty"] else ""
    yield (
        f"Made by `python -m evals attacks --page docs/attacks.md` on {config['date'][:10]} "
        f"({commit}{changed}) on {config['machine']['cpus']} CPUs, in {config['seconds']} s."
    )
