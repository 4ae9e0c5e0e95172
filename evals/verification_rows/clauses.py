"""Turns a sentence into its opposite, takes its reservation away, or gives it a reason of ours."""

from __future__ import annotations

import random
import re

CAUSES = {
    "en": (
        "because the money had run out", "because a nobleman had asked for it",
        "because of a quarrel between two officials", "because the roof had collapsed",
        "as a favour to an old friend", "because the weather was unusually cold that year",
        "because a new law demanded it", "on the advice of a physician",
        "because the earlier one had been stolen", "in order to honour a victory at sea",
        "because of a mistake in the catalogue", "because foreign visitors had complained",
    ),
    "zh": (
        "因为经费用完了", "因为一位亲王提出了要求", "因为两名官员发生了争执", "因为屋顶塌了",
        "因为要报答一位老朋友", "因为那一年天气特别冷", "因为新的法令有此规定", "因为医生这样建议",
        "因为先前的那件被盗了", "为的是庆祝一次海战的胜利", "因为目录上印错了", "因为外国游客提了意见",
    ),
    "ru": (
        "потому что кончились деньги", "потому что об этом попросил один вельможа",
        "из-за ссоры двух чиновников", "потому что обвалилась крыша", "в благодарность старому другу",
        "потому что год выдался необычно холодный", "потому что этого требовал новый закон",
        "по совету врача", "потому что прежний экземпляр украли", "в честь победы на море",
        "из-за ошибки в каталоге", "потому что жаловались иностранные посетители",
    ),
}  # fmt: skip
_HEDGES = {
    "en": (
        (r"is generally thought to have been", "was"), (r"It is generally believed that", "It is certain that"),
        (r"it is thought that", "it is certain that"), (r"is generally said to hold", "is known to hold"),
        (r"tended to place", "always placed"), (r"usually dated", "always dated"), (r"usually", "always"),
        (r"are generally quoted", "are recorded"), (r"hardly ever", "never"), (r"almost completely", "completely"),
        (r"must be by", "are by"), (r"By his own account the", "The"), (r"the greater part of", "the whole of"),
        (r"nearly", ""), (r"should belong", "belong"),
    ),
    "zh": (
        ("一般认为", "已经证实"), ("据认为，", "可以肯定，"), ("通常以为", "已经证实"), ("通常认为", "已经查明"),
        ("一般说", "已经查明"), ("几乎全部", "全部"), ("极少展出", "从不展出"), ("通常", "总是"), ("往往", "总是"),
        ("多半收藏", "全部收藏"), ("应出自", "出自"), ("据他自己说，", ""), ("居多", "全是"), ("大半", "全线"),
    ),
    "ru": (
        ("как полагают, ", ""), ("по-видимому, ", "несомненно "), ("Считается, что", "Доказано, что"),
        ("Принято думать, что", "Доказано, что"), ("обычно относили", "всегда относили"), ("обычно", "всегда"),
        ("должна принадлежать", "принадлежит"), ("почти целиком", "целиком"), ("почти полностью", "полностью"),
        ("почти не выставляют", "никогда не выставляют"), ("По его собственным словам, п", "П"),
        ("бо́льшая часть", "вся линия"), ("говорят, ", ""),
    ),
}  # fmt: skip
_DENIED = {
    "en": re.compile(r"\b(?:not|never|no|nobody|nothing|none|neither|nor|only|hardly|without|cannot)\b", re.IGNORECASE),
    "zh": re.compile(r"[不没無无未莫]|從沒|只有|唯一"),
    "ru": re.compile(r"(?<!\w)(?:не|ни|нет|никто|ничего|лишь|только|без|нельзя|единственн\w+)(?!\w)", re.IGNORECASE),
}
_ENGLISH_VERBS = {
    "opened": "open", "came": "come", "obtained": "obtain", "gave": "give", "received": "receive",
    "bought": "buy", "handed": "hand", "laid": "lay", "joined": "join", "ordered": "order",
    "covers": "cover", "weighs": "weigh", "sold": "sell", "began": "begin", "signed": "sign",
    "died": "die", "owned": "own", "founded": "found", "invented": "invent", "travel": "travel",
    "won": "win", "evacuated": "evacuate", "dismissed": "dismiss", "suspected": "suspect",
    "bequeathed": "bequeath", "kept": "keep", "comes": "come", "contains": "contain", "stands": "stand",
    "lies": "lie", "reworked": "rework", "asked": "ask", "added": "add", "removed": "remove",
    "marked": "mark", "took": "take", "reported": "report", "agreed": "agree", "started": "start",
}  # fmt: skip
_AUXILIARY = re.compile(r"\b(is|are|was|were|has|had|have|can|may|must|could|will)\b")
_SUBORDINATE = {
    "en": re.compile(r"\b(?:who|which|that|where|when|as|because|if|though|although|whom|whose|before|until)\b[^,;]*$", re.IGNORECASE),
    "ru": re.compile(r"(?:котор\w+|где|когда|если|чтобы|что|пока|хотя)(?!\w)[^,;]*$", re.IGNORECASE),
}
_RUSSIAN_VERB = re.compile(
    r"(?<!\w)(?:[а-яё]{3,}(?:ал|ил|ел|ял|ул|ла|ли|лся|лась|лось|лись)|стоит|стоят|хранится|хранят|остаётся|"
    r"находится|служит|числится|открыт|открыта|стоила|может|имеет|придумала|основан|написана|подписан|"
    r"построен|построена|сделан|сделана|сделаны|вырезано|размещены|выгравирована|изготовлена|"
    r"обозначены|допускается|допускаются|действует|заводится|содержит|куплена|повторяет|даёт)(?!\w)"
)  # fmt: skip
_NOT_VERBS = frozenset(
    "были была была было если или земли роли цели школа школы школу глава зала зал мала стали угла скала "
    "мыла детали медали стелы игла пола посла числа масла стекла стела сила силы дела тела села эмали "
    "дали металл материал журнал портал артикул стали была".split()
)
_CHINESE = (
    (re.compile(r"(?<![不就也还便只正总都但于于可像凡若])是(?!因|否|非|为了|由)"), "不是"),
    (re.compile(r"可以(?!肯)"), "不可以"),
    (re.compile(r"须(?!要)"), "不必"),
    (re.compile(r"(?<=[\u4e00-\u9fff，、])(?<![存现正还所实内放收送站藏])(?:在|由|把|被)(?=[^，。；的]{2,18}[。，；])"), "并没有"),
)  # fmt: skip


def cause(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """The sentence with a reason at its end that nothing speaks for."""
    del evidence
    if re.search(r"because|因为|因此|所以|потому|из-за|так как|;|；|[:：]", sentence):
        return None
    body = sentence.rstrip("。.!?")
    reason = rng.choice(CAUSES[language])
    return f"{body}，{reason}。" if language == "zh" else f"{body}, {reason}."


def unhedged(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """What was said with reserve, said as certain."""
    del evidence, rng
    for old, new in _HEDGES[language]:
        if old in sentence:
            changed = re.sub(r"  +", " ", sentence.replace(old, new, 1)).strip()
            return changed[0].upper() + changed[1:]
    return None


def negated(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """The sentence with its main verb denied; None where it denies something already."""
    del evidence, rng
    if _DENIED[language].search(sentence):
        return None
    if language == "zh":
        return _negated_chinese(sentence)
    return _negated_english(sentence) if language == "en" else _negated_russian(sentence)


def _negated_english(sentence: str) -> str | None:
    for match in _AUXILIARY.finditer(sentence):
        if not _SUBORDINATE["en"].search(sentence[: match.start()]):
            return sentence[: match.end()] + " not" + sentence[match.end() :]
    for match in re.finditer(r"\b[a-z]+\b", sentence):
        verb = _ENGLISH_VERBS.get(match.group())
        before = sentence[: match.start()]
        if verb and before and not _SUBORDINATE["en"].search(before) and not re.search(r"\b(?:and|to|a|the)\s$", before):
            do = "does" if match.group().endswith("s") else "do" if match.group() == verb else "did"
            return f"{before}{do} not {verb}{sentence[match.end() :]}"
    return None


def _negated_russian(sentence: str) -> str | None:
    for match in _RUSSIAN_VERB.finditer(sentence):
        if match.group() not in _NOT_VERBS and not _SUBORDINATE["ru"].search(sentence[: match.start()]):
            return f"{sentence[: match.start()]}не {sentence[match.start() :]}"
    return None


def _negated_chinese(sentence: str) -> str | None:
    for pattern, denial in _CHINESE:
        match = pattern.search(sentence)
        if match and denial == "并没有":
            rest = re.sub(r"(?<=[\u4e00-\u9fff])了(?=[^解])", "", sentence[match.start() :], count=1)
            return sentence[: match.start()] + denial + rest
        if match:
            return sentence[: match.start()] + denial + sentence[match.end() :]
    return None
