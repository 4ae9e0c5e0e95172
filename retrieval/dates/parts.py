"""Parts of a century, a decade or a reign: early, the second half, конец, 中期."""

import re

from retrieval.dates.spans import Part

_EARLY, _MIDDLE, _LATE = (0.0, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 1.0)
TURN: Part = (-0.1, 0.1)

# Words that stand before what they divide.
_FIRST, _SECOND = r"(?:перв(?:ая|ой|ую)|1-[яй]|I|1)", r"(?:втор(?:ая|ой|ую)|2-[яй]|II|2)"
_THIRD, _LAST = r"(?:треть(?:я|ей|ю)|3-[яй]|III|3)", r"(?:последн(?:яя|ей|юю)|посл\.)"
_FOURTH = rf"(?:четв[её]рт(?:ая|ой|ую)|4-[яй]|IV|4|{_LAST})"
_HALF_RU, _QUARTER_RU, _THIRD_RU = r"пол(?:овин[аеуыо]й?|\.)", r"четв(?:ерт[ьию]|\.)", "трет[ьи]"
_HALF_DE, _QUARTER_DE = r"h[äa]lfte", "viertel"
_BEFORE: dict[str, Part] = {
    r"early[\s-]+to[\s-]+mid(?:dle)?": (0.0, 2 / 3),
    r"mid(?:dle)?[\s-]+to[\s-]+late": (1 / 3, 1.0),
    r"early(?:\s+(?:part|years|decades))?|beginning|start|(?:opening|first)\s+(?:years|decades)|начал[оаеу]м?|нач\."
    r"|anfang|beginn|fr[üu]hes|d[ée]but": _EARLY,
    r"mid(?:dle)?|середин(?:а|ы|е|у|ой)|сер\.|mitte|milieu": _MIDDLE,
    r"late|later(?:\s+part)?|latter\s+part|end|close|(?:closing|final|last)\s+(?:years|decades)|кон(?:ец|ца|це|цу|цом)|кон\."
    r"|ende|sp[äa]tes|fin": _LATE,
    rf"(?:first|1st)\s+half|{_FIRST}\s+{_HALF_RU}|(?:erste|1\.)\s+{_HALF_DE}|premi[èe]re\s+moiti[ée]": (
        0.0,
        0.5,
    ),
    rf"(?:second|latter|later|last|2nd)\s+half|(?:{_SECOND}|{_LAST})\s+{_HALF_RU}|(?:zweite|2\.)\s+{_HALF_DE}"
    r"|(?:seconde|deuxi[èe]me)\s+moiti[ée]": (0.5, 1.0),
    rf"(?:first|1st)\s+quarter|{_FIRST}\s+{_QUARTER_RU}|(?:erstes|1\.)\s+{_QUARTER_DE}": (0.0, 0.25),
    rf"(?:second|2nd)\s+quarter|{_SECOND}\s+{_QUARTER_RU}|(?:zweites|2\.)\s+{_QUARTER_DE}": (0.25, 0.5),
    rf"(?:third|3rd)\s+quarter|{_THIRD}\s+{_QUARTER_RU}|(?:drittes|3\.)\s+{_QUARTER_DE}": (0.5, 0.75),
    rf"(?:fourth|last|final|4th)\s+quarter|{_FOURTH}\s+{_QUARTER_RU}"
    rf"|(?:viertes|letztes|4\.)\s+{_QUARTER_DE}": (0.75, 1.0),
    rf"(?:first|1st)\s+third|{_FIRST}\s+{_THIRD_RU}": _EARLY,
    rf"(?:second|middle|2nd)\s+third|{_SECOND}\s+{_THIRD_RU}": _MIDDLE,
    rf"(?:last|final)\s+third|{_LAST}\s+{_THIRD_RU}": _LATE,
    r"turn|рубеж[аеу]?": TURN,
}
# Words that stand after it, in Chinese.
_AFTER: dict[str, Part] = {
    "初年|初期|初叶|初葉|初|早期|早年|前期": _EARLY,
    "中叶|中葉|中期": _MIDDLE,
    "末年|末期|末叶|末葉|末|晚期|晚年|后期|後期|末季": _LATE,
    "上半叶|上半葉|前半叶|前半葉|上半期|前半期|前半|上半": (0.0, 0.5),
    "下半叶|下半葉|后半叶|後半葉|后半期|後半期|下半期|后半|後半|下半": (0.5, 1.0),
}
# And the adjectives that stand before it, in Chinese.
_CHINESE_BEFORE: dict[str, Part] = {"早|初|前": _EARLY, "中|盛": _MIDDLE, "晚|末": _LATE}

BEFORE = "(?:" + "|".join(_BEFORE) + ")"
AFTER = "(?:" + "|".join(_AFTER) + ")"
# What may stand between the part and the whole.
LINK = r"(?:\s+(?:of|in)(?:\s+the)?|\s+the|\s+des|\s+du)?(?:\s+|-|‑)"

_ENDS_IN_PART = re.compile(rf"(?<![\w-])(?P<part>{BEFORE}){LINK}?$", re.IGNORECASE)
# As catalogues put it behind: "12th century, late", "16. Jh. (1. Hälfte)".
_BEGINS_WITH_PART = re.compile(
    rf"(?:,\s*(?P<listed>{BEFORE})|\s*\((?P<bracketed>{BEFORE})\))(?=\s*(?:$|[\n,;.|)\]?(]))", re.IGNORECASE
)
_LONGEST = 32  # characters of "the third quarter of the " and a little more
_EACH = [
    (re.compile(pattern, re.IGNORECASE), part)
    for patterns in (_BEFORE, _AFTER, _CHINESE_BEFORE)
    for pattern, part in patterns.items()
]


def part_named(words: str) -> Part:
    """The part that `words`, matched by one of the patterns here, stand for."""
    return next(part for pattern, part in _EACH if pattern.fullmatch(words))


def part_before(text: str, end: int) -> tuple[int, Part] | None:
    """Where the words that end at `end` and name a part begin, and that part; `None` if there are none."""
    window = max(0, end - _LONGEST)
    found = _ENDS_IN_PART.search(text[window:end])
    if not found:
        return None
    return window + found.start(), part_named(found["part"])


def part_after(text: str, start: int) -> tuple[int, Part] | None:
    """Where the words end that stand at `start` and name a part of what is before them, and that part."""
    found = _BEGINS_WITH_PART.match(text, start)
    return (found.end(), part_named(found["listed"] or found["bracketed"])) if found else None
