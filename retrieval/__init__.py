"""Passages become evidence: embedding, storing and searching them."""

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
