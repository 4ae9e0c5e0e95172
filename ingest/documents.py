"""What a reader returns: a document as blocks of text, each with the place it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from retrieval.passages import Locator

BlockKind = Literal["heading", "paragraph", "list_item", "table_header", "table_row", "caption", "footnote"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text in reading order.

    `text` holds the source's characters in their order; only its layout is undone (line breaks
    become spaces, a hyphen that a line break made is closed, a ligature glyph is spelled out). A form
    feed stands where a page ends within it: what goes on there may be parted by notes and running heads.
    Cells of a table row are joined with ` | `; a label and the one value beside it stand as `Label: value`.
    A `table_header` names the columns of the rows below it that have the same `locator.table`.
    `level` is the depth of a heading, 1 for the outermost; None for anything else.
    """

    text: str
    kind: BlockKind
    locator: Locator
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source as text.

    `language` is an ISO 639-1 code (`en`, `zh`, `ru`, …) when the source states one, else "" and
    the pipeline detects it. `metadata` keeps what the source says of itself as strings (`author`,
    `date`, `collection`, `object_number`, …); the key `access` may be `public`, `internal` or
    `restricted`. `warnings` name what was left out, for the person who prepares an import.
    """

    title: str
    kind: str
    blocks: tuple[Block, ...]
    language: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
