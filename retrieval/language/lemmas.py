"""The forms under which a dictionary lists a word: nominative, singular, masculine, infinitive.

Russian words are analysed by pymorphy3 with the dictionary of OpenCorpora, English ones by a list of
irregular forms, since regular ones share their stem. A form may belong to several words (белки: белка,
белок); all are given, the likeliest first.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from retrieval.language.irregular_english import BASES

if TYPE_CHECKING:
    from pymorphy3.analyzer import MorphAnalyzer, Parse

_MOST = 4  # readings of a form; what comes after is far-fetched
_NAMES = ("Name", "Surn", "Patr", "Geox", "Orgn")  # OpenCorpora's marks of names
_lock = threading.Lock()


def lemmas(word: str, language: str) -> tuple[str, ...]:
    """The words that `word` may be a form of, in small letters; the word itself where none is known."""
    if language == "ru":
        return _russian(word.lower())
    return BASES.get(word.lower(), (word.lower(),)) if language == "en" else (word,)


def is_listed(word: str) -> bool:
    """Whether the Russian word is in the dictionary, so that all its forms have the same lemmas."""
    return bool(_analyzer().word_is_known(word.lower()))


@lru_cache(maxsize=65536)
def is_common(word: str) -> bool:
    """Whether the Russian word is in the dictionary and can be nobody's and no place's name."""
    if not is_listed(word):
        return False
    with _lock:
        parses = _analyzer().parse(word.lower())
    return not any(mark in parse.tag for parse in parses for mark in _NAMES)


@lru_cache(maxsize=65536)
def cases(word: str) -> frozenset[str]:
    """The cases in which the Russian word may stand, by OpenCorpora's names; none where it has none."""
    with _lock:
        parses = _analyzer().parse(word.lower())[:_MOST]
    return frozenset(str(parse.tag.case) for parse in parses if parse.tag.case)


@lru_cache(maxsize=65536)
def is_adjective(word: str) -> bool:
    """Whether the Russian word may be an adjective or a participle before a noun; pronouns are none."""
    with _lock:
        parses = _analyzer().parse(word.lower())[:_MOST]
    return any(p.tag.POS in ("ADJF", "PRTF") and "Apro" not in p.tag for p in parses)


@lru_cache(maxsize=65536)
def _russian(word: str) -> tuple[str, ...]:
    if not is_listed(word):
        return (word,)
    with _lock:
        return tuple(dict.fromkeys(_base(parse) for parse in _analyzer().parse(word)))[:_MOST]


def _base(parse: Parse) -> str:
    """The lemma; of a participle the participle itself, for what is gilded was not always in the gilding."""
    if parse.tag.POS in ("PRTF", "PRTS") and (full := parse.inflect({"PRTF", "sing", "masc", "nomn"})):
        return str(full.word)
    return str(parse.normal_form)


@lru_cache(maxsize=1)
def _analyzer() -> MorphAnalyzer:
    import pymorphy3
    import pymorphy3_dicts_ru

    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru")
