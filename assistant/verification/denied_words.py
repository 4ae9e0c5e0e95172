"""Words that the passages only deny, in a sentence that denies nothing: "signed" where it is not signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.verification.polarity import within
from assistant.verification.reading import Reading
from assistant.verification.verdict import Place
from retrieval.language.word_keys import Word, key

# What is denied only in part, or up to some time: "not only", "not before 1850", "not all".
_LIMITED = re.compile(
    r"\b(?:than|before|until|earlier|later|longer|only|solely|merely|entirely|fully|completely|always|all|every|"
    r"just|but)\b|(?<!\w)(?:ранее|раньше|позднее|позже|до|только|лишь|более|менее|дольше|больше|вполне|полностью|"
    r"совсем|всегда|весь|все|всё|а)(?!\w)|之前|以前|早于|晚于|超过|[仅只都]|完全|全部|一定",
    re.IGNORECASE,
)
# Denials that may stand behind what they deny.
_BEHIND = frozenset({"нет", "无", "没有"})
_BEYOND = {"zh": 2}  # characters between a denial and the word that it denies, at most
_FAR = 12
# Words that are said of many things in one text.
_VAGUE_WORDS = {
    "en": "used use made make found find taken take given give had have been done known said seen kept work",
    "ru": "был была было были есть имеет имеется сделан сделано использован известно указан",
    "zh": "用 做 有 是 说 作 为 在 会",
}
_VAGUE = frozenset(key(word, code) for code, words in _VAGUE_WORDS.items() for word in words.split())


def undenied(sentence: Reading, passages: Sequence[Reading]) -> Iterator[Place]:
    """The words of a sentence without any denial that the passages have only right beside a denial."""
    if sentence.stance.denials:
        return
    denied = {word.key for passage in passages for word in _denied(passage)}
    denied -= _VAGUE
    for passage in passages:
        beside = {word.start for word in _denied(passage)}
        denied -= {word.key for word in passage.words if word.start not in beside}
    for word in sentence.words:
        clause = next((c for c in sentence.clauses if c[0] <= word.start < c[1]), None)
        if word.key in denied and clause and not within(sentence.stance.soft_denials, *clause):
            yield word.start, word.end


def _denied(passage: Reading) -> Iterator[Word]:
    """The words that stand right behind a denial in its clause, or before one that may follow."""
    for start, end in passage.stance.denials:
        clause = next((c for c in passage.clauses if c[0] <= start < c[1]), None)
        if clause is None or _LIMITED.search(passage.text, end, clause[1]):
            continue
        behind = next((w for w in passage.words if end <= w.start < clause[1]), None)
        if behind and behind.start - end <= _BEYOND.get(passage.language, _FAR):
            yield behind
        if passage.folded[start:end] in _BEHIND:
            yield from [w for w in passage.words if clause[0] <= w.start and w.end <= start][-1:]
