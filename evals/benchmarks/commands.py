"""`python -m evals benchmarks` runs every part that is missing; `report` writes the page of what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import load_settings
from evals.benchmarks.page import write_page
from evals.benchmarks.parts import PARTS, read_results, run_parts
from evals.options import split_sizes

Results = Annotated[
    Path, typer.Option(metavar="DIR", help="Where each part's JSON is kept; a part found there is not run.")
]
Output = Annotated[Path, typer.Option(metavar="FILE", help="The page to write.")]
_RESULTS, _OUTPUT = Path("benchmark-results"), Path("docs/benchmarks.md")


def _part_names(given: str) -> str:
    unknown = [name for name in given.split(",") if name not in PARTS]
    if unknown:
        raise typer.BadParameter(
            f"no part {unknown[0]!r}: choose from {', '.join(PARTS)}, with commas between"
        )
    return given


def benchmarks(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DIR...]", help="BEIR folders; the sample corpus when there are none."),
    ] = None,
    results: Results = _RESULTS,
    output: Output = _OUTPUT,
    parts: Annotated[str, typer.Option(callback=_part_names, help="What to run, commas between.")] = ",".join(
        PARTS
    ),
    sizes: Annotated[str, typer.Option(help="Numbers of passages for 'scale'.")] = "10000,100000",
) -> None:
    """Run the measurements that have no result yet, then write the page of all results."""
    wanted = split_sizes(sizes)
    run_parts(
        folders or [],
        results,
        load_settings(),
        parts=parts.split(","),
        sizes=wanted,
        say=lambda line: typer.echo(line, err=True),
    )
    report(results, output)


def report(results: Results = _RESULTS, output: Output = _OUTPUT) -> None:
    """Write the page of the results that are there, whichever parts they are."""
    write_page(read_results(results), output)
    typer.echo(f"wrote {output}", err=True)
