"""Whose birth or death a sentence tells: that of the person asked about, or another's.

Catalogues put years behind every name: "Charles Cordier (1722–1727)", "and had a son, Henry (born 1759)".
They tell nothing of Louis Cordier. Told apart by the name that stands before the year, or else over the
text; names in another script than the question's are taken for the right ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asked.values import AskedValues

LIVES = frozenset({"birth", "birth date", "death", "death date"})
_UPPER, _LOWER = "A-ZÀ-ÞА-ЯЁ", "a-zß-ÿа-яё"
_NAME_WORD = rf"(?<![{_UPPER}{_LOWER}’'-])[{_UPPER}][{_UPPER}{_LOWER}’'-]+"
_PARTICLES = r"(?:(?:de|du|des|la|le|van|von|der|den|di|da|фон|де) ){0,2}"
# Two words or more: "Jean Edme Gallien", "Sir Percival David", "Louise de la Vallière".
_NAME = re.compile(rf"{_NAME_WORD}(?:[ -]{_PARTICLES}(?:[{_UPPER}]\. ?)?[{_UPPER}][{_UPPER}{_LOWER}’'-]+)+")
_WORD = re.compile(_NAME_WORD)
_STEM = 5  # letters, for the case endings of Russian
_CYRILLIC = re.compile("[А-ЯЁа-яё]")


@dataclass(frozen=True, slots=True)
class AskedLife:
    """The person whose birth or death is asked for: the words of the name, none where it cannot be told."""

    values: AskedValues
    name: frozenset[str]

    @classmethod
    def of(cls, question: str, values: AskedValues) -> AskedLife:
        """What `question` asks; of several names the longest, the last of those."""
        lives = AskedValues(tuple(name for name in values.names if name in LIVES))
        runs = [_words(found.group()) for found in _NAME.finditer(question)] if lives.names else []
        return cls(lives, max(reversed(runs), key=len, default=frozenset()))

    def lacking(self, sentence: str, heading: str) -> bool:
        """Whether `sentence`, which stands under `heading`, tells of no birth or death but another's."""
        if not self.values.names or not self.name:
            return False
        return not any(self._is_of(sentence[:start], heading) for start in self.values.places(sentence))

    def _is_of(self, before: str, heading: str) -> bool:
        nearest = [*_NAME.finditer(heading), *_NAME.finditer(before)]
        if not nearest:
            return True
        words = _words(nearest[-1].group())
        if _foreign(words, self.name):
            return True
        return len(words & self.name) >= min(2, len(words), len(self.name))


def _words(name: str) -> frozenset[str]:
    found = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(name))
    return frozenset(w[:_STEM] if _CYRILLIC.search(w) else w for w in found)


def _foreign(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names are in different scripts."""
    return any(map(_CYRILLIC.search, one)) != any(map(_CYRILLIC.search, other))
