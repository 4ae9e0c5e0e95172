"""JSON read without trust: any encoding, values of any type, no bottomless nesting; and its pointers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.readers.encoding import decode, read_decoded
from ingest.readers.file_errors import not_opened
from retrieval.errors import NotFound, UnreadableDocument

LARGEST = 512 * 2**20  # bytes; what is larger belongs into JSON Lines, which stream
_DEEPEST = 100


class Number(str):
    """A number as the file writes it: `8.610` stays so."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a JSON file and the pointer (RFC 6901) that leads to it."""

    value: Any
    pointer: str = ""

    def __bool__(self) -> bool:
        return self.value not in (None, "", [], {})

    def __getitem__(self, key: str) -> Node:
        """The value under a key; an empty node where there is none, or this is no object."""
        value = self.value.get(key) if isinstance(self.value, Mapping) else None
        return Node(value, f"{self.pointer}/{_escaped(key)}")

    def first(self, *keys: str) -> Node:
        """The value under the first of `keys` that has one."""
        return next((node for key in keys if (node := self[key])), self[keys[0]])

    def each(self) -> Iterator[Node]:
        """The values of an array; the value itself when it is none; nothing when it is empty."""
        if isinstance(self.value, Sequence) and not isinstance(self.value, str):
            yield from (Node(value, f"{self.pointer}/{n}") for n, value in enumerate(self.value))
        elif self.value is not None:
            yield self

    def members(self) -> Iterator[tuple[str, Node]]:
        """The keys of an object with their values; nothing when it is none."""
        if isinstance(self.value, Mapping):
            yield from (
                (key, Node(value, f"{self.pointer}/{_escaped(key)}")) for key, value in self.value.items()
            )

    @property
    def text(self) -> str:
        """A string or a number as it is written, white space collapsed; "" for anything else."""
        return " ".join(self.value.split()) if isinstance(self.value, str) else ""


def load(path: Path) -> Node:
    """The whole of a JSON file; UnreadableDocument with its name and the place when it is none."""
    if _bytes(path) > LARGEST:
        raise UnreadableDocument(
            f"{path.name}: more than {LARGEST >> 20} MB in one JSON value: write a record a line (JSON Lines)"
        )
    return _parsed(path.name, read_decoded(path).text)


def lines(path: Path) -> Iterator[tuple[int, Node]]:
    """The values of a JSON Lines file with their line numbers, one at a time; pointers start in the line."""
    if not _bytes(path):
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, _parsed(f"{path.name}, line {number}", _line_text(path, number, line))


def value_at(value: Any, pointer: str) -> Any:
    """The value that a JSON Pointer leads to; NotFound where it leads nowhere."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (KeyError, IndexError, ValueError, TypeError):
            raise NotFound(f"{pointer}: there is nothing at {step!r}") from None
    return value


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise not_opened(path, error) from error


def _parsed(name: str, text: str) -> Node:
    try:
        value = json.loads(text.lstrip("\ufeff"), parse_float=Number, parse_int=Number)
    except json.JSONDecodeError as error:
        raise UnreadableDocument(f"{name}: it is not JSON: {error}") from error
    except RecursionError:
        raise _too_deep(name) from None
    layer = [value]
    for _ in range(_DEEPEST):
        layer = [inner for outer in layer for inner in _inner(outer)]
        if not layer:
            return Node(value)
    raise _too_deep(name)


def _line_text(path: Path, number: int, line: bytes) -> str:
    try:
        return decode(line).text
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path.name}, line {number}: {error}") from None


def _inner(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _too_deep(name: str) -> UnreadableDocument:
    return UnreadableDocument(f"{name}: its values are nested more than {_DEEPEST} deep: it may be a trap")


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
