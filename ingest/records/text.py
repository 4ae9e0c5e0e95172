"""The fields of a record as blocks that can be read, indexed and cited, one field a block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.documents import Block, Field
from ingest.records.labels import label
from ingest.table_text import pair_text


def field_blocks(fields: Iterable[Field], language: str, headings: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """`Label: value (role)` for each field that has a value, in the order given.

    The label is the source's own, else ours in the language of the record.
    """
    return tuple(
        Block(
            field_text(field, language),
            "field",
            replace(field.locator, field=field.name, headings=headings or field.locator.headings),
        )
        for field in fields
        if field.value.strip()
    )


def field_text(field: Field, language: str) -> str:
    """A field as a line of text."""
    name = field.label or label(field.name, language)
    role = f" ({field.role})" if field.role and field.role not in (name, field.value) else ""
    return pair_text(name, field.value.strip()) + role
