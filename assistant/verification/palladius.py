"""Chinese names in Cyrillic, as Palladius (1888) and every Russian text since write them: 希孟 is Симэн."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_INITIALS = {
    **{
        "zh": "чж",
        "ch": "ч",
        "sh": "ш",
        "b": "б",
        "p": "п",
        "m": "м",
        "f": "ф",
        "d": "д",
        "t": "т",
        "n": "н",
    },
    **{
        "l": "л",
        "g": "г",
        "k": "к",
        "h": "х",
        "j": "цз",
        "q": "ц",
        "x": "с",
        "r": "ж",
        "z": "цз",
        "c": "ц",
        "s": "с",
    },
}
_FINALS = {
    **{
        "a": "а",
        "o": "о",
        "e": "э",
        "i": "и",
        "u": "у",
        "v": "юй",
        "ai": "ай",
        "ei": "эй",
        "ao": "ао",
        "ou": "оу",
    },
    **{"an": "ань", "en": "энь", "ang": "ан", "eng": "эн", "ong": "ун", "ia": "я", "ie": "е", "iao": "яо"},
    **{"iu": "ю", "ian": "янь", "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн", "ua": "уа", "uo": "о"},
    **{
        "uai": "уай",
        "ui": "уй",
        "uan": "уань",
        "un": "унь",
        "uang": "уан",
        "ve": "юэ",
        "van": "юань",
        "vn": "юнь",
    },
}
_ALONE = {
    **{"yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь", "yang": "ян"},
    **{
        "ying": "ин",
        "yong": "юн",
        "wu": "у",
        "wa": "ва",
        "wo": "во",
        "wai": "вай",
        "wei": "вэй",
        "wan": "вань",
    },
    **{"wen": "вэнь", "wang": "ван", "weng": "вэн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь"},
    **{
        "er": "эр",
        "hui": "хуэй",
        "a": "а",
        "o": "о",
        "e": "э",
        "ai": "ай",
        "ao": "ао",
        "ou": "оу",
        "an": "ань",
    },
    **{"en": "энь", "ang": "ан"},
}
_HISSING = re.compile("(цз|ц|с)и$")  # 子 is цзы; 吉, of the same letters, is цзи
_ENDING = re.compile("(?:[аяуюоеэыий]|ом|ем|ой|ей|ым|им|ого|его|ск.{2,3})?")


def cyrillic(syllable: str) -> str:
    """A syllable of Pinyin without its tone as Palladius writes it; empty for what is none."""
    if syllable in _ALONE:
        return _ALONE[syllable]
    found = re.fullmatch("(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])([a-zü]+)", syllable)
    if not found:
        return ""
    initial, final = found[1], found[2].replace("ü", "v")
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    if final not in _FINALS:
        return ""
    written = _INITIALS[initial] + _FINALS[final]
    return _HISSING.sub(r"\1ы", written) if initial in ("z", "c", "s") else written


def is_palladius(name: str) -> bool:
    """Whether a Russian word may be a Chinese name in any case of its declension."""
    return _is_made_of(_bare(name))


def is_read_in_cyrillic(name: str, runs: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether Chinese runs hold characters that are read so; each character as all the Pinyin it may be."""
    plain = _bare(name)
    return any(_starts(plain, run[i:]) for run in runs for i in range(len(run)))


def _starts(plain: str, characters: Sequence[Sequence[str]]) -> bool:
    for syllable in characters[0] if characters else ():
        written = _bare(cyrillic(syllable))
        if written.endswith("й") and plain in {written[:-1] + ending for ending in ("я", "ю", "ем", "е")}:
            return True  # Кай, Кая
        if written and plain.startswith(written):
            rest = plain[len(written) :]
            if _ENDING.fullmatch(rest) or _starts(rest, characters[1:]):
                return True
    return False


@lru_cache(maxsize=8192)
def _is_made_of(plain: str) -> bool:
    if _ENDING.fullmatch(plain):
        return False
    return any(
        plain.startswith(s) and (bool(_ENDING.fullmatch(plain[len(s) :])) or _is_made_of(plain[len(s) :]))
        for s in _syllables()
    )


@lru_cache(maxsize=1)
def _syllables() -> tuple[str, ...]:
    written = {a + b for a in _INITIALS.values() for b in _FINALS.values()} | set(_ALONE.values())
    written |= {"цзы", "цы", "сы"}
    return tuple(sorted({_bare(w) for w in written}, key=lambda w: (-len(w), w)))


def _bare(name: str) -> str:
    """Small letters without the signs that only part or soften."""
    return re.sub("[^а-я]|[ьъ]", "", name.lower().replace("ё", "е"))
