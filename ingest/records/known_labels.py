"""What the label of a field means: the way back from a line as readers write it to the field it holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ingest.records.ead_words import WORDS as EAD
from ingest.records.element_words import WORDS as ELEMENTS
from ingest.records.labels import LABELS
from ingest.records.lido_words import WORDS as LIDO
from ingest.records.mapping import known_headers
from ingest.records.marc_words import WORDS as MARC


@lru_cache(maxsize=1)
def known_labels() -> Mapping[str, frozenset[str]]:
    """By label in small letters, in every language that readers write or tables have, what it may name:
    fields of a record (`maker`), columns (`dimension_part`) and elements (`handNote`, `accessrestrict`).
    """
    found: dict[str, set[str]] = {}
    for name, words in [*LABELS.items(), *EAD.items(), *LIDO.items(), *MARC.items(), *ELEMENTS.items()]:
        for word in words:
            found.setdefault(word.lower(), set()).add(name)
    for header, name in known_headers().items():
        found.setdefault(header, set()).add(name)
    return {label: frozenset(names) for label, names in found.items()}
