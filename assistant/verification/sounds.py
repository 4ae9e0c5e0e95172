"""Whether names sound alike across scripts, as transcriptions do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.transliteration import Vectors, loose_key, sound_vectors

# How alike names have to sound; a name that a dictionary knows should be there by its rendering.
ALIKE, ALIKE_THOUGH_KNOWN = 0.65, 0.8
_LONGEST_HAN_NAME = 7
_SHORTEST_BURG = 2  # characters; 堡 is -burg, of which its sound is only the beginning
_HARD, _HARDER = re.compile("^[jqx]"), {"j": "k", "q": "k", "x": "kh"}


@dataclass(frozen=True, slots=True)
class Transcription:
    """A way to read a name, in the letters of `language`."""

    text: str
    language: str


def transcriptions(name: str, language: str) -> list[Transcription]:
    """The ways to read a name: a Chinese one also with the k, g and h that j, q and x once were."""
    found = [Transcription(name, language)]
    if language == "zh":
        from pypinyin import lazy_pinyin

        syllables = [_HARD.sub(lambda m: _HARDER[m.group()], s) for s in lazy_pinyin(name)]
        if name.endswith("堡") and len(name) > _SHORTEST_BURG:
            found.append(Transcription(name[:-1] + "布尔格", language))
        if any(s[:1] in "jqx" for s in lazy_pinyin(name)):
            found.append(Transcription("".join("l" if s == "er" else s for s in syllables), "en"))
    return found


@lru_cache(maxsize=8192)
def alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if _same_sound(loose_key(*one), loose_key(*other)):
        return True
    both = sound_vectors([one[0]], one[1])[0] @ sound_vectors([other[0]], other[1])[0]
    return float(both) >= ALIKE


def _same_sound(one: str, other: str) -> bool:
    """Whether two sounds are one, or have the same three or more consonants: Peter and Пётр."""
    if one == other:
        return True
    bones, others = (re.sub("[AI]", "", sound) for sound in (one, other))
    return len(bones) > 2 and bones == others


def heard(own: Vectors, sound: str, han: str, least: float) -> bool:
    """Whether a run of two to seven characters may be a transcription of what sounds like `own`."""
    windows = _windows(han)
    near = [w for w, reading in windows if abs(len(reading) - len(sound)) <= max(2, len(sound) // 3)]
    return bool(near) and float((sound_vectors(near, "zh") @ own).max()) >= least


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
