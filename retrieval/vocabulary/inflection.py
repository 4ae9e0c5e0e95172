"""What stays of a word through its cases, its plural, capitals and accents, in English and Russian.

A stemmer for whole texts serves names badly: Snowball makes one stem of "Серов" and "серый", and two
of "Серов" and "Серова". Here words are looked up by `inflection_key`, which drops all that may be an
ending, and what is found so is held against the form with `shared_letters`.
"""

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("['’‘ʼʻ`]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_RUSSIAN = re.compile("[А-Яа-яЁё]+")
# Roman numerals in which some letters are Cyrillic, as Russian keyboards make them.
_MIXED_NUMERAL = re.compile("(?=.*[ivxlcdm])(?=.*[хсмі])[ivxlcdmхсмі]+")
_NUMERAL_LETTERS = str.maketrans("хсмі", "xcmi")
_CONSONANT = "[бвгджзклмнпрстфхцчшщ]"
# All that may be endings of nouns and adjectives, after three letters at least.
_ENDINGS = re.compile("(?<=...)(?:[аяыи]ми|ьми|[ое]го|[ое]му|[аяыи]х|[аяоеыи]м|[ое]в|[аеиоуыэюяьй])+$")
# The vowel that comes and goes: ларец, ларца; ковёр, ковра; кубок, кубка; башня, башен.
_FLEETING = re.compile(f"(?<=..{_CONSONANT})[ео](?=[кнрлц]$)")
# The ending of a word in its first case.
_FIRST_ENDING = re.compile("(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|[аяоеиыьйуюэ])$")
# What a word with a soft sign ends in: сталь, стали, but never стал or стала.
_SOFT_ENDING = re.compile(f".*{_CONSONANT}(?:ь|ью|ьми|и|ей|ям|ями|ях|я|ю|ем|е)")
# What follows a word that ends in a hard consonant: лев, льва, but never левой.
_HARD_ENDING = re.compile("(?:[аеиуы]|[ое]м|[ое]в|ым|ей|[ая]м|[ая]ми|[ая]х)?")
# What follows a noun that ends in a vowel and й: Китай, Китая, but never кита.
_GLIDE = re.compile(".*[аеуэюя]й")
_GLIDE_ENDING = re.compile("[йяюеи].*")
_ANY_ENDING = re.compile(".*")
_SAME = 100  # more than a word has letters


@lru_cache(maxsize=50_000)
def inflection_key(word: str) -> str:
    """What all cases and numbers of a word have in common, without capitals and accents; never empty."""
    if _RUSSIAN.fullmatch(word):
        return _stem(word.lower().replace("ё", "е"))
    if word.isascii():
        return _singular(word.lower().replace("'", "").replace("`", "")) or word
    plain = _plain(word)
    if _is_cyrillic(plain):
        return _stem(plain)
    folded = _MARKS.sub("", unicodedata.normalize("NFD", plain.translate(_LETTERS)))
    return _singular(folded.replace("'", "")) or word


def shared_letters(form: str, word: str) -> int | None:
    """How much of `form` is in `word`, of the same key: None when `word` cannot be a case of `form`."""
    form, word = _plain(form), _plain(word)
    if form == word:
        return _SAME
    if not _is_cyrillic(form):
        return 1
    hard = not _FIRST_ENDING.search(form)
    if (form.endswith("ь") and not _SOFT_ENDING.fullmatch(word)) or (hard and word.endswith("ь")):
        return None
    root = _FIRST_ENDING.sub("", form)
    root = root[:-1] if root.endswith("нн") else root  # позолоченный, позолочена
    ending = _HARD_ENDING if hard else _GLIDE_ENDING if _GLIDE.fullmatch(form) else _ANY_ENDING
    shared = [
        len(beginning)
        for beginning in (root, _FLEETING.sub("", root))
        for letters in (word, _FLEETING.sub("", word))
        if letters.startswith(beginning) and ending.fullmatch(letters, len(beginning))
    ]
    return max(shared, default=None)


def _stem(word: str) -> str:
    stem = _ENDINGS.sub("", word)
    return _FLEETING.sub("", stem[:-1] if stem.endswith("нн") else stem)


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
