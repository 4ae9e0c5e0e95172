"""Whether a sentence speaks of making, where a question asks who made something.

Of a clock, others ordered it, gave it, repaired it and wrote about it, all by name and in much the same
words. Closed lists of making and makers in three languages tell those apart that "who" alone does not.
"""

from __future__ import annotations

import re


def _any(patterns: str) -> str:
    """One of several patterns, which stand apart by spaces or lines."""
    return "|".join(patterns.split())


_WHO = r"who|whom|whose|which (?:artist|craftsm[ae]n|firm|maker|master|painter|workshop)s?"
_MADE = _any("""
    made makes? making creat(?:es?|ed|or) produced built builder constructed crafted fashioned
    designed? designer paint(?:s|ed|ers?) drew drawn carved carvers? sculpt(?:ed|ors?) cast founders? wove
    woven weavers? wrote written author(?:ed|s)? engrav(?:ed|ers?) embroidered printed signed forged modelled
    potters? architects? invent(?:ed|ors?) devised conceived
""")
_MAKER = _any(r"""
    artists? craftsm[ae]n firm goldsmiths? jewellers? makers? clockmakers? masters? silversmiths? workshops?
    works?\sof the\shand\sof attributed mark\sof by\s(?:the\s[a-z]+\s)?[A-ZÀ-Þ]\w+
""")
_RU_WHO = r"кто|кем|чья работа|чьей работы|как(?:ой|ая|ие) (?:мастер|фирм|худож|скульпт|архитект)\w*"
_RU_MADE = _any(r"""
    сдела[лн]\w* созда[лнв]\w* изготов\w+ постро(?:и|ен|йк)\w* написа[лн]\w* нарисова\w+ вырез\w+ отли[лт]\w*
    соткан\w* соткал\w* вышил\w* исполн(?:ил|ен)\w* выполн(?:ил|ен)\w* спроектир\w+ изваял\w* расписа[лн]\w*
    придума\w* изобр[её]\w+ разработ\w+ (?:со)?чинил\w* гравирова\w+ автор\w*
""")
_RU_MAKER = _any(r"""
    мастер\w* фирм\w* работ[аы]\s[А-ЯЁ]\w+ художник\w* скульптор\w* архитектор\w* ювелир\w* часовщик\w*
    клейм\w+ подпис\w+
""")
_HAN_WHO = "谁|何人|哪[一几]?[位个名家]|什么人|作者"
_HAN_MADE = _any("""
    制作 製作 制造 製造 所[作制画绘造] 创作 創作 绘制 繪製 画的 做的 造的 写的 设计 設計 建造 铸造 鑄造
    烧制 燒製 雕刻 织造 編寫 发明 發明 构思 構思
""")
_HAN_MAKER = _any("""
    作者 出自 工匠 匠人 作坊 画家 畫家 艺术家 藝術家 建筑师 建築師 钟表匠 名家 落款 款署 署款
    [绘画作制造铸刻]者 由.{2,12}[造制作绘刻铸]
""")

_ASKS = re.compile(
    rf"\b(?:{_WHO})\b.*\b(?:{_MADE})\b|(?<!\w)(?:{_RU_WHO})(?!\w).*(?<!\w)(?:{_RU_MADE})|"
    rf"(?:{_HAN_WHO}).*(?:{_HAN_MADE})|(?:{_HAN_MADE}).*(?:{_HAN_WHO})|作者是",
    re.IGNORECASE,
)
_TELLS = re.compile(
    rf"\b(?i:{_MADE})\b|\b(?:{_MAKER})\b|(?<!\w)(?i:{_RU_MADE}|{_RU_MAKER})|{_HAN_MADE}|{_HAN_MAKER}"
)


def asks_who_made(question: str) -> bool:
    """Whether a question in English, Chinese or Russian asks who made, painted, built or wrote something."""
    return bool(_ASKS.search(question))


def tells_who_made(sentence: str) -> bool:
    """Whether a sentence speaks of making something, or of a maker."""
    return bool(_TELLS.search(sentence))
