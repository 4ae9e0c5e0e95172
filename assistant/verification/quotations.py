"""What stands in quotation marks is said to be another's words, so it has to stand in the passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.verification.reading import Reading
from assistant.verification.verdict import Place
from retrieval.language.analysis import stem

_QUOTED = re.compile(
    r"“([^“”]+)”|«([^«»]+)»|(?<!\d)\"([^\"]+)\"|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》"
)
_PART = re.compile(r"[^…]+")  # what is left out between them may be anything
_WORD = re.compile(r"[^\W_]+")


def unquoted(sentence: Reading, passages: Sequence[Reading]) -> Iterator[Place]:
    """Where the sentence quotes what no passage has, in the same words in any of their forms.

    Only of one language can that be told.
    """
    theirs = [_words(passage, passage.folded) for passage in passages]
    for quoted in _QUOTED.finditer(sentence.text):
        start, end = quoted.span(quoted.lastindex or 0)
        parts = [
            _words(sentence, sentence.folded[start:end][slice(*p.span())])
            for p in _PART.finditer(sentence.text[start:end])
        ]
        if not all(any(_stands(part, there) for there in theirs) for part in parts):
            yield start, end


def _words(reading: Reading, folded: str) -> list[str]:
    """The words of a text in the form in which they are compared; of Chinese its characters."""
    if reading.language == "zh":
        return list("".join(_WORD.findall(folded)))
    return [stem(word) for word in _WORD.findall(folded)]


def _stands(part: Sequence[str], there: Sequence[str]) -> bool:
    return any(there[i : i + len(part)] == part for i in range(len(there) - len(part) + 1))
