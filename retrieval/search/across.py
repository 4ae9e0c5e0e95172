"""What stands in other scripts than a question's: where it is looked for, and how near it seems.

An embedding model puts texts of one language near to each other, whatever they say. In a collection in
several languages that would hide what answers a question in another (docs/decisions/0003-ranking.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retrieval.embeddings import Vectors
from retrieval.engines.lexical import LexicalIndex
from retrieval.engines.token_vectors import TokenVectors
from retrieval.filters import Filters
from retrieval.language.scripts import CYRILLIC, HAN

# How much of the difference between the languages' mean questions is added to a question for that.
_TOWARD = 0.25
_LANGUAGES = {"zh": tuple(sorted(HAN)), "ru": tuple(sorted(CYRILLIC))}
_NOT_LATIN = _LANGUAGES["zh"] + _LANGUAGES["ru"]


def vectors_toward_others(
    vector: Vectors, language: str, lexical: LexicalIndex, tokens: TokenVectors
) -> list[Vectors]:
    """`vector` as it would be in each other script of the collection; `language` is zh, ru or en."""
    mean = tokens.question_mean(language)
    return [
        vector + _TOWARD * (tokens.question_mean(other) - mean)
        for other in _scripts(lexical)
        if other != language
    ]


def foreign(passage_ids: Sequence[str], language: str, lexical: LexicalIndex) -> Vectors:
    """1 for each of the passages that is in another script than `language` (zh, ru or en), else 0."""
    there = lexical.allowed(
        Filters(language=_LANGUAGES.get(language, _NOT_LATIN)), len(passage_ids), among=passage_ids
    )
    own = set(there) if language in _LANGUAGES else set(passage_ids).difference(there)
    return np.array([i not in own for i in passage_ids], np.float32)


def _scripts(lexical: LexicalIndex) -> list[str]:
    """The scripts, as languages, in which the collection has passages."""
    counts = {code: lexical.count(Filters(language=languages)) for code, languages in _LANGUAGES.items()}
    counts["en"] = lexical.count() - sum(counts.values())
    return [code for code, passages in counts.items() if passages]
