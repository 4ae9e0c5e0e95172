"""The figures at each size as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from evals.reports import print_config
from retrieval.vocabulary.terms import LANGUAGES


def print_scale(report: Mapping[str, Any], console: Console) -> None:
    """A column for each size, then what the figures were made with."""
    table = Table(title="Scale")
    table.add_column("")
    for size in report["sizes"]:
        table.add_column(f"{size['passages']:,} passages", justify="right")
    for name, values in scale_rows(report["sizes"]):
        table.add_row(name, *values)
    console.print(table)
    print_config(report["config"], console)


def scale_rows(sizes: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """What there is to say of each size, a row for each figure, as text."""
    searches = [
        (f"search{'' if name == 'all' else f' filtered by {name}'}, {part}, ms", ("milliseconds", name, part))
        for name in sizes[0]["search"]["milliseconds"]
        for part in ("p50", "p95")
    ]
    places: list[tuple[str, tuple[str, ...]]] = [
        *((title, ("search", *place)) for title, place in searches),
        ("first search of a process, ms", ("search", "first_ms")),
        ("memory of the searching process, MB", ("search", "process_mb")),
        ("memory of the searching process at its most, MB", ("search", "process_peak_mb")),
        ("memory of the Chroma server, MB", ("search", "chroma_mb")),
        *((f"disk: {part}, MB", ("disk_mb", part)) for part in sizes[0]["disk_mb"]),
        *((f"words learned: {language}", ("learned_words", language)) for language in LANGUAGES),
        ("passages indexed a second, without the model", ("per_second",)),
    ]
    return [(title, [_shown(_at(size, place)) for size in sizes]) for title, place in places]


def _at(size: Mapping[str, Any], place: Sequence[str]) -> Any:
    found: Any = size
    for name in place:
        found = found.get(name)
    return found


def _shown(value: float | int | None) -> str:
    return "–" if value is None else f"{value:,}"
