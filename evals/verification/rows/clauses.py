"""Turns a sentence into its opposite, takes its reservation away, or gives it a reason of ours."""

from __future__ import annotations

import csv
import random
import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("changes.csv")
_DENIED = {
    "en": r"\b(?:not|never|no|nobody|nothing|none|neither|nor|only|hardly|without|cannot|too)\b",
    "zh": r"[不没沒無无未莫太]|只有|唯一",
    "ru": r"(?<!\w)(?:не|ни|нет|никто|ничего|лишь|только|без|нельзя|единственн\w+|слишком)(?!\w)",
}
_REASONED = re.compile(r"because|因为|因此|所以|потому|из-за|так как|[;；:：]")
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
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|had|have|can|may|must|could|will)\b")
_SUBORDINATE = {
    "en": r"\b(?:who|which|that|where|when|as|because|if|though|although|whom|whose|before|until)\b[^,;]*$",
    "ru": r"(?:котор\w+|где|когда|если|чтобы|что|пока|хотя)(?!\w)[^,;]*$",
}
_RUSSIAN_VERB = re.compile(
    r"(?<!\w)(?:[а-яё]{3,}(?:ал|ил|ел|ял|ул|ла|ли|лся|лась|лось|лись)|стоит|стоят|хранится|хранят|остаётся|"
    r"находится|служит|числится|открыт|открыта|может|имеет|основан|написана|подписан|построен|построена|"
    r"сделан|сделана|сделаны|вырезано|размещены|выгравирована|изготовлена|обозначены|допускается|"
    r"допускаются|действует|заводится|содержит|куплена|повторяет|даёт)(?!\w)"
)
# Words that end like a verb in the past; "была" and the like are denied less simply.
_NOT_VERBS = frozenset({
    "были", "была", "было", "если", "или", "земли", "роли", "цели", "школа", "глава", "зала", "стали",
    "угла", "детали", "медали", "игла", "посла", "числа", "масла", "стекла", "сила", "дела", "тела",
    "села", "эмали", "металл", "металла", "материал", "журнал", "портал",
})  # fmt: skip
_CHINESE = (
    (re.compile(r"(?<![不就也还便只正总都但于于可像凡若])是(?!因|否|非|为了|由)"), "不是"),
    (re.compile(r"可以(?![肯看])"), "不可以"),
    (re.compile(r"须(?!要)"), "不必"),
)
_CHINESE_COVERB = re.compile(
    r"(?<=[\u4e00-\u9fff，、])(?<![存现正还所实内放收送站藏别画就才先已即却都也又])"
    r"(?:在|由|把|被)(?!.{2,8}(?:之后|之後|时，|時，|以后))(?=[^，。；的]{2,18}[。，；])"
)


def denies(sentence: str, language: str) -> bool:
    """Whether a sentence denies or limits something, so that what it names may be changed in vain."""
    return bool(re.search(_DENIED[language], sentence, re.IGNORECASE))


def cause(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """The sentence with a reason at its end that nothing speaks for."""
    del evidence
    if _REASONED.search(sentence):
        return None
    body = sentence.rstrip("。.!?")
    reason = rng.choice([new for _, new in listed("cause", language)])
    return f"{body}，{reason}。" if language == "zh" else f"{body}, {reason}."


def unhedged(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """What was said with reserve, said as certain."""
    del evidence, rng
    for old, new in listed("hedge", language):
        edge = r"(?<!\w)" if language != "zh" and old[0].isalpha() else ""
        pattern = edge + re.escape(old)
        if re.search(pattern, sentence):
            changed = re.sub(pattern, new, sentence, count=1)
            return changed[0].upper() + changed[1:]
    return None


def negated(sentence: str, language: str, evidence: str, rng: random.Random) -> str | None:
    """The sentence with its main verb denied; None where it denies something already."""
    del evidence, rng
    if denies(sentence, language):
        return None
    if language == "zh":
        return _negated_chinese(sentence)
    return _negated_english(sentence) if language == "en" else _negated_russian(sentence)


@cache
def listed(change: str, language: str) -> tuple[tuple[str, str], ...]:
    """What `changes.csv` puts in the place of what, longest first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["change"], row["language"]) == (change, language)]
    return tuple(sorted(((row["old"], row["new"]) for row in rows), key=lambda pair: -len(pair[0])))


def _negated_english(sentence: str) -> str | None:
    for match in _AUXILIARY.finditer(sentence):
        if not re.search(_SUBORDINATE["en"], sentence[: match.start()], re.IGNORECASE):
            return sentence[: match.end()] + " not" + sentence[match.end() :]
    for match in re.finditer(r"\b[a-z]+\b", sentence):
        verb = _ENGLISH_VERBS.get(match.group())
        before = sentence[: match.start()]
        if verb and not re.search(_SUBORDINATE["en"] + r"|\b(?:and|to|a|the)\s$|^$", before, re.IGNORECASE):
            do = "does" if match.group().endswith("s") else "do" if match.group() == verb else "did"
            return f"{before}{do} not {verb}{sentence[match.end() :]}"
    return None


def _negated_russian(sentence: str) -> str | None:
    for match in _RUSSIAN_VERB.finditer(sentence):
        before = sentence[: match.start()]
        if match.group() not in _NOT_VERBS and not re.search(_SUBORDINATE["ru"], before, re.IGNORECASE):
            return f"{before}не {sentence[match.start() :]}"
    return None


def _negated_chinese(sentence: str) -> str | None:
    for pattern, denial in _CHINESE:
        if match := pattern.search(sentence):
            return sentence[: match.start()] + denial + sentence[match.end() :]
    if match := _CHINESE_COVERB.search(sentence):
        rest = re.sub(r"(?<=[\u4e00-\u9fff])了(?=[^解])", "", sentence[match.start() :], count=1)
        return sentence[: match.start()] + "并没有" + rest
    return None
