"""Everyday words of each language, against which nearness between single words is measured.

A word vector holds a constant share of its language, and some words lie near to everything. Both are
learned from words that have nothing to do with the question: those of the calibration's sentences
and the single words of the vocabulary.
"""

from __future__ import annotations

from functools import lru_cache

from retrieval.calibration import QUESTIONS, SENTENCES
from retrieval.language.function_words import content_words
from retrieval.language.sentences import script_language
from retrieval.vocabulary import Vocabulary
from retrieval.vocabulary.terms import LANGUAGES

MOST_WORDS = 400  # a language; each is embedded once for an index


@lru_cache(maxsize=4)
def background_words(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """By language, up to MOST_WORDS words in small letters, each in one form."""
    texts = [*SENTENCES, *(question for asked in QUESTIONS.values() for question in asked)]
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for text in texts:
        language = script_language(text)
        for word in content_words(text, language):
            found[language].setdefault(word.key, text[word.start : word.end].lower())
    for term in vocabulary.terms:
        for language, forms in term.forms.items():
            for form in forms:
                if len(parts := content_words(form, language)) == 1:
                    found[language].setdefault(parts[0].key, form.lower())
    return {language: tuple(words.values())[:MOST_WORDS] for language, words in found.items()}
