"""Puts the figures of verification into the page that publishes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.jsonl import read_text
from evals.reports import VERIFICATION_RATES, verified_groups
from retrieval.errors import CallerError

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def fill_page(report: Mapping[str, Any], page: Path) -> None:
    """Replace what stands between the marks of a Markdown page by tables of the figures and their origin.

    Raises NotFound without such a page, CallerError without the marks in it.
    """
    put_between_marks(page, _parts(report))


def put_between_marks(page: Path, parts: Iterable[str]) -> None:
    """Replace what stands between the marks of a Markdown page; errors are those of `fill_page`."""
    before, begin, rest = read_text(page).partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise CallerError(f"{page} has no lines {BEGIN} and {END}: put them where the figures belong")
    page.write_text(before + "\n\n".join([BEGIN, *parts, END]) + after, encoding="utf-8")


def _parts(report: Mapping[str, Any]) -> Iterator[str]:
    groups = verified_groups(report["all"])
    yield ruled_table(
        ["", *VERIFICATION_RATES.values()],
        ([label.strip(), *(_shown(group[name]) for name in VERIFICATION_RATES)] for label, group in groups),
    )
    kinds = report["kinds"].items()
    yield ruled_table(
        ["kind", "rows", "right", "share"],
        ([kind, str(of["n"]), str(of["right"]), f"{of['right'] / of['n']:.3f}"] for kind, of in kinds),
    )
    yield _origin(report["config"])


def ruled_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruled = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ruled, *rows])


def _origin(config: Mapping[str, Any]) -> str:
    commit = f"commit {config['commit'][:10]}" if config["commit"] else "no commit"
    changed = ", with changes" if config["dirty"] else ""
    model = config["embedding_model"]
    machine = config["machine"]
    return (
        f"Made on {config['date'][:10]} from {', '.join(config['files'])} ({commit}{changed}) with "
        f"{model['name']} ({model['fingerprint']}) on {machine['cpus']} CPUs, {machine['platform']}, "
        f"in {config['seconds']} s."
    )


def _shown(value: float | int | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
