"""Options that several commands of `python -m evals` share, and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Settings
from evals.retrieval.legs import LEGS
from retrieval import Embedder, open_embedder

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
QuestionFile = Annotated[Path, typer.Argument(metavar="QA.jsonl", help="Questions, one a line.")]
Corpus = Annotated[Path, typer.Option(metavar="DIR", help="The documents they are about.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Ask only the first N questions.")]
Model = Annotated[str | None, typer.Option(help="Who writes the answers; the setting's by default.")]
KeptHome = Annotated[Path | None, typer.Option(help="Keep what was ingested here; else it is thrown away.")]


def leg_names(given: str) -> str:
    """`given` when every name in it is a leg's; typer.BadParameter otherwise."""
    unknown = [name for name in given.split(",") if name not in LEGS]
    if unknown:
        raise typer.BadParameter(f"no leg {unknown[0]!r}: choose from {', '.join(LEGS)}, with commas between")
    return given


def split_sizes(given: str) -> list[int]:
    """The numbers of passages in `given`; typer.BadParameter for anything else."""
    parts = [size.strip() for size in given.split(",")]
    if not all(size.isdecimal() and int(size) for size in parts):
        raise typer.BadParameter("give numbers of passages, commas between, as in 10000,100000")
    return [int(size) for size in parts]


def split_legs(given: str) -> list[str]:
    """The legs named, each once."""
    return list(dict.fromkeys(given.split(",")))


def settings_embedder(settings: Settings) -> Embedder:
    """The embedding model that these settings mean."""
    return open_embedder(
        settings.embedding_model,
        cache=settings.cache,
        allow_downloads=settings.allow_downloads,
        engine=settings.embedding_engine,
    )
