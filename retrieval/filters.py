"""Which passages a search may return; applied inside the engine, never over its results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from retrieval.errors import CallerError


@dataclass(frozen=True, slots=True)
class Filters:
    """Allowed values by facet; an empty facet allows everything, several facets must all agree."""

    language: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    document_id: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    access: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, values: Mapping[str, Any] | None) -> Self:
        """The filters in `{"language": "zh", "kind": ["pdf", "docx"]}`; CallerError for anything else."""
        known = {f.name for f in fields(cls)}
        chosen: dict[str, tuple[str, ...]] = {}
        for name, value in (values or {}).items():
            if name not in known:
                raise CallerError(f"unknown filter {name!r}: use one of {', '.join(sorted(known))}")
            given = [value] if isinstance(value, str) else value
            if not isinstance(given, list | tuple) or not all(isinstance(v, str) for v in given):
                raise CallerError(f"the filter {name!r} takes a text or a list of texts")
            chosen[name] = tuple(given)
        return cls(**chosen)

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The facets that restrict anything, with the values they allow."""
        return {f.name: values for f in fields(self) if (values := getattr(self, f.name))}
