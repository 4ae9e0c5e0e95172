"""Languages by the script they are written in, as far as scripts set them apart for a question."""

from __future__ import annotations

CYRILLIC = frozenset({"ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "mn"})
HAN = frozenset({"zh", "ja"})  # Han characters alone do not tell the two apart


def script_of(language: str) -> str:
    """`zh`, `ru` or `en`: the language in which `retrieval.language.sentences.script_language` sees it."""
    if language in HAN:
        return "zh"
    return "ru" if language in CYRILLIC else "en"
