"""A term of the vocabulary, and a place where a text names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# The languages that a term has forms in, by ISO 639-1 code.
LANGUAGES = ("en", "zh", "ru")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that has names: a reign, a material, a hall, a maker.

    `forms` holds its names by language, the preferred one first. `first` and `last` are years, both
    included, astronomical (0 is 1 BC), or None where unknown or open. `guarded` holds the forms that
    are everyday words too and count only where the text shows that the name is meant.
    """

    kind: str
    forms: Mapping[str, tuple[str, ...]] = field(hash=False)
    first: int | None = None
    last: int | None = None
    guarded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of characters, `text[start:end]`, with every term that it may name."""

    start: int
    end: int
    terms: tuple[Term, ...]
