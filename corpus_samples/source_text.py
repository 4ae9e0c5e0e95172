"""Reads the plain sources of the binary documents: headings, paragraphs, lists, tables, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / ".sources"
NOTE_MARK = re.compile(r"\[\^(\d+)\]")


@dataclass(frozen=True)
class Part:
    """One run of a source: `kind` is title, heading, paragraph, bullet, number or table."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class SourceText:
    """A document's parts in order, and its footnotes by number."""

    parts: tuple[Part, ...]
    notes: dict[int, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The text of the first heading."""
        return next(part.text for part in self.parts if part.kind == "title")


def read_source(name: str) -> SourceText:
    """The source of the document `name`, a path below `.sources` without its suffix."""
    lines = (SOURCES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    notes = {int(m[1]): m[2] for line in lines if (m := re.match(r"\[\^(\d+)\]: (.+)", line))}
    body = [line for line in lines if line.strip() and not re.match(r"\[\^\d+\]:", line)]
    return SourceText(tuple(_parts(body)), notes)


def _parts(lines: list[str]) -> Iterator[Part]:
    for is_table, run in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            yield Part("table", rows=tuple(_cells(line) for line in run))
        else:
            yield from map(_part, run)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _part(line: str) -> Part:
    for mark, kind in (("## ", "heading"), ("# ", "title"), ("- ", "bullet")):
        if line.startswith(mark):
            return Part(kind, line.removeprefix(mark))
    if match := re.match(r"\d+\. (?=\D)(?!.*年)", line):
        return Part("number", line[match.end() :])
    return Part("paragraph", line)
