"""The names in a sentence: by capitals where a script has them, in Chinese by what a segmenter says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.verification.name_shapes import (
    ALSO_TRANSCRIBING,
    IN_DOTTED_NAMES,
    NAME_TAGS,
    NO_NAMES,
    PLACE_ENDS,
    SURNAMES,
    TITLES,
    TRADES,
    TRANSCRIBING,
)
from assistant.verification.number_words import HAN_NUMERALS, spoken_numbers
from assistant.verification.verdict import Place
from retrieval.language.analysis import HAN, fold_accents, fold_han, stem
from retrieval.language.function_words import FUNCTION_WORDS
from retrieval.language.lemmas import is_common
from retrieval.language.word_keys import key

if TYPE_CHECKING:
    import rjieba

_CASED = re.compile(rf"[^\W\d_{HAN}]+(?:[’'][^\W\d_{HAN}]+)*")
_OPENS = re.compile(r"(?:^|[.!?…:;«“\"(—–|/\n]|\d\.)\s*[«“\"'(]*$")
_INITIAL = re.compile(r"(?<![^\W\d_])[A-ZА-ЯЁ]\.\s?$")  # J. S. Bach, П. М. Третьяков
_ADJECTIVE = re.compile(r"(?:ое|ие|ые|ого|ому)$|(?:ственн|ональн|народн|ическ)[а-я]{2,3}$")
# How English words end that are nobody's name, as a rule.
_EVERYDAY = re.compile(r"(?:ing|ed|ly|er|est|tion|ness|ment|ous|ive|less|ful)$")
_NO_GIVEN_NAME = tuple("avpdmqucfr")  # a segmenter's marks of words that are no given name, verbs first
# "I'm", "We'd", "Don't", "It's", "Where's": no names, whatever opens with them.
_CONTRACTED = re.compile(
    r"[’'](?:m|ve|ll|re|d|t)$|^(?:it|he|she|that|this|there|here|what|who|where|when|why|how|let)[’']s$",
    re.IGNORECASE,
)
_CUT_OFF = frozenset({"n", "j", "ng", "nz"})  # what a segmenter takes the last character of a name for
_POSSESSIVE = re.compile("['’]s$")
_TWICE = re.compile(r"(\w)\1")  # Carracci, Carraci
_ROMAN = re.compile(r"[IVXLC]+(?:th|st|nd|rd)?")
# 梁长2.5米: the beam's length, not a name.
_MEASURED = re.compile(rf".[长高宽重深厚][约近达为]?\s?[{HAN_NUMERALS}半\d].*")
_JOINT = re.compile(r"[ -]|\. ")
# Capt. Nolan; behind a longer word, or one that ends in a vowel, a full stop ends the sentence.
_SHORTENED = re.compile(r"\w{0,3}[^aeiouyаеёиоуыэюя]", re.IGNORECASE)
_SHORTEST_PLACE, _OF_A_PLACE = 3, (
    "n", "an", "ian", "ean", "ese", "ine", "ic", "ish", "ard", "yard", "er", "i",
)  # fmt: skip
_LONGEST_PART = 6  # characters of a foreign name's part that are looked at to tell where it begins
_LOCALISERS = "里内外上下中前后旁边用"
_IN_DOTTED = f"[{''.join(sorted(TRANSCRIBING))}{ALSO_TRANSCRIBING}{IN_DOTTED_NAMES}]"
_DOTTED = re.compile(rf"{_IN_DOTTED}{{1,7}}(?:[·•・]{_IN_DOTTED}{{1,7}})+")


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
    dotted = list(_dotted(text))
    others = [n for n in _han(text) if not any(n.start < d.end and d.start < n.end for d in dotted)]
    return sorted([*_cased(text, wants_capital), *dotted, *others], key=lambda n: n.start)


def same_word(one: str, other: str, *, russian: bool) -> bool:
    """Whether two words of one script are the same name, in any case of the declension."""
    one, other = (fold_accents(w).removesuffix("'s").replace("'", "") for w in (one, other))
    if one == other or stem(one) == stem(other):
        return True
    if not russian:
        bare, theirs = (_TWICE.sub(r"\1", word.rstrip("s")) for word in (one, other))
        return (bare == theirs and len(bare) > _SHORTEST_PLACE) or _is_adjective(one, other)
    pairs = zip(one, other, strict=False)
    shared = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    if shared >= 5 and min(len(one), len(other)) - shared <= 2:  # рембрандтовский
        return True
    return shared >= 3 and max(len(one), len(other)) - shared <= 3


def _is_adjective(one: str, other: str) -> bool:
    """Whether one of two English words is of the place that the other names: Nemean, Roman, Chinese."""
    of_it, place = sorted((one, other), key=lambda word: (not word.endswith("land"), len(word)), reverse=True)
    bare = place.removesuffix("land") if len(place) > len("land") + 1 else place
    bare = bare[:-1] if bare[-1] in "aeiosy" else bare
    ending = of_it.removeprefix(bare)
    if place.endswith("land"):
        ending = ending.removeprefix(bare[-1])  # Scottish, Finnish
    long_enough = len(bare) >= _SHORTEST_PLACE or place.endswith("land")
    return long_enough and ending != of_it and ending.removesuffix("s") in _OF_A_PLACE


def _cased(text: str, wants_capital: Callable[[str], bool]) -> Iterator[Name]:
    words = [w for w in _CASED.finditer(text) if w.group()[0].isupper() and len(w.group()) > 1]
    runs = _runs(text, words)
    for word, run in zip(words, runs, strict=True):
        written = word.group()
        if _CONTRACTED.search(written):
            continue
        folded = fold_accents(written).removesuffix("'s")
        language = "ru" if re.match("[а-яё]", folded) else "en"
        if (
            _ROMAN.fullmatch(written)
            or folded in NO_NAMES
            or _is_number(folded)
            or key(written, language) in FUNCTION_WORDS[language]
        ):
            continue
        before = text[: word.start()]
        opens = bool(_OPENS.search(before)) and not _INITIAL.search(before)
        if opens and language == "ru" and is_common(written):
            continue
        followed = language == "en" and run[1] > word.end()
        proper = wants_capital(written) and not _EVERYDAY.search(folded)
        sure = not opens or followed or (proper and (language == "en" or run[1] > word.end()))
        if language == "ru" and _ADJECTIVE.search(folded):
            sure = False  # no person: the first word of an institution's name
        bare = _POSSESSIVE.sub("", written)
        yield Name(word.start(), word.start() + len(bare), bare, language, run, sure, opens)


def _is_number(word: str) -> bool:
    """Whether a word is a number or its place in a row: Ten years later, the Ninth."""
    return any(spoken[:2] == (0, len(word)) for spoken in spoken_numbers(word))


def _runs(text: str, words: Sequence[re.Match[str]]) -> list[Place]:
    """For each capitalised word the run of such words that it stands in."""
    runs: list[list[re.Match[str]]] = []
    for word in words:
        joint = text[runs[-1][-1].end() : word.start()] if runs else ""
        shortened = "." not in joint or bool(_SHORTENED.fullmatch(runs[-1][-1].group()))
        if runs and _JOINT.fullmatch(joint) and shortened:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [(run[0].start(), run[-1].end()) for run in runs for _ in run]


def _dotted(text: str) -> Iterator[Name]:
    """Foreign names in Chinese whose parts are parted by a dot, which nothing else is."""
    folded = fold_han(text)
    for found in _DOTTED.finditer(folded):
        start, end = found.span()
        if text[end - 1 : end + 1] == "博士":
            end -= 1
        start = _named_from(folded, start)
        yield Name(start, end, text[start:end], "zh", (start, end))


def _named_from(folded: str, start: int) -> int:
    """Where a name begins whose first part a segmenter knows whole: 华盛顿·欧文."""
    run = start
    while run and re.match(f"[{HAN}]", folded[run - 1]):
        run -= 1
    at = run
    for word, tag in _segmenter().tag(folded[run : start + 1 + _LONGEST_PART]):
        if at < start < at + len(word):
            return at if tag in NAME_TAGS else start
        at += len(word)
    return start


def _han(text: str) -> Iterator[Name]:
    for run in re.finditer(f"[{HAN}·•・]+", text):
        at = run.start()
        open_run: list[tuple[int, str, str]] = []
        for word, tag in [*_tagged(fold_han(run.group())), ("", "")]:
            if tag == "ns" and open_run:  # two places stand side by side
                yield from _joined_han(text, open_run)
                open_run = []
            joins = tag in NAME_TAGS or (word in ("·", "•", "・") and open_run)
            if joins and _may_be_name(word, tag, bool(open_run)):
                open_run.append((at, word, tag))
            else:
                if open_run:
                    yield from _joined_han(text, open_run)
                open_run = [(at, word, tag)] if tag in NAME_TAGS and _may_be_name(word, tag, False) else []
            at += len(word)


def _may_be_name(word: str, tag: str, follows: bool) -> bool:
    if word in ("·", "•", "・"):
        return True
    if word[-1] in _LOCALISERS or word in NO_NAMES:
        return False  # 馆里, 孙子
    if tag == "ns":
        return len(word) > 1
    if sum(c in TRANSCRIBING for c in word) == len(word):
        return len(word) > 1 or follows
    return 2 <= len(word) <= 4 and (word[0] in SURNAMES or len(word) == 3)


def _joined_han(text: str, parts: Sequence[tuple[int, str, str]]) -> Iterator[Name]:
    if parts[-1][1] in ("·", "•", "・"):
        parts = parts[:-1]
    start, end = parts[0][0], parts[-1][0] + len(parts[-1][1])
    if all(c in TRANSCRIBING or c in "·•・" for c in fold_han(text[start:end])):
        start, end = _whole_transcription(text, start, end)
    written = text[start:end]
    # Two characters that begin with a surname may be anything, and so may what is taken for a place.
    placed = all(tag == "ns" for _, _, tag in parts)
    sure = written[-1] in PLACE_ENDS if placed else end - start > 2 and not _holds_words(text, start, end)
    if end - start > 1 and not _MEASURED.fullmatch(fold_han(text[start : start + 5])):
        yield Name(start, end, written, "zh", (start, end), sure)


def _holds_words(text: str, start: int, end: int) -> bool:
    """Whether a name of three characters is more likely a word and one beside it: 古董 + 商, 国王 + 之命."""
    written, before = fold_han(text[start:end]), fold_han(text[start - 1 : start + 1])
    if end - start != 3 or sum(c in TRANSCRIBING for c in written) == 3:
        return False
    known = _segmenter().has_word
    if known(written[:2]) or (len(before) == 2 and known(before)):
        return True
    return known(written[1:]) and [tag for _, tag in _segmenter().tag(written[1:])] == ["n"]


def _whole_transcription(text: str, start: int, end: int) -> Place:
    """A transcribed name with what a segmenter cut off it."""
    folded = fold_han(text)
    while start and folded[start - 1] in TRANSCRIBING:
        start -= 1
    while end < len(text) and folded[end] in TRANSCRIBING and folded[end : end + 2] != "因为":
        end += 1
    return start, end


@lru_cache(maxsize=4096)
def _tagged(run: str) -> Sequence[tuple[str, str]]:
    """The words of a run with their tags; what a segmenter cut out of a Chinese name is put together."""
    joined: list[tuple[str, str]] = []
    for word, tag in _segmenter().tag(run):
        before, before_tag = joined[-1] if joined else ("", "")
        named = tag == "nr" or (before_tag == "nr" and tag[:1] not in _NO_GIVEN_NAME and word not in TITLES)
        if before and before in SURNAMES and named and len(word) <= 2:
            joined[-1] = (before + word, "nr")  # 方 + 小舟
        elif (
            before_tag == "nr"
            and len(before) == 2
            and before[0] in SURNAMES
            and len(word) == 1
            and tag in _CUT_OFF
        ):
            joined[-1] = (before + word, "nr")  # 沈子 + 蕃
        elif before_tag == "nr" and len(before) == 2 and before[0] in SURNAMES and word[1:2] in ("之", "所"):
            joined[-1] = (before + word[0], "nr")  # 杨通 + 贵之手
            joined.append((word[1:], tag))
        elif tag == "nr" and word[0] in "由归經经" and len(word) > 2:
            joined += [(word[0], "p"), (word[1:], "nr")]
        elif (
            len(word) == 3
            and word[0] in SURNAMES
            and word[-1] not in TRADES
            and not _segmenter().has_word(word)
        ):
            joined.append((word, "nr"))
        else:
            joined.append((word, tag))
    return joined


@lru_cache(maxsize=1)
def _segmenter() -> rjieba.Jieba:
    import rjieba

    return rjieba.Jieba()
