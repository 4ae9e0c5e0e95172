"""How a question leans on the one before it: by a pronoun, by what it leaves out, or not at all.

Closed classes of words in English, Russian and Chinese, not the words of any one collection. A
question whose own words say what its pronoun means stands alone ("Who made the clock, and when was
it sold?").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from assistant.conversation.leaning_words import (
    ASKING,
    BOUNDARY,
    DEMONSTRATIVE,
    EMPTY,
    FRAGMENT,
    LEAD,
    MORE,
    OF_A_DEED,
    OF_ANOTHER,
    OF_THE_ASKER,
    OF_THEM,
    PERSON,
    POSSESSIVE,
    PRONOUN,
    SOMEWHERE,
    STARTS_ASKING,
    WHOLE,
)
from retrieval.language.function_words import content_words
from retrieval.language.sentences import script_language


class Leaning(Enum):
    """What a question takes from the one before: nothing, its topic, or all of it but what is new."""

    NOT = "not"
    TOPIC = "topic"  # "And when was it made?"
    REST = "rest"  # "Why?", "And the second one?", "What about the Orlov clock?"


_MOST_WORDS_NEW = {"en": 6, "ru": 5, "zh": 6}  # content words of a question that leaves out its verb
_MOST_WORDS_BARE = {"en": 1, "ru": 1, "zh": 1}  # and of one that leaves out what it is about


def leaning_of(question: str, names: Sequence[str], terms: Sequence[str] = ()) -> Leaning:
    """How `question` leans on the one before it; `names` and `terms` are those in it."""
    language = script_language(question)
    rest = without_lead(question)
    led = len(rest) < len(question.strip())
    words = len(content_words(rest, language))
    if OF_ANOTHER.search(question.strip()):
        return Leaning.REST
    asks = ASKING[language].search(rest)
    if led and not asks and words <= _MOST_WORDS_NEW[language]:
        return Leaning.REST
    if not asks and FRAGMENT.match(rest) and words <= _MOST_WORDS_NEW[language]:
        return Leaning.REST
    if _has_open_pronoun(rest, language, names):
        return Leaning.TOPIC
    if not names and not terms and (MORE[language].match(question.strip()) or OF_THEM.match(rest)):
        return Leaning.TOPIC
    if not asks or names or re.search(r"\d{3}", rest):
        return Leaning.NOT
    if led:
        return Leaning.TOPIC if words > _MOST_WORDS_BARE[language] else Leaning.REST
    most = _MOST_WORDS_BARE[language] + bool(OF_A_DEED.search(rest))
    bare = words <= most and STARTS_ASKING[language].match(rest)
    if not bare or terms or WHOLE.match(rest) or OF_THE_ASKER.search(rest):
        return Leaning.NOT
    return Leaning.TOPIC if words else Leaning.REST


def means_a_person(question: str) -> bool:
    """Whether a pronoun in `question` can only mean a person; in Russian none can."""
    return bool(PERSON.search(question))


def without_lead(question: str) -> str:
    """The question without the words that join it to what was said before: "And", "what about"."""
    text = question.strip()
    return text[LEAD[script_language(text)].match(text).end() :].strip()  # type: ignore[union-attr]


def _has_open_pronoun(text: str, language: str, names: Sequence[str]) -> bool:
    """Whether there is a pronoun that nothing before it in the question explains."""
    text = EMPTY.sub(lambda found: "_" * len(found.group()), text)
    return any(not _explained(text, found, language, names) for found in PRONOUN[language].finditer(text))


def _explained(text: str, pronoun: re.Match[str], language: str, names: Sequence[str]) -> bool:
    before = text[: pronoun.start()]
    named = any(name in before for name in names)
    word = pronoun.group().strip()
    if POSSESSIVE.fullmatch(word):
        return named or len(content_words(before, language)) > 1
    if language == "zh" and DEMONSTRATIVE.match(word):  # 王希孟那幅长卷
        described = content_words(SOMEWHERE.sub("", before), language)
        return (
            bool(described) and described[-1].end >= len(SOMEWHERE.sub("", before).rstrip("的上下里中")) - 1
        )
    boundaries = list(BOUNDARY.finditer(before))
    clause = before[: boundaries[-1].start()] if boundaries else ""
    return len(content_words(clause, language)) >= (1 if any(name in clause for name in names) else 2)
