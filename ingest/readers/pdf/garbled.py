"""Whether a text layer is what stands on the page, or the debris of a broken font or of bad recognition."""

import re

_WORD = re.compile(r"\S+")
_NO_TEXT = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x80-\x9f]|\(cid:\d+\)")
_LATIN_WORD = re.compile(r"[A-Za-z]{5,}")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_WITHIN = re.compile(r"[A-Za-zА-Яа-яЁё][#$%&*+<=>@^|~\\\[\]{}¢£¤¥§¨©ª«¬®°±²³µ¶¹º»¼½¾¿×÷]+[A-Za-zА-Яа-яЁё]")
_MIXED_CASE = re.compile(r"[a-z][A-Z]+[a-z]")
_MIXED_SCRIPTS = re.compile(r"[A-Za-z][А-Яа-яЁёΑ-ω]|[А-Яа-яЁёΑ-ω][A-Za-z]")
_LEAST_WORDS = 20
_MOST_DAMAGED = 0.3  # of the words


def is_garbled(text: str) -> bool:
    """Whether so many of the words cannot be words that the text is better read from the picture."""
    words = _WORD.findall(text)
    if len(words) < _LEAST_WORDS:
        return len(_NO_TEXT.findall(text)) > 0.3 * max(len("".join(words)), 1)
    return sum(map(_is_damaged, words)) > _MOST_DAMAGED * len(words)


def _is_damaged(word: str) -> bool:
    if _NO_TEXT.search(word) or _WITHIN.search(word) or _MIXED_SCRIPTS.search(word):
        return True
    if _LATIN_WORD.fullmatch(word) and not _VOWEL.search(word) and not word.isupper():
        return True
    return len(_MIXED_CASE.findall(word)) > 1
