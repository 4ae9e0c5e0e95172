"""What a model must not write: its own instructions, and links, pictures and markup of anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.guarding.orders import is_order
from assistant.guarding.plain import plain

_RUN = 6  # words in a row that a sentence and the instructions share only if it repeats them
SHORT_RUN = 4  # the same for a sentence that nothing in the documents supports
_VARIABLE = re.compile(r"\{\w+\}|<!--.*?-->", re.DOTALL)
_WORDS = re.compile(r"\w+(?:['’]\w+)?")
_ADDRESS = re.compile(r"(?:https?:|ftp:|data:|javascript:|www\.)[^\s)\]>»”\"']*", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z!][^<>]*>|!?\[[^\[\]]*\]\([^()]*\)", re.IGNORECASE)


class Disclosure:
    """Tells sentences that repeat instructions: `texts` as they stand in prompts, variables in braces."""

    def __init__(self, texts: Iterable[str]) -> None:
        parts = [part for text in texts for part in _VARIABLE.split(text)]
        self._words = [f" {' '.join(_WORDS.findall(plain(part)))} " for part in parts]
        self._known = {length: {r for p in parts for r in _runs(p, length)} for length in (_RUN, SHORT_RUN)}

    def of(self, sentence: str, *, supported: bool = True) -> bool:
        """Whether a sentence has a long run of words in common with the instructions.

        A shorter one tells enough of a sentence that is not `supported`, and so do two words if it has
        no others.
        """
        length = _RUN if supported else SHORT_RUN
        if not self._known[length].isdisjoint(_runs(sentence, length)):
            return True
        words = _WORDS.findall(plain(sentence))
        whole = f" {' '.join(words)} "
        return not supported and len(words) > 1 and any(whole in part for part in self._words)


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = _WORDS.findall(plain(text))
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def is_foreign(sentence: str, sources: Sequence[str]) -> bool:
    """Whether a model's sentence holds an order, or a link or markup that none of the `sources` has."""
    found = [match.group() for match in (*_ADDRESS.finditer(sentence), *_MARKUP.finditer(sentence))]
    return is_order(sentence) or any(not any(each in source for source in sources) for each in found)
