"""Languages by the script they are written in, as far as scripts set them apart for a question."""

from __future__ import annotations

import re

_NARROW = re.compile("(?<=[\u3400-\u9fff》”）)]),|,(?=[\u3400-\u9fff])")
CYRILLIC = frozenset({"ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "mn"})
HAN = frozenset({"zh", "ja"})  # Han characters alone do not tell the two apart


def with_wide_commas(text: str) -> str:
    """The text, of the same length, with Chinese commas where Chinese is written with Latin ones.

    A comma before a figure parts a number in Latin scripts: 去世,1871年.
    """
    return _NARROW.sub("，", text) if "," in text else text


def script_of(language: str) -> str:
    """`zh`, `ru` or `en`: the language in which `retrieval.language.sentences.script_language` sees it."""
    if language in HAN:
        return "zh"
    return "ru" if language in CYRILLIC else "en"
