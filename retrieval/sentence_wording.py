"""How much of a question's wording one sentence holds: the lexical measure, to choose what is quoted."""

from __future__ import annotations

from retrieval.engines.lexical import LexicalIndex
from retrieval.engines.lexical_terms import PAIRS, WORDS, Weighed, most
from retrieval.language.analysis import terms
from retrieval.wording import Wanted, word_pairs


class SentenceWording:
    """One question's words as an index weighs them, to be looked for in any sentence."""

    def __init__(self, lexical: LexicalIndex, wanted: Wanted) -> None:
        weighed = lexical.weighed(wanted.groups)
        self._most = most(weighed)
        self._groups = [group for several in weighed.values() for group in several]

    def share(self, sentence: str) -> float:
        """The share of the question's words that `sentence` holds, by their rarity: 0 to 1, more where they
        follow each other as asked. Each word counts once, and years only where they are written alike.
        """
        if not self._most:
            return 0.0
        found = terms(sentence)
        held = {WORDS: {term.text for term in found}, PAIRS: set(word_pairs(found))}
        return sum(max(_mass(w, held) for w in group) for group in self._groups) / self._most


def _mass(weighed: Weighed, held: dict[str, set[str]]) -> float:
    """What a sentence that holds these terms adds for one alternative."""
    there = held.get(weighed.alternative.field, set())
    masses = [mass for term, mass in weighed.terms.items() if term in there]
    if weighed.alternative.every and len(masses) < len(weighed.terms):
        return 0.0
    return sum(masses)
