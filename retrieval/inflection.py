"""What stays of a word through its cases, its plural, capitals and accents, in English and Russian.

Snowball's Russian stemmer takes the endings of names for suffixes: it makes one stem of "Серов" and
"серый". So words are looked up by `inflection_key` and held against the form with `shared_letters`.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

_MARKS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("['’‘ʼʻ`]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
# Roman numerals in which some letters are Cyrillic, as Russian keyboards make them.
_MIXED_NUMERAL = re.compile("(?=.*[ivxlcdm])(?=.*[хсмі])[ivxlcdmхсмі]+")
_NUMERAL_LETTERS = str.maketrans("хсмі", "xcmi")
_CONSONANT = "[бвгджзклмнпрстфхцчшщ]"
# The vowel that comes and goes: ларец, ларца; ковёр, ковра; кубок, кубка; башня, башен.
_FLEETING = re.compile(f"(?<=..{_CONSONANT})[ео](?=[кнрлц]$)")
_ENDING = re.compile("(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|[аяоеиыьйуюэ])$")
# What a word with a soft sign ends in: сталь, стали, but never стал or стала.
_SOFT_ENDING = re.compile(f".*{_CONSONANT}(?:ь|ью|ьми|и|ей|ям|ями|ях|я|ю|ем|е)")
_SAME = 100  # more than a word has letters


@lru_cache(maxsize=50_000)
def inflection_key(word: str) -> str:
    """What all cases and numbers of a word have in common, without capitals and accents; never empty."""
    if word.isascii():
        return _singular(word.lower().replace("'", "").replace("`", "")) or word
    plain = _plain(word)
    if _is_cyrillic(plain):
        return _FLEETING.sub("", _stemmers.russian.stemWord(plain)) or word
    folded = _MARKS.sub("", unicodedata.normalize("NFD", plain.translate(_LETTERS)))
    return _singular(folded.replace("'", "")) or word


def shared_letters(form: str, word: str) -> int | None:
    """How much of `form` is in `word`, of the same key: None when `word` cannot be a case of `form`."""
    form, word = _plain(form), _plain(word)
    if form == word:
        return _SAME
    if not _is_cyrillic(form):
        return 1
    hard = not _ENDING.search(form)
    if (form.endswith("ь") and not _SOFT_ENDING.fullmatch(word)) or (hard and word.endswith("ь")):
        return None
    root = _ENDING.sub("", form)
    root = root[:-1] if root.endswith("нн") else root
    roots = (root, _FLEETING.sub("", root))
    words = (word, _FLEETING.sub("", word))
    return max((len(root) for root in roots if any(word.startswith(root) for word in words)), default=None)


def _plain(word: str) -> str:
    """The word in lower case, with one kind of apostrophe and е for ё; accents stay, stress marks go."""
    plain = unicodedata.normalize("NFKC", word).casefold().replace("ё", "е")
    plain = _APOSTROPHES.sub("'", _MARKS.sub("", plain))
    return plain.translate(_NUMERAL_LETTERS) if _MIXED_NUMERAL.fullmatch(plain) else plain


def _is_cyrillic(word: str) -> bool:
    return "а" <= word[:1] <= "я"


def _singular(word: str) -> str:
    """An English word without its plural ending, after the rules of Harman's S stemmer.

    D. Harman, How effective is suffixing?, JASIS 42 (1991); with the plurals in -ches, -shes, -sses
    and -xes besides. It shortens some singular words too, the same way in forms and in texts.
    """
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    return word if word.endswith(("us", "ss")) else word[:-1]


class _Stemmers(threading.local):
    """A stemmer for each thread, as Snowball's own is not safe for several."""

    def __init__(self) -> None:
        self.russian = Stemmer.Stemmer("russian")


_stemmers = _Stemmers()
