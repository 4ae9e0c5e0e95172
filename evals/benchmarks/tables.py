"""Tables and numbers in Markdown."""

from __future__ import annotations

from collections.abc import Sequence


def markdown_table(titles: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """A table, its first `left` columns set left and the others right, with an empty line after it."""
    rule = ["---" if i < left else "--:" for i in range(len(titles))]
    lines = ["| " + " | ".join(cells) + " |" for cells in (titles, rule, *rows)]
    return "\n".join(lines) + "\n"


def number(value: float | int | None) -> str:
    """A number for people: shares to three places, thousands apart, a dash for none."""
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:,.1f}"
