"""Names and terms of museums in three languages, found in any text: reigns, materials, halls, makers."""

from retrieval.vocabulary.lookup import Vocabulary
from retrieval.vocabulary.terms import LANGUAGES, Mention, Term

__all__ = ["LANGUAGES", "Mention", "Term", "Vocabulary"]
