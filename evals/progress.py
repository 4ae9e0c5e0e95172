"""A progress bar that never mixes with the results."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from rich.console import Console
from rich.progress import track

T = TypeVar("T")


def tracked(work: Collection[T], label: str) -> Iterable[T]:
    """`work` one by one, with a bar on stderr when that is a terminal."""
    console = Console(stderr=True)
    return track(work, label, console=console, transient=True, disable=not console.is_terminal)
