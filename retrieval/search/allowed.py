"""The nearest passages among those that filters allow, without the vector engine's own filter if possible.

Chroma looks at every passage to apply a filter; the lexical engine has an index of what filters ask
for. Where it allows few passages they are all compared; where it allows many, the nearest of all are
fetched, more than are wanted, and those left out that are not allowed. Passages in another language than
the question's are hardly ever among the nearest, so they are fetched near to what the question would be in
their language. Chroma's filter, which takes seconds in a large index, is for the rest: where what is near
and what is allowed have little in common. Whichever way, only allowed passages leave.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from retrieval.embeddings import Vectors
from retrieval.engines.lexical import LexicalIndex
from retrieval.engines.token_vectors import TokenVectors
from retrieval.filters import EVERYTHING, Filters

Nearest = Callable[[Vectors, int, Filters], dict[str, float]]

# Comparing a passage costs 25 microseconds, Chroma's filter by years 5 for every passage there is.
FEW, MOST_COMPARED = 300, 2000
# How many are fetched for each that would do if what is near were allowed as often as the rest.
_FETCHED, _MOST_FETCHED = 3, 1000
# How much of the difference between the languages' mean questions is added to a question for that, and how
# many are fetched for each that is wanted; more of both where that is not enough (docs/decisions/0012).
_TOWARD = ((0.5, 10), (0.65, 25))


def nearest_allowed(
    nearest: Nearest,
    lexical: LexicalIndex,
    tokens: TokenVectors,
    *,
    vector: Vectors,
    k: int,
    filters: Filters,
    language: str,
) -> Sequence[str]:
    """The ids of the `k` passages nearest to `vector` among those that `filters` allow, best first.

    `language` is the question's, whose mean `vector` may have been freed from.
    """
    if filters == EVERYTHING:
        return list(nearest(vector, k, filters))
    allowed = lexical.count(filters)
    if allowed > FEW and filters.language and language not in filters.language:
        means = [tokens.question_mean(code) for code in filters.language]
        apart = np.mean(means, axis=0) - tokens.question_mean(language)
        for share, times in _TOWARD:
            near = list(nearest(vector + share * apart, min(times * k, _MOST_FETCHED), EVERYTHING))
            there = lexical.allowed(filters, len(near), among=near)
            if len(there) >= k and (compared := tokens.nearest(vector, there, k)) is not None:
                return compared
    wanted = _FETCHED * k * lexical.count() // max(allowed, 1)
    for fetched in (wanted, _MOST_FETCHED) if allowed > FEW and wanted <= _MOST_FETCHED else ():
        near = list(nearest(vector, fetched, EVERYTHING))
        kept = set(lexical.allowed(filters, fetched, among=near))
        if len(kept) >= k:
            return [i for i in near if i in kept][:k]
    if allowed <= MOST_COMPARED:
        compared = tokens.nearest(vector, lexical.allowed(filters, MOST_COMPARED), k)
        if compared is not None:
            return compared
    return list(nearest(vector, k, filters))
