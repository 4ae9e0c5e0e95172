"""What the readers of catalogue records share: labels, fields as text, access, and the paths of elements."""

from ingest.records.access import Access, stated_access, stricter
from ingest.records.labels import label
from ingest.records.text import field_blocks, field_text

__all__ = ["Access", "field_blocks", "field_text", "label", "stated_access", "stricter"]
