"""Parts of a century, a decade or a reign: early, the second half, конец, 中期, and two of them joined."""

import re
from itertools import combinations

from retrieval.dates.spans import Part

_EARLY, _MIDDLE, _LATE = (0.0, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 1.0)
TURN: Part = (-0.1, 0.1)
_WHOLE: Part = (0.0, 1.0)

# Between two parts, and between the numbers of two parts: "first or second half", "начало–середина".
_JOINT = r"(?:\s*[-‐‑–—/]+\s*|[\s-]+(?:to|or|and|и|или|до|по|bis)[\s-]+)(?:the\s+)?"
_HAN_JOINT = r"\s?(?:[-‐‑–—－~～]+|至|到|、|和|及|或|与|與)\s?"

# The ordinals of halves, thirds and quarters in words, in Roman and in Arabic numerals.
_WORDS = {
    1: r"first|перв(?:ая|ой|ую|\.)|erste[rs]?|premi(?:er|[èe]re)",
    2: r"second|втор(?:ая|ой|ую|\.)|вт\.|zweite[rs]?|seconde|deuxi[èe]me",
    3: r"third|треть(?:я|ей|ю)|трет\.|dritte[rs]?|troisi[èe]me",
    4: r"fourth|четв[её]рт(?:ая|ой|ую)|четв\.|vierte[rs]?|quatri[èe]me",
}
_ROMAN = {
    number: rf"{numeral}(?:-?(?:ая|ой|[яйю]))?" for number, numeral in enumerate(("I", "II", "III", "IV"), 1)
}
_FIGURES = {
    number: rf"{number}(?:{ending}|\.|-?(?:ая|ой|ую|[яйю]))?"
    for number, ending in enumerate(("st", "nd", "rd", "th"), start=1)
}
_KINDS = (_WORDS, _ROMAN, _FIGURES)
_LAST = r"last|final|latter|later|последн(?:яя|ей|юю|\.)|посл\.|letzte[rs]?|derni(?:er|[èe]re)"
_SHARES = {  # how many make a whole, and their names
    2: r"hal(?:f|ves)|пол(?:овин[аеуыо]й?|\.)|h[äa]lften?|moiti[ée]s?",
    3: r"thirds?|трет(?:ь|и|ью|ей|ях)|tiers",
    4: r"quarters?|четв(?:ерт(?:ь|и|ью|ей|ях)|\.)|viertels?|quart",
}
_APART = r"(?:[\s-]+|(?<=\.))"  # "third-quarter", "вт.пол."


def _share(number: int, whole: int) -> tuple[str, Part]:
    written = [kind[number] for kind in _KINDS]
    if number == whole:
        written.append(_LAST)
    if (number, whole) == (2, 3):
        written.append("middle")
    return rf"(?:{'|'.join(written)}){_APART}(?:{_SHARES[whole]})", ((number - 1) / whole, number / whole)


def _two_shares(first: int, last: int, whole: int) -> tuple[str, Part]:
    """Two shares that have their noun in common, their numbers written alike: "I-II четв."."""
    ends = _WORDS[last] + (f"|{_LAST}" if last == whole else "")
    written = [rf"(?:{_WORDS[first]}){_JOINT}(?:{ends})"]
    written += [rf"{kind[first]}{_JOINT}{kind[last]}" for kind in _KINDS[1:]]
    return rf"(?:{'|'.join(written)}){_APART}(?:{_SHARES[whole]})", ((first - 1) / whole, last / whole)


_TWO_SHARES = dict(
    _two_shares(first, last, whole)
    for whole in _SHARES
    for first, last in combinations(range(1, whole + 1), 2)
)
# Words that stand before what they divide.
_SPANS: dict[str, Part] = {
    r"early(?:\s+(?:part|years|decades))?|beginning|start|(?:opening|first)\s+(?:years|decades)|первые\s+десятилетия|начал[оаеу]м?|нач\."
    r"|anfang|beginn|fr[üu]hes|d[ée]but": _EARLY,
    r"mid(?:dle)?|середин(?:а|ы|е|у|ой)|сер\.|mitte|milieu": _MIDDLE,
    r"late|later(?:\s+part)?|latter\s+part|end|close|(?:closing|final|last)\s+(?:years|decades)|последние\s+десятилетия|кон(?:ец|ца|це|цу|цом)|кон\."
    r"|ende|sp[äa]tes|fin": _LATE,
}
# So many decades at either end: "the last two decades", первые три десятилетия; behind the whole 最后二十年.
_DECADES = {
    1: ("decade(?!s)", r"десятилети(?:[еюи]|ем)(?!\w)", "十年"),
    2: (r"two\s+decades", r"(?:два|двух)\s+десятилети\w\w?", "二十年"),
    3: (r"three\s+decades", r"тр[её]х?\s+десятилети\w\w?|три\s+десятилети\w\w?", "三十年"),
    4: (r"four\s+decades", r"четыр[её]х?\s+десятилети\w\w?", "四十年"),
}
for _number, (_english, _russian, _chinese) in _DECADES.items():
    _share_of = _number / 10
    _SPANS |= {
        rf"(?:first|opening)\s+{_english}|перв(?:ое|ого|ом|ые|ых)\s+(?:{_russian})": (0.0, _share_of),
        rf"(?:last|final|closing)\s+{_english}|последн(?:ее|его|ем|ие|их)\s+(?:{_russian})": (
            1 - _share_of,
            1.0,
        ),
    }
_ONE_SHARE = dict(_share(number, whole) for whole in _SHARES for number in range(1, whole + 1))
_TURN = {r"turn|рубеж[аеу]?": TURN}
# Words that stand after it, in Chinese.
_AFTER: dict[str, Part] = {
    f"[早初前](?:{_HAN_JOINT})?中期|中前期": (0.0, 2 / 3),
    f"中(?:{_HAN_JOINT})?[晚后後末]期": (1 / 3, 1.0),
    "初年|初期|初叶|初葉|早期|早年|前期": _EARLY,
    "中叶|中葉|中期": _MIDDLE,
    "末年|末期|末叶|末葉|晚期|晚年|后期|後期|末季": _LATE,
    "上半叶|上半葉|前半叶|前半葉|上半期|前半期|前半|上半": (0.0, 0.5),
    "下半叶|下半葉|后半叶|後半葉|后半期|後半期|下半期|后半|後半|下半": (0.5, 1.0),
}
for _number, (_, _, _chinese) in _DECADES.items():
    _AFTER |= {
        f"的?(?:最初|[头頭前]){_chinese}": (0.0, _number / 10),
        f"的?最?[后後末]{_chinese}": (1 - _number / 10, 1.0),
    }
_AFTER_SHORT: dict[str, Part] = {"初": _EARLY, "末": _LATE}
# And the adjectives that stand before it, in Chinese.
_CHINESE_BEFORE: dict[str, Part] = {"早|初|前": _EARLY, "中|盛": _MIDDLE, "晚|末": _LATE}

# To find them, any number of any share: patterns of what each is named by alone would take long to compile.
_ANY_NUMBER = "|".join([*(name for kind in _KINDS for name in kind.values()), _LAST, "middle"])
_ANY_TWO = "|".join(
    rf"(?:{kind[first]}){_JOINT}(?:{'|'.join([*(kind[n] for n in kind if n > first), *last])})"
    for kind, last in zip(_KINDS, ([_LAST], [], []), strict=True)
    for first in (1, 2, 3)
)
_ANY_SHARE = rf"{_APART}(?:{'|'.join(_SHARES.values())})"
TWO_SHARES = rf"(?:{_ANY_TWO}){_ANY_SHARE}"
_ONE_BEFORE = rf"(?:(?:{_ANY_TWO}|{_ANY_NUMBER}){_ANY_SHARE}|{'|'.join(_SPANS)})"
_ONE_AFTER = "(?:" + "|".join(_AFTER) + ")"
_SHORT_AFTER = "(?:" + "|".join(_AFTER_SHORT) + ")"
BEFORE = rf"(?:{_ONE_BEFORE}(?:{_JOINT}{_ONE_BEFORE})?|{'|'.join(_TURN)})"
AFTER = rf"(?:{_ONE_AFTER}|{_SHORT_AFTER})(?:{_HAN_JOINT}(?:{_ONE_AFTER}|{_SHORT_AFTER}(?![\u3400-\u9fff])))?"
# What may stand between the part and the whole.
LINK = r"(?:\s+(?:of|in)(?:\s+the)?|\s+the|\s+des|\s+du)?(?:\s+|-|‑)"

# A hyphen before a part belongs to a longer word ("week-end"), but not behind another date.
_STARTS = r"(?:(?<![\w-])|(?<=[\d.)]-)|(?<=\ds-)|(?<=['’]s-)|(?<=\d-[ехм]-)|(?<=century-)|(?<=века-))"
# "second half, 17th century"
_ENDS_IN_PART = re.compile(
    rf"{_STARTS}(?P<part>{BEFORE})(?:{LINK}|(?<=half|lves|rter|ters|hird),\s)?$", re.IGNORECASE
)
# As catalogues put it behind: "12th century, late", "16. Jh. (1. Hälfte)".
_BEGINS_WITH_PART = re.compile(
    rf"(?:,\s*|\s*(?P<bracket>\())(?P<part>{BEFORE})(?(bracket)\))(?=\s*(?:$|[\n,;.|)\]?(]))", re.IGNORECASE
)
_LONGEST = 56  # characters of "the third quarter or the beginning of the " and a little more
_EACH = [
    (re.compile(pattern, re.IGNORECASE), part)
    for patterns in (_TWO_SHARES, _ONE_SHARE, _SPANS, _TURN, _AFTER, _AFTER_SHORT, _CHINESE_BEFORE)
    for pattern, part in patterns.items()
]
_JOINED = [
    re.compile(rf"(?P<first>{one}){joint}(?P<last>{one})", re.IGNORECASE)
    for one, joint in ((_ONE_BEFORE, _JOINT), (f"(?:{_ONE_AFTER}|{_SHORT_AFTER})", _HAN_JOINT))
]


def part_named(words: str) -> Part:
    """The part that `words`, matched by a pattern here, stand for; from the one to the other of two.

    Of what there is none, such as a fourth third, the whole.
    """
    for pattern, part in _EACH:
        if pattern.fullmatch(words):
            return part
    ends = next((ends for pattern in _JOINED if (ends := pattern.fullmatch(words))), None)
    if ends is None:
        return _WHOLE
    first, last = part_named(ends["first"]), part_named(ends["last"])
    return min(first[0], last[0]), max(first[1], last[1])


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
    return (found.end(), part_named(found["part"])) if found else None
