"""Says in a few words where a locator points."""

from collections.abc import Mapping
from typing import Any


def place(locator: Mapping[str, Any]) -> str:
    """A locator in its JSON form as text: `pages 3–4`, `Provenance, table 1 row 4`, `4:05–4:20, Li Na`."""
    parts = []
    if headings := locator.get("headings"):
        parts.append(str(headings[-1]))
    if page := locator.get("page"):
        parts.append(_counted("page", page, locator.get("end_page")))
    elif label := locator.get("page_label"):
        parts.append(str(label))
    parts += _in_container(locator)
    if table := locator.get("table"):
        parts.append(f"table {table} row {locator.get('row', 1)}")
    elif lines := locator.get("lines"):
        parts.append(_counted("line", *lines))
    elif not locator.get("page") and (paragraph := locator.get("paragraph")):
        parts.append(_counted("paragraph", paragraph, locator.get("end_paragraph")))
    if note := locator.get("note"):
        parts.append(f"note {note}")
    if (confidence := locator.get("confidence")) is not None:
        parts.append(f"recognised from a picture, {confidence:.0%} sure")
    return ", ".join(parts)


def _in_container(locator: Mapping[str, Any]) -> list[str]:
    """The parts of a place inside a record, a workbook, a recording or a file of files."""
    parts = [str(locator[name]) for name in ("member", "sheet", "cells") if locator.get(name)]
    if name := locator.get("field"):
        parts.append(str(name).replace("_", " "))
    if seconds := locator.get("seconds"):
        parts.append(f"{_clock(seconds[0])}–{_clock(seconds[1])}")
    if speaker := locator.get("speaker"):
        parts.append(str(speaker))
    return parts


def _clock(seconds: float) -> str:
    """Seconds as minutes and seconds, with hours where there are some: `4:05`, `1:02:03`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _counted(name: str, first: int, last: int | None) -> str:
    return f"{name}s {first}–{last}" if last and last != first else f"{name} {first}"
