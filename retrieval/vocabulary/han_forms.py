"""Finds the forms that are written in Chinese characters, simplified or traditional.

Chinese has no spaces, so a form is found anywhere in a run of characters, and short names of
dynasties and eras need a look at their neighbours: 明 is a dynasty in 明代 and 明永乐, not in 说明.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from opencc import OpenCC

from retrieval.vocabulary.terms import Mention, Term

_HAN_CLASS = "[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_HAN = re.compile(_HAN_CLASS)
# Between the parts of a foreign name, or of a dynasty and a painter: 詹姆斯·考克斯, 清·郎世宁.
_DOT = re.compile(f"(?<={_HAN_CLASS})[·・‧•․‐-](?={_HAN_CLASS})")
_TIMED = frozenset({"dynasty", "reign", "period"})
# Kinds whose names stand right after a dynasty's: 清乾隆, 明沈周.
_AFTER_DYNASTY_KINDS = frozenset({"reign", "maker", "person"})
# What shows that a dynasty is meant.
_AFTER_DYNASTY = re.compile(
    "王?朝|代|[宫廷室末初皇帝]|[早中晚前后]{1,2}期|中叶|时[期代]|[式墓俑刻刊瓷画]|人(?!街)|三彩|青花|官窑"
)
# What shows that an era is meant.
_AFTER_ERA = re.compile(
    "[元一二三四五六七八九十廿卅0-9]+年|年[间制造款号]|年(?![轻龄])|间|朝|皇?帝|时期|[初末款御]|[早中晚前后]{1,2}期|官?窑"
)
_DYNASTY_PAIRS = re.compile("秦汉|汉[唐魏]|魏晋|隋唐|唐宋|宋[元明辽金]|元明|明清|辽[宋金]")
_TO = frozenset("至到")
# 至 as "to" before the Yuan, and no part of the era 至元: 宋代至元代, 南宋至元初, but 元代至元年间.
_TO_YUAN = re.compile(
    "至元(?:王?朝|代)|(?<=[夏商周秦汉魏晋隋唐宋辽金代朝末初期叶纪国])(?<!元[代朝末初])至元"
    f"(?=时[期代]|[初末]|[早中晚前后]{{1,2}}期|中叶|(?!{_HAN_CLASS}))"
)
# Characters that make another word of the form, right before it and right after it.
_OTHER_WORD_BEFORE = {
    "明": "说证发声文光照透表黎聪英昆阐申标注分鲜简开精严圣贤清四查指载写讲言判自不未鲜失",
    "清": "澄血肃厘分冷乾看太上三玉还付海福认说理查算划",
    "元": "公纪单状美欧万亿多银上日港百千十一二三四五六七八九两几根次改建开至",
    "汉": "武罗好老男醉门流硬东西后蜀",
    "宋": "北南刘仿",
    "唐": "荒高颓南后",
    "秦": "前后西大",
    "晋": "东西后三推",
    "道光": "一几这那两数",
    "同治": "共协",
    "至正": "甚直",
    "正统": "非",
    "天命": "奉受知",
    "南陈": "越",
    "平成": "水和公持",
}
_OTHER_WORD_AFTER = {
    "明代": "表码理替",
    "唐代": "表理",
    "宋代": "表理",
    "汉代": "表",
    "天启": "动程用航示",
    "建文": "化物字明书件档",
    "道光": "芒线亮滑",
    "同治": "理疗",
    "大观": "园楼",
    "至正": "常式确",
}


class HanForms:
    """The forms of some terms, ready to be found in a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._entries: dict[str, list[tuple[Term, bool]]] = {}
        self._dynasties: dict[str, list[Term]] = {}
        self._times: set[str] = set()  # of more than one character
        for term in terms:
            for form in {form for forms in term.forms.values() for form in forms}:
                if form.isascii() or not _HAN.search(form):
                    continue
                key = folded(form if form.isalpha() else _DOT.sub("", form))
                guarded = form in term.guarded or (len(key) == 1 and term.kind in _TIMED)
                self._entries.setdefault(key, []).append((term, guarded))
                if term.kind == "dynasty":
                    self._dynasties.setdefault(key, []).append(term)
                if term.kind in _TIMED and len(key) > 1:
                    self._times.add(key)
        self._lengths: dict[str, tuple[int, ...]] = {}
        for key in sorted(self._entries, key=len, reverse=True):
            lengths = self._lengths.get(key[0], ())
            if len(key) not in lengths:
                self._lengths[key[0]] = (*lengths, len(key))

    def find(self, text: str) -> list[Mention]:
        """The mentions in `text`, in order: at each place the longest form."""
        if not _HAN.search(text):
            return []
        dots = {match.start() for match in _DOT.finditer(text)}
        places = [place for place in range(len(text)) if place not in dots] if dots else range(len(text))
        run = folded(_DOT.sub("", text))
        mentions: list[Mention] = []
        start = 0
        while start < len(run):
            lengths = self._lengths.get(run[start])
            end, terms = self._longest_at(run, start, lengths) if lengths else (start + 1, ())
            if terms:
                mentions.append(Mention(places[start], places[end - 1] + 1, terms))
            start = end
        return mentions

    def _longest_at(self, run: str, start: int, lengths: tuple[int, ...]) -> tuple[int, tuple[Term, ...]]:
        for length in lengths:
            end = start + length
            entries = self._entries.get(run[start:end])
            if entries and end <= len(run):
                terms = [
                    term for term, guarded in entries if self._is_meant(run, (start, end), term, guarded)
                ]
                if terms:
                    return end, tuple(dict.fromkeys(terms))
        return start + 1, ()

    def _is_meant(self, run: str, span: tuple[int, int], term: Term, guarded: bool) -> bool:
        start, end = span
        form = run[start:end]
        before, after = run[start - 1 : start], run[end : end + 1]
        if form == "至元" and _TO_YUAN.match(run, start):
            return False
        if before == "至" and (_TO_YUAN.match(run, start - 1) or self._joins_a_time(run, start, end)):
            before = ""
        if term.kind in _TIMED and _makes_another_word(form, before, after):
            return False
        if not guarded or not (_HAN.match(before) or _HAN.match(after)):
            return True
        if term.kind not in _TIMED:
            return False
        if term.kind == "dynasty":
            return bool(
                _is_paired(run, start, end) or _AFTER_DYNASTY.match(run, end) or self._begins_name(run, end)
            )
        if _AFTER_ERA.match(run, end) or self._joins_a_time(run, start, end) or self._is_time_at(run, end):
            return True
        return self._ends_dynasty(run, start, term)

    def _begins_name(self, run: str, start: int) -> bool:
        """Whether a reign, a maker or a person is named at `start`."""
        for length in self._lengths.get(run[start : start + 1], ()):
            end = start + length
            entries = () if _TO_YUAN.match(run, start) else self._entries.get(run[start:end], ())
            if any(term.kind in _AFTER_DYNASTY_KINDS for term, _ in entries):
                return not _makes_another_word(run[start:end], "", run[end : end + 1])
        return False

    def _ends_dynasty(self, run: str, end: int, reign: Term) -> bool:
        """Whether the name of the dynasty of `reign` ends at `end`; 至 behind another is "to": 明至道光."""
        dynasties = [
            dynasty
            for length in (1, 2, 3)
            for dynasty in self._dynasties.get(run[max(end - length, 0) : end], ())
        ]
        return any(run[end] != "至" or _overlap(dynasty, reign) for dynasty in dynasties)

    def _joins_a_time(self, run: str, start: int, end: int) -> bool:
        """Whether 至 or 到 leads from another time to the era at `start:end`, or on from it: 开元至天宝."""
        before = run[start - 1 : start] in _TO and any(
            run[max(start - 1 - length, 0) : start - 1] in self._times for length in (2, 3, 4)
        )
        return before or (run[end : end + 1] in _TO and self._is_time_at(run, end + 1))

    def _is_time_at(self, run: str, start: int) -> bool:
        """Whether a time of more than one character begins at `start`: 光绪 in 同治光绪年间."""
        return any(run[start : start + length] in self._times for length in (2, 3, 4))


def _overlap(one: Term, other: Term) -> bool:
    """Whether neither ends before the other begins, as far as is known."""
    return not any(
        earlier.last is not None and later.first is not None and earlier.last < later.first
        for earlier, later in ((one, other), (other, one))
    )


def _is_paired(run: str, start: int, end: int) -> bool:
    """Whether a dynasty at `start:end` stands beside another: in 明清, but not in 说明清楚."""
    pair = _DYNASTY_PAIRS.search(run, max(start - 1, 0), end + 1)
    return bool(pair and not _makes_another_word(pair.group()[0], run[pair.start() - 1 : pair.start()], ""))


def _makes_another_word(form: str, before: str, after: str) -> bool:
    return bool(
        (before and before in _OTHER_WORD_BEFORE.get(form, _OTHER_WORD_BEFORE.get(form[0], "")))
        or (after and after in _OTHER_WORD_AFTER.get(form, ""))
    )


class _Folding(dict[int, str]):
    """A table for `str.translate` that is filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        self[code] = folded_character = _fold_character(chr(code))
        return folded_character


def _fold_character(character: str) -> str:
    if "\u4e00" <= character <= "\u9fff":
        simplified = _simplifier().convert(character)
        return simplified if len(simplified) == 1 else character
    lowered = unicodedata.normalize("NFKC", character).lower()
    if len(lowered) != 1 or lowered == character:
        return character
    return _fold_character(lowered)


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


_FOLDING = _Folding()


def folded(text: str) -> str:
    """`text` in lower case and simplified characters, each character for itself, so places hold.

    OpenCC would simplify whole words otherwise than their characters (乾 alone becomes 干); forms and
    texts go the same way, so this does not matter for finding.
    """
    return text.translate(_FOLDING)
