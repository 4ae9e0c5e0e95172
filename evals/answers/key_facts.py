"""Tells whether a text has a key fact, in one of its wordings.

Spacing, punctuation, case and width say nothing, as where quotes are compared. But a number counts only
as a whole: 24 is neither in 1924 nor in 2.4, and 9331 not in "1933 [1]". A word counts where a word begins,
so that a stem has its cases and `lid` is not in `solid`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_MARK = re.compile(r"\[\d+\]")  # of a citation
_PART = re.compile(r"\d+|[^\W\d_]+")
_SEPARATED = re.compile(r"(?<=\d)[\s.,’'](?=\d{3}(?!\d))")  # 17,500 is 17500
_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
_LETTER = r"[^\W\d_\u3400-\u9fff]"  # in Chinese a word may begin anywhere
# What makes a number of so many digits part of another; a longer one may end 10.10.1925, 335 ends 21.175.335.
_GOES_ON = {1: r"(?<!\d[.,])", 2: r"(?<!\d[.,])", 3: r"(?<!\d,)"}


def states(text: str, fact: str) -> bool:
    """Whether `text` has `fact`, in any of the wordings that `|` separates; an empty one says nothing."""
    plain = _folded(_MARK.sub(" ", text))
    return any(_pattern(wording).search(plain) for wording in fact.split("|") if _PART.search(wording))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=1024)
def _pattern(wording: str) -> re.Pattern[str]:
    folded = _SEPARATED.sub("", _folded(wording))
    parts = list(_PART.finditer(folded))
    pattern = _begins(parts[0].group()) + _written(parts[0].group())
    for one, other in pairwise(parts):
        pattern += _joint(folded[one.start() : other.end()], folded[one.end() : other.start()])
        pattern += _written(other.group())
    last = parts[-1].group()
    if last.isdecimal():
        alone = len(last) < 3 and all(part.group().isdecimal() for part in parts)
        pattern += r"(?![.,]?\d)" if alone else r"(?!\d)"
    return re.compile(pattern)


def _begins(part: str) -> str:
    if part.isdecimal():
        return r"(?<!\d)" + _GOES_ON.get(len(part), "")
    return f"(?<!{_LETTER})" if re.match(_LETTER, part) else ""


def _written(part: str) -> str:
    if part.isdecimal():
        return _THOUSANDS.sub(r"[\\s.,’']?", part)
    return r"\W*".join(map(re.escape, part))


def _joint(whole: str, between: str) -> str:
    """What may stand between two parts; between two numbers there must be something."""
    if not (whole[0].isdecimal() and whole[-1].isdecimal()):
        return r"\W*"
    return r"\s*[.,·]\s*" if between.strip() in (".", ",", "·") else r"\W+"
