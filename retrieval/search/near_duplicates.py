"""Gives passages that say the same in the same words once: drafts, copies, a text in two formats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property

from retrieval.language.analysis import HAN, fold_accents, fold_han
from retrieval.passages import Evidence

_SAME = 0.9  # of the words of the longer one, this share stands in the shorter one too
_WORD = re.compile(rf"[^\W_{HAN}]+|[{HAN}]")
_HAN = re.compile(f"[{HAN}]")
_SENTENCE_END = re.compile(r"[.!?…]")
# A word before its accents are taken off: they may stand behind their letters.
_WRITTEN = re.compile(rf"(?:[^\W_{HAN}]|[\u0300-\u036f])+")
_INITIAL = re.compile(r"[^\W\d_]|[A-ZА-ЯЁ]\w")  # or Dr, St: the full stop behind it ends nothing

# Words that tell passages apart without a capital. A word too many here only gives a passage too many.
_ENGLISH = """
no not never none nor neither nobody nothing nowhere cannot without t
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
million first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth
sixtieth seventieth eightieth ninetieth hundredth
half quarter quarters dozen dozens pair pairs both single double triple once twice thrice
"""  # t: of isn't
_RUSSIAN = "не нет ни нельзя без сто ста"
_RUSSIAN_STEMS = """
никто никого никогда ничего ничто нигде никак
один одн два две дву двое двои три трех трем трое трои четыр четвер пят шест сем восем восьм девят десят
сорок сот тысяч миллион перв втор трет полтор половин пар дюжин оба обе обои
"""
_ROMAN = "(?=.)m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})"
_ENDED = [rf"{stem}\w*" for stem in _RUSSIAN_STEMS.split()]
_TELLING = re.compile("|".join([*_ENGLISH.split(), *_RUSSIAN.split(), *_ENDED, _ROMAN]))


def without_near_duplicates(found: Sequence[Evidence]) -> list[Evidence]:
    """`found` in its order, without those that repeat one above them.

    Of two that are the same, one has all the words of the other and few more, and no name, number or
    denial that the other lacks or has at another place: records of a series differ in little else. A
    name is a word with a capital, unless that only opens a sentence, and whatever is written in a script
    without capitals, such as Chinese.
    """
    kept: list[tuple[Evidence, _Words]] = []
    for evidence in found:
        words = _Words(evidence.passage.text)
        if not any(_same(words, other) for _, other in kept):
            kept.append((evidence, words))
    return [evidence for evidence, _ in kept]


class _Words:
    """The words of a text as written but for case and accents, each Chinese character a word.

    The full analysis costs twenty times as much, and all results of every search come by here. What
    tells passages apart is looked for only where nearly all words are the same.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        folded = fold_accents(text)
        self.in_order: list[str] = _WORD.findall(fold_han(folded) if _HAN.search(folded) else folded)
        self.all = frozenset(self.in_order)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Names, numbers and denials."""
        names = {fold_accents(name) for name in _capitalised(unicodedata.normalize("NFKC", self._text))}
        return frozenset(word for word in self.all if word in names or _tells(word))


def _same(one: _Words, other: _Words) -> bool:
    shorter, longer = sorted((one, other), key=lambda words: len(words.all))
    if len(shorter.all) < _SAME * len(longer.all) or not shorter.all <= longer.all:
        return False
    telling = one.telling | other.telling
    return [w for w in one.in_order if w in telling] == [w for w in other.in_order if w in telling]


def _tells(word: str) -> bool:
    """Whether a word does without a capital; not to be lower case, even so, is to be of another script."""
    return not word.islower() or any(map(str.isnumeric, word)) or _TELLING.fullmatch(word) is not None


def _capitalised(text: str) -> Iterator[str]:
    """The words of `text` with a capital, but for those that have only the one that opens a sentence."""
    before, end = "", 0
    for found in _WRITTEN.finditer(text):
        word, between = found.group(), text[end : found.start()]
        ended = "\n" in between or (_SENTENCE_END.search(between) and not _INITIAL.fullmatch(before))
        opens = not before or ended
        if not word.islower() and not (opens and (len(word) == 1 or word[1:].islower())):
            yield word
        before, end = word, found.end()
