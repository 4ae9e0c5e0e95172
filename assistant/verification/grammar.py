"""Which part a word plays in its clause, as far as what stands before it and its ending tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.verification.verdict import Place
from retrieval.language.lemmas import cases

_LED_EN_WORDS = """
to from by of in on at for with into onto under over after before than
as about against
"""
_LED_EN = frozenset(_LED_EN_WORDS.split())
_LED_RU_WORDS = """
у от из к ко в во на с со для по под над перед после
до о об за при через без про
"""
_LED_RU = frozenset(_LED_RU_WORDS.split())
_LED_ZH = re.compile("[由被把将向从给在为对于经让使比与和跟]|[送交卖传赐赠献遗]给")
_WORD = re.compile(r"[^\W\d_]+|[^\s\w]")
_BACK, _BACK_HAN = 60, 8  # characters in which the word is looked for that leads one
_PASSED = 4  # words of one's own group that may stand between


@dataclass(frozen=True, slots=True)
class Part:
    """The word that leads another (a preposition, 由, 被), and its possible cases in Russian."""

    led: str = ""
    cases: frozenset[str] = frozenset()

    def fits(self, other: Part) -> float:
        """How well both are the same part, from 0 to 1."""
        if self.led or other.led:
            return float(self.led == other.led)
        if self.cases and other.cases:
            return float(bool(self.cases & other.cases))
        return 0.5


def part_of(text: str, place: Place, language: str) -> Part:
    """The part of the word at `place`."""
    if language == "zh":
        before = re.split(r"[\W]", text[max(0, place[0] - _BACK_HAN) : place[0]])[-1]
        found = _LED_ZH.findall(before)
        return Part(found[-1][-1] if found else "")
    before = text[max(0, place[0] - _BACK) : place[0]]
    led = ""
    listed = _LED_RU if language == "ru" else _LED_EN
    for n, word in enumerate(reversed(_WORD.findall(before))):
        if not word.isalpha() or n >= _PASSED:
            break
        if word.lower() in listed:
            led = word.lower()
            break
    return Part(led, cases(text[slice(*place)]) if language == "ru" else frozenset())
