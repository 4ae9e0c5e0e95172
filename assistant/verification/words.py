"""Which words of a sentence passages have: the word itself, a term's other name, a rendering, a like sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.verification.names import Name, same_word
from assistant.verification.reading import Reading
from retrieval.bridge import Bridge
from retrieval.language.analysis import HAN, fold_accents, stem
from retrieval.language.transliteration import sound_vectors
from retrieval.language.word_keys import key

_WORD = re.compile(rf"[^\W\d_{HAN}]+(?:[’'][^\W\d_{HAN}]+)*")
_HAN_RUN = re.compile(f"[{HAN}]+")
_ALIKE = 0.62
_LONGEST_HAN_NAME = 7


@dataclass(frozen=True, slots=True)
class PassageWords:
    """A passage's words by script: stems, and names for their sound."""

    stems: frozenset[str]
    cased: tuple[str, ...]
    han: str
    languages: frozenset[str]


def passage_words(reading: Reading) -> PassageWords:
    """The words of a passage, to look a sentence's words up in."""
    cased = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(reading.text)]
    languages = {"zh"} if _HAN_RUN.search(reading.folded) else set()
    languages |= {_script(word) for word in cased}
    return PassageWords(
        frozenset(stem(part) for word in cased for part in {word, *re.split("['’]", word)} if part),
        tuple(dict.fromkeys(w for w in cased if w[0].isupper())),
        "\n".join(_HAN_RUN.findall(reading.folded)),
        frozenset(languages),
    )


class WordGrounding:
    """Looks words of one sentence up in passages."""

    def __init__(self, bridge: Bridge, sentence: Reading, passages: Sequence[tuple[Reading, PassageWords]]) -> None:
        self._sentence = sentence
        self._passages = passages
        self._terms = {t for r, _ in passages for m in r.mentions for t in m.terms}
        self._stems = frozenset().union(*(w.stems for _, w in passages))
        self._han = "\n".join(w.han for _, w in passages)
        self._rendered = self._renderings(bridge)

    def has(self, start: int, end: int) -> bool:
        """Whether what stands at `start:end` is in the passages, itself or by another name or rendering."""
        return self.literal(start, end) or self.term(start, end) or self.rendered(start, end)

    def literal(self, start: int, end: int) -> bool:
        """Whether the word itself is there, in any of its forms."""
        word = self._sentence.folded[start:end]
        if _HAN_RUN.fullmatch(word):
            return word in self._han
        return stem(word.removesuffix("'s")) in self._stems

    def term(self, start: int, end: int) -> bool:
        """Whether the vocabulary knows it as a name of something that the passages name too."""
        return any(
            m.start < end and start < m.end and self._terms.intersection(m.terms) for m in self._sentence.mentions
        )

    def rendered(self, start: int, end: int) -> bool:
        """Whether a dictionary's rendering of it is there."""
        return any(a < end and start < b for a, b in self._rendered)

    def name(self, name: Name) -> bool:
        """Whether a name is there, in any case, script or transcription."""
        if self.has(name.start, name.end):
            return True
        theirs = [w for _, words in self._passages for w in words.cased]
        same = [w for w in theirs if _script(w) == name.language]
        if any(same_word(name.text, w, russian=name.language == "ru") for w in same):
            return True
        return self._sounds_like(name, [w for w in theirs if _script(w) != name.language])

    def _sounds_like(self, name: Name, theirs: Sequence[str]) -> bool:
        own = sound_vectors([name.text], name.language)[0]
        if not own.any():
            return False
        for language in ("en", "ru"):
            words = [w for w in theirs if _script(w) == language]
            if words and float((sound_vectors(words, language) @ own).max()) >= _ALIKE:
                return True
        if name.language == "zh":
            return False
        windows = list(_windows(self._han))
        return bool(windows) and float((sound_vectors(windows, "zh") @ own).max()) >= _ALIKE

    def _renderings(self, bridge: Bridge) -> list[tuple[int, int]]:
        found = []
        targets = set().union(*(w.languages for _, w in self._passages))
        sources = {self._sentence.language} | {n.language for n in self._sentence.names}
        for source in sorted(sources):
            for target in sorted(targets - {source}):
                for group in bridge.known_groups(self._sentence.text, source, target):
                    if any(self._there(form, target) for form in group.forms):
                        found.append((group.start, group.end))
        return found

    def _there(self, form: str, language: str) -> bool:
        if language == "zh":
            return key(form, "zh") in self._han
        words = [stem(w) for w in _WORD.findall(form)]
        return bool(words) and all(w in self._stems for w in words)


def _script(word: str) -> str:
    return "ru" if re.search("[а-яё]", fold_accents(word)) else "en"


def _windows(han: str) -> list[str]:
    """The runs of two to seven characters that a transcribed name may be."""
    runs = han.split("\n")
    found = {
        run[i : i + size]
        for run in runs
        for size in range(2, _LONGEST_HAN_NAME + 1)
        for i in range(len(run) - size + 1)
    }
    return sorted(found)


def mean_or(values: Sequence[float], default: float) -> float:
    """The mean of `values`, or `default` when there are none."""
    return float(np.mean(values)) if len(values) else default
