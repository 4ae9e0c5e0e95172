"""Tells the parts of a question that asks about two things, each to be searched alone.

"Who made the Peacock clock, and when was the Palace Museum founded?" has a vector between two
documents and the words of both; either part alone finds its own. A question is cut where a second
question begins, at the signs of three languages for that. A part that leans on the one before it ("and
where was it made?", "，哪年完工？") stays with it: it asks about the same thing, and alone it asks
about nothing. The rules rather leave two parts together than tear one apart. Objects that are listed by
number ("the sizes of LC.1979.2 and LC.1961.8") are asked about one by one.
"""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.language.analysis import tagged_words
from retrieval.language.function_words import content_words
from retrieval.language.sentences import Span, script_language
from retrieval.object_numbers import find_object_numbers
from retrieval.search.comparisons import compared

_MOST_PARTS = 3
_LONGEST = 600  # characters; a longer question is a pasted text
_FEWEST_WORDS = 3  # of its own that a part without any name must have

_AUXILIARY = "am|are|can|could|did|do|does|had|has|have|is|may|might|must|shall|should|was|were|will|would"
_PREPOSITION = "after|at|before|by|during|for|from|in|into|of|on|out of|since|to|under|until|up to|with"
_MEASURE = "big|deep|far|heavy|high|large|long|many|much|often|old|tall|thick|wide"
# A question that is put straight out: its verb comes before whom it is about.
_STRAIGHT = (
    rf"(?:(?:{_PREPOSITION}) )?(?:(?:when|where|why|how) (?:{_AUXILIARY})|how (?:{_MEASURE})|"
    rf"who(?:se|m)?|which|what(?! (?:an?|the|he|it|its|she|they|his|her|their)\b))\b"
)
_UNMISTAKABLE = rf"(?:what|when|why|how) (?:{_AUXILIARY})\b|how (?:{_MEASURE})\b"  # no relative clause
_RU_ASKING = (
    "из чего|кто|кого|кому|кем|что|чего|чему|чем|где|куда|откуда|когда|почему|зачем|сколько|скольк\\w+|"
    "насколько|как(?:ой|ая|ое|ие|ого|ому|им|их|ую|ом)?|каков[аоы]?|чей|чья|чьё|чье|чьи|чьей|чьего|чьим"
)
_RU_STRAIGHT = rf"(?:(?:в|во|на|из|от|у|с|со|о|об|по|для|до|за|под|при|к|ко) )?(?:{_RU_ASKING})\b"
_ZH_ASKING = re.compile(
    r"谁|哪|什么|甚么|什麼|为何|為何|何[时時人处處地年种種故以]|"
    "几|幾|多少|多[高大长長重宽寬深久远遠]|怎|如何|吗|嗎"
)

_BREAKS = {
    "en": re.compile(
        rf"[?!.;]\s+(?:(?:and|but|also)\s+)?|,?\s+(?:and|but|as well as)\s+(?:also\s+)?(?={_STRAIGHT})|"
        rf",\s+(?={_UNMISTAKABLE})",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        rf"[?!.;]\s+(?:(?:и|а|но)\s+)?|,?\s+(?:и|а|а также)\s+(?:ещё\s+)?(?={_RU_STRAIGHT})", re.IGNORECASE
    ),
    "zh": re.compile(r"[?？!！。;；,，]\s*(?:而且|并且|以及|还有|另外|同时|那么|而|又)?|(?:以及|还有)"),
}
_BEGINS = {
    "en": re.compile(rf"(?:{_STRAIGHT}|(?:{_AUXILIARY})\b)", re.IGNORECASE),
    "ru": re.compile(rf"(?:{_RU_STRAIGHT}|\w+ ли\b)", re.IGNORECASE),
}
_FEWEST_BEHIND_WHO = 5  # characters that mean something, behind a Chinese "who" that opens a part
_OPENING = 12  # characters in which a question asks; a "who" behind them is relative
# "Tell me who made it": what asks for an answer in other words than a question.
_REQUEST = {
    "en": re.compile(
        r"(?:please |also |and )?(?:(?:can|could|would) you )?(?:please )?"
        r"(?:tell me|explain|say|i(?: would|'d)? (?:like|want) to know|do you know) ",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?:пожалуйста,? )?(?:скажите|расскажите|подскажите|объясните)(?: мне)?,? ", re.IGNORECASE
    ),
    "zh": re.compile("(?:请问|请告诉我|告诉我|我想知道|想问一下)[，,：:]?"),
}
_LEANING = {
    "en": re.compile(
        r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|these|those|one|ones|there|"
        r"then|former|latter|same|other|another|both|two|else)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:он|она|оно|они|его|её|ее|их|ему|ей|им|ими|ней|нём|нем|ним|них|него|неё|нее|это|эта|этот|эти|"
        r"этого|этой|этом|этому|этим|этих|эту|тот|та|то|те|того|той|том|тем|там|тогда|туда|оттуда|таких|такой|"
        r"друг\w+|об[ае]|оба|обеих|обоих)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile("[它他她其该該这這那此]|前者|后者|後者|两者|二者|对方"),
}
_ZH_WHO = re.compile("(?:是)?(?:谁|哪位|哪一位)")
_RELATIVE = re.compile(r"\b(?:who(?:se|m)?|which|where)\b", re.IGNORECASE)
_QUOTED = re.compile("[«“《「『][^»”》」』]{2,}[»”》」』]")
_NAME = re.compile(r"(?<![\w.])(?=[^\W\d_])[^\W\d_a-zа-яё]\w+")
# Chinese nouns that say what is asked of a thing, and not of which thing.
_ASPECT_NOUNS = """
作者 名字 名称 价格 尺寸 重量 颜色 材料 材质 位置 地点 时间 日期 年份 年代 数量 直径 长度 高度 宽度 深度 编号
用途 原因 目的 内容 意思 费用 总价 时候 地方 人 钱 时 年 月 日 本馆 馆 馆方 作品 器物 文物
"""
_ASPECTS = frozenset(_ASPECT_NOUNS.split())
# Between two object numbers that are listed: "the box A and the tray B", "A和B", "A, B".
_LISTED = re.compile(
    r"(?:\s+\w+){0,2}\s*,?\s*(?:and|or|и|или)\s+(?:[^\W\d]+\s+){0,3}|\s*[,，、]\s*"
    r"|[\u3400-\u9fff]{0,6}\s*(?:[和与與跟及或]|以及|还是|還是)\s*[\u3400-\u9fff]{0,8}\s*",
    re.IGNORECASE,
)


def question_parts(question: str) -> tuple[str, ...]:
    """The two or three questions that `question` is made of, in order, verbatim; none when it is one.

    Of a comparison, the two things compared, each with what is asked of them; of a question about objects
    that it lists by number, the question about each.
    """
    if len(question) > _LONGEST:
        return ()
    language = script_language(question)
    if sides := compared(question, language):
        return sides
    parts = [question[a:b] for a, b in _standing_alone(question, language)]
    if len(parts) < 2:
        parts = _of_each_number(question)
    return tuple(parts) if 2 <= len(parts) <= _MOST_PARTS else ()


def _of_each_number(question: str) -> list[str]:
    """The question with one of the object numbers in the place of the list of them; none without a list."""
    found = find_object_numbers(question, question=True)
    places = list(dict.fromkeys((number.start, number.end) for number in found if number.sure))
    apart = [place for i, place in enumerate(places) if i == 0 or place[0] >= places[i - 1][1]]
    between = [question[one[1] : other[0]] for one, other in pairwise(apart)]
    if not between or not all(map(_LISTED.fullmatch, between)):
        return []
    return [question[: apart[0][0]] + question[a:b] + question[apart[-1][1] :] for a, b in apart]


def _standing_alone(question: str, language: str) -> list[Span]:
    """The spans of the parts: what leans on the part before it, or is no question, is joined to it."""
    spans: list[Span] = []
    open_from: int | None = None  # where a beginning that does not stand alone waits for more
    for start, end in _clauses(question, language):
        alone = _is_question(question[start:end], language) and _stands_alone(question[start:end], language)
        if alone and (not spans or open_from is None):
            spans.append((start if open_from is None else open_from, end))
            open_from = None
        elif spans:
            spans[-1] = (spans[-1][0], end)
        elif open_from is None:
            open_from = start
    return spans


def _clauses(question: str, language: str) -> list[Span]:
    opener = _REQUEST[language].match(question)
    start = opener.end() if opener else 0
    spans: list[Span] = []
    for found in _BREAKS[language].finditer(question, start):
        if language == "en" and _continues_a_relative(
            question[start : found.start()], question[found.end() :]
        ):
            continue
        end = found.start() + 1 if found.group()[0] in "?？!！" else found.start()
        if end > start:
            spans.append((start, end))
        start = found.end()
    return [*spans, (start, len(question))] if start < len(question) else spans


def _continues_a_relative(before: str, after: str) -> bool:
    """Whether "and who …" goes on with "the man who …" and asks nothing."""
    asked = _RELATIVE.search(after[:30])
    if asked is None:
        return False
    earlier = [m for m in _RELATIVE.finditer(before) if m.start() > _OPENING]
    return any(m.group().lower() == asked.group().lower() for m in earlier)


def _is_question(clause: str, language: str) -> bool:
    if language == "zh":
        return bool(_ZH_ASKING.search(clause))
    return bool(_BEGINS[language].match(clause))


def _stands_alone(clause: str, language: str) -> bool:
    """Whether it says which thing it asks about."""
    if _LEANING[language].search(clause):
        return False
    if _QUOTED.search(clause) or find_object_numbers(clause, question=True):
        return True
    if language == "zh":
        return _names_a_topic(clause)
    begins = _BEGINS[language].match(clause)
    rest = clause[begins.end() :] if begins else clause
    return bool(_NAME.search(rest)) or len(content_words(rest, language)) >= _FEWEST_WORDS


def _names_a_topic(clause: str) -> bool:
    """Whether a Chinese clause names its topic before it asks; one that does not takes the last one's.

    "Who" may itself be the subject; then something must be named behind it.
    """
    asked = _ZH_ASKING.search(clause)
    before = clause[: asked.start()] if asked else clause
    if who := _ZH_WHO.match(clause):
        return sum(len(w.key) for w in content_words(clause[who.end() :], "zh")) >= _FEWEST_BEHIND_WHO
    nouns = [word for word, tag in tagged_words(before) if tag.startswith("n")]
    return bool(re.search("[A-Za-z]{2,}", before) or set(nouns) - _ASPECTS)
