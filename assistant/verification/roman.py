"""Roman numerals, as they stand behind the names of rulers, volumes and contests: Philip II, Том III."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.verification.number_words import Spoken

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# One letter is a numeral only behind a name: "Henry V", not "vitamin C" or "I".
_NUMERAL = re.compile(
    r"(?<![\w.-])(?=[CLXVI]{2})C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w-])|"
    r"(?<=[a-z] )[VX](?![\w-])|(?<=[а-яё] )[IVX](?![\w-])"
)


def roman_numerals(text: str) -> Iterator[Spoken]:
    """The numerals of `text`; each names a place in a row."""
    for found in _NUMERAL.finditer(text):
        values = [_VALUES[letter] for letter in found.group()]
        following = [*values[1:], 0]
        total = sum(-v if v < after else v for v, after in zip(values, following, strict=True))
        yield Spoken(found.start(), found.end(), float(total), ordinal=True)
