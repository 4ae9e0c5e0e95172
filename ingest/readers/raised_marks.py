"""Raised digits, as marks of notes and powers are set: written raised, and apart from what they follow.

Where a note follows a year, "1750" and a raised "3" would else be read as the year 17503.
"""

import re

_MARK = re.compile(r"\s*\d{1,3}(?:[,–-]\s?\d{1,3})*\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MEASURE = re.compile(r"\d\s*(?:[kdcm]?m|[кдсм]?м|in|ft|yd)", re.I)  # what squares and cubes are made of
_LONGEST_MEASURE = 8  # characters
_TOUCHES = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]")  # what makes one word with digits behind it


def is_mark(text: str) -> bool:
    """Whether a text is digits as a mark of a note has them."""
    return bool(_MARK.fullmatch(text))


def raised(text: str) -> str:
    """`text` with its digits raised."""
    return text.translate(_RAISED)


def gap_before(mark: str, before: str) -> str:
    """What has to part a raised mark from the text before it: a space, or nothing.

    The square of a measure stays with it (`20 m²`), and nothing is needed behind a stop or an ideograph.
    """
    if mark.strip() in ("2", "3"):
        end = before[-_LONGEST_MEASURE:]
        if any(match.end() == len(end) for match in _MEASURE.finditer(end)):
            return ""
    return " " if _TOUCHES.match(before[-1:]) else ""
