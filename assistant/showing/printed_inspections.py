"""What `studiolo inspect` prints: what a reader made of a file, for a person to go through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from posixpath import commonpath
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from assistant.showing.inspecting import Inspection, access_of
from assistant.showing.places import place
from assistant.showing.printing import cut, out

if TYPE_CHECKING:
    from ingest.documents import Block, Document, Field

_PLAIN_STEP = re.compile(r"\*\[local-name\(\)='([^']+)'\]")  # a step of an XPath is shown by its name


def print_inspection(inspection: Inspection, *, blocks: int) -> None:
    """What a reader made of a file: of each document its fields, its first `blocks`, and the warnings."""
    count = "1 document" if inspection.total == 1 else f"{inspection.total} documents"
    out.print(Text.assemble((inspection.file, "bold"), f"  {inspection.kind or 'unread'}, {count}"))
    for document in inspection.shown:
        _print_document(document, blocks)
    if inspection.total > len(inspection.shown):
        out.print(f"… and {inspection.total - len(inspection.shown)} more: --records shows them", style="dim")
    if inspection.error:
        out.print(Text(f"error: {inspection.error}", style="red"))


def _print_document(document: Document, blocks: int) -> None:
    out.print()
    out.rule(Text(document.title, style="bold"), style="dim", align="left")
    for warning in document.warnings:
        out.print(Text(f"warning: {warning}", style="yellow"))
    out.print(_known(document))
    if document.fields:
        out.print()
        out.print(_fields(document.fields))
    texts = [block for block in document.blocks if block.kind != "field"]
    if texts and blocks:
        out.print()
        out.print(_text(texts[:blocks]))
    if len(texts) > blocks:
        out.print(f"… and {len(texts) - blocks} blocks of text more: --blocks shows them", style="dim")


def _known(document: Document) -> Table:
    """What is known of the document as a whole: what searches filter by."""
    access, why = access_of(document)
    rows = {
        "record": document.record or "",
        "language": document.language or "not stated",
        "access": f"{access or 'not stated'} ({why})",
    }
    rows |= {name: value for name, value in document.metadata.items() if name not in {*rows, "title"}}
    table = _columns()
    for name, value in rows.items():
        if value:
            table.add_row(name, Text(value))
    return table


def _fields(fields: Sequence[Field]) -> Table:
    """The fields, those of a name together, each with what the source calls it, its years and its place."""
    places = [_place(field) for field in fields]
    common = _common(places)
    table = _columns()
    if common:
        table.add_row("fields", Text(f"their places lie below {common}", style="dim"))
    before = ""
    for field, where in zip(fields, places, strict=True):
        years = f"years {field.years[0]} to {field.years[1]}" if field.years else ""
        about = ", ".join(filter(None, (field.label, field.role, field.language, years)))
        value = Text.assemble(cut(field.value), (f"  ({about})" if about else "", "dim"))
        value.append(f"\n{where.removeprefix(common)}", style="dim")
        table.add_row("" if field.name == before else field.name, value)
        before = field.name
    return table


def _text(blocks: Sequence[Block]) -> Table:
    """The text in reading order, each block with its kind and place."""
    table = _columns()
    for block in blocks:
        spot = block.locator if block.kind != "heading" else replace(block.locator, headings=())
        where = place(spot.to_json())
        table.add_row(block.kind, Text.assemble(cut(block.text), (f"\n{where}" if where else "", "dim")))
    return table


def _columns() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True, min_width=12)
    table.add_column(overflow="fold")
    return table


def _place(field: Field) -> str:
    spot = field.locator
    xpath = _PLAIN_STEP.sub(r"\1", spot.xpath or "")
    return xpath or spot.pointer or place(replace(spot, field=None, headings=()).to_json())


def _common(places: Sequence[str]) -> str:
    """The steps that all paths begin with, "" where there are none; cells and pages have no steps."""
    if len(set(places)) < 2 or not all(path.startswith("/") for path in places):
        return ""
    return commonpath(places).rstrip("/")
