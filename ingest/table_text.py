"""How the cells of a table row become one line of text, the same in every format."""

from collections.abc import Iterable

_LONGEST_REPEATED = 100  # characters; what is longer is prose that stands beside several rows


def row_text(cells: Iterable[str]) -> str:
    """The cells verbatim with " | " between them, "" when all are empty.

    An empty cell stays as an empty place before a later one, so that each value keeps its column.
    """
    texts = list(cells)
    while texts and not texts[-1]:
        texts.pop()
    return " |".join(f" {text}" if text else "" for text in texts).strip()


def pair_text(label: str, value: str) -> str:
    """A label and the value beside it as "Label: value"; without one of them, the other."""
    if not label or not value:
        return label or value
    return f"{label} {value}" if label.endswith((":", "：")) else f"{label}: {value}"


def repeated(text: str) -> str:
    """What the rows below read of a cell that reaches into them: what it says of each, "" for prose."""
    return text if len(text) <= _LONGEST_REPEATED else ""
