"""How far apart two names sound, letter class by letter class, as transcriptions leave out and add.

A count of neighbouring sounds (`sounds`) loses short names, in which one letter more changes half of it.
Here what a transcription is wont to do costs little: a vowel more between consonants, an r that Chinese
has no sign for, a final consonant that gets a syllable of its own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.verification.name_shapes import ALSO_TRANSCRIBING, TRANSCRIBING
from retrieval.language.analysis import fold_accents
from retrieval.language.transliteration import loose_key

# How alike a name and its transcription sound; one that a vocabulary or dictionary knows should be there by
# its rendering.
ALIKE_AS_SPELLED, ALIKE_THOUGH_KNOWN, ALIKE_THOUGH_LISTED = 0.7, 0.78, 0.85
# Names of one or two consonants meet by chance.
_LONG_ENOUGH, _ALIKE_THOUGH_SHORT = 3, 0.8
_LONGEST_HAN_NAME = 7
_INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINALS = (
    "iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|an|en|in|un|vn|ia|ua|"
    "uo|a|o|e|i|u|v"
)
_SHORT_FINALS = "|".join(sorted(_FINALS.split("|"), key=lambda f: (f.endswith(("n", "g")), -len(f))))
_ADJECTIVE = re.compile("(?<=[а-яё]{4})(?:ическ|ск)[а-яё]{2,3}$")  # Готторпский, Таврический
_W = re.compile("(?<![а-яё])у(?=[аеиоэ])", re.IGNORECASE)  # Уильям
_VOWELS = "AI"
_ALIKE_ABROAD = 0.85
_GERMAN_CH = re.compile(r"(?<![tsc])ch(?![aoul]|r)")
_FRENCH = [
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"(?:eaux?|auxt?|aul?[tdx]s?|ot|os|op)$", "o"),
        (r"(?<=\w\w)e(?:rs?|ts?|y|z)$", "e"),
        (r"(?<=[aeiouy])lle?s?$", "l"),
        (r"ill(?=[aeiouy])", "i"),
        (r"ll(?=[aeiouy])", "l"),
        (r"(?<=\w\w)[tdszxp]+$", ""),
        (r"gn", "n"),
        (r"^h|(?<![cpst])h", ""),
        (r"oi", "ua"),
        (r"(?<=\w{4})e$", ""),
    )
]
# Classes that languages do not agree on, and what it costs to take one for the other.
_NEAR = {
    frozenset("AI"): 0.2,
    frozenset("SK"): 0.5,
    frozenset("ST"): 0.5,
    frozenset("FP"): 0.5,
    frozenset("FA"): 0.3,
    frozenset("FI"): 0.6,
    frozenset("LN"): 0.5,
    frozenset("MN"): 0.4,
    frozenset("KF"): 0.6,
    frozenset("FM"): 0.7,
}
_DROPPED = {
    "A": 0.2,
    "I": 0.2,
    "L": 0.4,
    "N": 0.6,
    "K": 0.7,
    "T": 0.6,
    "F": 0.7,
    "P": 0.8,
    "S": 0.7,
    "M": 0.9,
}


@lru_cache(maxsize=65536)
def nearness(one: str, other: str) -> float:
    """How alike two sounds (`loose_key`) are: 1 for the same, 0 or less for nothing in common."""
    if not one or not other:
        return 0.0
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _DROPPED[sound])
    for a in one:
        above, row = row, [row[0] + _DROPPED[a]]
        for j, b in enumerate(other, start=1):
            row.append(
                min(
                    above[j] + _DROPPED[a],
                    row[-1] + _DROPPED[b],
                    above[j - 1] + (0.0 if a == b else _NEAR.get(frozenset((a, b)), 1.0)),
                )
            )
    longer = max(_weight(one), _weight(other))
    return 1.0 - row[-1] / longer


def likeness(one: str, other: str) -> float:
    """How alike two sounds are as those of one name: their nearness, where they begin with much the same
    consonant; 0 where they don't, or are short and not very near.
    """
    first, second = (sound.lstrip(_VOWELS)[:1] for sound in (one, other))
    if first != second and frozenset((first, second)) not in _NEAR:
        return 0.0
    near = nearness(one, other)
    short = min(_consonants(one), _consonants(other)) < _LONG_ENOUGH
    return 0.0 if short and near < _ALIKE_THOUGH_SHORT else near


def _consonants(sounds: str) -> int:
    return sum(s not in _VOWELS for s in sounds)


def _weight(sounds: str) -> float:
    return sum(0.3 if s in _VOWELS else 1.0 for s in sounds)


@lru_cache(maxsize=65536)
def sound_of(word: str, language: str) -> str:
    """The sound of a word, of a Russian one without its ending's vowel."""
    if language == "ru":
        word = _ADJECTIVE.sub("", _W.sub("в", word))
    found = loose_key(word, language)
    return re.sub("[AI]$", "", found) if language == "ru" and len(found) > 3 else found


@lru_cache(maxsize=65536)
def heard_as(word: str, language: str) -> tuple[tuple[str, float], ...]:
    """The sounds that a name may have, each with how alike to them another has to be at least.

    A name in Latin letters may be read as in French besides, which is silent about its last consonants
    (Chéret, Шере): docs/decisions/0010-verification.md has what that gives; or as in German (Bach, Бах).
    """
    own = sound_of(word, language)
    if language != "en":
        return ((own, 0.0),)
    others = dict.fromkeys(sound_of(read, language) for read in (_in_french(word), _in_german(word)))
    return ((own, 0.0), *((sound, _ALIKE_ABROAD) for sound in others if sound != own))


def _in_german(word: str) -> str:
    """A German name with the ch that is no k (Bach, Schlichter), or a Dutch one with its ij (Wijk)."""
    return _GERMAN_CH.sub("kh", fold_accents(word)).replace("ij", "ei")


def _in_french(word: str) -> str:
    """A French name with the letters that are silent left out, and its groups of vowels as they sound."""
    read = fold_accents(word)
    for pattern, letters in _FRENCH:
        read = pattern.sub(letters, read)
    return read


@lru_cache(maxsize=65536)
def is_pinyin(word: str) -> bool:
    """Whether a word may be a Chinese name in Pinyin: Turing is none, for no syllable is "ring"."""
    return any(_syllables() >= set(cut) for cut in syllables_of(word))


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    """The syllables of Chinese that have a vowel."""
    from pypinyin.constants import PINYIN_DICT

    first = {fold_accents(readings.split(",")[0]) for readings in PINYIN_DICT.values()}
    return frozenset(s for s in first if re.search("[aeiou]", s)) | {"lv", "nv", "lve", "nve"}


@lru_cache(maxsize=65536)
def syllables_of(word: str) -> tuple[tuple[str, ...], ...]:
    """The syllables of a word in Pinyin, as many ways as its n and g can be parted: jian-guo, jiang-uo."""
    plain = word.lower().replace("ü", "v")
    found: dict[tuple[str, ...], None] = {}
    for finals in (_FINALS, _SHORT_FINALS):
        cut = re.findall(rf"(?:{_INITIALS})?(?:{finals})", plain)
        if "".join(cut) == plain.replace("'", ""):
            found[tuple(cut)] = None
    for syllables in list(found):
        for i, (one, other) in enumerate(itertools.pairwise(syllables)):
            if one[-1] in "ng" and other[0] in "aeiou":  # what ends one may begin the next
                found[(*syllables[:i], one[:-1], one[-1] + other, *syllables[i + 2 :])] = None
    return tuple(found)


@lru_cache(maxsize=256)
def readings(han: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The Pinyin of each run of a Chinese text: all that a character is read as (曾: ceng, zeng)."""
    from pypinyin import Style, pinyin

    return tuple(
        tuple(map(tuple, pinyin(run, style=Style.NORMAL, heteronym=True))) for run in han.split("\n")
    )


@lru_cache(maxsize=1024)
def is_read(name: str, han: str) -> bool:
    """Whether a Chinese text has characters that are read as a name in Pinyin."""
    plain = re.sub("[^a-z]", "", name.lower().replace("ü", "v"))
    return any(_starts(plain, run[i:]) for run in readings(han) for i in range(len(run)))


def _starts(plain: str, characters: Sequence[Sequence[str]]) -> bool:
    """Whether `plain` is what the first of `characters` are read as, whichever way."""
    if not plain:
        return True
    if not characters:
        return False
    return any(plain.startswith(s) and _starts(plain[len(s) :], characters[1:]) for s in characters[0])


@lru_cache(maxsize=256)
def transcribed(han: str) -> tuple[str, ...]:
    """The sounds of what may be transcriptions in a Chinese text: rows of the characters they use."""
    return tuple(dict.fromkeys(loose_key(w, "zh") for w in _windows(han)))


def _windows(han: str) -> Iterator[str]:
    """Rows of characters that transcribe, at least half of them such as mostly do."""
    for run in re.findall(f"[{''.join(TRANSCRIBING)}{ALSO_TRANSCRIBING}]{{2,}}", han):
        for size in range(2, min(len(run), _LONGEST_HAN_NAME) + 1):
            for i in range(len(run) - size + 1):
                window = run[i : i + size]
                if 2 * sum(c in TRANSCRIBING for c in window) >= size:
                    yield window
