"""Whether a sentence only quotes or shortens one of a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.language.sentences import split_sentences

_FEWEST = 4  # words; fewer are a caption's number or a name, and state nothing
# A word, or one Chinese character; a number keeps its points and commas, which tell 1,2 from 12.
_UNITS = re.compile(r"[\u3400-\u9fff]|\d+(?:[.,]\d+)*|[^\W\d_\u3400-\u9fff]+")


def is_quoted_or_shortened(sentence: str, passage: str) -> bool:
    """Whether the passage has `sentence`, or a sentence with all of its words in their order.

    Case and punctuation do not count. What has fewer than four words states nothing that could be either.
    """
    said = _units(sentence)
    if len(said) < _FEWEST:
        return False
    return sentence.strip() in passage or any(
        _in_order(said, _units(other)) for other in split_sentences(passage)
    )


def _units(text: str) -> list[str]:
    return _UNITS.findall(text.casefold())


def _in_order(said: Sequence[str], there: Sequence[str]) -> bool:
    rest = iter(there)
    return all(word in rest for word in said)
