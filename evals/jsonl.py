"""Reads JSON lines into checked rows, and says which line is wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from retrieval.errors import CallerError, NotFound

Row = TypeVar("Row", bound=BaseModel)


class Identified(Protocol):
    """A row with an id."""

    id: str


IdentifiedRow = TypeVar("IdentifiedRow", bound=Identified)


def read_rows(path: Path, shape: type[Row]) -> list[tuple[int, Row]]:
    """The rows of a JSONL file with their line numbers, which count from 1; blank lines are passed over.

    Raises NotFound when there is no such file and CallerError, naming the line, for a row that is
    not JSON or not of this shape, and for a file without rows.
    """
    rows = [
        (number, _row(path, number, line, shape))
        for number, line in enumerate(read_text(path).split("\n"), start=1)
        if line.strip()
    ]
    if not rows:
        raise CallerError(f"{path} holds no rows")
    return rows


def unique(path: Path, rows: Sequence[tuple[int, IdentifiedRow]]) -> list[IdentifiedRow]:
    """The rows that `read_rows` gave; CallerError, naming both lines, where two have one id."""
    seen: dict[str, int] = {}
    for number, row in rows:
        if row.id in seen:
            raise CallerError(f"{path} line {number}: the id {row.id!r} was used in line {seen[row.id]}")
        seen[row.id] = number
    return [row for _, row in rows]


def read_text(path: Path) -> str:
    """The file as UTF-8 text; NotFound when it is missing, CallerError when it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise NotFound(f"no file {path}") from error
    except UnicodeDecodeError as error:
        raise CallerError(f"{path} is not UTF-8: {error}") from error


def _row(path: Path, number: int, line: str, shape: type[Row]) -> Row:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise CallerError(f"{path} line {number} is not JSON: {error}") from error
    try:
        return shape.model_validate(values, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CallerError(f"{path} line {number}: {f'{where}: ' if where else ''}{first['msg']}") from error
