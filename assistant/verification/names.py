"""The names in a sentence: capitals where a script has them, and what a segmenter takes for names in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.verification.verdict import Place
from retrieval.language.analysis import HAN, fold_accents, fold_han, stem
from retrieval.language.function_words import FUNCTION_WORDS
from retrieval.language.word_keys import key

if TYPE_CHECKING:
    import rjieba

_CASED = re.compile(rf"[^\W\d_{HAN}]+(?:[’'][^\W\d_{HAN}]+)*")
_OPENS = re.compile(r"(?:^|[.!?…:;«“\"(—–|/\n]|\d\.)\s*[«“\"'(]*$")
_ROMAN = re.compile(r"[IVXLC]+")
_JOINT = re.compile(r"[ -]|\. ")
# Words that take a capital without being anybody's name.
_NO_NAMES = frozenset(
    "mr mrs ms dr st saint sir lord lady king queen prince princess duke duchess count countess emperor empress tsar "
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "jan feb mar apr jun jul aug sept sep oct nov dec am pm ad bc ce bce no nos fig vol cat inv the an "
    "english french russian chinese german dutch italian japanese european western eastern northern southern asian "
    "north south east west century dynasty museum palace hall gate garden temple gallery house collection state "
    "г гг в вв ил рис см ул д пр им св".split()
)
# A segmenter's marks of persons and places.
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns"})
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤"
    "方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米"
    "贝明臧计伏成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万支柯"
    "管卢莫经房裘缪干解应宗丁宣邓单杭洪包诸左石崔吉龚程邢裴陆荣翁荀惠曲封储靳段富巫焦巴弓牧山谷车侯宓蓬全班秋仲"
    "伊宫宁仇栾甘厉武符刘景詹龙叶幸司黎薄印宿白怀蒲鄂索赖卓屠蒙池乔阴胥能苍双闻党翟谭劳申冉桑桂牛边扈燕浦尚农温"
    "庄晏柴瞿阎慕连习艾鱼容向古易慎戈廖居衡步都耿满弘匡国文寇广东欧沃利蔚越夔隆师巩聂晁勾敖融冷辛阚那简饶曾关查"
)
_PLACE_ENDS = frozenset("省市县區区州镇鎮乡鄉村岛島国國寺庙廟观觀")
# Characters that foreign names are written with, and hardly anything else in such a row.
_TRANSCRIBING = frozenset(
    "阿埃艾奥巴贝比波博伯布达德迪多厄尔弗夫盖格哈赫基吉加杰卡凯康科克库拉莱兰勒雷里利列林卢鲁伦罗洛马玛麦曼梅米莫"
    "穆纳奈尼涅诺努欧帕佩皮普奇乔琼萨塞森沙什史斯索苏塔泰坦特图托瓦威韦维沃西希辛雅亚叶伊因约泽扎詹朱兹顿丁丹登蒂"
    "金根汉亨霍胡怀惠姆娜妮莎诗丝黛琳露茜蓓蕾菲芬福法凡范冯费彼得堡坡逊逖茨娃娅洁思"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A word of a name at `start:end`, in the run of names `run`.

    `sure` is False where the capital or the segmenter may mislead. `language` is that of its script: en
    for Latin, ru for Cyrillic, zh.
    """

    start: int
    end: int
    text: str
    language: str
    run: Place
    sure: bool = True
    opens: bool = False  # a sentence, where any word has a capital


def find_names(text: str, wants_capital: Callable[[str], bool] = lambda _: False) -> list[Name]:
    """The words of names in `text`, in order.

    `wants_capital` tells of a word that opens a sentence whether it would have a capital anywhere.
    """
    return sorted([*_cased(text, wants_capital), *_han(text)], key=lambda n: n.start)


def same_word(one: str, other: str, *, russian: bool) -> bool:
    """Whether two words of one script are the same name, in any case of the declension."""
    one, other = (fold_accents(w).removesuffix("'s").replace("'", "") for w in (one, other))
    if one == other or stem(one) == stem(other):
        return True
    if not russian:
        return one.rstrip("s") == other.rstrip("s") and len(one) > 3
    pairs = zip(one, other, strict=False)
    shared = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    if shared >= 5 and min(len(one), len(other)) - shared <= 2:  # рембрандтовский
        return True
    return shared >= 3 and max(len(one), len(other)) - shared <= 3


def _cased(text: str, wants_capital: Callable[[str], bool]) -> Iterator[Name]:
    words = [w for w in _CASED.finditer(text) if w.group()[0].isupper() and len(w.group()) > 1]
    runs = _runs(text, words)
    for word, run in zip(words, runs, strict=True):
        written = word.group()
        folded = fold_accents(written).removesuffix("'s")
        language = "ru" if re.match("[а-яё]", folded) else "en"
        if (
            _ROMAN.fullmatch(written)
            or folded in _NO_NAMES
            or key(written, language) in FUNCTION_WORDS[language]
        ):
            continue
        opens = bool(_OPENS.search(text[: word.start()]))
        followed = language == "en" and run[1] > word.end()
        sure = not opens or followed or (wants_capital(written) and (language == "en" or run[1] > word.end()))
        if language == "ru" and folded.endswith(("ое", "ие", "ые", "ого", "ому")):
            sure = False  # no person: the first word of an institution's name
        yield Name(word.start(), word.end(), written, language, run, sure, opens)


def _runs(text: str, words: Sequence[re.Match[str]]) -> list[Place]:
    """For each capitalised word the run of such words that it stands in."""
    runs: list[list[re.Match[str]]] = []
    for word in words:
        if runs and _JOINT.fullmatch(text[runs[-1][-1].end() : word.start()]):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [(run[0].start(), run[-1].end()) for run in runs for _ in run]


def _han(text: str) -> Iterator[Name]:
    for run in re.finditer(f"[{HAN}·•・]+", text):
        at = run.start()
        open_run: list[tuple[int, str, str]] = []
        for word, tag in [*_tagged(fold_han(run.group())), ("", "")]:
            joins = tag in _NAME_TAGS or (word in ("·", "•", "・") and open_run)
            if joins and _may_be_name(word, tag, bool(open_run)):
                open_run.append((at, word, tag))
            else:
                if open_run:
                    yield from _joined_han(text, open_run)
                open_run = [(at, word, tag)] if tag in _NAME_TAGS and _may_be_name(word, tag, False) else []
            at += len(word)


def _may_be_name(word: str, tag: str, follows: bool) -> bool:
    if word in ("·", "•", "・"):
        return True
    if tag == "ns":
        return len(word) > 1
    if sum(c in _TRANSCRIBING for c in word) == len(word):
        return len(word) > 1 or follows
    return 2 <= len(word) <= 4 and word[0] in _SURNAMES


def _joined_han(text: str, parts: Sequence[tuple[int, str, str]]) -> Iterator[Name]:
    if parts[-1][1] in ("·", "•", "・"):
        parts = parts[:-1]
    start, end = parts[0][0], parts[-1][0] + len(parts[-1][1])
    if all(c in _TRANSCRIBING or c in "·•・" for c in fold_han(text[start:end])):
        start, end = _whole_transcription(text, start, end)
    written = text[start:end]
    # Two characters that begin with a surname may be anything, and so may what is taken for a place.
    placed = all(tag == "ns" for _, _, tag in parts)
    sure = written[-1] in _PLACE_ENDS if placed else end - start > 2
    if end - start > 1:
        yield Name(start, end, written, "zh", (start, end), sure)


def _whole_transcription(text: str, start: int, end: int) -> Place:
    """A transcribed name with what a segmenter cut off it."""
    folded = fold_han(text)
    while start and folded[start - 1] in _TRANSCRIBING:
        start -= 1
    while end < len(text) and folded[end] in _TRANSCRIBING:
        end += 1
    return start, end


@lru_cache(maxsize=4096)
def _tagged(run: str) -> Sequence[tuple[str, str]]:
    return list(_segmenter().tag(run))


@lru_cache(maxsize=1)
def _segmenter() -> rjieba.Jieba:
    import rjieba

    return rjieba.Jieba()
