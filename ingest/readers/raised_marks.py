"""Raised digits, as marks of notes and powers are set: written raised, and apart from what they follow.

Where a note follows a year, "1750" and a raised "3" would else be read as the year 17503.
"""

import re

_MARK = re.compile(r"\s*\d{1,3}(?:[,–-]\s?\d{1,3})*\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MEASURE = re.compile(r"\d\s*(?:[kdcm]?m|[кдсм]?м|in|ft|yd)", re.I)  # what squares and cubes are made of
_LONGEST_MEASURE = 8  # characters
_TOUCHES = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]")  # what makes one word with digits behind it
_FRACTION_BARS = ("/", "\u2044", "\u2215")
_SIZE, _RISE = 0.85, 0.15  # of the type beside it: the largest a mark is, and the least it is raised


def is_mark(text: str) -> bool:
    """Whether a text is digits as a mark of a note has them."""
    return bool(_MARK.fullmatch(text))


def raised(text: str) -> str:
    """`text` with its digits raised."""
    return text.translate(_RAISED)


def stands_raised(text: str, size: float, rise: float, beside: float, *, least: float = _RISE) -> bool:
    """Whether a text of that type size, so far above the foot of type of the size `beside`, is a raised mark.

    All in one unit; `least` is how much of `beside` it has to be raised.
    """
    return is_mark(text) and size <= _SIZE * beside and least * beside <= rise < beside


def set_behind(mark: str, before: str, after: str = "") -> str:
    """A raised mark as it is written between `before` and `after`: raised, and apart from a word or number.

    The upper number of a fraction is no mark: `7 3/4`.
    """
    gap = _gap_before(mark, before)
    return gap + (mark if bars_fraction(after) else raised(mark))


def bars_fraction(text: str) -> bool:
    """Whether a text begins with the bar of a fraction, so that what is raised before it is a number."""
    return text.lstrip().startswith(_FRACTION_BARS)


def lowered(text: str) -> str:
    """`text` with its raised digits as plain ones."""
    return text.translate(_LOWERED)


def _gap_before(mark: str, before: str) -> str:
    """What has to part a raised mark from the text before it: a space, or nothing.

    The square of a measure stays with it (`20 m²`), and nothing is needed behind a stop or an ideograph.
    """
    if mark.strip() in ("2", "3"):
        end = before[-_LONGEST_MEASURE:]
        if any(match.end() == len(end) for match in _MEASURE.finditer(end)):
            return ""
    return " " if _TOUCHES.match(before[-1:]) else ""
