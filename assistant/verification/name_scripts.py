"""Names in the scripts that they are written in: what tells a Chinese one, and one in a Russian case."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verification.palladius import is_palladius, is_read_in_cyrillic
from assistant.verification.spelling import is_pinyin, syllables_of
from retrieval.language.analysis import fold_accents, stem

_OF_PLACE = re.compile(
    "([а-яё]{3,}?)(?:ов|ев|ин|ан|ен|ий)?ь?[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$"
)
_SHORTEST, _LONGEST_ENDING = 3, 2
_LONG = 5  # letters: a shorter one may be spelled so by chance
_LETTERS = str.maketrans("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhye")


def forms_of(word: str, language: str) -> Sequence[str]:
    """A word, and in Russian it without the ending of its case: Иваном is Иван."""
    return (word, stem(word)) if language == "ru" else (word,)


def is_of_place(word: str, name: str) -> bool:
    """Whether a Russian adjective is of the place that a name names: тульской, Туле."""
    found = _OF_PLACE.match(word.lower())
    bare = fold_accents(found[1]) if found else ""
    rest = fold_accents(name).removeprefix(bare)
    return len(bare) >= _SHORTEST and rest != fold_accents(name) and len(rest) <= _LONGEST_ENDING


def both_chinese(one: str, other: str) -> bool:
    """Whether both may be Chinese names, which are read syllable for syllable.

    A name that is spelled in one script letter for letter as in the other is none: Lindeman, Линдеман.
    """
    latin, russian = (one, other) if script(one) == "en" else (other, one)
    if not (is_pinyin(latin) and is_palladius(russian)):
        return False
    return len(latin) < _LONG or not _spelled_alike(latin, russian)


def _spelled_alike(latin: str, russian: str) -> bool:
    """Whether a Russian name, in whatever case, is spelled as a Latin one is, letter for letter."""
    letters, own = fold_accents(russian).translate(_LETTERS), fold_accents(latin)
    own = own.removeprefix("y") if letters[:1] == "e" else own  # Yelena, Елена
    return letters.startswith(own) and len(letters) - len(own) <= _LONGEST_ENDING


def is_one_in_chinese(one: str, other: str) -> bool:
    """Whether a name in Pinyin and one in Cyrillic are of the same syllables: Wuyuan, Уюань."""
    latin, russian = (one, other) if script(one) == "en" else (other, one)
    if not (is_pinyin(latin) and is_palladius(russian)):
        return False
    return is_read_in_cyrillic(russian, [[(s,) for s in cut] for cut in syllables_of(latin)])


def script(word: str) -> str:
    return "ru" if re.search("[а-яё]", fold_accents(word)) else "en"
