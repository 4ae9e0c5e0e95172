"""Other things that follow-ups ask about ("And the jade ruyi?"), and what these take the place of.

A thing is what the vocabulary calls an object, with what describes it, its number and whom it is of.
"""

from __future__ import annotations

import re

from assistant.conversation.topics import Span, Topics, joined
from retrieval.language.lemmas import cases, is_adjective
from retrieval.language.sentences import script_language
from retrieval.object_numbers import find_object_numbers

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LAST_WORD = re.compile(r"([а-яё-]+)\s$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s([а-яё-]+)", re.IGNORECASE)
# What stands between a thing and what describes it before, its number, and whom it is of.
_BEFORE = re.compile(r"\s?|['’]s?\s|的")
_NUMBERED = re.compile(r"\s?")
_OF = re.compile(r"\sof\s(?:(?:the|an?)\s)?")
_OWNER_ZH = re.compile(r"(?:^|[了在被由从，\s])([^了在被由从，。谁哪什何几多的是\s]+的)$")
_HEAD_ENDS_EN = re.compile(r"\W*$|\s+(?:of|in|on|at|for|from|with|by|that|which|whose|[A-Z0-9])")
_HEAD_ENDS_ZH = re.compile(r"[子儿]?\W*$")
_NOT_DESCRIBING = re.compile(
    r"\b(?:of|in|on|at|for|from|with|by|to|and|or|its|their|his|her|this|these|его|её|ее|их)\b|[它他她其这该此]",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\s*[;；]\s*(?=[;；)）])|(?<=[(（])\s*[;；]\s*|\s*(?:\(\s*\)|（\s*）)")


def is_thing(text: str, topics: Topics) -> bool:
    """Whether `text` calls a thing by its name or number, not a part, an aspect or a place of one."""
    if any((n.start, n.end) == (0, len(text)) for n in find_object_numbers(text)):
        return True
    return any(_is_head(text, *span) for span in topics.objects(text))


def in_its_place(text: str, new: str, topics: Topics) -> str | None:
    """`text` with `new` in the place of the first thing in it, and without others; None where it has none."""
    spans = _things(text, topics)
    for start, end in reversed(spans):
        text = text[:start] + (new if start == spans[0][0] else "") + text[end:]
    return " ".join(_EMPTY.sub("", text).split()) if spans else None


def _is_head(text: str, start: int, end: int) -> bool:
    """Whether all of `text` is about the object that it names there: "jade ruyi", not "ruyi's lid"."""
    language = script_language(text)
    if _NOT_DESCRIBING.search(text, 0, start):
        return False
    if language == "ru":
        return all(map(is_adjective, _WORD.findall(text, 0, start)))
    return bool((_HEAD_ENDS_ZH if language == "zh" else _HEAD_ENDS_EN).match(text, end))


def _things(text: str, topics: Topics) -> list[Span]:
    """Where things stand in a question, each with its description, its number and whom it is of."""
    numbers = [(n.start, n.end) for n in find_object_numbers(text)]
    names = topics.name_spans(text)
    called = [*topics.objects(text), *numbers]
    wider = [name for name in names if any(name[0] < end and start < name[1] for start, end in called)]
    found = []
    for start, end in joined([*called, *wider]):
        for before in sorted([*names, *topics.descriptions(text)], reverse=True):
            if before[0] < start and _BEFORE.fullmatch(text[before[1] : start]):
                start = before[0]
        for after, between in [*((n, _NUMBERED) for n in numbers), *((n, _OF) for n in names)]:
            if after[0] >= end and between.fullmatch(text[end : after[0]]):
                end = after[1]
        found.append(_with_owner(text, start, end))
    return joined(found)


def _with_owner(text: str, start: int, end: int) -> Span:
    """The span with the adjectives and the genitives of Russian around it, and what "的" ties to it."""
    if script_language(text) == "zh":
        owner = _OWNER_ZH.search(text[:start])
        return (owner.start(1), end) if owner else (start, end)
    while (word := _LAST_WORD.search(text[:start])) and is_adjective(word[1]):
        start = word.start()
    while (word := _NEXT_WORD.match(text, end)) and "gent" in cases(word[1]):
        end = word.end()
    return start, end
