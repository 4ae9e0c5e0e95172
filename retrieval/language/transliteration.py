"""How a word sounds, roughly, in any of three scripts, so that a name meets its transcriptions.

Чайковский, Tchaikovsky and Chaikovskii share a key; so do Germain, Жермен and 热尔曼, and 乾隆,
Qianlong and Цяньлун. Letters fall into eight classes of consonants and two of vowels, as coarse as
Pinyin is when it writes foreign names: it has one letter for r and l, and b, d, g stand for p, t, k.
Cyrillic is read letter by letter as in ISO 9, without its accents; Chinese by its Pinyin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from retrieval.language.analysis import fold_accents

_CYRILLIC: dict[str, str] = {
    **{"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i"},
    **{"к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u"},
    **{"ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e"},
    **{"ю": "iu", "я": "ia"},
}
# Sibilants and affricates are one class: languages do not agree on them, least of all Pinyin and French.
_LATIN = [
    ("tsch|tch|sch|sh|ch|zh|cz|ts|tz|dzh|dj", "S"),
    ("ph", "f"),
    ("th", "t"),
    ("gh|kh|ck", "k"),
    ("c(?=[eiy])", "S"),
    ("qu", "k"),
    ("q", "S"),  # Pinyin
    ("ng(?![aeiouy])", "n"),
    ("x", "kS"),
    ("[jsz]", "S"),
]
_FRENCH_G = ("g(?=[eiy])", "S")  # as in Germain; Cyrillic has a letter of its own for it
_PINYIN = [("^er$", "l"), ("^(?:zh|ch|sh|[xjqzcsr])", "S"), ("ng$", "n"), ("^y", "i"), ("[üv]", "u")]
_CLASSES = [
    ("[cgkh]", "K"),
    ("[bp]", "P"),
    ("[fvw]", "F"),
    ("[dt]", "T"),
    ("[lr]", "L"),
    ("n", "N"),
    ("m", "M"),
]
_CLASSES += [("[aou]", "A"), ("[eiy]", "I")]
_SYMBOLS = "^SKPFTLNMAI$"
_LEAST_CONSONANTS = 2  # less than that and half the words of a language sound alike

Vectors = npt.NDArray[np.float32]


@lru_cache(maxsize=65536)
def loose_key(word: str, language: str) -> str:
    """The sound of `word` in classes: S sibilant, K velar, P, F, T, L (also r), N, M, A and I vowels.

    `language` says how to read it: `zh` by Pinyin, `ru` from Cyrillic, else as Latin letters.
    """
    if language == "zh":
        read = "".join(_replaced(syllable, _PINYIN) for syllable in _syllables(word))
    else:
        latin = "".join(_CYRILLIC.get(letter, letter) for letter in fold_accents(word).replace("дж", "ж"))
        read = _replaced(latin, _LATIN if language == "ru" else [*_LATIN, _FRENCH_G])
    sounds = re.sub("[^SKPFTLNMAI]", "", _replaced(read, _CLASSES))
    return re.sub(r"(.)\1+", r"\1", sounds)


def sound_vectors(words: Sequence[str], language: str) -> Vectors:
    """Unit rows whose products say how alike words sound (0 to 1), of shape (words, 144).

    They count the pairs of neighbouring sounds, ends included. Words of fewer than two consonants
    are rows of zeros: they sound like nothing.
    """
    vectors = np.zeros((len(words), len(_SYMBOLS) ** 2), np.float32)
    for row, word in zip(vectors, words, strict=True):
        sounds = loose_key(word, language)
        if len(re.sub("[AI]", "", sounds)) < _LEAST_CONSONANTS:
            continue
        for one, other in zip("^" + sounds, sounds + "$", strict=True):
            row[_SYMBOLS.index(one) * len(_SYMBOLS) + _SYMBOLS.index(other)] += 1
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return unit


def _syllables(word: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return list(lazy_pinyin(word))


def _replaced(text: str, rules: Sequence[tuple[str, str]]) -> str:
    for pattern, sound in rules:
        text = re.sub(pattern, sound, text)
    return text
