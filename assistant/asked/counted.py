"""What "how many" asks about, and whether a sentence counts it: "nine bays", "四十七字"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.asked.values import AMOUNT

_ASKED = re.compile(
    r"\bhow many (?P<en>[a-z-]+(?: [a-z-]+)?)|\bсколько (?P<ru>[а-яё-]+(?: [а-яё-]+)?)|"
    r"(?:多少|几)(?P<zh>[\u4e00-\u9fff])",
    re.IGNORECASE,
)
_SHORTEST_WORD, _LONGEST_STEM = 3, 5
_BETWEEN = r"\W*(?:\w+\W+){0,2}"  # "nine long bays"


def counts(question: str, sentence: str) -> bool:
    """Whether `sentence` has a number right before what `question` asks how many there are of.

    In the language of the question alone; of Chinese the character behind the number has to be the same.
    """
    pattern = _counted(question)
    return pattern is not None and pattern.search(sentence) is not None


@lru_cache(maxsize=64)
def _counted(question: str) -> re.Pattern[str] | None:
    asked = _ASKED.search(question)
    if asked is None:
        return None
    if asked["zh"]:
        return re.compile(rf"[\d〇零一二三四五六七八九十百千万两]\s?{asked['zh']}")
    words = (asked["en"] or asked["ru"]).split()
    stems = [w[: min(_LONGEST_STEM, len(w) - 1)] for w in words if len(w) >= _SHORTEST_WORD]
    if not stems:
        return None
    return re.compile(rf"(?:{AMOUNT}){_BETWEEN}(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)
