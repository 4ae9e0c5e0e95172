"""Says in a few words where a locator points."""

from collections.abc import Mapping
from typing import Any


def place(locator: Mapping[str, Any]) -> str:
    """A locator in its JSON form as text: `page 3–4`, `lines 10–12`, `Provenance, table 1 row 4`."""
    parts = []
    if headings := locator.get("headings"):
        parts.append(str(headings[-1]))
    if page := locator.get("page"):
        parts.append("page " + _range(page, locator.get("end_page")))
    if table := locator.get("table"):
        parts.append(f"table {table} row {locator.get('row', 1)}")
    elif lines := locator.get("lines"):
        parts.append("lines " + _range(lines[0], lines[1]) if lines[0] != lines[1] else f"line {lines[0]}")
    elif not locator.get("page") and (paragraph := locator.get("paragraph")):
        parts.append("paragraph " + _range(paragraph, locator.get("end_paragraph")))
    if note := locator.get("note"):
        parts.append(f"note {note}")
    return ", ".join(parts)


def _range(first: int, last: int | None) -> str:
    return f"{first}–{last}" if last and last != first else str(first)
