"""Which words of a sentence passages have: the word itself, a term's other name, a rendering, a like sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.verification.names import Name, find_names, same_word
from assistant.verification.reading import Reading
from retrieval.bridge import Bridge
from retrieval.language.analysis import HAN, fold_accents, stem
from retrieval.language.transliteration import Vectors, loose_key, sound_vectors
from retrieval.language.word_keys import key
from retrieval.vocabulary import Term

_WORD = re.compile(rf"[^\W\d_{HAN}]+(?:[’'][^\W\d_{HAN}]+)*")
_HAN_RUN = re.compile(f"[{HAN}]+")
# Characters that stand for a material in whatever word they are.
_HAN_MATERIAL = re.compile("[银铜铁锡铅钢瓷陶漆丝绸绢棉麻锦缎竹骨玛琥瑚珀玻珐琅檀铂钻绒毡](?!绸之路)")
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

    def __init__(
        self, bridge: Bridge, sentence: Reading, passages: Sequence[tuple[Reading, PassageWords]]
    ) -> None:
        self._sentence = sentence
        self._passages = passages
        self._terms = {t for r, _ in passages for m in r.mentions for t in m.terms}
        self._stems = frozenset().union(*(w.stems for _, w in passages))
        self._han = "\n".join(w.han for _, w in passages)
        self._languages = frozenset().union(*(w.languages for _, w in passages))
        self._bridge = bridge
        self._rendered = self._renderings(bridge)

    @property
    def foreign(self) -> bool:
        """Whether the passages are in other scripts than the sentence."""
        return self._sentence.language not in {r.language for r, _ in self._passages}

    def other_materials(self) -> list[int]:
        """Where a Chinese sentence has a character for a material that Chinese passages do not have."""
        if self.foreign or self._sentence.language != "zh":
            return []
        found = [m.span() for m in _HAN_MATERIAL.finditer(self._sentence.folded)]
        return [a for a, b in found if self._sentence.folded[a] not in self._han and not self.has(a, b)]

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
            m.start < end and start < m.end and any(self._has_term(term) for term in m.terms)
            for m in self._sentence.mentions
        )

    def _has_term(self, term: Term) -> bool:
        return term in self._terms or any(
            self._there(form, language)
            for language, forms in term.forms.items()
            if language in self._languages
            for form in forms
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
        run = self._sentence.text[slice(*name.run)]
        written = {name.text, stem(name.text), run} if name.language == "ru" else {name.text, run}
        return any(self._sounds_like(w, name.language, theirs) for w in sorted(written))

    def common(self, name: Name) -> bool:
        """Whether a dictionary knows it as an everyday word: then its capital, or a segmenter, may mislead."""
        if name.language not in ("en", "zh"):
            return False
        other = "zh" if name.language == "en" else "en"
        groups = self._bridge.known_groups(name.text, name.language, other)
        forms = [form for g in groups if g.end - g.start >= len(name.text) for form in g.forms[:3]]
        if name.language == "zh":
            return bool(forms) and not any(form[0].isupper() for form in forms)
        return bool(forms) and not any(n.language == "zh" for form in forms for n in find_names(form))

    def _sounds_like(self, written: str, language: str, theirs: Sequence[str]) -> bool:
        own = sound_vectors([written], language)[0]
        sound = loose_key(written, language)
        for other in ("en", "ru"):
            words = [w for w in theirs if _script(w) == other] if other != language else []
            if not words:
                continue
            if len(sound) > 2 and any(loose_key(w, other) == sound for w in words):
                return True
            if own.any() and float((sound_vectors(words, other) @ own).max()) >= _ALIKE:
                return True
        if language == "zh" or not own.any() or not self._han:
            return False
        return _heard(own, sound, self._han)

    def _renderings(self, bridge: Bridge) -> list[tuple[int, int]]:
        found = []
        targets = self._languages
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


def _heard(own: Vectors, sound: str, han: str) -> bool:
    """Whether a run of two to seven characters may be a transcription of what sounds like `own`."""
    windows = _windows(han)
    near = [w for w, reading in windows if abs(len(reading) - len(sound)) <= max(2, len(sound) // 3)]
    return bool(near) and float((sound_vectors(near, "zh") @ own).max()) >= _ALIKE


@lru_cache(maxsize=256)
def _windows(han: str) -> Sequence[tuple[str, str]]:
    """The runs of two to seven characters of a text, each with its sound."""
    found = {
        run[i : i + size]
        for run in han.split("\n")
        for size in range(2, _LONGEST_HAN_NAME + 1)
        for i in range(len(run) - size + 1)
    }
    sounds = {c: loose_key(c, "zh") for c in set(han) - {"\n"}}
    return [(w, "".join(sounds[c] for c in w)) for w in sorted(found)]


def mean_or(values: Sequence[float], default: float) -> float:
    """The mean of `values`, or `default` when there are none."""
    return float(np.mean(values)) if len(values) else default
