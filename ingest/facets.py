"""The values of a document that a search may filter on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ingest.catalog import CatalogEntry
from ingest.documents import Field
from retrieval.filters import MANY_VALUED

_MOST_VALUES, _LONGEST_VALUE = 50, 120  # what is longer is prose, which nobody filters on


def facets_of(entry: CatalogEntry, fields: Sequence[Field]) -> dict[str, str]:
    """Facets by name, several values of one on lines of their own."""
    said = entry.metadata
    facets = {
        "access": entry.access,
        "collection": entry.collection or _first(fields, "collection"),
        "rights": said.get("rights", "") or said.get("license", "") or _first(fields, "license", "rights"),
        "dated": said.get("date", ""),
        "status": said.get("status", ""),
        "superseded_by": _said(said, "superseded_by", "replaced_by", "isReplacedBy"),
        "supersedes": _said(said, "supersedes", "replaces"),
        "object_number": _lines(
            [said.get("object_number", ""), *_values(fields, "object_number", "former_number")]
        ),
        "years": _lines(f"{f.years[0]}..{f.years[1]}" for f in fields if f.years and f.name == "date"),
        **{name: _lines(_values(fields, name)) for name in MANY_VALUED},
    }
    return {name: value for name, value in facets.items() if value}


def _said(metadata: Mapping[str, str], *names: str) -> str:
    """The first of these that a document's front matter has, lists of names on lines of their own."""
    found = next((metadata[name] for name in names if metadata.get(name)), "")
    return _lines(part.strip() for part in re.split(r"[\n;,]", found))


def _values(fields: Iterable[Field], *names: str) -> list[str]:
    return [" ".join(f.value.split()) for f in fields if f.name in names]


def _first(fields: Iterable[Field], *names: str) -> str:
    return next((value for name in names for value in _values(fields, name)), "")


def _lines(values: Iterable[str]) -> str:
    kept = dict.fromkeys(value for value in values if 0 < len(value) <= _LONGEST_VALUE)
    return "\n".join(list(kept)[:_MOST_VALUES])
