"""Passages become evidence: embedding, storing and searching them.

What this package gives is loaded with its first use: who needs a locator is spared the engines.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retrieval.embeddings import DEFAULT_MODEL, Embedder, open_embedder
    from retrieval.errors import (
        CallerError,
        EncryptedDocument,
        IndexMismatch,
        NoTextLayer,
        NotFound,
        SettingsError,
        StudioloError,
        Unavailable,
        UnreadableDocument,
    )
    from retrieval.filters import Filters
    from retrieval.index import PassageIndex, embedded_text
    from retrieval.language.sentences import script_language, sentence_spans, split_sentences
    from retrieval.locators import Locator
    from retrieval.passages import Evidence, Passage, passage_context, passage_id

_HOMES = {
    "embeddings": ("DEFAULT_MODEL", "Embedder", "open_embedder"),
    "errors": (
        "CallerError",
        "EncryptedDocument",
        "IndexMismatch",
        "NoTextLayer",
        "NotFound",
        "SettingsError",
        "StudioloError",
        "Unavailable",
        "UnreadableDocument",
    ),
    "filters": ("Filters",),
    "index": ("PassageIndex", "embedded_text"),
    "language.sentences": ("script_language", "sentence_spans", "split_sentences"),
    "locators": ("Locator",),
    "passages": ("Evidence", "Passage", "passage_context", "passage_id"),
}

__all__ = [
    "DEFAULT_MODEL",
    "CallerError",
    "Embedder",
    "EncryptedDocument",
    "Evidence",
    "Filters",
    "IndexMismatch",
    "Locator",
    "NoTextLayer",
    "NotFound",
    "Passage",
    "PassageIndex",
    "SettingsError",
    "StudioloError",
    "Unavailable",
    "UnreadableDocument",
    "embedded_text",
    "open_embedder",
    "passage_context",
    "passage_id",
    "script_language",
    "sentence_spans",
    "split_sentences",
]


if not TYPE_CHECKING:  # which would take any name for one that is given here

    def __getattr__(name: str) -> Any:
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{home}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
