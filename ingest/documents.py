"""What a reader returns: documents as blocks of text and as fields, each with the place it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from retrieval.locators import Locator

BlockKind = Literal[
    "heading", "paragraph", "list_item", "table_header", "table_row", "caption", "footnote", "field", "cue"
]
FieldName = Literal[
    "object_number",
    "former_number",
    "title",
    "type",
    "maker",
    "date",
    "material",
    "technique",
    "dimension",
    "extent",
    "place",
    "inscription",
    "description",
    "subject",
    "event",
    "provenance",
    "exhibition",
    "bibliography",
    "related",
    "collection",
    "location",
    "credit_line",
    "rights",
    "license",
    "access",
    "embargo",
    "language",
    "identifier",
    "note",
]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text in reading order.

    `text` holds the source's characters in their order; only its layout is undone (line breaks
    become spaces, a hyphen that a line break made is closed, a ligature glyph is spelled out). A form
    feed stands where a page ends within it: what goes on there may be parted by notes and running heads.
    Cells of a table row are joined with ` | `; a label and the one value beside it stand as `Label: value`.
    A `table_header` names the columns of the rows below it that have the same `locator.table`.
    A `field` is one field of a record, a `cue` what one speaker says in a stretch of a recording.
    `level` is the depth of a heading, 1 for the outermost; None for anything else.
    """

    text: str
    kind: BlockKind
    locator: Locator
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a record, kept as the source has it.

    `name` says what it tells, `value` is as written (two elements of one value joined by a space or a
    comma). `label` is the source's own word for it, if it has one; `language` an ISO 639-1 code where
    the value's is stated; `role` what the named person did, which title it is, what happened. `years`
    is the span the source itself states or the reader derives, both ends included, astronomical (0 is
    1 BC). Events of a provenance are fields in the order of time.
    """

    name: FieldName
    value: str
    locator: Locator
    label: str = ""
    language: str = ""
    role: str = ""
    years: tuple[int, int] | None = None

    def to_json(self) -> dict[str, Any]:
        """The field as JSON values, leaving out what is not known."""
        known = {
            "name": self.name,
            "value": self.value,
            "label": self.label,
            "language": self.language,
            "role": self.role,
            "years": list(self.years) if self.years else None,
            "locator": self.locator.to_json(),
        }
        return {key: value for key, value in known.items() if value}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The field that `to_json` wrote."""
        years = values.get("years")
        known = {**values, "locator": Locator.from_json(values.get("locator", {}))}
        return cls(**{**known, "years": tuple(years) if years else None})


@dataclass(frozen=True, slots=True)
class Document:
    """One source as text: a file, or a `record` inside a file.

    `language` is an ISO 639-1 code (`en`, `zh`, `ru`, …) when the source states one, else "" and
    the pipeline detects it. `metadata` keeps what the source says of itself as strings (`author`,
    `date`, `collection`, `object_number`, …); the key `access` may be `public`, `internal` or
    `restricted`, and `embargo` a date (ISO 8601) until which it is restricted. `fields` are a record's
    values; what of them is to be read and cited stands in `blocks` too. `record` is the record's own
    number or name, unique in its file, and "" for a file that is one document. `warnings` name what was
    left out, for the person who prepares an import.
    """

    title: str
    kind: str
    blocks: tuple[Block, ...]
    language: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    record: str = ""

    def to_json(self) -> dict[str, Any]:
        """The document as JSON values."""
        blocks = [
            {"text": b.text, "kind": b.kind, "locator": b.locator.to_json(), "level": b.level}
            for b in self.blocks
        ]
        return {
            "title": self.title,
            "kind": self.kind,
            "blocks": blocks,
            "language": self.language,
            "metadata": dict(self.metadata),
            "warnings": list(self.warnings),
            "fields": [f.to_json() for f in self.fields],
            "record": self.record,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The document that `to_json` wrote."""
        blocks = (Block(**{**b, "locator": Locator.from_json(b["locator"])}) for b in values["blocks"])
        return cls(
            **{
                **values,
                "blocks": tuple(blocks),
                "warnings": tuple(values["warnings"]),
                "fields": tuple(Field.from_json(f) for f in values["fields"]),
            }
        )
